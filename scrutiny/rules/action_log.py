"""The tables of an action log: which row holds the headings, what each column is, what rows say.

Nothing here looks anything up, and nothing is invented: what is not understood stays words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scrutiny.rules.action_log_columns import heading_row, plain_heading, signature_of
from scrutiny.rules.action_log_words import standing_of

__all__ = ["Group", "LogRow", "SourceRow", "SourceTable", "groups_of", "read_rows"]
LONGEST_STANDING: Final = 60
"""Characters of a progress that may be no more than how the action stands."""


@dataclass(frozen=True)
class SourceRow:
    """A row as it was read: its number in the file, the heading within the table, its texts."""

    number: int
    heading: str
    cells: Sequence[str]


@dataclass(frozen=True)
class SourceTable:
    """A table as it was read, with what stands above it."""

    heading: str
    rows: Sequence[SourceRow]


@dataclass
class Group:
    """Tables of one file that have the same columns.

    `headings` is empty where they have none; `set_aside` are the numbers of rows that are no
    actions (headings, and what stands above them), `empty` of those that say nothing.
    """

    signature: str
    headings: tuple[str, ...]
    width: int
    tables: int = 0
    rows: list[SourceRow] = field(default_factory=list)
    set_aside: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    def column(self, place: int) -> list[str]:
        """What stands in a column, without what says nothing."""
        cells = (row.cells[place] for row in self.rows if place < len(row.cells))
        return [cell for cell in cells if cell]


@dataclass(frozen=True)
class LogRow:
    """One row by what its columns are; `cells` are its texts as they stood there."""

    number: int
    heading: str
    cells: tuple[str, ...]
    said: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")

    @property
    def standing(self) -> str:
        """How the log says that it stands: by its status, else by a progress of a few words."""
        status = standing_of(self["status"])
        if status or len(self["progress"]) > LONGEST_STANDING:
            return status
        return standing_of(self["progress"])


def groups_of(
    tables: Iterable[SourceTable], *, headed: frozenset[str] = frozenset()
) -> list[Group]:
    """The tables of a file by their columns, in the order in which they come.

    Args:
        tables: as read.
        headed: signatures of groups without known headings whose first rows hold them all the
            same, because somebody said so.
    """
    found: dict[str, Group] = {}
    for table in tables:
        saying = [row for row in table.rows if any(row.cells)]
        if not saying:
            continue
        at = heading_row([row.cells for row in saying])
        width = max(len(row.cells) for row in saying)
        names = tuple(map(plain_heading, saying[at].cells)) if at is not None else ()
        signature = signature_of(names, width)
        group = found.setdefault(
            signature, Group(signature, tuple(saying[at].cells) if at is not None else (), width)
        )
        if at is None and signature in headed:
            at = 0
            group.headings = group.headings or tuple(saying[0].cells)
        group.width = max(group.width, width)
        group.tables += 1
        _take(group, table, saying, at)
    return list(found.values())


def _take(group: Group, table: SourceTable, saying: Sequence[SourceRow], at: int | None) -> None:
    head = saying[at] if at is not None else None
    names = tuple(map(plain_heading, head.cells)) if head else ()
    group.empty += [row.number for row in table.rows if not any(row.cells)]
    for row in saying:
        above = head is not None and row.number <= head.number
        if above or (head and tuple(map(plain_heading, row.cells)) == names):
            group.set_aside.append(row.number)
        else:
            group.rows.append(SourceRow(row.number, row.heading or table.heading, row.cells))


def read_rows(group: Group, columns: Sequence[str], heading: str) -> list[LogRow]:
    """The rows of a group, by what somebody said that its columns are."""
    return [_read(row, columns, heading) for row in group.rows]


def _read(row: SourceRow, columns: Sequence[str], heading: str) -> LogRow:
    said: dict[str, list[str]] = {}
    if heading and row.heading:
        said.setdefault(heading, []).append(row.heading)
    for place, name in enumerate(columns):
        if name and place < len(row.cells) and row.cells[place]:
            said.setdefault(name, []).append(row.cells[place])
    together = {name: "\n".join(texts) for name, texts in said.items()}
    return LogRow(row.number, row.heading, tuple(row.cells), together)
