"""What the clerks have chosen for one import so far, as it is kept between the steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from scrutiny.models import ActionImport
from scrutiny.rules.action_log import Group, LogRow, SourceRow, SourceTable, groups_of, read_rows
from scrutiny.rules.action_log_columns import headings_tell, proposed
from scrutiny.rules.action_log_dates import Understood, understood
from scrutiny.rules.action_log_people import owner_key
from scrutiny.rules.source_rows import same_text

__all__ = ["ASK", "CLAIM", "CLOSE", "NEW", "Choices", "GroupChoice", "RowChoice"]

NEW: Final = "new"
ASK: Final = "ask"
CLAIM: Final = "claim"
CLOSE: Final = "close"


@dataclass
class GroupChoice:
    """Whether the tables of a group are taken, and what their columns are."""

    take: bool
    columns: list[str]
    heading: str = ""
    headed: bool = False


@dataclass
class RowChoice:
    """What somebody decided about one row alone.

    `known` is `new`, the number of a known action, or empty for what is proposed; `owner` the
    number of a person; `due` a date as it was typed.
    """

    out: bool = False
    known: str = ""
    owner: str = ""
    due: str = ""


@dataclass
class Choices:
    """Everything that is chosen.

    `owners` holds for the words of an owner the number of a person, `new` or `ask`; `names` the
    names of new people; `dues` for the words of a date the date that somebody typed.
    """

    groups: dict[str, GroupChoice] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    default_owner: str = ""
    dues: dict[str, str] = field(default_factory=dict)
    default_due: str = ""
    done: str = CLAIM
    minute: str = ""
    rows: dict[str, RowChoice] = field(default_factory=dict)

    @classmethod
    def of(cls, log: ActionImport) -> Choices:
        """The choices as they are kept with an import."""
        kept: Mapping[str, Any] = log.choices
        made = cls(**{name: kept[name] for name in _PLAIN if name in kept})
        made.groups = {key: GroupChoice(**one) for key, one in kept.get("groups", {}).items()}
        made.rows = {key: RowChoice(**one) for key, one in kept.get("rows", {}).items()}
        return made

    def as_json(self) -> dict[str, Any]:
        """The same, to be kept."""
        return {
            **{name: getattr(self, name) for name in _PLAIN},
            "groups": {key: vars(one) for key, one in self.groups.items()},
            "rows": {key: vars(one) for key, one in self.rows.items() if one != RowChoice()},
        }

    def group(self, group: Group) -> GroupChoice:
        """What is chosen for a group, or proposed where nobody has chosen yet."""
        chosen = self.groups.get(group.signature)
        if chosen is None:
            return GroupChoice(take=True, columns=proposed(group), heading=headings_tell(group))
        short = group.width - len(chosen.columns)
        return GroupChoice(
            chosen.take,
            [*chosen.columns, *[""] * short][: group.width],
            chosen.heading,
            chosen.headed,
        )

    def row(self, number: int) -> RowChoice:
        """What is chosen for one row."""
        return self.rows.get(str(number), RowChoice())

    def owner_of(self, words: str) -> str:
        """Who is meant by the words of an owner."""
        return self.owners.get(owner_key(words), "") if words.strip() else self.default_owner

    def due_of(self, row: LogRow, near: date | None) -> tuple[Understood | None, str]:
        """When a row is due, and where that is from: `row`, `words`, `log`, `rule` or nowhere."""
        typed = self.row(row.number).due
        if typed:
            return understood(typed), "row"
        typed = self.dues.get(same_text(row["due"]), "")
        if typed:
            return understood(typed), "words"
        found = understood(row["due"], near=near)
        if found is not None:
            return found, "log"
        if self.default_due:
            return understood(self.default_due), "rule"
        return None, ""


_PLAIN: Final = ("owners", "names", "default_owner", "dues", "default_due", "done", "minute")


def groups_in(log: ActionImport, choices: Choices) -> list[Group]:
    """The tables of an import by their columns."""
    headed = frozenset(key for key, one in choices.groups.items() if one.headed)
    return groups_of(_tables(log), headed=headed)


def rows_in(log: ActionImport, choices: Choices) -> list[LogRow]:
    """The rows of the tables that are taken, in the order of the file."""
    found: list[LogRow] = []
    for group in groups_in(log, choices):
        chosen = choices.group(group)
        if chosen.take:
            found += read_rows(group, chosen.columns, chosen.heading)
    return sorted(found, key=lambda row: row.number)


def _tables(log: ActionImport) -> Iterable[SourceTable]:
    for table in log.tables:
        yield SourceTable(
            table["heading"],
            [SourceRow(number, heading, cells) for number, heading, cells in table["rows"]],
        )
