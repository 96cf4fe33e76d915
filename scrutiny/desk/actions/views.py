"""The screen of a body's actions, its pages, and the list of bodies that have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.models import ScrutinyBody
from portal import access, clock
from portal.calendar import calendar_for
from portal.desk import (
    AddView,
    DeskView,
    EditView,
    HistoryView,
    MoveView,
    RemoveView,
    Row,
    Section,
)
from portal.models import User
from portal.rules.calendars import Calendar, Nation
from portal.viewing import asks
from scrutiny.desk.actions import kinds
from scrutiny.desk.actions.rows import action_row, actions_whole, review_rows, update_row
from scrutiny.desk.actions.scope import ActionDesk
from scrutiny.models import Action
from scrutiny.operations.action_release import publications_of
from scrutiny.rules.actions import OPEN_STATES

#: Actions that are over, newest first; older ones are in the list of the workspace.
_MOST_OVER: Final = 30


class ActionsDeskView(ActionDesk, DeskView):
    """What waits for the clerk, the open actions, those that are over, and those of reviews."""

    template_name = "scrutiny/desk/actions.html"
    page_title = ""

    def sections(self) -> Sequence[Section]:
        """Read everything first, then put it together."""
        own = actions_whole(Action.objects.filter(body=self.owner, review__isnull=True))
        opened = list(own.filter(state__in=OPEN_STATES))
        over = list(own.exclude(state__in=OPEN_STATES).order_by("-changed_at", "-pk")[:_MOST_OVER])
        for one in (standing := {one.pk: one for one in (*opened, *over)}).values():
            one.publication = ""  # type: ignore[attr-defined]
        for pk, state in publications_of(standing.values()).items():
            standing[pk].publication = state  # type: ignore[attr-defined]
        add = self.address("add", kind=kinds.ACTIONS.name)
        calendar = calendar_for(cast("Nation", self.owner.nation), self.owner.slug)
        return [
            *self._waiting(opened),
            Section(
                anchor="actions",
                heading=_("Open actions"),
                rows=[self._row(one, calendar) for one in opened],
                empty=_("What the body agreed that somebody is to do appears here."),
                add_url=add,
                add_label=_("Add an action"),
            ),
            Section(
                anchor="over",
                heading=_("Closed and cancelled"),
                rows=[self._row(one, calendar) for one in over],
                empty=_("Actions that a meeting has closed appear here."),
            ),
            *self._of_reviews(),
        ]

    def _row(self, one: Action, calendar: Calendar) -> Row:
        return action_row(self, one, today=clock.today(), calendar=calendar)

    def _waiting(self, opened: Sequence[Action]) -> list[Section]:
        """Updates that somebody has reported and no clerk has confirmed."""
        rows = [
            replace(
                (row := update_row(self, update)),
                anchor=f"waiting-{update.pk}",
                title=f"{one}, {row.title}",
            )
            for one in opened
            for update in one.updates.all()
            if update.confirmed_at is None
        ]
        if not rows:
            return []
        return [
            Section(
                anchor="waiting",
                heading=_("Updates to be confirmed"),
                rows=rows,
                empty="",
                note=_("Nobody but the officers, its owner and its author sees one before that."),
            )
        ]

    def _of_reviews(self) -> list[Section]:
        found = Action.objects.filter(
            body=self.owner, review__isnull=False, state__in=OPEN_STATES
        ).select_related("owner", "review")
        if not (rows := review_rows(found)):
            return []
        heading = _("Open actions of reviews")
        return [Section(anchor="of-reviews", heading=heading, rows=rows, empty="")]


class ActionAdd(ActionDesk, AddView):
    """Add an action, an update or another date."""


class ActionEdit(ActionDesk, EditView):
    """Change an action."""


class ActionMoveView(ActionDesk, MoveView):
    """Move an action on, confirm an update, publish or take back."""


class ActionRemove(ActionDesk, RemoveView):
    """Actions are cancelled with a minute, never removed; the page answers 404."""


class ActionHistory(ActionDesk, HistoryView):
    """How an action came to be."""


@asks(ScrutinyBody)
class ActionDesksView(WagtailAdminTemplateMixin, View):
    """The bodies whose actions a person may keep; with one body only, that one at once."""

    template_name = "scrutiny/desk/action_desks.html"
    page_title = gettext_lazy("Actions")
    header_icon = "list-ul"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List the person's own bodies."""
        bodies = list(access.rows_for(cast("User", request.user), ScrutinyBody).order_by("name"))
        if len(bodies) == 1:
            return redirect("actions:desk", bodies[0].slug)
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(bodies=bodies)
        )
