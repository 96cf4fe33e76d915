"""Withdrawing what was published by mistake, everywhere, in one act; and making sure that it is.

A withdrawn paper takes with it every pack that has it, older editions too: `packs_with` says so
before. Every address answers 410 with the reason from the first request after the act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import AgendaItem, Meeting, Pack, Paper
from boards.operations.agenda_moves import withdraw_item
from boards.operations.papers import withdraw_paper
from boards.operations.permission import refuse_unless_keeper, roles_for
from boards.packs.answering import addresses_not_gone
from boards.packs.taking_back import (
    OUT,
    TakenBack,
    is_public,
    packs_with,
    take_back_pack,
    take_back_thing,
)
from boards.rules.agenda import AGENDA_CLOSED, LEFT
from portal import audit
from portal.disclosure.gate import may_stand
from portal.operations import Conflict, Refused

if TYPE_CHECKING:
    from portal.models import User

__all__ = ["packs_with", "withdraw_everywhere", "withdraw_pack"]

#: Who may take something back from the public.
WITHDRAWERS: Final = frozenset({"clerk", "proper_officer"})
#: States of an item out of which it may be withdrawn; a considered one stays as it was.
MAY_BE_WITHDRAWN: Final = frozenset({"proposed", "on_agenda", "added_late"})


def withdraw_pack(
    pack: Pack, *, reason: str, by: User | None, expected_version: int | None = None
) -> TakenBack:
    """Withdraw a whole pack with the papers that no other pack in force has.

    Raises Refused without a reason, or when it is not public; Conflict.
    """
    _refuse(pack.meeting, reason, by)
    with transaction.atomic():
        rows = Pack.objects.select_for_update(of=("self",)).select_related("meeting__body")
        current = rows.get(pk=pack.pk)
        if expected_version is not None and current.version != expected_version:
            raise Conflict(current)
        if current.state not in OUT:
            raise Refused(_("This pack is not public, so it cannot be withdrawn."))
        taken = take_back_pack(current, reason=reason.strip(), by=by)
    _make_sure(current.meeting, current, taken, by=by)
    return taken


def withdraw_everywhere(thing: AgendaItem | Paper, *, reason: str, by: User | None) -> TakenBack:
    """Withdraw one paper, or one item with all its papers, from everything that has it.

    The item or paper itself is withdrawn too, so that the next pack says so. Raises Refused without
    a reason, or when nothing of it is public.
    """
    meeting = thing.meeting if isinstance(thing, AgendaItem) else thing.item.meeting
    _refuse(meeting, reason, by)
    with transaction.atomic():
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("body")
            .get(pk=meeting.pk)
        )
        if not is_public(thing, meeting):
            raise Refused(_("Nothing of this is public, so nothing can be withdrawn."))
        _withdraw_row(thing, meeting, reason=reason.strip(), by=by)
        taken = take_back_thing(
            meeting, thing, title=_shown_as(thing), reason=reason.strip(), by=by
        )
    _make_sure(meeting, thing, taken, by=by)
    return taken


def _refuse(meeting: Meeting, reason: str, by: User | None) -> None:
    refuse_unless_keeper(by, meeting.body, WITHDRAWERS)
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn. The public reads the reason at its address."))


def _withdraw_row(
    thing: AgendaItem | Paper, meeting: Meeting, *, reason: str, by: User | None
) -> None:
    """Withdraw the record too, so that the next pack does not bring it back."""
    if meeting.state in AGENDA_CLOSED:
        return
    # The agenda is the clerk's; where the proper officer withdraws, the portal follows.
    keeper = by if "clerk" in roles_for(by, meeting.body) else None
    if isinstance(thing, Paper):
        if not Paper.objects.get(pk=thing.pk).is_withdrawn and thing.item.state not in LEFT:
            withdraw_paper(thing, reason=reason, by=keeper)
    elif AgendaItem.objects.get(pk=thing.pk).state in MAY_BE_WITHDRAWN:
        withdraw_item(thing, reason=reason, by=keeper)


def _shown_as(thing: AgendaItem | Paper) -> str:
    """What the public reads in the place of a withdrawn thing."""
    body = thing.meeting.body if isinstance(thing, AgendaItem) else thing.item.meeting.body
    if thing.public_title and may_stand(thing.public_title, body=body.slug):
        return thing.public_title
    if thing.access != "open" or (isinstance(thing, Paper) and thing.item.access != "open"):
        is_item = isinstance(thing, AgendaItem)
        return _("Item not for publication") if is_item else _("Paper not for publication")
    if may_stand(thing.title, body=body.slug):
        return thing.title
    is_item = isinstance(thing, AgendaItem)
    return _("An item that was withdrawn") if is_item else _("A paper that was withdrawn")


def _make_sure(
    meeting: Meeting, subject: AgendaItem | Paper | Pack, taken: TakenBack, *, by: User | None
) -> None:
    """Ask every address what it answers now, and keep the result in the log."""
    others = addresses_not_gone(meeting.body.slug, taken.addresses)
    total = len(taken.addresses)
    if others:
        listed = ", ".join(f"{path} ({status})" for path, status in others.items())
        sentence = _("Withdrawn, but not everywhere: %(listed)s. Tell whoever keeps the portal.")
        audit.record(subject, act=audit.WITHDRAW, by=by, sentence=sentence % {"listed": listed})
        raise Refused(sentence % {"listed": listed})
    sentence = ngettext(
        "Withdrawn: %(n)s address was asked and says that it is gone.",
        "Withdrawn: %(n)s addresses were asked and each says that it is gone.",
        total,
    )
    audit.record(subject, act=audit.WITHDRAW, by=by, sentence=sentence % {"n": total})
