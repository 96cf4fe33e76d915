"""Clock questions from a table: columns id, clock, nation, on, set."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.rules.calendars import Calendar, Nation
from portal.rules.clocks import Answer, ClockError, SettingValues, compute, rule_named
from portal.rules.clocks.form import read_date

COLUMNS = ("id", "clock", "nation", "on", "set")
NATION_NAMES: Mapping[str, Nation] = {"england": "england", "wales": "wales"}

Calendars = Callable[[Nation], Calendar]


class CasesError(ValueError):
    """The table cannot be read at all; the message is one line."""


@dataclass(frozen=True)
class CaseResult:
    """One row answered, or the reason why it could not be."""

    id: str
    answer: Answer | None = None
    error: str = ""


def ask(name: str, *, nation: str, on: str, pairs: Iterable[str], calendars: Calendars) -> Answer:
    """Put one question, everything as text; an empty nation or date means none was named.

    Raises:
        ClockError: the question is not put properly.
    """
    rule = rule_named(name)
    where = NATION_NAMES.get(nation) if nation else rule.default_nation
    if where is None:
        raise ClockError(f'there is no nation "{nation}"; choose from {", ".join(NATION_NAMES)}')
    return compute(
        name,
        nation=where,
        on=read_date("on", on) if on else None,
        settings=settings_from(pairs),
        calendar=calendars(where),
    )


def settings_from(pairs: Iterable[str]) -> SettingValues:
    """Settings from texts such as `clear_days=5`; a name may come more than once.

    Raises:
        ClockError: a text is no pair.
    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ClockError(f'"{pair}" is no setting: write it as key=value')
        found[name.strip()] = (*found.get(name.strip(), ()), value.strip())
    return found


def answer_cases(path: Path, calendars: Calendars) -> Iterator[CaseResult]:
    """Answer each row of a table, in its order; a bad row does not stop the next.

    Raises:
        CasesError: the file is missing, is not UTF-8 text, is no table or lacks a column.
    """
    rows = _rows(path)
    return (_result(number, row, calendars) for number, row in enumerate(rows, start=1))


def _result(number: int, row: Mapping[str, str | None], calendars: Calendars) -> CaseResult:
    name = (row.get("id") or "").strip() or f"row {number}"
    try:
        return CaseResult(name, answer=_answer_row(row, calendars))
    except ClockError as error:
        return CaseResult(name, error=" ".join(str(error).split()))


def _answer_row(row: Mapping[str, str | None], calendars: Calendars) -> Answer:
    given = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if None in row:
        raise ClockError("the row has more fields than the table has columns")
    return ask(
        given["clock"],
        nation=given["nation"],
        on=given["on"],
        pairs=[pair for pair in given["set"].split(";") if pair.strip()],
        calendars=calendars,
    )


def _rows(path: Path) -> list[dict[str, str | None]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CasesError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise CasesError(f"{path} is not text in UTF-8") from None
    try:
        table = csv.DictReader(io.StringIO(text, newline=""))
        missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
        if missing:
            raise CasesError(f"{path} lacks the columns: {', '.join(missing)}")
        return [dict(row) for row in table]
    except csv.Error as error:
        raise CasesError(f"{path} is no table that can be read: {error}") from None
