"""At the close of a meeting: which open actions were not dealt with, and carrying them forward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from boards.models import Meeting
from portal.desk import Row
from portal.operations import Refused
from portal.viewing import note_found
from scrutiny.action_words import times_words
from scrutiny.desk.actions.scope import ActionDesk
from scrutiny.desk.saying import day_words, facts_of
from scrutiny.models import Action
from scrutiny.operations.carrying import carry_forward, next_meeting, not_dealt_with

_UNPROCESSABLE = 422


class CarryView(ActionDesk, View):
    """The list, a way to each action, and one button for the rest. A GET carries nothing."""

    template_name = "scrutiny/desk/carry.html"
    page_title = gettext_lazy("Open actions at the close of a meeting")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The meeting is one of the body, or not found."""
        super().setup(request, *args, **kwargs)
        rows = Meeting.objects.filter(body=self.owner).select_related("body")
        self.meeting: Meeting = get_object_or_404(rows, pk=kwargs["meeting"])
        note_found(request, self.meeting)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        return self.answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry forward those that the page listed."""
        try:
            made = carry_forward(
                meeting=self.meeting, by=self.user, keys=frozenset(request.POST.getlist("action"))
            )
        except Refused as refused:
            return self.answer(status=_UNPROCESSABLE, reasons=refused.reasons)
        sentence = ngettext(
            "%(count)s action was carried forward.",
            "%(count)s actions were carried forward.",
            len(made),
        )
        messages.success(request, sentence % {"count": len(made)})
        return HttpResponseRedirect(reverse("meetings:desk", args=[self.meeting.pk]))

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        found = not_dealt_with(self.meeting)
        context.update(
            meeting=self.meeting,
            to_meeting=next_meeting(self.meeting),
            found=[(str(one.key), _row(one)) for one in found],
            may_carry="clerk" in self.held_roles,
            back_url=reverse("meetings:desk", args=[self.meeting.pk]),
        )
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )


def _row(one: Any) -> Row:
    action: Action = one
    return Row(
        anchor=f"open-{action.pk}",
        title=f"{action}: {action.text}",
        state=action.get_state_display(),
        family="open",
        facts=facts_of(
            (_("Owner"), str(action.owner)),
            (_("Due"), day_words(action.due_on)),
            (_("Re-dated"), times_words(one.times_redated)),
            (_("Carried forward"), times_words(one.times_carried)),
            (_("Review"), action.review.title if action.review else ""),
        ),
        links=[
            (_("Close, re-date or add an update"), reverse("workspace_action", args=[action.key]))
        ],
    )
