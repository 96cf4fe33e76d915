"""The rows of the list of actions: as the page, the tables and the printed list show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from portal.access import bodies_of
from portal.shown import Status
from scrutiny.models import Action
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.words import records as words
from scrutiny.workspace.list_late import calendars_of_rows, late_words

if TYPE_CHECKING:
    from portal.models import User
    from portal.spreadsheets import Cell

CLERKS = frozenset({"clerk"})


@dataclass(frozen=True)
class ShownAction:
    """One action as a list shows it; `may_change` says that the person is clerk of its body."""

    action: Action
    label: str
    address: str
    status: Status | None
    rating: Status | None
    priority: str
    late: str
    origin: str
    moved: str
    may_change: bool


def shown_actions(rows: Sequence[Any], user: User) -> list[ShownAction]:
    """Rows that `as_listed` has read, in their order; a query or two whatever their number."""
    today = clock.today()
    calendars = calendars_of_rows(rows)
    clerk_of = bodies_of(user, CLERKS)
    return [
        ShownAction(
            action=one,
            label=_("Action %s") % one.reference,
            address=reverse("workspace_action", args=[one.key]),
            status=words.ACTION_STATUS.get(one.state),
            rating=words.RATING.get(one.latest_rating or ""),
            priority=_priority(one),
            late=late_words(one, WITH_OWNER, calendars.get(one.body.slug), today),
            origin=_origin(one),
            moved=_moved(one),
            may_change=one.body.slug in clerk_of,
        )
        for one in rows
    ]


def action_columns() -> list[str]:
    """The heads of the table."""
    return [
        _("Action"),
        _("Panel or board"),
        _("What is to be done"),
        _("Owner"),
        _("Due"),
        _("Late"),
        _("State"),
        _("Progress rating"),
        _("Priority"),
        _("From"),
        _("Times re-dated"),
        _("Times carried forward"),
    ]


def action_cells(one: ShownAction) -> list[Cell]:
    """One row of the table: words, days as ISO 8601."""
    action = cast("Any", one.action)
    return [
        action.reference,
        action.body.name,
        action.text,
        str(action.owner),
        action.due_on.isoformat(),
        one.late,
        str(one.status.word) if one.status else "",
        str(one.rating.word) if one.rating else "",
        action.get_priority_display(),
        one.origin,
        action.times_redated,
        action.times_carried,
    ]


def paper_columns() -> list[str]:
    """The heads of the printed list."""
    return [_("Action"), _("What is to be done"), _("Owner"), _("Due"), _("State"), _("From")]


def paper_cells(one: ShownAction) -> list[str]:
    """One row of the printed list; everything is said in words, nothing by a colour."""
    action = one.action
    state = (one.status.word if one.status else "", one.rating.word if one.rating else "")
    return [
        f"{action.reference}, {action.body.short_name}",
        action.text,
        str(action.owner),
        _joined(date_format(action.due_on, "j F Y"), one.late, one.moved),
        _joined(*map(str, state), one.priority),
        one.origin,
    ]


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _priority(one: Action) -> str:
    """Said where it is not the ordinary one."""
    if one.priority == Action.Priority.NORMAL:
        return ""
    return _("%(priority)s priority") % {"priority": one.get_priority_display()}


def _origin(one: Action) -> str:
    """Where it comes from: a minute and the day of its meeting, an answer there, a review."""
    if one.origin_minute:
        day = date_format(one.origin_minute.meeting.held_on, "j F Y")
        return _("Minute %(number)s, %(day)s") % {"number": one.origin_minute.number, "day": day}
    return one.review.title if one.review else ""


def _moved(one: Any) -> str:
    said = []
    if one.times_redated:
        said.append(
            ngettext("re-dated once", "re-dated %(count)d times", one.times_redated)
            % {"count": one.times_redated}
        )
    if one.times_carried:
        said.append(
            ngettext("carried forward once", "carried forward %(count)d times", one.times_carried)
            % {"count": one.times_carried}
        )
    return ", ".join(said)
