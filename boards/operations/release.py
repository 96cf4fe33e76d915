"""The public copies of a body, its members and its meetings, made in the change's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from boards import kinds
from boards.models import Meeting, ScrutinyBody
from boards.packs.notice_copy import notice_copy
from boards.packs.public_meeting import meeting_copy
from boards.public import body_copy, members_copy
from portal import clock
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.publishing import Copy, Target, release, withdraw_all

if TYPE_CHECKING:
    from portal.models import User


def release_public(
    body: ScrutinyBody,
    *,
    by: User | None,
    subject: str,
    meeting: Meeting | None = None,
    reason: str = "",
) -> None:
    """Make public what has changed about a body, its members or one of its meetings.

    Copies that say the same as before are left out by `portal.publishing`. A meeting that the
    public is not (or no longer) told of is withdrawn if it was public.

    `subject` is one line for the log, without personal text.
    """
    today = clock.today()
    fresh = ScrutinyBody.objects.select_related("host", "parent", "predecessor").get(pk=body.pk)
    copies: list[Copy] = []
    if meeting is None:
        copies = [body_copy(fresh, on=today), members_copy(fresh, on=today)]
    else:
        copy = meeting_copy(meeting)
        if copy is None:
            _withdraw_if_public(meeting, by=by)
        else:
            notice = notice_copy(meeting)
            copies = [copy, notice] if notice else [copy]
    if copies:
        matter = matter_key(kinds.MEETING, meeting.key) if meeting else None
        release(
            copies=copies,
            body=body.slug,
            subject=subject,
            by=by,
            matter=matter or matter_key(kinds.BODY, body.key),
            reason=reason,
        )


def release_relatives(body: ScrutinyBody, *, by: User | None) -> None:
    """Renew the copies of bodies that name this one: parent, parts, predecessor, successor."""
    named = ScrutinyBody.objects.filter(
        Q(sub_committees=body) | Q(parent=body) | Q(successor=body) | Q(predecessor=body)
    ).distinct()
    for one in named:
        release_public(one, by=by, subject=_("Names of related bodies"))


def _withdraw_if_public(meeting: Meeting, *, by: User | None) -> None:
    key = str(meeting.key)
    if PublicRecord.objects.current().of_kind(kinds.MEETING).filter(key=key).exists():
        withdraw_all(
            targets=[Target(kinds.MEETING, key), Target(kinds.NOTICE, key)],
            body=meeting.body.slug,
            by=by,
            reason=_("This meeting is not held in public."),
            subject=_("A meeting that is not public"),
        )
