"""How an action stands, in the words of a log."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["standing_of"]

_PARTLY: Final = re.compile(
    r"\b(not|nearly|almost|part(ly|ially)?|to be|when|until|once|will be|can be|awaiting|due to"
    r"|should be|expected)\b|\d\s*%"
)
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (
        "cancelled",
        (
            r"(now )?(cancelled|canceled|withdrawn|superseded|dropped|abandoned"
            r"|no longer (required|needed|relevant))"
        ),
    ),
    (
        "carried",
        (
            r"carried (forward|over)|carry forward|c ?/ ?f(wd)?|brought forward"
            r"|roll(ed)? (over|forward)|outstanding"
        ),
    ),
    (
        "done",
        (
            r"((action|now|all|task) )?(is )?(complete|completed|done|closed|discharged|actioned"
            r"|achieved|resolved|finished|implemented|fully complete)"
        ),
    ),
    ("new", r"new( action)?"),
    (
        "going_on",
        (
            r"on ?-?going|on ?-? ?track|in (progress|hand|train)|under ?way|started"
            r"|progressing|continuing|plan in place|initial stages|partly.*|partially.*"
        ),
    ),
    ("open", r"open|not (yet )?(started|complete|completed|done|due)|pending|to do|live|active"),
)
_KNOWN: Final = tuple((name, re.compile(f"({pattern})\\b")) for name, pattern in _WORDS)
_LONGEST: Final = 120


def standing_of(words: str) -> str:
    """How an action stands by the words of its status.

    Returns:
        `new`, `open`, `going_on`, `carried`, `done` or `cancelled`; empty for words that are not
        understood. What is "partly complete" or "to be completed" goes on, and is not done.
    """
    plain = " ".join(words.casefold().replace("–", "-").split()).strip(" .*!-:;()")
    if not plain or len(plain) > _LONGEST:
        return ""
    for name, pattern in _KNOWN:
        if pattern.match(plain):
            if name in ("done", "cancelled") and _PARTLY.search(plain):
                return "going_on"
            return name
    return ""
