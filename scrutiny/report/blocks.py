"""What a report is set from: passages, lists, tables, groups and figures, each with a template.

Inline markup (links, strong words) is put together here and not in templates, so that no layout of
a template can slip a space into a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from scrutiny.report.charts import BarChart
from scrutiny.report.numbering import Number
from scrutiny.report.prose import pieces

WELSH = "cy"
#: Rows of a table that is kept together on a page.
SHORT_TABLE = 8


def spaced(*parts: str) -> SafeString:
    """The parts that are not empty, escaped unless they are markup, with one space between."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


@dataclass(frozen=True)
class Link:
    """A reference inside the report: its text and the anchor it leads to."""

    text: str
    anchor: str

    @property
    def html(self) -> SafeString:
        """The link as inline markup."""
        return format_html('<a href="#{}">{}</a>', self.anchor, self.text)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A run of text: strong words first, then the text, then a note with its references.

    A passage that `is_numbered` gets the next paragraph number of its section. `reference` is the
    link that the passage begins with.
    """

    reference: Link | None = None
    text: str = ""
    lead: str = ""
    note: str = ""
    links: tuple[Link, ...] = ()
    lang: str = ""
    is_numbered: bool = False
    number: Number | None = None
    template: ClassVar[str] = "scrutiny/report/blocks/passage.html"

    @property
    def html(self) -> SafeString:
        """The passage as inline markup."""
        return spaced(self._reference(), self._lead(), self.text, self._note())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.reference or self.text or self.lead or self.note or self.links)

    def _lead(self) -> str:
        return format_html("<strong>{}</strong>", self.lead) if self.lead else ""

    def _reference(self) -> str:
        return self.reference.html if self.reference else ""

    def _note(self) -> str:
        if not (self.note or self.links):
            return ""
        links = format_html_join(", ", "{}", ((link.html,) for link in self.links))
        return format_html('<span class="report-note">{}</span>', spaced(self.note, links))


@dataclass(frozen=True)
class Bullets:
    """A list; `is_plain` ones show no bullets."""

    items: tuple[Passage, ...]
    is_plain: bool = False
    lang: str = ""
    template: ClassVar[str] = "scrutiny/report/blocks/bullets.html"


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str
    anchor: str = ""
    template: ClassVar[str] = "scrutiny/report/blocks/heading.html"


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell is its header."""

    cells: tuple[Passage, ...]
    labels: tuple[str, ...]
    anchor: str = ""

    @property
    def labelled(self) -> tuple[tuple[str, Passage], ...]:
        """Each cell with the header of its column, which narrow screens show beside it."""
        return tuple(zip(self.labels, self.cells, strict=True))


@dataclass(frozen=True)
class Table:
    """A table with a caption, a header for each column and one for each row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    style: str = ""
    template: ClassVar[str] = "scrutiny/report/blocks/table.html"

    @property
    def is_short(self) -> bool:
        """Whether the table is kept on one page."""
        return len(self.rows) <= SHORT_TABLE


@dataclass(frozen=True)
class Figure:
    """A chart with its caption."""

    caption: str
    chart: BarChart
    template: ClassVar[str] = "scrutiny/report/blocks/figure.html"


@dataclass(frozen=True)
class Group:
    """Blocks that belong together, such as all of one recommendation."""

    blocks: tuple[Block, ...]
    anchor: str = ""
    style: str = ""
    template: ClassVar[str] = "scrutiny/report/blocks/group.html"


Block: TypeAlias = Passage | Bullets | Heading | Table | Figure | Group


@dataclass(frozen=True)
class Section:
    """A section with its heading; `style` is `plain`, `numbered` or `appendix`."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    style: str = "numbered"
    number: str = ""

    @property
    def printed_number(self) -> str:
        """The number before the title: 3, or Appendix A."""
        if self.style == "appendix":
            return _("Appendix %(letter)s:") % {"letter": self.number}
        return self.number

    @property
    def full_title(self) -> str:
        """Number and title, as the contents list them."""
        return " ".join(filter(None, (self.printed_number, self.title)))


def prose(text: str, *, lang: str = "", is_numbered: bool = True) -> list[Block]:
    """A text of the records as passages and lists. Only paragraphs in the main language count."""
    found: list[Block] = []
    for piece in pieces(text):
        if piece.is_list:
            items = tuple(Passage(text=item) for item in piece.texts)
            found.append(Bullets(items=items, lang=lang))
        else:
            found.append(
                Passage(text=piece.texts[0], lang=lang, is_numbered=is_numbered and not lang)
            )
    return found


def led(lead: str, text: str, *, lang: str = "") -> list[Block]:
    """A text of the records whose first paragraph begins with strong words; none without text."""
    blocks = prose(text, lang=lang)
    if not blocks:
        return []
    first = blocks[0]
    if isinstance(first, Passage):
        return [replace(first, lead=lead), *blocks[1:]]
    return [Passage(lead=lead, lang=lang, is_numbered=not lang), *blocks]


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[tuple[str, Sequence[Passage]]],
    *,
    style: str = "",
) -> list[Block]:
    """A table without the columns that are empty in every row; nothing at all without rows.

    Each row is its anchor and its cells.
    """
    found = list(rows)
    kept = [
        place
        for place in range(len(columns))
        if any(not cells[place].is_empty for _, cells in found)
    ]
    if not kept:
        return []
    labels = tuple(columns[place] for place in kept)
    return [
        Table(
            caption=caption,
            columns=labels,
            rows=tuple(
                Row(cells=tuple(cells[place] for place in kept), labels=labels, anchor=anchor)
                for anchor, cells in found
            ),
            style=style,
        )
    ]
