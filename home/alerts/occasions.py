"""Late answers, rejections, and what was closed without being done: read from released versions.

An occasion is the first version of a record that says so; the versions after it repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from home.alerts.names import Occasion
from home.alerts.pieces import Piece
from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.tracking.values import tracked

_KINDS: Final = {
    Occasion.LATE: (kinds.RESPONSE,),
    Occasion.REJECTED: (kinds.RECOMMENDATION,),
    Occasion.NOT_DONE: (kinds.RECOMMENDATION, kinds.ACTION),
}
_REFUSED: Final = ("rejected", "partly_accepted")
#: States of recommendations and actions that are over, and nothing was done.
_NOT_DONE: Final = ("closed_not_implemented", "closed_overtaken", "cancelled")


def said_by(occasion: Occasion, record: PublicRecord) -> str:
    """What a version says of an occasion, as a code; empty when it says nothing of it.

    An answer is late as the list of responses counts it: it came after its last day.
    """
    if occasion == Occasion.LATE:
        found = tracked(record.kind, record.payload, record.happened_on)
        return "late" if found and found[1].was_late else ""
    if occasion == Occasion.REJECTED:
        decision = str((record.payload.get("answer") or {}).get("decision", ""))
        return decision if decision in _REFUSED else ""
    state = str(record.payload.get("state", ""))
    return state if state in _NOT_DONE else ""


def pieces_of(occasion: Occasion, body: str, *, after: int, up_to: int) -> list[Piece]:
    """The versions of these releases with which it began; two queries."""
    rows = PublicRecord.objects.of_body(body).filter(
        kind__in=_KINDS[occasion], withdrawn_at__isnull=True
    )
    new = rows.filter(release__number__gt=after, release__number__lte=up_to)
    found = [one for one in new.select_related("release") if said_by(occasion, one)]
    if not found:
        return []
    earlier: dict[tuple[str, str], list[PublicRecord]] = defaultdict(list)
    for one in rows.filter(key__in={one.key for one in found}).order_by("version"):
        earlier[one.kind, one.key].append(one)
    return [
        Piece(one.release.number, one.pk, one.kind, one.key)
        for one in found
        if said_by(occasion, one) != _before(occasion, one, earlier[one.kind, one.key])
    ]


def _before(occasion: Occasion, record: PublicRecord, versions: list[PublicRecord]) -> str:
    """What the version before one said, of those that can still be read."""
    said = [said_by(occasion, one) for one in versions if one.version < record.version]
    return said[-1] if said else ""
