"""Actions as rows of their desk, with their updates, files and moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.clock import CIVIL_ZONE
from portal.desk import DeskMixin, Row, anchor_of, buttons_of, row_of
from portal.rules.clocks import days_late
from scrutiny.action_words import due_words, origin_words, times_words
from scrutiny.desk.actions import kinds
from scrutiny.desk.saying import day_words, facts_of
from scrutiny.models import Action, ProgressUpdate
from scrutiny.rules.actions import OPEN_STATES, WITH_OWNER

if TYPE_CHECKING:
    from portal.rules.calendars import Calendar


def actions_whole(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with everything that their rows say, in a number of queries that does not grow."""
    updates = ProgressUpdate.objects.select_related("made_by", "minute__meeting").prefetch_related(
        "attachments"
    )
    return (
        rows.select_related(
            "body",
            "owner__organisation",
            "review",
            "recommendation",
            "origin_line",
            "origin_response__addressee",
            "origin_minute__meeting",
            "closed_minute__meeting",
        )
        .prefetch_related(Prefetch("updates", updates), "redatings")
        .annotate(times_carried=Count("carried", distinct=True))
    )


def action_row(view: DeskMixin, one: Action, *, today: date, calendar: Calendar) -> Row:
    """One action: state, facts, updates and what can be done with it."""
    is_open = one.state in OPEN_STATES
    late = days_late(one.due_on, today, calendar) if one.state in WITH_OWNER else 0
    row = row_of(
        view,
        kinds.ACTIONS,
        one,
        title=f"{one}: {one.text}",
        can_edit=is_open,
        facts=facts_of(
            (_("Owner"), _owner_words(one)),
            (_("Due"), due_words(one.due_on, late)),
            (_("Re-dated"), times_words(len(one.redatings.all()))),
            (_("Carried forward"), times_words(one.times_carried)),  # type: ignore[attr-defined]
            (_("Priority"), one.get_priority_display() if one.priority != "normal" else ""),
            (_("From"), origin_words(one)),
            (_("Closed by"), str(one.closed_minute or "")),
            (_("What shows it"), one.closing_evidence),
            (_("To the public"), str(kinds.PUBLICATION.state_words(one))),
        ),
        children=[update_row(view, update) for update in one.updates.all()],
        links=_links(view, one, is_open=is_open),
    )
    return replace(row, buttons=[*row.buttons, *buttons_of(view, kinds.PUBLICATION, one)])


def update_row(view: DeskMixin, one: ProgressUpdate) -> Row:
    """One update, with the files that came with it and the button that confirms it."""
    row = row_of(
        view,
        kinds.UPDATES,
        one,
        title=f"{day_words(one.made_at.astimezone(CIVIL_ZONE).date())}: {one.text}",
        facts=facts_of(
            (_("What shows it"), one.proof),
            (_("Rating"), one.get_rating_display()),
            (_("Rated by"), str(one.minute or "")),
            (_("Reported by"), str(one.made_by or "")),
        ),
        links=file_links(one),
    )
    return replace(row, anchor=anchor_of(kinds.UPDATES, one), history_url="")


def file_links(update: ProgressUpdate) -> list[tuple[Any, str]]:
    """The files of an update, for those who may read them."""
    assert update.action is not None
    return [
        (one.name, reverse("workspace_action_file", args=[update.action.key, one.pk]))
        for one in update.attachments.all()
    ]


def review_rows(found: Iterable[Action]) -> list[Row]:
    """Open actions of reviews, each with the way to its own desk."""
    return [
        Row(
            anchor=f"of-review-{one.pk}",
            title=f"{one}: {one.text}",
            state=one.get_state_display(),
            family="open",
            facts=facts_of(
                (_("Owner"), str(one.owner)),
                (_("Due"), day_words(one.due_on)),
                (_("Review"), one.review.title if one.review else ""),
            ),
            links=[
                (
                    _("On the desk of the review"),
                    f"{reverse('desk:desk', args=[one.review_id])}#actions-{one.pk}",
                )
            ],
        )
        for one in found
    ]


def _owner_words(one: Action) -> str:
    has_account = one.owner.user_id is not None
    return str(one.owner) if has_account else _("%s (without an account)") % one.owner


def _links(view: DeskMixin, one: Action, *, is_open: bool) -> list[tuple[Any, str]]:
    page = (_("Page in the workspace"), reverse("workspace_action", args=[one.key]))
    if not is_open:
        return [page]
    add = {name: view.address("add", kind=name) for name in ("updates", "redatings")}
    return [
        (_("Add an update"), f"{add['updates']}?action={one.pk}"),
        (_("Change the date"), f"{add['redatings']}?action={one.pk}"),
        page,
    ]
