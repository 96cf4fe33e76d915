"""Which tables are protected, and what may still change in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Protected:
    """A table that refuses DELETE and TRUNCATE, and every UPDATE but those named here.

    `changes` are the columns that publishing changes; `rule` is what else has to be true of such a
    change, in SQL that both databases understand.
    """

    table: str
    words: str
    changes: tuple[str, ...] = ()
    rule: str = ""


#: A record is emptied as it is withdrawn, and never filled with anything else.
_EMPTIED: Final = (
    "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL "
    "AND {payload} = '{{}}' AND NEW.title = ''"
)
_RECORD_RULE: Final = (
    "(NOT NEW.is_current OR OLD.is_current) AND ("
    "({same}) OR (" + _EMPTIED + "))"
)  # fmt: skip
_FILE_RULE: Final = "OLD.withdrawn_at IS NULL"

TABLES: Final = (
    Protected("portal_release", "releases"),
    Protected("portal_logentry", "the log"),
    Protected("portal_seal", "the seals"),
    Protected(
        "portal_publicrecord",
        "public records",
        changes=("is_current", "payload", "title", "withdrawn_at", "withdrawn_reason"),
        rule=_RECORD_RULE,
    ),
    Protected("portal_releasedfile", "released files", changes=("withdrawn_at",), rule=_FILE_RULE),
)
