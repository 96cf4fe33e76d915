"""The one screen of a meeting: what is missing on top, then everything in the clerk's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.desk.incidents.link import incident_address
from boards.desk.meetings import kinds
from boards.desk.meetings.reading import contents_of
from boards.desk.meetings.scope import BRIEFED, MeetingDesk
from boards.desk.meetings.screen.agenda import AgendaRows
from boards.desk.meetings.screen.details import meeting_row
from boards.desk.meetings.screen.gaps import gaps_of
from boards.desk.meetings.screen.packs import PackRows
from boards.desk.words import when_of
from boards.disclosure import meeting_matter
from boards.public import meeting_path
from portal import clock
from portal.calendar import calendar_for
from portal.desk import DeskView, Section, row_of
from portal.desk.disclosure.views import address_of_matter
from portal.models import JobState

__all__ = ["MeetingScreen"]


class MeetingScreen(MeetingDesk, DeskView):
    """Everything of one meeting, in a number of queries that does not grow."""

    template_name = "boards/desk/meetings/meeting.html"

    def setup(self, *args: object, **kwargs: object) -> None:
        """Read everything once."""
        super().setup(*args, **kwargs)  # type: ignore[arg-type]
        self.contents = contents_of(self.owner)
        self.today = clock.today()
        body = self.owner.body
        nation = "wales" if body.nation == "wales" else "england"
        self.calendar = calendar_for(nation, body.slug)  # type: ignore[arg-type]

    def gaps(self) -> Sequence[tuple[str, str]]:
        """What the clerk or the proper officer has to see to, each with its place."""
        return gaps_of(self.contents, calendar=self.calendar, today=self.today)

    def sections(self) -> Sequence[Section]:
        """Agenda and packs are what a clerk comes for; the details stand first and are short."""
        agenda = AgendaRows(self)
        return [
            Section(
                anchor=kinds.DETAILS.name,
                heading=_("Meeting"),
                rows=[meeting_row(self)],
                empty="",
            ),
            agenda.section(),
            PackRows(self).section(),
            self._minutes(),
        ]

    def _minutes(self) -> Section:
        rows = [
            row_of(
                self,
                kinds.MINUTES,
                one,
                title=_("Minute %(number)s: %(text)s") % {"number": one.number, "text": one.text},
                can_edit=self.keeps,
            )
            for one in self.contents.minutes
        ]
        has_begun = self.owner.state in {
            "in_progress",
            "concluded",
            "minutes_draft",
            "minutes_confirmed",
        }
        may_add = self.keeps and has_begun
        return Section(
            anchor=kinds.MINUTES.name,
            heading=_("Minutes"),
            rows=rows,
            empty=_("Minutes are entered here once the meeting has begun."),
            add_url=self.address("add", kind=kinds.MINUTES.name) if may_add else "",
            add_label=_("Add a minute"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The line under the title, and the job that builds a pack."""
        context = super().get_context_data(**kwargs)
        job = self.contents.job
        context.update(
            meeting=self.owner,
            when=when_of(self.owner),
            body_url=reverse("bodies:desk", args=[self.owner.body.slug]),
            concerns_url=address_of_matter(meeting_matter(self.owner)),
            incident_url=incident_address(body=self.owner.body.slug, path=meeting_path(self.owner)),
            brief_url=self.address("brief") if self.held_roles & BRIEFED else "",
            readers_url=self.address("readers"),
            job=job if job and job.state not in {JobState.DONE, JobState.CANCELLED} else None,
            keeps=self.keeps,
        )
        return context
