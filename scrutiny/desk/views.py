"""The views of both desks, and the list of desks that a person may open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.models import ScrutinyBody
from portal import access
from portal.desk import (
    AddView,
    DeskView,
    EditView,
    Fact,
    HistoryView,
    MoveView,
    RemoveView,
    Row,
    Section,
    row_of,
)
from portal.models import User
from portal.viewing import asks, note_found
from scrutiny.desk import kinds
from scrutiny.desk.assurance.sections import given_sections
from scrutiny.desk.programme.plan import plan_section
from scrutiny.desk.programme.suggestions import proposed_entry, suggestions_section
from scrutiny.desk.scope import ProgrammeDesk, ReviewDesk
from scrutiny.desk.sources.origins import prompts_of_entries
from scrutiny.models import Report, Review
from scrutiny.operations.reports import document_of, report_refusals
from scrutiny.report import render


class ReviewAdd(ReviewDesk, AddView):
    """Add a record to a review."""


class ReviewEdit(ReviewDesk, EditView):
    """Change a record of a review."""


class ReviewMoveView(ReviewDesk, MoveView):
    """Move a record of a review on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Publishing shows beforehand what stands in its way."""
        context = super().get_context_data(**kwargs)
        if isinstance(self.record, Report) and self.name in {"publish", "embargo"}:
            context.setdefault("reasons", report_refusals(self.record))
        return context


class ReviewRemove(ReviewDesk, RemoveView):
    """Remove a record of a review."""


class ReviewHistory(ReviewDesk, HistoryView):
    """How a record of a review came to be."""


class DraftView(ReviewDesk, View):
    """The newest edition as it would be published today."""

    def report(self) -> Report:
        """The newest edition of the review."""
        report = (
            Report.objects.filter(review=self.owner)
            .select_related("review__body")
            .order_by("-edition")
            .first()
        )
        if report is None:
            raise Http404
        note_found(self.request, report)
        return report


class PreviewView(DraftView):
    """The draft as a page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Built from the records and shown, never stored."""
        document = document_of(self.report())
        context = {
            "document": document,
            "body": render.body_html(document),
            "back_url": self.address("desk"),
        }
        return TemplateResponse(request, "scrutiny/desk/preview.html", context)


class DraftPdfView(DraftView):
    """The draft as a PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drawn now; the file name says that it is a draft."""
        response = HttpResponse(
            render.pdf(document_of(self.report())), content_type="application/pdf"
        )
        response["Content-Disposition"] = f'inline; filename="draft-{self.owner.slug}.pdf"'
        return response


class ProgrammeDeskView(ProgrammeDesk, DeskView):
    """The work programme of a body and its reviews."""

    page_title = ""

    def sections(self) -> Sequence[Section]:
        """Entries first, then reviews."""
        entries = self.owner.work_programme.select_related("lead", "meeting", "review")
        prompted = prompts_of_entries(self.owner)
        rows = [self._entry(entry, prompted.get(entry.pk, "")) for entry in entries]
        reviews = [
            Row(
                anchor=f"reviews-{review.pk}",
                title=review.title,
                edit_url="",
                state=review.get_state_display(),
                family="done" if review.state in {"published", "closed"} else "open",
                facts=[Fact(_("Way of working"), review.get_kind_display())],
                links=[(_("Open the desk"), reverse("desk:desk", args=[review.pk]))],
            )
            for review in self.owner.reviews.all()
        ]
        return [
            plan_section(self, self.owner),
            Section(
                anchor="entries",
                heading=_("Work programme"),
                rows=rows,
                empty=_("What the body means to look at appears here, with what prompted it."),
                add_url=self.address("add", kind="entries"),
                add_label=_("Add an entry"),
            ),
            Section(
                anchor="reviews",
                heading=_("Reviews"),
                rows=reviews,
                empty=_("Reviews appear here once they are proposed."),
                add_url=self.address("add", kind="reviews"),
                add_label=_("Propose a review"),
            ),
            *given_sections(self, self.owner),
            suggestions_section(self, self.owner),
        ]

    def _entry(self, entry: Any, prompted: str) -> Row:
        review = getattr(entry, "review", None)
        facts = [
            Fact(label, text)
            for label, text in (
                (_("Purpose"), entry.purpose),
                (_("What prompted it"), entry.source),
                (_("Findings of others that prompted it"), prompted),
                (_("Lead"), str(entry.lead or "")),
                (
                    _("Meeting"),
                    f"{entry.meeting.title}, {date_format(entry.meeting.held_on, 'l j F Y')}"
                    if entry.meeting
                    else "",
                ),
                (_("Times carried over"), str(entry.times_carried_over or "")),
            )
            if text
        ]
        links = []
        if review is not None:
            links.append((_("Open the review"), reverse("desk:desk", args=[review.pk])))
        elif entry.state in {"adopted", "scheduled"}:
            add = self.address("add", kind="reviews")
            links.append((_("Propose a review"), f"{add}?entry={entry.pk}"))
        can_edit = entry.state not in {"completed", "dropped"}
        return row_of(self, kinds.ENTRIES, entry, facts=facts, links=links, can_edit=can_edit)


class ProgrammeAdd(ProgrammeDesk, AddView):
    """Add an entry, or propose a review and go to its desk."""

    def extra(self) -> dict[str, Any]:
        """A finding that the address names proposes the words of an entry."""
        extra = super().extra()
        if self.kind is kinds.ENTRIES:
            found = proposed_entry(self.owner, self.request.GET.get("finding", ""))
            return {"initial": {**extra.get("initial", {}), **found}}
        return extra

    def desk_address(self, record: Any = None) -> str:
        """A new review opens on its own desk."""
        if isinstance(record, Review) and record.pk:
            return reverse("desk:desk", args=[record.pk])
        return super().desk_address(record)


class ProgrammeEdit(ProgrammeDesk, EditView):
    """Change an entry."""


class ProgrammeMoveView(ProgrammeDesk, MoveView):
    """Move an entry on."""


class ProgrammeRemove(ProgrammeDesk, RemoveView):
    """Entries are dropped with a reason, never removed; the page answers 404."""


class ProgrammeHistory(ProgrammeDesk, HistoryView):
    """How an entry came to be."""


@asks(ScrutinyBody)
class DesksView(WagtailAdminTemplateMixin, View):
    """The desks that a person may open; with one body only, that one at once."""

    template_name = "scrutiny/desk/desks.html"
    page_title = gettext_lazy("Scrutiny")
    header_icon = "form"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List the person's own bodies with their reviews."""
        user = cast("User", request.user)
        bodies = list(access.rows_for(user, ScrutinyBody).order_by("name"))
        if len(bodies) == 1:
            return redirect("programme:desk", bodies[0].slug)
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(bodies=bodies)
        )
