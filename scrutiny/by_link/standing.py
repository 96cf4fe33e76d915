"""Where the links about a record stand, in words for the clerk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal import clock
from portal.models import LetterState, OutboxLetter, ReceivedAnswer, SignedLink
from portal.shown import Status
from portal.signed_links.opening import opened_among

if TYPE_CHECKING:
    from scrutiny.by_link.subjects import Subject


@dataclass(frozen=True)
class ShownLink:
    """One link as a clerk reads of it."""

    link: SignedLink
    status: Status
    is_standing: bool
    answer: ReceivedAnswer | None


def links_about(subject: Subject) -> list[ShownLink]:
    """Every link about a record, newest first."""
    rows = SignedLink.objects.about(subject._meta.label_lower, subject.key)
    return shown_links(rows.select_related("answer", "made_by"))


def shown_links(rows: Iterable[SignedLink]) -> list[ShownLink]:
    """Links with how they stand now, in three queries however many there are."""
    links = list(rows)
    opened = opened_among(links)
    occasions = [f"link:{one.key}" for one in links]
    failed = OutboxLetter.objects.filter(
        once__in=occasions, state__in=(LetterState.FAILED, LetterState.BOUNCED)
    )
    lost = set(failed.values_list("once", flat=True)) if links else set()
    return [
        _shown(one, was_opened=one.pk in opened, was_delivered=f"link:{one.key}" not in lost)
        for one in links
    ]


def _shown(link: SignedLink, *, was_opened: bool, was_delivered: bool) -> ShownLink:
    answer = getattr(link, "answer", None)
    is_standing = link.is_open(clock.now())
    return ShownLink(
        link=link,
        status=_status(link, answer, was_opened=was_opened, was_delivered=was_delivered),
        is_standing=is_standing,
        answer=answer,
    )


def _status(
    link: SignedLink, answer: ReceivedAnswer | None, *, was_opened: bool, was_delivered: bool
) -> Status:
    if answer is not None and answer.state == ReceivedAnswer.State.WAITING:
        return Status(_("Answered: to be confirmed"), "waiting")
    if answer is not None:
        return Status(_("Answered"), "done")
    if link.revoked_at is not None:
        return Status(_("Taken back"), "done")
    if not link.is_open(clock.now()):
        return Status(_("Expired without an answer"), "problem")
    if not was_delivered:
        return Status(_("The letter could not be delivered"), "problem")
    return Status(_("Opened"), "open") if was_opened else Status(_("Sent"), "open")
