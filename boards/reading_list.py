"""Which papers of meetings somebody may read in private, and which packs wait for their check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Pack, PackFile, PackReading
from boards.reading.agenda import files_to_read, in_force
from boards.reading.since import Changes, changes_between, read_before
from boards.viewing import CHECKERS, OPEN_TO_READERS
from portal import clock
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


@dataclass(frozen=True)
class MeetingReading:
    """A coming meeting with its packs, as far as one person has read them.

    `files` are what they read now: the newest edition and its supplements. `read_at` is when they
    last opened one of those that they know, None while they have read nothing. `changes` counts
    what came since, and `sentence` says all of it.
    """

    key: UUID
    body: str
    body_name: str
    title: str
    held_on: date
    address: str
    files: tuple[PackFile, ...]
    before: tuple[PackFile, ...] = ()
    read_at: datetime | None = None
    changes: Changes = field(default_factory=Changes)

    @property
    def is_restricted(self) -> bool:
        """Whether something in the packs is not for publication."""
        return any(one.audience == PackFile.Audience.RESTRICTED for one in self.files)

    @property
    def pages(self) -> int:
        """The pages of all packs together."""
        return sum(one.pages for one in self.files)

    @property
    def sentence(self) -> str:
        """“Not yet read”, “Read on Friday 12 September 2025”, or what changed since then."""
        if self.read_at is None:
            return _("Not yet read")
        day = date_format(self.read_at.astimezone(clock.CIVIL_ZONE), "l j F Y")
        if not self.changes.any:
            return _("Read on %(day)s") % {"day": day}
        new, replaced = self.changes.added, self.changes.replaced
        said = [
            ngettext("%(n)d paper new", "%(n)d papers new", new) % {"n": new} if new else "",
            ngettext("%(n)d replaced", "%(n)d replaced", replaced) % {"n": replaced}
            if replaced
            else "",
        ]
        words = {"day": day, "what": ", ".join(filter(None, said))}
        return _("Changed since you read it on %(day)s: %(what)s") % words


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


def next_meetings(user: Visitor, *, on: date) -> list[MeetingReading]:
    """The coming meetings whose packs somebody may read, and what changed since they read them.

    Meetings of the person's own bodies and those at which they stand in for a member, the next one
    first; withdrawn packs are left out. Two queries, and one more where something was read before.
    `on` is today.
    """
    rows = visible(user, PackFile).filter(
        pack__state__in=OPEN_TO_READERS, pack__meeting__held_on__gte=on
    )
    files = rows.defer("manifest", "proof").select_related("pack__meeting__body")
    of_meeting: dict[int, list[PackFile]] = {}
    for file in files.order_by("pack__meeting__held_on", "pack__meeting__starts_at", "pk"):
        of_meeting.setdefault(file.pack.meeting_id, []).append(file)
    readings = _readings(user, of_meeting)
    found = [_as_read(files_to_read(one), readings) for one in of_meeting.values()]
    return _with_changes([one for one in found if one is not None])


def _readings(user: Visitor, of_meeting: Mapping[int, Sequence[PackFile]]) -> dict[int, datetime]:
    """When the person last opened each pack, by its number in the database."""
    if not of_meeting:
        return {}
    mine = visible(user, PackReading).filter(pack__meeting__in=list(of_meeting))
    return dict(mine.values_list("pack_id", "last_opened"))


def _as_read(files: list[PackFile], readings: Mapping[int, datetime]) -> MeetingReading | None:
    now = in_force(files)
    if not now:
        return None
    meeting = now[0].pack.meeting
    before = read_before(files, frozenset(readings))
    return MeetingReading(
        key=meeting.key,
        body=meeting.body.slug,
        body_name=meeting.body.name,
        title=meeting.title,
        held_on=meeting.held_on,
        address=reverse("workspace_meeting", args=[meeting.key]),
        files=tuple(now),
        before=tuple(before),
        read_at=max((readings[one.pack_id] for one in before), default=None),
    )


def _with_changes(found: list[MeetingReading]) -> list[MeetingReading]:
    """The manifests are fetched for those meetings alone of which another pack was read."""
    other = [one for one in found if one.before and one.before != one.files]
    wanted = [file.pk for one in other for file in (*one.before, *one.files)]
    if wanted:
        full = PackFile.objects.select_related("pack__meeting").in_bulk(wanted)
        changed = {
            one.key: changes_between(
                [full[file.pk] for file in one.before], [full[file.pk] for file in one.files]
            )
            for one in other
        }
        found = [replace(one, changes=changed.get(one.key, Changes())) for one in found]
    return found


def packs_to_check(user: Visitor) -> QuerySet[Pack]:
    """Built packs that are still to be checked, of the bodies where the person may check them."""
    rows = visible(user, Pack).filter(
        state=Pack.State.ASSEMBLING,
        files__isnull=False,
        meeting__body__slug__in=bodies_of(user, CHECKERS),
    )
    return rows.select_related("meeting__body").order_by("meeting__held_on").distinct()
