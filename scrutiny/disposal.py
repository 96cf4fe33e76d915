"""Reviews as cases of disposal."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Model
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.disposal import keep_what_is_open
from boards.disposers import Disposer, Standing, register_disposer, register_eraser
from boards.rules.retention import retention_of
from portal.calendar import calendar_for
from portal.cases import register_case, register_case_of
from portal.incidents.registry import register_subjects
from portal.models import LogEntry, PublicRecord
from portal.signed_links.erasing import erase_links
from scrutiny import kinds
from scrutiny.models import (
    Action,
    ActionCarried,
    ActionRedating,
    Finding,
    ImportedAction,
    InformationRequest,
    ProgressAttachment,
    ProgressUpdate,
    Recommendation,
    Report,
    Review,
)
from scrutiny.public import review_path

#: States in which a review is over.
FINISHED = frozenset({Review.State.CLOSED, Review.State.WITHDRAWN})


def register_disposal() -> None:
    """Fill the registries of boards and of the floor; called once at start-up."""
    register_disposer(
        Disposer(
            kind="review",
            label=gettext_lazy("Reviews"),
            cases=lambda body: Review.objects.filter(body=body).order_by("created_at", "pk"),
            standing=standing_of_review,
            apps=frozenset({"scrutiny"}),
            paths=lambda review: [review_path(review)],
        )
    )
    register_case(Review, "review")
    register_eraser(erase_links)
    register_case_of(Action, _origin_of)
    register_case_of(InformationRequest, lambda request: request.review)
    register_case_of(ActionRedating, lambda redating: redating.action)
    register_case_of(ActionCarried, lambda carried: carried.action)
    register_case_of(ProgressAttachment, lambda one: one.update)
    register_case_of(ImportedAction, lambda row: row.action)
    register_case_of(ProgressUpdate, lambda update: update.recommendation or update.action)
    for model in (Review, Recommendation, Finding):
        pre_delete.connect(keep_what_is_open, sender=model, dispatch_uid=f"held {model.__name__}")
    register_subjects(kinds.REPORT, lambda key: Report.objects.filter(review__key=key))
    register_subjects(kinds.REVIEW, lambda key: Review.objects.filter(key=key))
    register_subjects(kinds.FINDING, lambda key: Finding.objects.filter(key=key))
    register_subjects(kinds.RECOMMENDATION, lambda key: Recommendation.objects.filter(key=key))


def standing_of_review(review: Review) -> Standing:
    """How long a review is open: six years from the day on which it ended, as for the minutes.

    No Act counts the retention of a review by itself; its report is open as a report to the
    meeting that considered it, and what rests on it as long. A review that goes on has no date.
    """
    ended = _ended_on(review)
    if ended is None:
        return Standing(_words(review), None, None, _("It is not finished."), is_finished=False)
    calendar = calendar_for(
        "wales" if review.body.nation == "wales" else "england", review.body.slug
    )
    found = retention_of(held_on=ended, calendar=calendar)
    authority = _("As the report to a meeting: %(act)s") % {"act": found.papers_authority}
    return Standing(_words(review), ended, found.papers_until, authority)


def _origin_of(action: Action) -> Model | None:
    """What an action rests on, if anything of a review: it goes with that."""
    return action.recommendation or action.review or action.origin_line or action.origin_response


def _words(review: Review) -> str:
    return _("Review entered on %(day)s") % {"day": f"{review.created_at:%A %-d %B %Y}"}


def _ended_on(review: Review) -> date | None:
    """The civil day of its last move or last release, whichever is later; None while it goes on."""
    if review.state not in FINISHED:
        return None
    keys = [str(review.key), *(str(one.key) for one in review.recommendations.all())]
    rows = PublicRecord.objects.filter(body=review.body.slug, key__in=keys)
    released = rows.aggregate(last=Max("released_at"))["last"]
    moved = LogEntry.objects.for_instance(review).filter(data__has_key="move").first()
    moments = [one for one in (released, moved.timestamp if moved else None) if one]
    return max(moments, default=review.changed_at).date()
