"""Responses that offices owe, and what came in and waits for the clerk to confirm it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Role
from boards.rules.reminding import Schedule, occasion_for_owner
from portal.calendar import calendars_for
from portal.clock import CIVIL_ZONE
from portal.rules.clocks import ClockError
from scrutiny.by_link.subjects import kind_of, subject_of
from scrutiny.models import ProgressUpdate, Response
from scrutiny.operations.deadlines import response_due
from scrutiny.reminders.tasks import late_at_others
from scrutiny.reminders.telling import Telling, owed_words
from scrutiny.viewing.answers import people_answered_for

if TYPE_CHECKING:
    from portal.models import SignedLink, User
    from portal.rules.calendars import Nation
    from scrutiny.reminders.readers import Readers

_OWED: Final = (Response.State.REQUESTED, Response.State.INCOMPLETE)


def responses_due(readers: Readers) -> Iterator[Telling]:
    """Responses to published reports that have not come, or were sent back."""
    rows = Response.objects.filter(state__in=_OWED, review__body__in=readers.bodies)
    found = list(rows.select_related("review", "addressee").order_by("requested_on", "pk"))
    nations = {
        readers.bodies[one.review.body_id].slug: cast(
            "Nation", readers.bodies[one.review.body_id].nation
        )
        for one in found
    }
    calendars = calendars_for(nations)
    answered: dict[User, set[int]] = {}
    for one in found:
        body = readers.bodies[one.review.body_id]
        try:
            on = response_due(one, calendars[body.slug])
        except ClockError:
            continue  # the clerk's list of coming dates says that it cannot be counted
        words = _("A response to a report of %(body)s") % {"body": body.name}
        address = partial(reverse, "workspace_response", args=[one.key])
        occasion = occasion_for_owner(on, readers.today, readers.schedule(body.pk))
        for user in readers.holders(body.pk, Role.RESPONDER) if occasion else ():
            if user not in answered:
                answered[user] = set(people_answered_for(user).values_list("pk", flat=True))
            if one.addressee_id in answered[user]:
                yield Telling(
                    user=user,
                    item=f"response:{one.key}",
                    body=body.slug,
                    on=on,
                    occasion=occasion,
                    words=partial(owed_words, words, on, readers.today),
                    address=address,
                )
        desk = partial(reverse, "desk:desk", args=[one.review_id])
        item, public = f"response:{one.key}", partial(reverse, "response", args=[one.key])
        yield from late_at_others(readers, body.pk, item, on, words, desk, chairs=public)


def updates_waiting(readers: Readers) -> Iterator[Telling]:
    """Reports of progress that nobody of the office has confirmed: for the clerk, at once."""
    rows = ProgressUpdate.objects.filter(
        action__isnull=False, confirmed_at__isnull=True, action__body__in=readers.bodies
    )
    for one in rows.select_related("action").order_by("made_at", "pk"):
        assert one.action is not None  # asked for
        on = one.made_at.astimezone(CIVIL_ZONE).date()
        repeat = readers.schedule(one.action.body_id).repeat_every
        occasion = occasion_for_owner(on, readers.today, Schedule((), repeat_every=repeat))
        for user in readers.holders(one.action.body_id, Role.CLERK) if occasion else ():
            yield Telling(
                user=user,
                item=f"update:{one.pk}:{one.action.key}",
                body=readers.bodies[one.action.body_id].slug,
                on=on,
                occasion=occasion,
                words=partial(_waiting_words, one.action.reference),
                address=partial(reverse, "workspace_action", args=[one.action.key]),
            )


def answers_waiting(readers: Readers) -> Iterator[Telling]:
    """Answers by link that no clerk has confirmed or left aside: for the clerk, at once."""
    bodies = {one.slug: one for one in readers.bodies.values()}
    for one in readers.waiting:
        body = bodies[one.link.body]
        on = one.received_at.astimezone(CIVIL_ZONE).date()
        repeat = readers.schedule(body.pk).repeat_every
        occasion = occasion_for_owner(on, readers.today, Schedule((), repeat_every=repeat))
        for user in readers.holders(body.pk, Role.CLERK) if occasion else ():
            yield Telling(
                user=user,
                item=f"answer:{one.key}",
                body=body.slug,
                on=on,
                occasion=occasion,
                words=partial(_answer_words, one.link),
                address=partial(reverse, "workspace_link_answer", args=[one.key]),
            )


def _answer_words(link: SignedLink) -> str:
    subject = subject_of(link)
    if subject is None:
        return _("An answer that came in by link waits for you to confirm it")
    return _("%(what)s: an answer came in by link and waits for you to confirm it") % {
        "what": kind_of(subject).title % subject.reference
    }


def _waiting_words(reference: str) -> str:
    return _("Progress on action %(number)s waits for you to confirm it") % {"number": reference}
