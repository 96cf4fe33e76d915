"""The pages of a version for the public: drawing boxes on them, and looking at the result."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from boards.desk.meetings.forms.redacting import BoxesForm, MarkForm, PagesForm, frame_of
from boards.desk.meetings.redact_scope import PaperView
from boards.models import Redaction, RedactionMark
from boards.operations.redaction_files import path_of
from boards.operations.redaction_marks import add_marks, label_of
from portal.pdf.redacting import ChildError, page_picture

HUNDRED: Final = 100


class RedactPage(PaperView):
    """One page of the original with its marks, on which boxes are drawn."""

    template_name = "boards/desk/meetings/redact_page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark what was drawn, or the whole page."""
        if request.POST.get("do") == "page":
            form: MarkForm = PagesForm(
                {**request.POST.dict(), "pages": str(self.number)}, redaction=self.begun
            )
        else:
            form = BoxesForm(request.POST, redaction=self.begun, page=self.number)
        return self.attempt(
            form,
            lambda: add_marks(
                self.begun, marks=form.marks(), by=self.user, expected_version=form.version
            ),
            "form",
            self.here("redact_page", number=self.number),
            _("Marked."),
        )

    @property
    def number(self) -> int:
        """The page, from 1."""
        number = int(self.kwargs["number"])
        if not 1 <= number <= len(self.begun.pages):
            raise Http404
        return number

    def get_page_title(self) -> str:
        """The page and the paper."""
        words = {"page": self.kwargs["number"], "paper": self.paper}
        return _("Mark page %(page)s: %(paper)s") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The picture, the marks on it, the ways on."""
        context = super().get_context_data(**kwargs)
        number, redaction = self.number, self.begun
        form = context.get("form") or BoxesForm(redaction=redaction, page=number)
        marks = list(redaction.marks.filter(page=number))
        context.update(
            form=form,
            drawn=form["boxes"].value() if "boxes" in form.fields else "",
            number=number,
            count=len(redaction.pages),
            picture_url=self.here("redact_picture", which="marked", number=number),
            size=size_of(redaction, number),
            shown=[place for mark in marks if (place := place_of(redaction, mark))],
            is_whole=any(mark.box is None for mark in marks),
            marks=[(mark, words_of(redaction, mark)) for mark in marks],
            before_url=self.here("redact_page", number=number - 1) if number > 1 else "",
            after_url=(
                self.here("redact_page", number=number + 1) if number < len(redaction.pages) else ""
            ),
        )
        return context


class RedactResult(PaperView):
    """One page of the result, with what can be read of it."""

    template_name = "boards/desk/meetings/redact_result.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        number, redaction = int(kwargs["number"]), self.begun
        if redaction.state != Redaction.State.MADE or not 1 <= number <= len(redaction.pages):
            raise Http404
        return self.answer(
            number=number,
            count=len(redaction.pages),
            picture_url=self.here("redact_picture", which="result", number=number),
            size=size_of(redaction, number),
            text=redaction.text,
            before_url=self.here("redact_result", number=number - 1) if number > 1 else "",
            after_url=(
                self.here("redact_result", number=number + 1)
                if number < len(redaction.pages)
                else ""
            ),
        )

    def get_page_title(self) -> str:
        """The page and the paper."""
        words = {"page": self.kwargs["number"], "paper": self.paper}
        return _("Result, page %(page)s: %(paper)s") % words


class RedactPicture(PaperView):
    """A page as a picture: of what is marked, or of the result."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it in the child process. The desk logs who opened a restricted paper."""
        number, redaction = int(kwargs["number"]), self.begun
        is_result = kwargs["which"] == "result"
        name = redaction.result_name if is_result else redaction.working_name
        if not name or not 1 <= number <= len(redaction.pages):
            raise Http404
        with tempfile.TemporaryDirectory(prefix="redact-") as scratch:
            out = Path(scratch) / "page.png"
            try:
                page_picture(path_of(name), number, out)
            except ChildError as error:
                raise Http404 from error
            response = HttpResponse(out.read_bytes(), content_type="image/png")
        response["X-Content-Type-Options"] = "nosniff"
        return response


def size_of(redaction: Redaction, number: int) -> tuple[int, int]:
    """Width and height of a page as it is seen, so that its place is kept until it is there."""
    frame = frame_of(redaction, number)
    width, height = round(frame.width), round(frame.height)
    return (height, width) if frame.turn % 180 else (width, height)


def words_of(redaction: Redaction, mark: RedactionMark) -> str:
    """A mark in words: how far down the page it lies, from left to right, and why."""
    place = place_of(redaction, mark)
    where = _("whole page")
    if place is not None:
        parts = {"down": round(float(place["top"])), "right": round(float(place["left"]))}
        where = _("box %(down)s%% down, %(right)s%% across") % parts
    told = _("Page %(page)s, %(where)s, %(why)s")
    return told % {"page": mark.page, "where": where, "why": label_of(mark.reason)}


def place_of(redaction: Redaction, mark: RedactionMark) -> dict[str, str] | None:
    """Where a mark lies on the picture, in hundredths; None for a whole page."""
    if mark.box is None:
        return None
    place = frame_of(redaction, mark.page).on_picture(mark.box)
    left, top, width, height = (f"{part * HUNDRED:.3f}" for part in place)
    return {"left": left, "top": top, "width": width, "height": height}
