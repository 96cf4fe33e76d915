"""The proper officer's list: what waits for a decision, and what is to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from boards.desk.meetings import kinds, words
from boards.desk.meetings.scope import QUEUE
from boards.desk.meetings.screen.papers import file_links
from boards.models import AgendaItem, Meeting, Paper, Restriction
from boards.rules.exemptions import ground_words
from boards.rules.lifecycle import ACCESS
from portal import access, clock
from portal.models import User
from portal.viewing import asks


@dataclass(frozen=True)
class Waiting:
    """One item or paper with its grounds, its files and the decisions that can be taken."""

    restriction: Restriction
    target: AgendaItem | Paper
    meeting: Meeting
    ground: str
    is_due: bool
    files: Sequence[tuple[str, str]]
    decisions: Sequence[tuple[str, str]]
    url: str


@asks(Restriction)
class RestrictionQueue(WagtailAdminTemplateMixin, View):
    """Every proposed restriction of the person's bodies, and every one whose review is due."""

    template_name = "boards/desk/meetings/restrictions.html"
    page_title = _("Restrictions to decide")
    header_icon = "lock"
    breadcrumbs_items = (
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("meetings:index"), "label": _("Meetings")},
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        user = cast("User", request.user)
        decides = access.bodies_of(user, frozenset({"proper_officer"}))
        rows = [
            _waiting(one, may_decide=access.body_of(one) in decides)
            for one in _rows(user).order_by("proposed_on", "pk")
        ]
        context = self.get_context_data(rows=rows, may_decide=bool(decides))
        return self.render_to_response(context)  # type: ignore[no-any-return]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the meetings, and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _rows(user: User) -> Any:
    proposed = Q(item__access="proposed_exempt") | Q(paper__access="proposed_exempt")
    return (
        access.rows_for(user, Restriction)
        .filter(proposed | Q(review_on__lte=clock.today()), released_on__isnull=True)
        .select_related(
            "item__meeting__body",
            "paper__item__meeting__body",
            "paper__pdf",
            "paper__public_pdf",
            "proposed_by",
        )
    )


def _waiting(one: Restriction, *, may_decide: bool) -> Waiting:
    target: AgendaItem | Paper | None = one.paper or one.item
    assert target is not None  # by a constraint of the table
    meeting = target.item.meeting if isinstance(target, Paper) else target.meeting
    kind = kinds.PAPER_ACCESS if isinstance(target, Paper) else kinds.ITEM_ACCESS
    place = kinds.PAPERS if isinstance(target, Paper) else kinds.ITEMS
    moves = ACCESS.open_to(state=target.access, roles=frozenset({"proper_officer"}))
    decisions = [
        (
            str(words.ACCESS_VERBS[row.name]),
            reverse("meetings:move", args=[meeting.pk, kind.name, target.pk, row.name])
            + f"?back={QUEUE}",
        )
        for row in moves
    ]
    return Waiting(
        restriction=one,
        target=target,
        meeting=meeting,
        ground=ground_words(
            access=str(target.access),
            regime=meeting.body.access_regime,
            paragraphs=one.paragraphs,
            ground=one.ground,
        ),
        is_due=one.review_on is not None and one.review_on <= clock.today(),
        files=file_links(target) if isinstance(target, Paper) else [],
        decisions=decisions if may_decide else [],
        url=reverse("meetings:desk", args=[meeting.pk]) + f"#{place.name}-{target.pk}",
    )
