"""What reading software finds in a tagged PDF, element by element, in its order.

It shares nothing with the code that merges: pikepdf gives the tree, PDFium the words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.reading.pdf_tree import TaggedPdf


@dataclass(frozen=True)
class Element:
    """One element of the tree, with the texts of the cells that head it."""

    role: str
    page: int
    text: str
    alternative: str
    actual: str
    language: str
    headers: tuple[str, ...]
    objects: tuple[str, ...]


class Reader:
    """The elements of one file."""

    def __init__(self, content: bytes) -> None:
        self.opened = TaggedPdf(content)
        self.pages: dict[Any, int] = dict(self.opened.page_of)
        self.root = self.opened.pdf.Root.StructTreeRoot
        self.roles = dict(self.root.RoleMap.items()) if "/RoleMap" in self.root else {}
        self.by_id = {
            bytes(element.ID): element for element in self._below(self.root) if "/ID" in element
        }

    def parts(self) -> list[Any]:
        """The parts of a merged file."""
        (document,) = self.root.K
        assert document.S == "/Document"
        return list(document.K)

    def sequence(self, top: Any = None, first_page: int = 0) -> list[Element]:
        """Everything below an element, pages counted from `first_page`."""
        return [
            self._element(one, first_page) for one in self._below(self.root if top is None else top)
        ]

    def _element(self, element: Any, first_page: int) -> Element:
        page = self.pages.get(element.Pg.objgen) if "/Pg" in element else None
        return Element(
            role=self.followed(str(element.S)),
            page=-1 if page is None else page - first_page,
            text=self._text(element, page),
            alternative=str(element.get("/Alt", "")),
            actual=str(element.get("/ActualText", "")),
            language=str(element.get("/Lang", "")),
            headers=tuple(
                self._all_text(self.by_id[bytes(identifier)])
                for attributes in _listed(element.get("/A"))
                if isinstance(attributes, pikepdf.Dictionary)
                for identifier in _listed(attributes.get("/Headers"))
            ),
            objects=tuple(self._objects(element)),
        )

    def followed(self, role: str) -> str:
        """What a role stands for at last."""
        for _ in range(8):
            role = str(self.roles.get(role, role))
        return role

    def _objects(self, element: Any) -> Iterator[str]:
        """What the annotations of an element are, and whether their keys lead back to it."""
        known = pikepdf.NumberTree(self.root.ParentTree)
        for kid in _listed(element.get("/K")):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                owner = known[int(kid.Obj.StructParent)]
                leads_back = owner.objgen == element.objgen
                yield f"{kid.Obj.Subtype} {leads_back}"

    def _text(self, element: Any, page: int | None) -> str:
        """The words of an element's own marked content; each must lead back to the element."""
        words = []
        for kid in _listed(element.get("/K")):
            where, mark = page, kid
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                if "/Stm" in kid:
                    continue
                mark = int(kid.MCID)
                where = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
            if not isinstance(mark, int) or where is None:
                continue
            piece = self.opened.pieces.get((where, mark))
            words.append(piece.text if piece else "")
        return "".join(words)

    def _all_text(self, element: Any) -> str:
        below = [element, *self._below(element)]
        return "".join(self._element(one, 0).text for one in below).strip()

    def _below(self, top: Any) -> Iterator[Any]:
        for kid in _listed(top.get("/K")):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from self._below(kid)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def assert_parent_tree_leads_back(content: bytes) -> None:
    """Each page's marked content is found from the page, as reading software does it (14.7.4.4)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        assert len(keys) == len(set(keys))
        for key in keys:
            assert key < int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
            owners: list[Any] = list(tree[key])
            for owner in owners:
                assert owner is None or owner.S
