"""The actions that somebody owns, the overdue first."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Person
from home.landing.answering import due_status
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.viewing import visible
from scrutiny.models import Action
from scrutiny.rules.actions import WITH_OWNER

_WORDS = 24


def mine(reader: Reader) -> Part | None:
    """The next of them by their day, and how many there are."""
    own = Person.objects.filter(user=reader.user)
    rows = visible(reader.user, Action).filter(owner__in=own, state__in=WITH_OWNER)
    rows = reader.here_only(rows, "body__slug").select_related("body")
    late = Q(due_on__lt=reader.today)
    # Counted beside the first few in one query.
    found = list(
        rows.annotate(
            of_all=Window(Count("pk")), of_late=Window(Count("pk", filter=late))
        ).order_by("due_on", "pk")[:MOST]
    )
    if not found:
        return None
    first: Any = found[0]
    return Part(
        name="actions",
        heading=_("Your actions"),
        words=_counted(first.of_all, first.of_late),
        lines=[action_line(one, reader) for one in found],
        more=[(_("All actions"), reverse("workspace_actions"))],
    )


def action_line(action: Action, reader: Reader) -> Line:
    """An action by its text, with its day and how far it is."""
    return Line(
        text=Truncator(action.text).words(_WORDS),
        address=reverse("workspace_action", args=[action.key]),
        on=action.due_on,
        status=due_status(action.due_on, reader.today),
        facts=[_("Action %s") % action.reference, action.body.name],
    )


def _counted(total: int, late: int) -> str:
    words = ngettext("%(n)s open action", "%(n)s open actions", total) % {"n": total}
    if not late:
        return f"{words}."
    overdue = ngettext("%(n)s is overdue", "%(n)s are overdue", late) % {"n": late}
    return f"{words}, {overdue}."
