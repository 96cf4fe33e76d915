"""The public copy of a meeting: what is known of it, its agenda, its packs, what changed.

The agenda comes from the frozen manifests of the packs that are public, so that it reads on the
page as it reads in the pack, whatever is being prepared behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from boards import kinds
from boards.models import Meeting, Pack, PackFile
from boards.packs.beside_agenda import closed_in, recording_of
from boards.packs.copies import manifests_in_force
from boards.packs.editions import public_agenda
from boards.public import meeting_path
from boards.rules.notice import publish_by
from portal.calendar import calendar_for
from portal.models import PublicRecord
from portal.publishing import Copy
from portal.rules.clocks import ClockError

#: States in which the reason for the state is told to the public.
PUT_OFF: Final = frozenset({Meeting.State.CANCELLED, Meeting.State.POSTPONED})


def is_told(meeting: Meeting) -> bool:
    """Whether the public is told of a meeting: not of a draft, nor of a private briefing."""
    return meeting.is_public and meeting.state != Meeting.State.DRAFT


def meeting_copy(meeting: Meeting, *, changes: Mapping[str, Any] | None = None) -> Copy | None:
    """The public copy of a meeting; None for a draft and for a private briefing.

    When a meeting that is public already becomes one of these, withdraw its record instead.
    `changes` is the payload of what a pack changes that goes out with this copy; without it the
    newest that is public already is named.
    """
    if not is_told(meeting):
        return None
    is_out = meeting.agenda_published_on is not None
    packs = _packs(meeting)
    paths = _paths(packs)
    agenda = public_agenda(manifests_in_force(meeting)) if is_out else None
    return Copy(
        kind=kinds.MEETING,
        key=str(meeting.key),
        body=meeting.body.slug,
        path=meeting_path(meeting),
        title=meeting.title,
        happened_on=meeting.held_on,
        payload={
            "title": meeting.title,
            "title_cy": meeting.title_cy,
            "kind": str(meeting.kind),
            "held_on": _iso(meeting.held_on),
            "starts_at": _clock(meeting.starts_at),
            "place": meeting.place,
            "online_link": meeting.online_link,
            "webcast_link": meeting.webcast_link,
            "questions_due_on": _iso(meeting.questions_due_on),
            "questions_due_at": _clock(meeting.questions_due_at),
            "state": str(meeting.state),
            "state_reason": meeting.state_reason if meeting.state in PUT_OFF else "",
            "agenda_published_on": _iso(meeting.agenda_published_on),
            "papers_due_on": _iso(_papers_due_on(meeting)),
            # A meeting that was given a new day has its agenda published anew.
            "agenda": agenda,
            "recording": recording_of(meeting, agenda),
            "closed": closed_in(meeting, agenda),
            "current_pack": _current(packs) if is_out else None,
            "packs": [_pack(one, paths[str(one.key)]) for one in packs],
            "certificates": [
                {"number": one.number, "kind": str(one.kind), **one.certificate}
                for one in packs
                if is_out and one.state == Pack.State.PUBLISHED and one.certificate
            ],
            "changes": _summary(changes or _newest_changes(packs)),
        },
    )


def _papers_due_on(meeting: Meeting) -> date | None:
    """The last day on which the papers of a scheduled meeting are on time."""
    if meeting.state != Meeting.State.SCHEDULED:
        return None
    body = meeting.body
    try:
        return publish_by(
            held_on=meeting.held_on,
            calendar=calendar_for("wales" if body.nation == "wales" else "england", body.slug),
            regime=body.access_regime,
            own=body.clear_days,
        )
    except ClockError:
        return None


def _current(packs: list[Pack]) -> int | None:
    """The number of the edition that is in force; None when it was withdrawn."""
    editions = [one for one in packs if one.kind == Pack.Kind.EDITION]
    newest = editions[-1] if editions else None
    return newest.number if newest and newest.state == Pack.State.PUBLISHED else None


def _packs(meeting: Meeting) -> list[Pack]:
    rows = Pack.objects.filter(meeting=meeting, published_at__isnull=False)
    return list(rows.select_related("meeting").prefetch_related("files").order_by("number"))


def _pack(pack: Pack, path: str) -> dict[str, Any]:
    """A pack in the list of all editions; of a withdrawn one only where it was, and why."""
    assert pack.published_at is not None  # only such packs are asked for
    told: dict[str, Any] = {
        "number": pack.number,
        "kind": str(pack.kind),
        "state": str(pack.state),
        "published_at": pack.published_at.isoformat(),
        "path": path,
    }
    if pack.state == Pack.State.WITHDRAWN:
        return {**told, "withdrawn_reason": pack.withdrawn_reason}
    file = next(one for one in pack.files.all() if one.audience == PackFile.Audience.PUBLIC)
    return {
        **told,
        "reason": pack.reason,
        "pages": file.pages,
        "size": file.size,
        "sha256": file.sha256,
        "is_tagged": file.is_tagged,
        "first_page": file.manifest.get("first_page", 1),
    }


def _paths(packs: list[Pack]) -> dict[str, str]:
    """The address of each pack, which it keeps when the meeting is given another day."""
    paths = {str(one.key): f"{meeting_path(one.meeting)}packs/{one.number}.pdf" for one in packs}
    rows = PublicRecord.objects.filter(kind=kinds.PACK, key__in=paths, is_current=True)
    return paths | dict(rows.values_list("key", "path"))


def _newest_changes(packs: list[Pack]) -> Mapping[str, Any] | None:
    """What the newest pack in force changed, as it is public."""
    in_force = [str(one.key) for one in packs if one.state == Pack.State.PUBLISHED]
    if not in_force:
        return None
    rows = PublicRecord.objects.current().filter(kind=kinds.CHANGES, key__in=in_force)
    found = {row.key: row.payload for row in rows}
    return next((found[key] for key in reversed(in_force) if key in found), None)


def _summary(changes: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What changed, without the texts, which have a page of their own."""
    if not changes:
        return None
    fields = ("number", "kind", "reason", "changes", "meeting_path")
    return {name: changes[name] for name in fields}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None
