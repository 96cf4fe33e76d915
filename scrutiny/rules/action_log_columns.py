"""What the columns of an action log are: known by their headings, proposed by what they hold."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

from scrutiny.rules.action_log_words import standing_of
from scrutiny.rules.source_rows import same_text

__all__ = [
    "FIELDS",
    "SEVERAL",
    "field_of",
    "heading_row",
    "headings_tell",
    "mapping_faults",
    "plain_heading",
    "proposed",
    "signature_of",
]

#: What a column of a log can be.
FIELDS: Final = (
    "reference",
    "topic",
    "text",
    "owner",
    "due",
    "status",
    "progress",
    "meeting",
    "raised_on",
    "completed_on",
)
#: Of these there can be several columns; their texts are put together.
SEVERAL: Final = frozenset({"topic", "text", "progress", "meeting"})
_HEADINGS: Final[tuple[tuple[str, str], ...]] = (
    (
        "completed_on",
        (
            r"(date )?(completed|closed|discharged)( on| date)|date of (completion|closure)"
            r"|date (completed|closed)|actual (date|completion).*"
        ),
    ),
    (
        "due",
        (
            r"(date )?due( date| by| on)?|dead ?line|target( date| completion)?.*|(by )?when"
            r"|time ?(scale|frame|line)s?|(to be )?complet(ed?|ion) (by|date)|date due|review date"
        ),
    ),
    (
        "owner",
        (
            r"(action )?(owners?|leads?)( .*)?|lead .*|.*responsib.*|(to be )?action(ed)? by"
            r"|(by )?whom?|assigned( to)?|officers?|allocated to|for action by|name"
        ),
    ),
    (
        "reference",
        (
            r"(action )?(ref(erence)?|no|num(ber)?|id)( no| number)?|#|item (no|number)"
            r"|action (ref|no|num|id).*"
        ),
    ),
    ("status", r"(current |action )?(status|state)|b?rag( .*)?|complete|open closed"),
    (
        "progress",
        (
            r"(.* )?progress( .*)?|(.* )?updates?( .*)?|(latest|current) .*|comments?( .*)?"
            r"|notes?|outcomes?|position|response|actions? taken|(action )?completed"
        ),
    ),
    ("meeting", r"meeting.*|minutes?( .*)?|agreed at|source|committee"),
    (
        "raised_on",
        (
            r"(date )?(raised|agreed|set|opened|added|created)( on| date)?|date( raised)?"
            r"|start date"
        ),
    ),
    (
        "topic",
        (
            r"issues?|topics?|(agenda )?items?|subject|theme|area|work ?stream|title|heading"
            r"|recommendations?|finding"
        ),
    ),
    (
        "text",
        (
            r"actions?( .*)?|tasks?|description( .*)?|what.*|agreed actions?|required action"
            r"|decisions?|details?"
        ),
    ),
)
_KNOWN: Final = tuple((name, re.compile(pattern)) for name, pattern in _HEADINGS)
_LONGEST_HEADING: Final = 60
_LOOKED_AT: Final = 6
"""So many rows from the top may hold the headings."""


class Headed(Protocol):
    """A row that stands under a heading."""

    @property
    def heading(self) -> str: ...


class Columned(Protocol):
    """Rows with columns, and the headings of these."""

    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def width(self) -> int: ...
    @property
    def rows(self) -> Sequence[Headed]: ...
    def column(self, place: int) -> list[str]: ...


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds the headings; None where there are none.

    It is the one of which most cells are known headings, at least two and at least half of them.
    """
    best: tuple[int, int] | None = None
    for at, cells in enumerate(rows[:_LOOKED_AT]):
        said = [cell for cell in cells if cell]
        known = sum(bool(field_of(cell)) for cell in said)
        if known >= 2 and known * 2 >= len(said) and (best is None or known > best[0]):
            best = (known, at)
    return best[1] if best else None


def field_of(heading: str) -> str:
    """What a column with this heading is; empty for one that is not known."""
    plain = plain_heading(heading)
    if not plain or len(plain) > _LONGEST_HEADING:
        return ""
    return next((name for name, pattern in _KNOWN if pattern.fullmatch(plain)), "")


def plain_heading(heading: str) -> str:
    """A heading without what makes no difference."""
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", same_text(heading)).split())


def signature_of(headings: Sequence[str], width: int) -> str:
    """By what the columns of a group are known again: the headings, or how many there are."""
    told = "|".join(headings) if headings else f"{width} columns"
    return hashlib.sha256(told.encode()).hexdigest()


def proposed(group: Columned) -> list[str]:
    """What each column of a group probably is: by its heading, else by what stands in it."""
    found = [field_of(group.headings[n]) if n < len(group.headings) else ""
             for n in range(group.width)]  # fmt: skip
    for n, name in enumerate(found):
        if name in found[:n] and name not in SEVERAL:
            found[n] = ""
    if "text" not in found:
        longest = {n: sum(map(len, group.column(n))) for n in range(group.width) if not found[n]}
        if longest:
            found[max(longest, key=lambda n: longest[n])] = "text"
    for n in range(group.width):
        said = group.column(n)
        known = sum(bool(standing_of(cell)) for cell in said)
        if not found[n] and "status" not in found and said and known * 2 >= len(said):
            found[n] = "status"
    return found


def headings_tell(group: Columned) -> str:
    """What the headings above the tables probably are: topics, where there are several."""
    return "topic" if len({row.heading for row in group.rows if row.heading}) > 1 else ""


def mapping_faults(columns: Sequence[str], heading: str) -> list[tuple[str, str]]:
    """What is wrong with the meanings chosen for the columns: a code and the field it is about."""
    given = Counter(one for one in (*columns, heading) if one)
    faults = [] if given["text"] else [("missing", "text")]
    faults += [
        ("twice", name) for name, times in given.items() if times > 1 and name not in SEVERAL
    ]
    return faults
