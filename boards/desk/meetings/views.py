"""The pages below a meeting's desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.desk.meetings import kinds
from boards.desk.meetings.reading import newest_job
from boards.desk.meetings.scope import MeetingDesk
from boards.desk.meetings.screen.access import access_facts
from boards.desk.meetings.screen.papers import file_links
from boards.models import AgendaItem, Pack, Paper
from boards.open_business import open_business
from portal.desk import AddView, EditView, HistoryView, MoveView, RemoveView


class MeetingAdd(MeetingDesk, AddView):
    """Add a record to a meeting."""

    template_name = "boards/desk/meetings/record.html"

    def desk_address(self, record: Model | None = None) -> str:
        """A pack that was begun shows how far it is."""
        if isinstance(record, Pack) and record.pk:
            job = newest_job([record], body=self.owner.body.slug)
            if job is not None:
                return reverse("jobs:job", args=[job.key])
        return super().desk_address(record)


class MeetingEdit(MeetingDesk, EditView):
    """Change a record of a meeting."""

    template_name = "boards/desk/meetings/record.html"

    def get_page_title(self) -> str:
        """The meeting is named by the page already."""
        if self.kind is kinds.DETAILS:
            return _("Edit: the details of the meeting")
        if self.kind is kinds.RECORDING:
            return _("Edit: the recording of the meeting")
        return super().get_page_title()


class MeetingMove(MeetingDesk, MoveView):
    """Move the meeting, or something of it, on."""

    template_name = "boards/desk/meetings/move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whoever decides about a paper has it beside the grounds."""
        context = super().get_context_data(**kwargs)
        if self.kind in (kinds.ITEM_ACCESS, kinds.PAPER_ACCESS):
            context.update(facts=access_facts(self, self.record), files=_files(self.record))
        if self.kind is kinds.DETAILS and self.name == "conclude":
            context.update(left=open_business(self.owner))
        return context


def _files(target: AgendaItem | Paper) -> list[tuple[str, str]]:
    """The ways to open what is decided about."""
    if isinstance(target, Paper):
        return file_links(target)
    papers = target.papers.select_related("pdf", "public_pdf")
    return [
        (f"{paper.title}: {label}", url) for paper in papers for label, url in file_links(paper)
    ]


class MeetingRemove(MeetingDesk, RemoveView):
    """Take a record away."""


class MeetingHistory(MeetingDesk, HistoryView):
    """How a record came to be."""
