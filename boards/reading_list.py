"""Which papers of meetings somebody may read in private, and which packs wait for their check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from boards.models import Pack, PackFile
from boards.viewing import CHECKERS
from portal.access import Visitor, bodies_of
from portal.viewing import visible

#: How long the papers of a past meeting stay on the list; older ones are on its public page.
KEPT: Final = timedelta(days=60)


@dataclass(frozen=True)
class ReadingEntry:
    """A pack with all that is in it, for those who may read what is withheld."""

    body: str
    title: str
    held_on: date
    number: int
    pages: int
    address: str


def restricted_reading(user: Visitor, *, on: date) -> list[ReadingEntry]:
    """The current packs of the person's bodies that hold what the public may not read.

    Meetings to come first, then those of the last 60 days. `on` is today.
    """
    rows = visible(user, PackFile).filter(
        audience=PackFile.Audience.RESTRICTED,
        pack__state=Pack.State.PUBLISHED,
        pack__meeting__held_on__gte=on - KEPT,
    )
    rows = rows.select_related("pack__meeting__body").order_by(
        "-pack__meeting__held_on", "pack__number"
    )
    return [
        ReadingEntry(
            body=file.pack.meeting.body.slug,
            title=file.pack.meeting.title,
            held_on=file.pack.meeting.held_on,
            number=file.pack.number,
            pages=file.pages,
            address=reverse("boards_pack_file", args=[file.pack.key, file.audience]),
        )
        for file in rows
    ]


def packs_to_check(user: Visitor) -> QuerySet[Pack]:
    """Built packs that are still to be checked, of the bodies where the person may check them."""
    rows = visible(user, Pack).filter(
        state=Pack.State.ASSEMBLING,
        files__isnull=False,
        meeting__body__slug__in=bodies_of(user, CHECKERS),
    )
    return rows.select_related("meeting__body").order_by("meeting__held_on").distinct()
