"""Dates of birth: a date that words beside it call so, in English or Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.rules.disclosure.dates_in_text import Dated, find_dates, find_labelled_dates
from portal.rules.disclosure.found import Found
from portal.rules.disclosure.read_text import Reading

_NAMED: Final = re.compile(
    r"\b(?:dates? of birth|birth ?-?dates?|birthday|d\.? ?o\.? ?b\b\.?|"
    r"(?:dyddiad(?:au)?|dydd) (?:ei |eu )?(?:geni|genedigaeth)|pen-?blwydd)",
    re.IGNORECASE,
)
_BORN: Final = re.compile(r"(?<![\w-])(?:born|ganwyd|ganed|anwyd)(?!\w)", re.IGNORECASE)
_AGED: Final = re.compile(
    r"\b(?:aged?\s\d{1,2}|\d{1,2}\soed|\d{1,2}[ -]years?[ -]old)\b[\s,;:-]*"
    r"(?:[(\[]\s*(?:born|dob|d\.o\.b\.?)?|(?:born|dob|d\.o\.b\.?)(?: on)?)[\s:]*",
    re.IGNORECASE,
)
_REACH: Final = 60
_BACK: Final = 26
_THING_REACH: Final = 40
_ROWS: Final = 60
"""Rows below a heading “Date of birth” that are looked at."""
_LONGEST_ROW: Final = 300
_LONGEST_HEADING: Final = 90

#: What may stand between a label and its date.
_GAP: Final = re.compile(
    r"(?:[\s:,;.()\[\]=|\"'*/-]|\b(?:is|was|of|for|the|a|on|as|given|recorded|confirmed|stated|"
    r"shown|be|to|being|his|her|their|this|child|pupil|baby|boy|girl|young|person|mother|father|"
    r"subject|sibling|yw|oedd|ei|y|yn|ar|[A-Z][\w'-]*)(?!\w))*"
)
#: A date with such words before it is that of something else.
_OTHER_EVENT: Final = re.compile(
    r"[.;!?]\s+[A-Za-z]|\b(?:meet(?:ing)?s?|discuss\w*|report\w*|dated|consider\w*|minutes?|agreed|"
    r"publish\w*|updated?|held|circulat\w*|polic(?:y|ies)|field|register|records|recording|"
    r"registration|review\w*|request\w*|collect\w*|since|before|after|until|between|data|"
    r"version|effective|due|deadline|cyfarfod|adroddiad)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"[.;!?](?:\s|$)|\b(?:the|is|are|was|were|that|which|their|with|to|by|should|must|be|in|not)\b"
)
_BETWEEN_BORN: Final = re.compile(
    r"[\s,:(-]*(?:(?:in|on|at|the|ar|yn|ym|yng|y|hospital|dydd|[A-Z][\w'-]+)[\s,:(-]+){0,6}"
)
_THING: Final = re.compile(
    r"(?<!\bin the )(?<!\bof the )(?<!\bto the )(?<!\bby the )\b(?:panel|board|partnership|scheme|"
    r"idea|project|committee|programme|initiative|strategy|campaign|service|organisation|charity|"
    r"policy|plan|group|network|forum|concept|it|this|which)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"[\s,;:(\[-]{0,4}(?:(?:is|was|yw) (?:(?:his|her|their|the|ei) )?)?"
    r"(?:date of birth|dob\b|d\.o\.b|birthday|dyddiad geni)",
    re.IGNORECASE,
)


def find_births(reading: Reading) -> Iterator[Found]:
    """Dates beside words for birth, and the dates in the rows below a heading of that name."""
    plain = reading.plain
    rows_done = 0
    for label in _NAMED.finditer(plain):
        dated = _behind_label(plain, label.end())
        if dated is not None:
            yield _birth(dated)
        yield from _before_label(plain, label)
        if dated is None or "\n" in plain[label.end() : dated.start]:
            heading = _heading(plain, label)
            if heading is not None:
                rows = _below(plain, max(rows_done, label.end()), misses=int(heading))
                for dated in rows:
                    rows_done = dated.end
                    yield _birth(dated)
    for word in _BORN.finditer(plain):
        yield from _after_born(plain, word)
    for age in _AGED.finditer(plain):
        yield from (_birth(dated) for dated in find_dates(plain, age.end(), age.end() + 1))


def _behind_label(plain: str, at: int) -> Dated | None:
    """The date that follows a label, with nothing between them that says otherwise."""
    for dated in find_labelled_dates(plain, at, at + _REACH):
        gap = plain[at : dated.start]
        if _GAP.fullmatch(gap) and not _OTHER_EVENT.search(gap):
            return dated
        return None
    return None


def _heading(plain: str, label: re.Match[str]) -> bool | None:
    """Whether a label stands in a heading of a table with other words; None where in a sentence."""
    start = plain.rfind("\n", max(0, label.start() - _LONGEST_HEADING), label.start()) + 1
    end = plain.find("\n", label.end(), label.end() + _LONGEST_HEADING)
    if end < 0 or (start == 0 and label.start() > _LONGEST_HEADING):
        return None
    line = plain[start:end].strip()
    goes_on = plain[end + 1 : end + 2].islower()
    if goes_on or len(line) > _LONGEST_HEADING or _SENTENCE.search(line):
        return None
    return len(line) > len(label.group()) + 2


def _below(plain: str, at: int, *, misses: int) -> Iterator[Dated]:
    """The first date of each row below a heading, until more rows than `misses` have none."""
    line_end = plain.find("\n", at)
    missed = 0
    for _row in range(_ROWS):
        if line_end < 0 or missed > misses:
            return
        start, line_end = line_end + 1, plain.find("\n", line_end + 1)
        end = min(len(plain) if line_end < 0 else line_end, start + _LONGEST_ROW)
        dated = next(find_dates(plain, start, end), None)
        if dated is None or _OTHER_EVENT.search(plain, start, end):
            missed += 1
        else:
            missed = 0
            yield dated


def _before_label(plain: str, label: re.Match[str]) -> Iterator[Found]:
    """“12/03/2014 (date of birth)”."""
    start = max(0, label.start() - _BACK)
    for dated in find_dates(plain, start, label.start()):
        behind = _BEHIND.match(plain, dated.end)
        if behind and behind.end() >= label.end() - 2:
            yield _birth(dated)


def _after_born(plain: str, word: re.Match[str]) -> Iterator[Found]:
    if _THING.search(plain, max(0, word.start() - _THING_REACH), word.start()):
        return
    gap = _BETWEEN_BORN.match(plain, word.end(), word.end() + _REACH)
    end = gap.end() if gap else word.end()
    for dated in find_labelled_dates(plain, word.end(), end + 1):
        yield _birth(dated)
        return


def _birth(dated: Dated) -> Found:
    return Found("date_of_birth", dated.start, dated.end, dated.day)
