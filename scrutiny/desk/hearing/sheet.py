"""The sheet that a witness gets before the meeting: the agreed lines and what is to be asked."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import View

from portal.operations import Refused
from portal.pdf.render import render_pdf
from scrutiny.desk.scope import ReviewDesk
from scrutiny.models import Review, Witness
from scrutiny.operations.lines_sent import lines_for_witnesses

SHEETS: Final = ("report.css", "letter.css")


class WitnessLinesView(ReviewDesk, View):
    """The sheet as a PDF, made now from the records."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused while a line is not agreed: the desk then says which."""
        witness = get_object_or_404(
            Witness.objects.filter(review=self.owner), pk=kwargs["witness_pk"]
        )
        try:
            content = lines_pdf(self.owner, witness)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(f"{self.address('desk')}#witnesses-{witness.pk}")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="lines-{self.owner.slug}.pdf"'
        return response


def lines_pdf(review: Review, witness: Witness) -> bytes:
    """The lines with their planned questions for one witness; it names no other witness."""
    title = _("Key lines of enquiry: %s") % review.title
    html = render_to_string(
        "scrutiny/desk/hearing_lines.html",
        {
            "title": title,
            "review": review,
            "witness": witness,
            "meeting": witness.heard_at,
            "lines": lines_for_witnesses(review),
        },
    )
    return render_pdf(html, title=title, language="en-GB", stylesheets=SHEETS)
