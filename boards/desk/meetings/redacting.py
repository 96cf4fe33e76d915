"""Making a version of a paper for the public: marking, and approving what came of it.

All of it works without scripting but the drawing of boxes (`static/portal/js/redact.js`). What was
searched for is in no address, no log and no table.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.desk.meetings.forms.redacting import (
    ApproveForm,
    DiscardForm,
    MarkForm,
    PagesForm,
    RemoveMarksForm,
    TickedForm,
    WordsForm,
    place_in,
)
from boards.desk.meetings.redact_pages import words_of
from boards.desk.meetings.redact_scope import (
    CONFLICT,
    UNPROCESSABLE,
    PaperView,
    changed_meanwhile,
    renewed,
)
from boards.models import ItemAccess, Redaction
from boards.operations.redaction_files import path_of
from boards.operations.redaction_marks import add_marks, remove_marks
from boards.operations.redaction_suggestions import suggestions_of
from boards.operations.redactions import (
    approve_redaction,
    ask_for_result,
    discard_redaction,
    start_redaction,
)
from portal.operations import Conflict, Refused
from portal.pdf.redacting import ChildError, Hit, find_words


class RedactView(PaperView):
    """Everything about the version: what is marked, ways to mark, the result."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button names."""
        acts = {
            "start": self.start,
            "find": self.find,
            "suggest": self.suggest,
            "tick": self.tick,
            "pages": self.pages,
            "remove": self.remove,
            "make": self.make,
            "approve": self.approve,
            "discard": self.discard,
        }
        act = acts.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        return act()

    def start(self) -> HttpResponse:
        """Begin."""
        return self.attempt(
            None,
            lambda: start_redaction(self.paper, by=self.user),
            "start_form",
            self.here(),
            _("Begun. Mark what the public may not read."),
        )

    def find(self) -> HttpResponse:
        """Show every place where some words stand, to be ticked."""
        form = WordsForm(self.request.POST, redaction=self.begun)
        if not form.is_valid():
            return self.answer(UNPROCESSABLE, words_form=form, form=form)
        return self.found(form.cleaned_data["words"])

    def suggest(self) -> HttpResponse:
        """Show what the disclosure gate would ask about, to be ticked."""
        return self.found([])

    def found(
        self, words: list[str], form: TickedForm | None = None, status: int = 200, **context: Any
    ) -> HttpResponse:
        """The page with the places where words stand, or without words with suggestions."""
        try:
            suggested = [] if words else suggestions_of(self.begun)
            hits, is_all = [one.hit for one in suggested], True
            if words:
                hits, is_all = find_words(path_of(self.begun.working_name), words)
        except (ChildError, Refused) as error:
            return self.answer(UNPROCESSABLE, reasons=[str(error)])
        self.template_name = "boards/desk/meetings/redact_hits.html"
        if form is None:
            form = TickedForm(redaction=self.begun, found=_ticks(hits))
        ticked = set(form["places"].value() or [])
        kinds_of = [one.kind for one in suggested] or [""] * len(hits)
        rows = [
            (value, hit, value in ticked, kind)
            for (value, _words), hit, kind in zip(_ticks(hits), hits, kinds_of, strict=True)
        ]
        return self.answer(
            status, tick_form=form, rows=rows, is_all=is_all, sought="\n".join(words), **context
        )

    def tick(self) -> HttpResponse:
        """Mark the ticked places."""
        sought = [line for line in self.request.POST.get("sought", "").splitlines() if line]
        values = [
            (value, value)
            for value in self.request.POST.getlist("places")
            if place_in(value, self.begun) is not None
        ]
        form = TickedForm(self.request.POST, redaction=self.begun, found=values)
        if not form.is_valid():
            return self.found(sought, form, UNPROCESSABLE)
        try:
            add_marks(self.begun, marks=form.marks(), by=self.user, expected_version=form.version)
        except Conflict as conflict:
            self.__dict__.pop("redaction", None)
            again = renewed(form, conflict.saved.version)
            return self.found(sought, again, CONFLICT, reasons=[changed_meanwhile()])
        except Refused as refused:
            return self.found(sought, form, UNPROCESSABLE, reasons=refused.reasons)
        messages.success(self.request, _("Marked."))
        return HttpResponseRedirect(f"{self.here()}#marks")

    def pages(self) -> HttpResponse:
        """Mark whole pages."""
        form = PagesForm(self.request.POST, redaction=self.begun)
        return self.attempt(form, self._adding(form), "pages_form", self.here(), _("Marked."))

    def remove(self) -> HttpResponse:
        """Take marks away."""
        form = RemoveMarksForm(
            self.request.POST, redaction=self.begun, labels=_mark_labels(self.begun)
        )
        return self.attempt(
            form,
            lambda: remove_marks(
                self.begun,
                marks=form.cleaned_data["marks"],
                by=self.user,
                expected_version=form.version,
            ),
            "remove_form",
            f"{self.here()}#marks",
            _("Taken away."),
        )

    def make(self) -> HttpResponse:
        """Ask the worker for the version, and show how far it is."""
        try:
            job = ask_for_result(self.begun, by=self.user)
        except Refused as refused:
            return self.answer(UNPROCESSABLE, reasons=refused.reasons)
        return HttpResponseRedirect(reverse("jobs:job", args=[job.key]))

    def approve(self) -> HttpResponse:
        """Give the paper this version."""
        form = ApproveForm(self.request.POST, redaction=self.begun)
        return self.attempt(
            form,
            lambda: approve_redaction(self.begun, by=self.user, expected_version=form.version),
            "approve_form",
            self.desk_address(self.paper),
            _("Approved. The paper has a version for the public now."),
        )

    def discard(self) -> HttpResponse:
        """Throw it away."""
        form = DiscardForm(self.request.POST, redaction=self.begun)
        return self.attempt(
            form,
            lambda: discard_redaction(self.begun, by=self.user, expected_version=form.version),
            "discard_form",
            self.desk_address(self.paper),
            _("Discarded. The paper is as it was."),
        )

    def _adding(self, form: MarkForm) -> Callable[[], object]:
        return lambda: add_marks(
            self.begun, marks=form.marks(), by=self.user, expected_version=form.version
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, the marks, the pages."""
        context = super().get_context_data(**kwargs)
        redaction = self.redaction
        if redaction is None:
            return context
        forms = {
            "words_form": WordsForm(redaction=redaction),
            "pages_form": PagesForm(redaction=redaction),
            "remove_form": RemoveMarksForm(redaction=redaction, labels=_mark_labels(redaction)),
            "approve_form": ApproveForm(redaction=redaction),
            "discard_form": DiscardForm(redaction=redaction),
        }
        for name, form in forms.items():
            context.setdefault(name, form)
            form.auto_id = f"id_{name}_%s"
        marks = list(redaction.marks.select_related("by"))
        counts: dict[int, int] = {}
        for mark in marks:
            counts[mark.page] = counts.get(mark.page, 0) + 1
        context.update(
            marks=marks,
            pages=[
                (number, counts.get(number, 0), self.here("redact_page", number=number))
                for number in range(1, len(redaction.pages) + 1)
            ],
            is_made=redaction.state == Redaction.State.MADE,
            result_url=self.here("redact_result", number=1),
            is_in_part=self.paper.access == ItemAccess.PART_EXEMPT,
            access_url=self.desk_address(self.paper),
        )
        return context


def _ticks(hits: list[Hit]) -> list[tuple[str, str]]:
    """What is posted for each place, and how it is called."""
    return [
        (json.dumps([hit.page, [[round(edge, 3) for edge in box] for box in hit.boxes]]), hit.words)
        for hit in hits
    ]


def _mark_labels(redaction: Redaction) -> list[tuple[int, str]]:
    """The marks as they are listed."""
    marks = redaction.marks.select_related("by")
    return [(mark.pk, f"{words_of(redaction, mark)} ({mark.by})") for mark in marks]
