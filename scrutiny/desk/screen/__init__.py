"""The one screen of a review: its gaps on top, then the whole thread in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from boards.desk.incidents.link import incident_address
from portal.desk import Section
from portal.desk.disclosure.views import address_of_matter
from portal.models import Job, JobState
from scrutiny.desk.answers.gaps import Aftermath, aftermath_gaps, aftermath_of
from scrutiny.desk.answers.sections import answer_sections
from scrutiny.desk.assurance.sections import assurance_sections
from scrutiny.desk.calls.sections import call_sections
from scrutiny.desk.hearing.sections import (
    hearings_section,
    planned_section,
    requests_section,
)
from scrutiny.desk.programme.timetable import timetable_section
from scrutiny.desk.screen.enquiry import EnquirySections
from scrutiny.desk.screen.outcomes import OutcomeSections
from scrutiny.desk.sources.bearings import bearings_section
from scrutiny.desk.words import gap_sentence
from scrutiny.disclosure.reviews import review_matter
from scrutiny.models import Report
from scrutiny.public import review_path

__all__ = ["ReviewDeskView"]


class ReviewDeskView(EnquirySections, OutcomeSections):
    """Everything of one review, in a number of queries that does not grow."""

    template_name = "scrutiny/desk/review.html"
    page_title = ""

    def gaps(self) -> Sequence[tuple[str, str]]:
        """What is missing, each a link to the first record that lacks it."""
        found = [(gap_sentence(gap), f"{gap.kind}-{gap.pks[0]}") for gap in self.thread.gaps()]
        return [*found, *aftermath_gaps(self.after, self.today)]

    @cached_property
    def after(self) -> Aftermath:
        """What follows the report, read once."""
        return aftermath_of(self.thread)

    def sections(self) -> Sequence[Section]:
        """The thread, from scope to actions."""
        return [
            self.review_section(),
            timetable_section(self, self.owner, today=self.today),
            *assurance_sections(self, self.owner),
            self.lines_section(),
            planned_section(self, self.owner),
            self.witnesses_section(),
            hearings_section(self, self.owner),
            *call_sections(self, self.owner, today=self.today),
            self.evidence_section(),
            bearings_section(self, self.owner),
            self.findings_section(),
            self.recommendations_section(),
            self.reports_section(),
            self.responses_section(),
            *answer_sections(self, self.after),
            self.actions_section(),
            requests_section(self, self.owner, today=self.today, calendar=self.calendar),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The stage, the publishing job if one runs, and the addresses beside the records."""
        context = super().get_context_data(**kwargs)
        report = self.thread.newest_report
        context.update(
            thread=self.thread,
            job=self._job(report),
            concerns_url=address_of_matter(review_matter(self.owner)),
            incident_url=incident_address(body=self.owner.body.slug, path=review_path(self.owner)),
            preview_url=self.address("preview") if report else "",
            draft_pdf_url=self.address("draft_pdf") if report else "",
            programme_url=reverse("programme:desk", args=[self.owner.body.slug]),
        )
        return context

    def _job(self, report: Report | None) -> Job | None:
        """The newest publishing job that is running or has failed, for the top of the screen."""
        if report is None:
            return None
        job = (
            Job.objects.filter(kind="publish_report", arguments__report=report.pk)
            .order_by("-created_at")
            .first()
        )
        return job if job and job.state not in {JobState.DONE, JobState.CANCELLED} else None
