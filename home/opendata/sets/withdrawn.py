"""The data set of what was withdrawn or disposed of: keys, days and reasons, and no content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from boards import kinds as board_kinds
from home.opendata.building import Building, tombstone
from home.opendata.columns import Column, Row
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import kind_filter
from portal.models import PublicRecord
from scrutiny import kinds

_KINDS: Final = (
    board_kinds.MEETING,
    board_kinds.PACK,
    board_kinds.PAPER,
    board_kinds.BACKGROUND,
    kinds.REVIEW,
    kinds.LINE,
    kinds.REPORT,
    kinds.FINDING,
    kinds.EXTERNAL_FINDING,
    kinds.RECOMMENDATION,
    kinds.RESPONSE,
    kinds.ACTION,
)
_COLUMNS: Final = (
    Column("withdrawn_at", _("When it was withdrawn"), "instant"),
    Column("withdrawn_reason", _("Why it was withdrawn")),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    found = tombstone(record, ())
    yield {name: found[name] for name in ("withdrawn_at", "withdrawn_reason")}


WITHDRAWN: Final = DataSet(
    name="withdrawn",
    title=_("Withdrawn"),
    says=_(
        "Records that were withdrawn or disposed of: which, when and why. Take them out of what "
        "you keep."
    ),
    kinds=_KINDS,
    own=_COLUMNS,
    own_rows=_rows,
    filters=(kind_filter(_KINDS),),
    is_of_withdrawn=True,
)
