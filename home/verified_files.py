"""A published file in words: what it was published as, when, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from boards import kinds as board_kinds
from boards.words import PACK_KIND
from portal.models import PublicRecord
from portal.public import bodies_by_slug
from portal.published_files import PublishedFile, published_as
from portal.shown import Status
from portal.templatetags.portal_text import day
from scrutiny import kinds as scrutiny_kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDS: Final = Status(_lazy("In force"), "done")
SUPERSEDED: Final = Status(_lazy("Replaced by a newer one"), "waiting")
WITHDRAWN: Final = Status(_lazy("Withdrawn"), "problem")
DESTROYED: Final = Status(_lazy("No longer kept"), "waiting")

_KINDS: Final[dict[str, StrOrPromise]] = {
    board_kinds.PACK: _lazy("Papers of a meeting"),
    board_kinds.PAPER: _lazy("Paper of a meeting"),
    board_kinds.BACKGROUND: _lazy("Background paper of a meeting"),
    board_kinds.NOTICE: _lazy("Notice of a meeting"),
    scrutiny_kinds.REPORT: _lazy("Report"),
}
#: Kinds whose file is read on the page of their meeting.
_OF_A_MEETING: Final = frozenset(
    {board_kinds.PACK, board_kinds.PAPER, board_kinds.BACKGROUND, board_kinds.NOTICE}
)


@dataclass(frozen=True)
class VerifiedFile:
    """One place at which the bytes were published."""

    kind: StrOrPromise
    title: str
    #: Which of several it is, such as “Pack 2” or “edition 1”.
    which: str
    held_on: str
    body: str
    body_name: str
    published_at: datetime
    status: Status
    withdrawn_at: datetime | None
    reason: str
    #: Below the body: where it can be read; empty when it cannot be read any more.
    path: str
    #: Below the body: where what took its place can be read.
    newer_path: str


def verified_files(fingerprint: str) -> list[VerifiedFile]:
    """Every place at which these bytes were published; at most four queries."""
    found = published_as(fingerprint)
    bodies = bodies_by_slug(one.record.body for one in found)
    meetings = _meetings(found)
    return [_shown(one, bodies.get(one.record.body), meetings) for one in found]


def _meetings(found: list[PublishedFile]) -> dict[str, PublicRecord]:
    """The released meetings to which packs belong, by key: they say which pack is in force."""
    keys = {one.record.payload.get("meeting") for one in found if one.record.kind == "pack"}
    if not keys - {None}:
        return {}
    rows = PublicRecord.objects.current().of_kind(board_kinds.MEETING).filter(key__in=keys)
    return {row.key: row for row in rows}


def _shown(
    one: PublishedFile, body: PublicRecord | None, meetings: dict[str, PublicRecord]
) -> VerifiedFile:
    record = one.record
    status = _status(one, meetings)
    can_be_read = one.withdrawn_at is None
    return VerifiedFile(
        kind=_KINDS.get(record.kind, _("Record")),
        title=record.title,
        which=_which(one) if can_be_read else "",
        held_on=day(record.happened_on) if record.kind in _OF_A_MEETING and can_be_read else "",
        body=record.body,
        body_name=body.title if body else "",
        published_at=record.released_at,
        status=status,
        withdrawn_at=one.withdrawn_at if not one.is_disposed_of else None,
        reason=record.withdrawn_reason,
        path=_path(one) if can_be_read else "",
        newer_path=_newer_path(one, meetings) if status is SUPERSEDED else "",
    )


def _status(one: PublishedFile, meetings: dict[str, PublicRecord]) -> Status:
    if one.is_disposed_of:
        return DESTROYED
    if one.withdrawn_at is not None:
        return WITHDRAWN
    if not one.record.is_current or _pack_state(one, meetings) == "superseded":
        return SUPERSEDED
    return STANDS


def _pack_state(one: PublishedFile, meetings: dict[str, PublicRecord]) -> str:
    meeting = meetings.get(str(one.record.payload.get("meeting")))
    packs = meeting.payload.get("packs", ()) if meeting and one.record.kind == "pack" else ()
    number = one.record.payload.get("number")
    return next((str(pack["state"]) for pack in packs if pack["number"] == number), "")


def _which(one: PublishedFile) -> str:
    record = one.record
    if record.kind == board_kinds.PACK:
        kind = PACK_KIND.get(record.payload.get("kind", ""), _("Pack"))
        return f"{kind} {record.payload.get('number')}"
    if record.kind == scrutiny_kinds.REPORT:
        return _("edition %(number)d") % {"number": record.version}
    return ""


def _path(one: PublishedFile) -> str:
    record = one.record
    if record.kind == scrutiny_kinds.REPORT:
        return record.path if record.is_current else f"{record.path}{record.version}/"
    return _meeting_path(record) if record.kind in _OF_A_MEETING else record.path


def _newer_path(one: PublishedFile, meetings: dict[str, PublicRecord]) -> str:
    if one.newer is not None and one.newer.withdrawn_at is None:
        newer = one.newer
        return _meeting_path(newer) if newer.kind in _OF_A_MEETING else newer.path
    meeting = meetings.get(str(one.record.payload.get("meeting")))
    return meeting.path if meeting else ""


def _meeting_path(record: PublicRecord) -> str:
    """`meetings/<date>-<slug>/` out of an address below it."""
    first, second = (*record.path.split("/"), "", "")[:2]
    return f"{first}/{second}/" if second else record.path
