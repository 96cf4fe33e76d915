"""The forward plan on the desk: what is public, what would be, and the button that publishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from portal import clock
from portal.addresses import body_url
from portal.desk import DeskMixin, Row, Section
from portal.desk.disclosure.views import address_of_matter
from portal.operations import Refused
from scrutiny.desk.saying import facts_of, instant_words
from scrutiny.desk.scope import ProgrammeDesk
from scrutiny.operations.forward_plan import (
    PlanStanding,
    forward_plan_matter,
    publish_forward_plan,
    standing_of_plan,
)
from scrutiny.public.programme import FORWARD_PLAN_PATH, forward_plan_copy
from scrutiny.shown.programme import shown_plan

if TYPE_CHECKING:
    from boards.models import ScrutinyBody

_UNPROCESSABLE = 422


def plan_section(view: DeskMixin, body: ScrutinyBody) -> Section:
    """One row: whether the public plan is behind the records, and where to publish it."""
    standing = standing_of_plan(body)
    links = [(_("Look at it and publish"), view.address("plan"))] if standing.differs else []
    if standing.published_at:
        links.append((_("Public page"), body_url(body.slug, FORWARD_PLAN_PATH)))
    row = Row(
        anchor="plan-public",
        title=_("Public forward plan"),
        state=_state(standing),
        family="waiting" if standing.differs else "done",
        facts=facts_of((_("Published at"), instant_words(standing.published_at))),
        links=links,
    )
    return Section(
        anchor="plan",
        heading=_("Forward plan"),
        rows=[row],
        empty="",
        note=_("The public reads what was adopted, and what was completed this municipal year."),
    )


def _state(standing: PlanStanding) -> str:
    if standing.published_at is None:
        return _("Not published yet")
    return _("Differs from the records") if standing.differs else _("Same as the records")


class PlanView(ProgrammeDesk, View):
    """The plan as it would be published now. A GET publishes nothing."""

    template_name = "scrutiny/desk/forward_plan.html"
    page_title = gettext_lazy("Publish the forward plan")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish it, unless the operation or the gate refuses."""
        try:
            publish_forward_plan(body=self.owner, by=self.user)
        except Refused as refused:
            return self.answer(status=_UNPROCESSABLE, reasons=refused.reasons)
        messages.success(request, _("The forward plan was published."))
        return HttpResponseRedirect(f"{self.address('desk')}#plan")

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        copy = forward_plan_copy(self.owner, on=clock.today())
        context.update(
            plan=shown_plan(copy.payload, today=clock.today(), public_findings=frozenset()),
            standing=standing_of_plan(self.owner),
            concerns_url=address_of_matter(forward_plan_matter(self.owner)),
        )
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )
