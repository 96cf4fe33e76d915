"""The meetings of somebody's bodies: a list by municipal year, and a calendar by month."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.models import Meeting, ScrutinyBody
from portal import access, clock
from portal.models import User
from portal.rules.references import municipal_year
from portal.viewing import asks


@asks(ScrutinyBody)
class MeetingsView(WagtailAdminTemplateMixin, View):
    """What list and calendar share: the person's bodies, and the one that was picked."""

    header_icon = "date"
    page_title = _("Meetings")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Nothing of another body is ever read."""
        super().setup(request, *args, **kwargs)
        user = cast("User", request.user)
        self.bodies: Sequence[ScrutinyBody] = list(
            access.rows_for(user, ScrutinyBody).order_by("name")
        )
        self.picked = next(
            (body for body in self.bodies if body.slug == request.GET.get("body")), None
        )
        keeping = access.bodies_of(user, frozenset({"clerk"}))
        self.kept = [body for body in self.bodies if body.slug in keeping]

    def meetings(self) -> QuerySet[Meeting]:
        """The meetings of the picked body, or of all of the person's."""
        shown = [self.picked] if self.picked else self.bodies
        return Meeting.objects.filter(body__in=shown).select_related("body")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The bodies to pick from, and those to which a meeting can be added."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(bodies=self.bodies, picked=self.picked, kept=self.kept)
        return context


@dataclass(frozen=True)
class Year:
    """The meetings of one municipal year, newest first."""

    name: str
    meetings: Sequence[Meeting]


class MeetingList(MeetingsView):
    """What comes first, soonest on top; then the past by municipal year."""

    template_name = "boards/desk/meetings/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Meetings to come, and years."""
        context = super().get_context_data(**kwargs)
        today = clock.today()
        rows = list(self.meetings().order_by("held_on", "starts_at"))
        past = [one for one in reversed(rows) if one.held_on < today]
        context.update(
            coming=[one for one in rows if one.held_on >= today], years=list(_by_year(past))
        )
        return context


def _by_year(meetings: Sequence[Meeting]) -> Iterator[Year]:
    names = dict.fromkeys(municipal_year(one.held_on) for one in meetings)
    for name in names:
        yield Year(name, [one for one in meetings if municipal_year(one.held_on) == name])


@dataclass(frozen=True)
class Day:
    """One cell of the calendar."""

    day: date
    is_of_month: bool
    is_today: bool
    meetings: Sequence[Meeting]


class MeetingCalendar(MeetingsView):
    """A month as a table: weeks as rows, the days of the week as header cells."""

    template_name = "boards/desk/meetings/calendar.html"
    page_title = _("Calendar of meetings")
    breadcrumbs_items = (
        *MeetingsView.breadcrumbs_items,
        {"url": reverse_lazy("meetings:index"), "label": _("Meetings")},
    )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The weeks of the month that the address asks for, else of this one."""
        context = super().get_context_data(**kwargs)
        first = month_from(self.request.GET.get("month", ""), today=clock.today())
        weeks = months.Calendar().monthdatescalendar(first.year, first.month)
        days = [day for week in weeks for day in week]
        held: dict[date, list[Meeting]] = {}
        for one in self.meetings().filter(held_on__range=(days[0], days[-1])).order_by("starts_at"):
            held.setdefault(one.held_on, []).append(one)
        context.update(
            month=first,
            before=first - timedelta(days=1),
            after=first + timedelta(days=31),
            names=[date_format(day, "l") for day in weeks[0]],
            weeks=[[_day(day, first, held) for day in week] for week in weeks],
        )
        return context


def _day(day: date, first: date, held: dict[date, list[Meeting]]) -> Day:
    return Day(day, day.month == first.month, day == clock.today(), held.get(day, []))


def month_from(text: str, *, today: date) -> date:
    """The first day of a month written as “2025-09”; that of `today` for anything else."""
    year, _dash, month = text.partition("-")
    if year.isdecimal() and month.isdecimal() and len(year) == 4:
        number = int(month)
        if 1 <= number <= 12 and 2000 <= int(year) <= 2200:
            return date(int(year), number, 1)
    return today.replace(day=1)
