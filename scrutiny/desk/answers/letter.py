"""The letter that asks an office for its response, for the clerk who sends it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from portal.viewing import note_found
from scrutiny.desk.scope import ReviewDesk
from scrutiny.models import Response
from scrutiny.report.letter import letter_of
from scrutiny.report.letter_render import letter_pdf


class LetterView(ReviewDesk, View):
    """The letter to one addressee as a PDF, drawn from the record as it stands now."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it; the file name says of which review it is."""
        rows = Response.objects.filter(review=self.owner)
        response = get_object_or_404(
            rows.select_related("review__body", "review__lead", "addressee"),
            pk=kwargs["response_pk"],
        )
        note_found(request, response)
        answer = HttpResponse(letter_pdf(letter_of(response)), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="letter-{self.owner.slug}.pdf"'
        return answer
