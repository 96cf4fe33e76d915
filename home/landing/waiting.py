"""What waits for the clerk: each kind of thing by a function of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import FormatRequest
from home.landing.part import Line, Part
from home.landing.reader import Reader
from portal import clock
from portal.access import rows_for
from portal.models import OutboxLetter
from portal.models.outbox import UNDELIVERED
from scrutiny.models import ProgressUpdate, Submission
from scrutiny.workspace.link_answers import waiting_answers

CLERKS: Final = frozenset({"clerk"})
ANSWERERS: Final = frozenset({"clerk", "proper_officer"})
#: How long a letter that was not delivered stays on the landing.
TOLD: Final = timedelta(days=14)


def waiting(reader: Reader) -> Part | None:
    """What others have sent and a clerk has to look at before it counts."""
    lines = [line for make in SOURCES for line in make(reader)]
    return Part(name="waiting", heading=_("Waiting for you"), lines=lines)


def updates(reader: Reader) -> list[Line]:
    """Progress that was reported on actions and recommendations and is not confirmed."""
    rows = rows_for(reader.user, ProgressUpdate, CLERKS).filter(confirmed_at__isnull=True)
    if reader.here:
        rows = rows.filter(
            Q(action__body__slug=reader.here) | Q(recommendation__review__body__slug=reader.here)
        )
    found = rows.aggregate(
        actions=Count("pk", filter=Q(action__isnull=False)),
        recommendations=Count("pk", filter=Q(recommendation__isnull=False)),
    )
    lines = []
    if found["actions"]:
        words = ngettext(
            "%(n)s update on an action to be confirmed",
            "%(n)s updates on actions to be confirmed",
            found["actions"],
        )
        lines.append(
            Line(text=words % {"n": found["actions"]}, address=reverse("workspace_actions"))
        )
    if found["recommendations"]:
        words = ngettext(
            "%(n)s update on a recommendation to be confirmed",
            "%(n)s updates on recommendations to be confirmed",
            found["recommendations"],
        )
        lines.append(
            Line(text=words % {"n": found["recommendations"]}, address=reverse("desk:desks"))
        )
    return lines


def submissions(reader: Reader) -> list[Line]:
    """Answers to calls for evidence that nobody has looked at."""
    rows = rows_for(reader.user, Submission, CLERKS).filter(state=Submission.State.WAITING)
    count = reader.here_only(rows, "call__review__body__slug").count()
    if not count:
        return []
    words = ngettext(
        "%(n)s answer to a call for evidence to be looked at",
        "%(n)s answers to calls for evidence to be looked at",
        count,
    )
    return [Line(text=words % {"n": count}, address=reverse("desk:desks"))]


def by_link(reader: Reader) -> list[Line]:
    """What people without an account have sent by a link."""
    count = reader.here_only(waiting_answers(reader.user), "link__body").count()
    if not count:
        return []
    words = ngettext(
        "%(n)s answer that came in by link to be confirmed",
        "%(n)s answers that came in by link to be confirmed",
        count,
    )
    return [Line(text=words % {"n": count}, address=reverse("workspace_links"))]


def letters(reader: Reader) -> list[Line]:
    """Letters of the person's bodies that could not be delivered in the last days."""
    rows = rows_for(reader.user, OutboxLetter, CLERKS).filter(
        state__in=UNDELIVERED, posted_at__gte=clock.now() - TOLD
    )
    count = reader.here_only(rows, "body").count()
    if not count:
        return []
    words = ngettext(
        "%(n)s letter could not be delivered", "%(n)s letters could not be delivered", count
    )
    return [Line(text=words % {"n": count}, address=reverse("workspace_undelivered"))]


def formats(reader: Reader) -> list[Line]:
    """Requests for another format that nobody has answered, with those whose day is past."""
    rows = rows_for(reader.user, FormatRequest, ANSWERERS).filter(state=FormatRequest.State.WAITING)
    found = reader.here_only(rows, "body__slug").aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=reader.today))
    )
    if not found["all"]:
        return []
    words = ngettext(
        "%(n)s request for another format to be answered",
        "%(n)s requests for other formats to be answered",
        found["all"],
    ) % {"n": found["all"]}
    if found["late"]:
        words = _("%(words)s, %(late)s overdue") % {"words": words, "late": found["late"]}
    return [Line(text=words, address=reverse("workspace_formats"))]


#: Each gives the lines of one kind of thing that waits; a new kind is added here.
SOURCES: Final[tuple[Callable[[Reader], list[Line]], ...]] = (
    updates,
    by_link,
    submissions,
    letters,
    formats,
)
