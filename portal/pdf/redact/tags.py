"""The structure tree without what belongs to redacted pages, and with what is read there now.

An element of which a part lay on a redacted page loses every text that speaks for it (ISO 32000-2,
14.9): nobody knows what of it described the part that is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portal.pdf.merge.objects import dictionary, find, items, name_of, tree_pairs
from portal.pdf.redact.layer import Tagged

Number: TypeAlias = tuple[int, int]
DIRECT: Final[Number] = (0, 0)
TEXTS: Final = ("/Alt", "/ActualText", "/E", "/T", "/ID")
#: Elements that may hold others of any kind: there a redacted page is put in (14.8.4).
GROUPS: Final = frozenset(
    {"/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/NonStruct", "/Aside"}
    | {"/TD", "/TH", "/LBody", "/DocumentFragment"}
)


@dataclass
class _Step:
    """An element on the way down: its new kids so far, and pages to be put in after the next."""

    element: Any
    kids: list[Any] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)


class Tree:
    """The structure tree of a file whose pages are redacted.

    Args:
        pdf: the file.
        marked: the object numbers of the pages that are drawn anew.
        is_secret: whether a text gives something away.
        label: what stands in the place of such a text.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        marked: frozenset[Number],
        is_secret: Callable[[str], bool],
        label: str,
    ) -> None:
        self._pdf = pdf
        self._root = dictionary(find(pdf.Root, "/StructTreeRoot"))
        self._marked = marked
        self._is_secret = is_secret
        self._label = label
        self._fresh: dict[Number, Any] = {}
        self._placed: set[Number] = set()
        self._gone: set[Number] = set()
        self._path: list[_Step] = []
        self._roles = dictionary(find(self._root, "/RoleMap")) if self._root is not None else None

    @property
    def is_there(self) -> bool:
        """Whether the file is tagged at all."""
        return self._root is not None

    def add_page(self, page: Any, tags: Sequence[Tagged]) -> None:
        """Tell what is on a page that was drawn anew, by the number of its marked content."""
        division = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div))
        kids = []
        for number, one in enumerate(tags):
            element = Dictionary(
                Type=Name.StructElem, S=Name(one.role), P=division, Pg=page, K=number
            )
            if one.alternative:
                element.Alt = String(one.alternative)
            if one.box is not None:
                element.A = Dictionary(
                    O=Name.Layout, Placement=Name.Block, BBox=Array([round(x, 3) for x in one.box])
                )
            kids.append(self._pdf.make_indirect(element))
        division.K = Array(kids)
        self._fresh[page.objgen] = division
        key = int(self._root.get("/ParentTreeNextKey", 0))
        page["/StructParents"] = key
        self._root["/ParentTreeNextKey"] = key + 1

    def finish(self) -> None:
        """Take out what belongs to redacted pages, and put in what is read there now."""
        top = _Step(self._root)
        self._path = [top]
        for kid in items(find(self._root, "/K")):
            self._visit(kid, None)
        self._append_rest(top)
        self._root["/K"] = Array(top.kids)
        self._parents()
        self._identifiers()

    def _visit(self, kid: Any, page: Any) -> bool:
        """Look at a kid of the last step, and keep it or not; whether anything below it went."""
        step = self._path[-1]
        here = self._page_of(kid, page)
        if not (isinstance(kid, pikepdf.Dictionary) and "/S" in kid):
            if here is not None and here.objgen in self._marked:
                self._leave(here)
                return True
            step.kids.append(kid)
            return False
        own = _Step(kid)
        self._path.append(own)
        lost = [self._visit(one, here) for one in items(find(kid, "/K"))]
        self._path.pop()
        touched = any(lost)
        if touched:
            kid["/K"] = Array(own.kids)
            if "/Pg" in kid and kid["/Pg"].objgen in self._marked:
                del kid["/Pg"]
        self._silence(kid, everything=touched and len(self._path) > self._ours)
        if touched and not own.kids:
            self._gone.add(kid.objgen)
        else:
            step.kids.append(kid)
        step.kids += step.waiting
        step.waiting.clear()
        return touched

    #: The document and its part carry the title that the portal itself has given.
    _ours: Final = 2

    @staticmethod
    def _page_of(kid: Any, page: Any) -> Any:
        if not isinstance(kid, pikepdf.Dictionary):
            return page
        own = dictionary(find(kid, "/Pg"))
        return own if own is not None else page

    def _leave(self, page: Any) -> None:
        """Put the new content of a page where the first of its old content was."""
        number = page.objgen
        if number in self._placed or number not in self._fresh:
            return
        self._placed.add(number)
        division = self._fresh[number]
        for depth in range(len(self._path) - 1, 0, -1):
            step = self._path[depth]
            if self._role(step.element) in GROUPS:
                division["/P"] = step.element
                here = step.kids if depth == len(self._path) - 1 else step.waiting
                here.append(division)
                return
        self._placed.discard(number)

    def _append_rest(self, top: _Step) -> None:
        """Pages that had no tags at all come last."""
        rest = [one for number, one in self._fresh.items() if number not in self._placed]
        if not rest:
            return
        parent = dictionary(top.kids[-1]) if top.kids else None
        inner = items(find(parent, "/K")) if parent is not None else []
        if inner and self._role(dictionary(inner[-1]) or Dictionary()) == "/Part":
            parent = inner[-1]
        if parent is None:
            parent = self._pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root)
            )
            top.kids.append(parent)
        for one in rest:
            one["/P"] = parent
        parent["/K"] = Array([*items(find(parent, "/K")), *rest])

    def _role(self, element: Any) -> str:
        role = name_of(find(element, "/S"))
        for _again in range(8):
            mapped = name_of(find(self._roles, role)) if self._roles is not None else ""
            if not mapped:
                break
            role = mapped
        return role

    def _silence(self, element: Any, *, everything: bool) -> None:
        """Take the texts of an element that may speak of what is gone."""
        for key in TEXTS:
            value = find(element, key)
            if isinstance(value, pikepdf.String) and (everything or self._is_secret(str(value))):
                del element[key]
                if key == "/Alt":
                    element[key] = String(self._label)
        for one in items(find(element, "/A")):
            holder = dictionary(one)
            if holder is not None:
                for key, value in list(holder.items()):
                    if isinstance(value, pikepdf.String) and (
                        everything or self._is_secret(str(value))
                    ):
                        del holder[key]

    def _parents(self) -> None:
        """The way from content back to its elements, for content that is still there."""
        alive = _keys_in_use(self._pdf, self._marked)
        pairs: dict[int, Any] = {}
        for key, value in tree_pairs(find(self._root, "/ParentTree"), "/Nums"):
            if isinstance(key, int) and key in alive:
                pairs[key] = self._without_gone(value)
        for page in self._pdf.pages:
            fresh = self._fresh.get(page.obj.objgen)
            if fresh is not None:
                pairs[int(page.obj["/StructParents"])] = Array(list(fresh.K))
        flat = [part for key in sorted(pairs) for part in (key, pairs[key])]
        self._root["/ParentTree"] = self._pdf.make_indirect(Dictionary(Nums=Array(flat)))

    def _without_gone(self, value: Any) -> Any:
        if not isinstance(value, Array):
            return value
        return Array([None if self._is_gone(one) else one for one in value])

    def _is_gone(self, one: Any) -> bool:
        return isinstance(one, pikepdf.Object) and one.objgen in self._gone

    def _identifiers(self) -> None:
        known = find(self._root, "/IDTree")
        if known is None:
            return
        del self._root["/IDTree"]
        pairs = [
            part
            for name, element in tree_pairs(known, "/Names")
            if "/ID" in (dictionary(element) or {}) and not self._is_gone(element)
            for part in (name, element)
        ]
        if pairs:
            self._root["/IDTree"] = self._pdf.make_indirect(Dictionary(Names=Array(pairs)))


def _keys_in_use(pdf: pikepdf.Pdf, marked: frozenset[Number]) -> frozenset[int]:
    """The keys by which the pages that stay, and what they draw, find their elements."""
    keys: set[int] = set()
    seen: set[Number] = set()
    for page in pdf.pages:
        if page.obj.objgen in marked:
            continue
        waiting: list[Any] = [page.obj, *items(find(page.obj, "/Annots"))]
        waiting.append(find(page.obj, "/Resources"))
        while waiting:
            one = dictionary(waiting.pop())
            if one is None or (one.objgen != DIRECT and one.objgen in seen):
                continue
            seen.add(one.objgen)
            for key in ("/StructParents", "/StructParent"):
                if isinstance(value := find(one, key), int):
                    keys.add(value)
            waiting.extend(_drawn(one))
    return frozenset(keys)


def _drawn(one: Any) -> list[Any]:
    found = [find(one, "/Resources")]
    for holder in ("/XObject", "/Pattern"):
        known = dictionary(find(one, holder))
        if known is not None:
            found += [value for _, value in known.items()]
    return found
