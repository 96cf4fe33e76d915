"""The note for the data protection officer: as a page to copy, as plain text, as a PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import View

from boards.desk.incidents.views import IncidentMixin
from boards.models import ScrutinyBody
from portal import clock
from portal.incidents.note import Head, as_text, civil, clock_of, clock_words, note_of
from portal.incidents.reach import reach_of
from portal.models import Incident
from portal.pdf.render import render_pdf
from portal.viewing import asks


class NoteMixin(IncidentMixin):
    """The note as it is now."""

    def heads(self) -> list[Head]:
        """Its heads."""
        return note_of(self.incident, now=clock.now())

    def title(self) -> str:
        """What stands above it."""
        body = ScrutinyBody.objects.get(slug=self.incident.body)
        words = {"number": self.incident.pk, "body": body.name}
        told = _("Personal data breach %(number)s, %(body)s: note for the data protection officer")
        return told % words


@asks(Incident)
class NoteView(NoteMixin, View):
    """The incident: its clock, who got it, and the note."""

    template_name = "boards/desk/incidents/note.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        now = clock.now()
        reach = reach_of(self.incident, now=now)
        openings = [(one.person, civil(one.at), one.what) for one in reach.openings]
        return self.answer(
            incident=self.incident,
            keeps=self.keeps,
            clock=clock_of(self.incident, now=now),
            clock_words=clock_words(self.incident, now=now),
            reach=reach,
            openings=openings,
            heads=self.heads(),
        )


@asks(Incident)
class NoteText(NoteMixin, View):
    """As plain text."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To be saved or pasted."""
        text = as_text(self.heads(), title=self.title())
        return _private(HttpResponse(text, content_type="text/plain; charset=utf-8"), "txt")


@asks(Incident)
class NotePdf(NoteMixin, View):
    """As a PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Made anew each time."""
        title = self.title()
        html = render_to_string("print/incident_note.html", {"title": title, "heads": self.heads()})
        made = render_pdf(html, title=title, language="en-GB", stylesheets=("pack.css",))
        return _private(HttpResponse(made, content_type="application/pdf"), "pdf")


def _private(response: HttpResponse, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="incident-note.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
