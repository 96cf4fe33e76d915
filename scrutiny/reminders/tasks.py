"""Actions and information requests: their owners, then the clerk, then the chair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Person, Role
from boards.rules.reminding import occasion_for_owner, occasion_late
from scrutiny.models import Action, InformationRequest
from scrutiny.reminders.telling import LinkDue, Telling, others_words, owed_words
from scrutiny.rules.actions import WITH_OWNER

if TYPE_CHECKING:
    from datetime import date

    from scrutiny.reminders.readers import Readers


def actions_due(readers: Readers) -> Iterator[Telling | LinkDue]:
    """Open actions: due soon, due today, late."""
    rows = Action.objects.filter(state__in=WITH_OWNER, **_near(readers))
    for one in rows.select_related("owner__user").order_by("due_on", "pk"):
        words = _("Action %(number)s") % {"number": one.reference}
        yield from _of_task(readers, one, one.owner, f"action:{one.key}", words, "workspace_action")


def requests_due(readers: Readers) -> Iterator[Telling | LinkDue]:
    """Information requests that nobody has answered."""
    rows = InformationRequest.objects.filter(state=InformationRequest.State.ASKED, **_near(readers))
    for one in rows.select_related("addressee__user").order_by("due_on", "pk"):
        words = _("Information request %(number)s") % {"number": one.reference}
        page = "workspace_request"
        yield from _of_task(readers, one, one.addressee, f"request:{one.key}", words, page)


def _near(readers: Readers) -> dict[str, Any]:
    until = readers.today + timedelta(days=readers.furthest())
    return {"due_on__lte": until, "body__in": readers.bodies}


def _of_task(
    readers: Readers,
    task: Action | InformationRequest,
    owner: Person,
    item: str,
    words: str,
    page: str,
) -> Iterator[Telling | LinkDue]:
    if task.key in readers.answered:
        return  # it waits for the clerk, who is told of that
    schedule = readers.schedule(task.body_id)
    occasion = occasion_for_owner(task.due_on, readers.today, schedule)
    address = partial(reverse, page, args=[task.key])
    if occasion and owner.user is None:
        if owner.email:
            yield LinkDue(person=owner, subject=task, item=item, on=task.due_on, occasion=occasion)
    elif occasion and owner.user is not None and owner.user.is_active:
        yield Telling(
            user=owner.user,
            item=item,
            body=readers.bodies[task.body_id].slug,
            on=task.due_on,
            occasion=occasion,
            words=partial(owed_words, words, task.due_on, readers.today),
            address=address,
        )
    yield from late_at_others(readers, task.body_id, item, task.due_on, words, address)


def late_at_others(
    readers: Readers,
    body_pk: int,
    item: str,
    on: date,
    words: str,
    address: Callable[[], str],
    chairs: Callable[[], str] | None = None,
) -> Iterator[Telling]:
    """The same for the clerk and then the chair, once it is late enough.

    `chairs` is the page that a chair can open, where that of the clerk is a desk.
    """
    pages = {Role.CLERK: address, Role.CHAIR: chairs or address}
    schedule = readers.schedule(body_pk)
    for role, after in ((Role.CLERK, schedule.clerk_after), (Role.CHAIR, schedule.chair_after)):
        occasion = occasion_late(on, readers.today, after=after, repeat_every=schedule.repeat_every)
        for user in readers.holders(body_pk, role) if occasion else ():
            yield Telling(
                user=user,
                item=item,
                body=readers.bodies[body_pk].slug,
                on=on,
                occasion=f"{role.value}-{occasion}",
                words=partial(others_words, words, on, readers.today),
                address=pages[role],
            )
