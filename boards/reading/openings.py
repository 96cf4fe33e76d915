"""Who opened which pack when: remembered for the reader, and told to the clerk from the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from boards.models import Meeting, Pack, PackReading
from portal import audit, clock
from portal.models import LogEntry, User

if TYPE_CHECKING:
    from portal.access import Visitor


@dataclass(frozen=True)
class Opened:
    """What one person opened of one pack, by the log."""

    pack: Pack
    name: str
    first: datetime
    last: datetime
    times: int


def note_opening(reader: Visitor, pack: Pack) -> None:
    """Remember that somebody read a pack, so that they can be told what changed since."""
    if not reader.is_authenticated:
        return
    now = clock.now()
    PackReading.objects.update_or_create(
        user=reader,
        pack=pack,
        defaults={"last_opened": now},
        create_defaults={"first_opened": now, "last_opened": now, "number": pack.number},
    )


def openings_of(meeting: Meeting) -> Sequence[Opened]:
    """Who opened the packs of a meeting that are not for publication, the newest pack first.

    What was opened to check a pack before it went out is not among it.
    """
    packs = {pack.pk: pack for pack in meeting.packs.exclude(published_at=None)}
    if not packs:
        return []
    since = [
        Q(object_id=str(number), timestamp__gte=pack.published_at) for number, pack in packs.items()
    ]
    entries = LogEntry.objects.filter(
        reduce(or_, since),
        content_type__app_label="boards",
        content_type__model="pack",
        action=audit.DOWNLOAD,
    )
    rows = entries.order_by().values("object_id", "user_id")
    counted = rows.annotate(first=Min("timestamp"), last=Max("timestamp"), times=Count("pk"))
    found = list(counted)
    people = User.objects.in_bulk({row["user_id"] for row in found if row["user_id"]})
    opened = [
        Opened(
            pack=packs[int(row["object_id"])],
            name=str(people.get(row["user_id"], "")),
            first=row["first"],
            last=row["last"],
            times=row["times"],
        )
        for row in found
    ]
    return sorted(opened, key=lambda one: (-one.pack.number, one.name.casefold()))
