"""The concerns of a matter: their list, their places, clearing them, opening them again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal import audit
from portal.desk.disclosure.forms import ClearingForm, ReopeningForm
from portal.desk.disclosure.rows import ConcernRow, rows_of
from portal.desk.disclosure.scope import UNPROCESSABLE, MatterScreen
from portal.disclosure.clearing import clear_concerns, reopen_concern
from portal.disclosure.showing import page_picture
from portal.models import DisclosureClearing, FileScan
from portal.operations import Refused
from portal.pdf.child import ChildError
from portal.viewing import note_found


class ConcernList(MatterScreen):
    """Everything that was found, the gravest first, to be ticked and cleared with a reason."""

    template_name = "portal/desk/disclosure/matter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        rows = self.rows()
        return self.show(rows, ClearingForm(offered=_offered(rows)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Clear what is ticked; nothing of it when any of it cannot be cleared."""
        rows = self.rows()
        form = ClearingForm(request.POST, offered=_offered(rows))
        if not form.is_valid():
            return self.show(rows, form, status=UNPROCESSABLE)
        try:
            cleared = clear_concerns(
                self.matter,
                digests=form.chosen,
                reason=form.cleaned_data["reason"],
                by=self.user,
            )
        except Refused as refused:
            return self.show(rows, form, status=UNPROCESSABLE, reasons=refused.reasons)
        said = ngettext(
            "Cleared, with your reason.", "%(n)d cleared, with your reason.", len(cleared)
        )
        messages.success(request, said % {"n": len(cleared)})
        return HttpResponseRedirect(self.address("matter"))

    def rows(self) -> list[ConcernRow]:
        """The concerns as rows."""
        return rows_of(self.found, roles=self.roles)

    def show(self, rows: list[ConcernRow], form: ClearingForm, **more: Any) -> HttpResponse:
        """The page with the form."""
        reasons = [*self.trouble, *more.pop("reasons", ())]
        waiting = [row for row in rows if row.is_open]
        return self.answer(
            form=form,
            reasons=reasons,
            ticked=set(form.chosen),
            waiting=waiting,
            can_clear=any(row.may_clear for row in waiting),
            notes=[row for row in rows if not row.is_open and row.clearing is None],
            cleared=[row for row in rows if row.clearing is not None],
            names_url=self.address("names"),
            **more,
        )


class ConcernPlaces(MatterScreen):
    """One concern with all its places, on pictures of the pages where there are pages."""

    template_name = "portal/desk/disclosure/places.html"
    page_title = gettext_lazy("Where it stands")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the places."""
        digest = kwargs["digest"]
        row = next(
            (one for one in rows_of(self.found, roles=self.roles) if one.digest == digest), None
        )
        if row is None:
            raise Http404
        places = [
            (place, self._picture(place.sha256, digest, place.page) if place.is_shown else "")
            for place in row.places
        ]
        return self.answer(row=row, places=places)

    def _picture(self, sha256: str, digest: str, page: int) -> str:
        return self.address("picture", sha256=sha256, digest=digest, page=page)


class PlacePicture(MatterScreen):
    """A page as a picture, with the place marked. Nothing of it is kept by a browser."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it."""
        rows = FileScan.objects.filter(matter=self.matter.key, sha256=kwargs["sha256"])
        scan = get_object_or_404(rows, ending="pdf")
        if not any(one["digest"] == kwargs["digest"] for one in scan.concerns):
            raise Http404
        try:
            picture = page_picture(scan, digest=kwargs["digest"], page=kwargs["page"])
        except (ChildError, FileNotFoundError) as error:
            raise Http404 from error
        note_found(request, scan)
        sentence = _("A page of a file with the place of a concern was opened.")
        audit.record(scan, act=audit.VIEW, by=self.user, sentence=sentence)
        response = HttpResponse(picture, content_type="image/png")
        response["Cache-Control"] = "private, no-store"
        return response


class ReopenConcern(MatterScreen):
    """Take a clearing back, with a reason."""

    template_name = "portal/desk/disclosure/reopen.html"
    page_title = gettext_lazy("Open again")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The clearing among those of the matter."""
        super().setup(request, *args, **kwargs)
        rows = DisclosureClearing.objects.filter(matter=self.matter.key)
        self.clearing = get_object_or_404(rows, pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the reason."""
        return self.answer(form=ReopeningForm(), clearing=self.clearing)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open it again."""
        form = ReopeningForm(request.POST)
        reasons: list[str] = []
        if form.is_valid():
            try:
                reopen_concern(self.clearing, reason=form.cleaned_data["reason"], by=self.user)
            except Refused as refused:
                reasons = refused.reasons
            else:
                messages.success(request, _("It holds things back again."))
                return HttpResponseRedirect(self.address("matter"))
        return self.answer(form=form, clearing=self.clearing, reasons=reasons, status=UNPROCESSABLE)


def address_of_matter(matter_name: str) -> str:
    """The address of the concerns of a matter, for links on its own desk."""
    kind, _colon, key = matter_name.partition(":")
    return reverse("disclosure:matter", args=[kind, key])


def _offered(rows: list[ConcernRow]) -> set[str]:
    return {row.digest for row in rows if row.is_open}
