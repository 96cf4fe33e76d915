"""Blocks from the structure tree of a tagged file (ISO 32000-2, 14.7 and 14.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import pikepdf

from portal.pdf.merge.objects import dictionary, find, items, name_of, text_of
from portal.pdf.texts.letters import HYPHEN, Key
from portal.pdf.texts.pieces import Cell, Piece

DEEPEST: Final = 120
MOST_ELEMENTS: Final = 1_000_000
MOST_SPAN: Final = 100
HEADINGS: Final = {"/H": "h2", "/Title": "h1", **{f"/H{n}": f"h{n}" for n in range(1, 7)}}
PARAGRAPHS: Final = frozenset({"/P", "/Caption", "/Note", "/FENote", "/TOCI", "/Index", "/Form"})
GROUPS: Final = frozenset(
    {"/Document", "/DocumentFragment", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"}
    | {"/NonStruct", "/Aside", "/TOC", "/L", "/Table"}
)
FIGURES: Final = frozenset({"/Figure", "/Formula"})
LEFT_OUT: Final = frozenset({"/Artifact", "/Private"})
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BULLET: Final = re.compile(r"^[•▪◦●‣∙·\uf0b7\uf0a7o–*-]\s+")

Number: TypeAlias = tuple[int, int]
#: The text of a marked content on a page, from 0.
TextOf: TypeAlias = Callable[[int, Key], str]


class TooDeepError(Exception):
    """A tree of more elements, or deeper, than one that people have made."""


class Reader:
    """Walks a tree once, and writes blocks on the way.

    Args:
        root: the structure tree root.
        pages: the numbers of the pages, from 0, by their object numbers.
        text_of: the text of a marked content.
        language: of the whole file.
    """

    def __init__(
        self, root: Any, pages: Mapping[Number, int], text_of: TextOf, language: str
    ) -> None:
        self._roles = dictionary(find(root, "/RoleMap"))
        self._pages = pages
        self._text_of = text_of
        self._seen: set[Number] = set()
        self._count = 0
        self._role, self._level, self._language = "p", 0, language_of(language)
        self._open: list[str] = []
        self._page = 0
        self._goes_on = False
        self._last_page = 1
        self._table: Piece | None = None
        self.found: list[Piece] = []
        for kid in items(find(root, "/K")):
            self._visit(kid, None, 0)
        self._close()

    def _visit(self, kid: Any, page: Any, depth: int) -> None:
        """One kid of an element: another element, or content."""
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            self._content(kid, page)
            return
        self._count += 1
        if depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise TooDeepError
        if kid.is_indirect:
            if kid.objgen in self._seen:
                return
            self._seen.add(kid.objgen)
        own = dictionary(find(kid, "/Pg"))
        before = self._language
        self._language = language_of(text_of(find(kid, "/Lang"))) or before
        self._element(kid, self._role_of(kid), own if own is not None else page, depth)
        self._language = before

    def _element(self, element: Any, role: str, page: Any, depth: int) -> None:
        if role in LEFT_OUT:
            return
        if self._table is not None:
            self._in_table(element, role, page, depth)
        elif role in FIGURES:
            self._figure(element, page, depth)
        elif role == "/Table":
            self._whole_table(element, page, depth)
        elif role == "/LI":
            self._block(element, "item", page, depth)
        elif role in HEADINGS:
            self._block(element, HEADINGS[role], page, depth)
        elif role in PARAGRAPHS or role in GROUPS:
            inside_item = self._role == "item" and role == "/P"
            if inside_item:  # paragraphs of one item stay in it
                self._add("\n" if "".join(self._open).strip() else "", page)
                self._inline(element, page, depth)
                return
            deeper = role == "/L"
            self._level += deeper
            self._block(element, "p", page, depth)
            self._level -= deeper
        else:
            self._inline(element, page, depth)
            if role == "/Lbl":
                self._add(" ", page)

    def _block(self, element: Any, role: str, page: Any, depth: int) -> None:
        """An element that stands for itself; what is open is closed, and goes on afterwards."""
        self._close()
        before, self._role = self._role, role
        self._inline(element, page, depth)
        self._close()
        self._role = before

    def _inline(self, element: Any, page: Any, depth: int) -> None:
        """The words of an element, or those that speak for it."""
        spoken = text_of(find(element, "/ActualText"))
        if spoken:
            self._add(spoken, self._first_page(element, page))
            return
        for kid in items(find(element, "/K")):
            self._visit(kid, page, depth + 1)

    def _figure(self, element: Any, page: Any, depth: int) -> None:
        said = text_of(find(element, "/Alt")) or text_of(find(element, "/ActualText"))
        if not said:  # what is written in it is better than nothing
            self._block(element, "figure", page, depth)
            return
        self._close()
        number = self._number(self._first_page(element, page)) or self._last_page
        self._keep(Piece(number, "figure", _plain(said), self._language))

    def _whole_table(self, element: Any, page: Any, depth: int) -> None:
        self._close()
        table = Piece(self._last_page, "table", "", self._language)
        self._table = table
        for kid in items(find(element, "/K")):
            self._visit(kid, page, depth + 1)
        self._table = None
        self._drop()
        table.rows = [(row_page, cells) for row_page, cells in table.rows if cells]
        if table.rows:
            table.page = table.rows[0][0]
            self._keep(table)
        elif table.text:
            self._keep(Piece(table.page, "p", table.text, self._language))

    def _in_table(self, element: Any, role: str, page: Any, depth: int) -> None:
        table = self._table
        assert table is not None
        if role == "/TR":
            table.rows.append((self._last_page, []))
        if role in ("/TD", "/TH", "/Caption") and self._role != "cell":
            self._drop()
            before, self._role = self._role, "cell"
            self._inline(element, page, depth)
            self._role = before
            text, number = _plain("".join(self._open)), self._page or self._last_page
            self._drop()
            if role == "/Caption":
                table.text = text
                return
            self._last_page = number
            if not table.rows:
                table.rows.append((number, []))
            row_page, cells = table.rows[-1]
            table.rows[-1] = (number if not cells else row_page, cells)
            cells.append(_cell(element, text, is_header=role == "/TH"))
            return
        if role in FIGURES:
            said = text_of(find(element, "/Alt"))
            self._add(f" {said} " if said else "", page)
            return
        self._inline(element, page, depth)
        if role in PARAGRAPHS or role in ("/LI", "/Lbl"):
            self._add(" " if role == "/Lbl" else "\n", page)

    def _content(self, kid: Any, page: Any) -> None:
        """Marked content: a number, or a dictionary with number and page (14.7.5)."""
        in_form = False
        if isinstance(kid, pikepdf.Dictionary):
            own = dictionary(find(kid, "/Pg"))
            page = own if own is not None else page
            in_form = "/Stm" in kid
            kid = find(kid, "/MCID")
        if isinstance(kid, int) and (number := self._number(page)):
            self._add(self._text_of(number - 1, (kid, in_form)), page)

    def _add(self, text: str, page: Any) -> None:
        if not text:
            return
        number = self._number(page) or self._page or self._last_page
        if self._page and number != self._page and self._role != "cell" and text.strip():
            is_begun = bool("".join(self._open).strip())
            self._close()
            self._goes_on = is_begun
        if not self._page and text.strip():
            self._page = number
        self._open.append(text)

    def _close(self) -> None:
        """End the block that is open, if anything is in it."""
        if self._table is not None:
            return
        text = _plain("".join(self._open))
        role = "p" if self._role == "cell" else self._role
        if role == "item":
            text = _BULLET.sub("", text)
        page, goes_on = self._page or self._last_page, self._goes_on
        self._drop()
        if text or role == "figure":
            level = max(1, self._level) if role == "item" else 0
            self._keep(Piece(page, role, text, self._language, level, goes_on))

    def _drop(self) -> None:
        self._open.clear()
        self._page, self._goes_on = 0, False

    def _keep(self, piece: Piece) -> None:
        self._last_page = max(1, piece.page)
        self.found.append(piece)

    def _first_page(self, element: Any, page: Any) -> Any:
        if page is not None:
            return page
        for kid in items(find(element, "/K")):
            own = dictionary(find(kid, "/Pg")) if isinstance(kid, pikepdf.Dictionary) else None
            if own is not None:
                return own
        return None

    def _number(self, page: Any) -> int:
        """The number of a page, from 1; 0 where there is none."""
        return 0 if page is None else self._pages.get(page.objgen, -1) + 1

    def _role_of(self, element: Any) -> str:
        role = name_of(find(element, "/S"))
        for _again in range(8):
            mapped = name_of(find(self._roles, role)) if self._roles is not None else ""
            if not mapped or mapped == role:
                break
            role = mapped
        return role


def language_of(said: str) -> str:
    """The language as HTML writes it; empty for what is none."""
    return said if _LANGUAGE.fullmatch(said) else ""


def _cell(element: Any, text: str, *, is_header: bool) -> Cell:
    cell = Cell(text, is_header)
    for one in items(find(element, "/A")):
        held = dictionary(one)
        if held is None:
            continue
        scope = name_of(find(held, "/Scope"))
        if scope in ("/Row", "/Column", "/Both"):
            cell.scope = "row" if scope == "/Row" else "col"
        cell.across = _span(find(held, "/ColSpan")) or cell.across
        cell.down = _span(find(held, "/RowSpan")) or cell.down
    return cell


def _span(value: Any) -> int:
    return value if isinstance(value, int) and 1 < value <= MOST_SPAN else 0


def _plain(text: str) -> str:
    """Each line without doubled spaces, and no empty lines."""
    joined = re.sub(rf"{HYPHEN}\s+", HYPHEN, text)
    lines = (" ".join(line.split()) for line in joined.split("\n"))
    return "\n".join(line for line in lines if line)
