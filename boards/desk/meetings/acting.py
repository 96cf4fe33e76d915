"""Building a pack, and clearing what the proof found."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.desk.meetings import kinds
from boards.desk.meetings.forms.packs import ClearingForm
from boards.desk.meetings.scope import MeetingDesk
from boards.desk.meetings.screen.packs import hits_of
from boards.models import Pack
from boards.packs.build import start_build
from boards.packs.issue import clear_hit
from portal.operations import Refused

UNPROCESSABLE = 422


class PackView(MeetingDesk):
    """About one pack of the meeting."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The pack is found among those of the meeting, or not at all."""
        self.kind = kinds.PACKS
        super().setup(request, *args, **kwargs)

    @property
    def pack(self) -> Pack:
        """The pack that the address names."""
        found: Pack = self.record
        return found


class BuildView(PackView, View):
    """Ask for the pack to be put together; two clicks ask once. POST only."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin, and show how far it is."""
        try:
            job = start_build(self.pack, by=self.user)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(self.desk_address(self.pack))
        return HttpResponseRedirect(reverse("jobs:job", args=[job.key]))


class HitView(PackView, View):
    """One hit of the proof: the proper officer may clear it with a reason, others may look."""

    template_name = "boards/desk/meetings/hit.html"
    page_title = gettext_lazy("Words of something withheld")

    @property
    def cleared(self) -> set[str]:
        """What has been cleared already."""
        return set(self.owner.proof_clearings.values_list("digest", flat=True))

    @cached_property
    def hit(self) -> dict[str, Any]:
        """The hit that the address names, among those of the pack."""
        for one in hits_of(self.pack, self.cleared):
            if one["digest"] == self.kwargs["digest"]:
                return one
        raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the words in their place."""
        return self.answer(ClearingForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Clear it."""
        form, hit = ClearingForm(request.POST), self.hit
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        try:
            clear_hit(
                self.pack,
                digest=hit["digest"],
                reason=form.cleaned_data["reason"],
                by=self.user,
            )
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        messages.success(request, _("Cleared, with your reason."))
        return HttpResponseRedirect(self.desk_address(self.pack))

    def answer(self, form: ClearingForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page with the form for those who may clear."""
        context.update(
            form=form,
            hit=self.hit,
            pack=self.pack,
            may_clear=self.decides,
            back_url=self.desk_address(self.pack),
            file_url=reverse(
                "boards_pack_file", kwargs={"key": self.pack.key, "audience": "public"}
            ),
        )
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )
