"""A review from proposal to close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.operations import Refused, fresh, make_move, save_changed, save_new
from scrutiny.models import Recommendation, Response, Review, ReviewMember, WorkProgrammeEntry
from scrutiny.operations.links import set_links
from scrutiny.operations.people import minute_refusal, require_clerk, roles_for
from scrutiny.operations.release import release_review
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import Minute, Person, ScrutinyBody
    from portal.models import User

CLOSED_RECOMMENDATIONS = frozenset(
    {
        Recommendation.State.CLOSED_IMPLEMENTED,
        Recommendation.State.CLOSED_NOT_IMPLEMENTED,
        Recommendation.State.CLOSED_OVERTAKEN,
        Recommendation.State.SUPERSEDED,
        Recommendation.State.WITHDRAWN,
    }
)


def start_review(
    *,
    body: ScrutinyBody,
    by: User,
    values: Mapping[str, Any],
    members: Sequence[Person] = (),
    entry: WorkProgrammeEntry | None = None,
) -> Review:
    """Propose a review, from a work programme entry where there is one.

    Its name in addresses is made from the title and stays when the title is changed later.
    """
    require_clerk(by, body)
    if entry is not None and entry.body_id != body.pk:
        raise Refused(_("That entry is in the work programme of another body."))
    with transaction.atomic():
        review = Review(body=body, entry=entry, **values)
        review.slug = free_slug(body, review.title)
        save_new(review, by=by, sentence=_("The review was proposed."))
        _set_members(review, members)
        return review


def free_slug(body: ScrutinyBody, title: str) -> str:
    """A name in addresses that no other review of the body has."""
    stem = slugify(title)[:110].strip("-") or "review"
    taken = set(Review.objects.filter(body=body).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def update_review(
    *,
    review: Review,
    by: User,
    values: Mapping[str, Any],
    expected_version: int,
    members: Sequence[Person] | None = None,
) -> Review:
    """Change the scope and terms of reference, if nobody else has changed them since."""
    review = fresh(review)
    require_clerk(by, review.body)
    with transaction.atomic():
        changed = frozenset(
            name for name, value in values.items() if getattr(review, name) != value
        )
        reasons = editing_refusals("review", str(review.state), changed)
        if reasons:
            raise Refused(*reasons)
        links_changed = members is not None and _set_members(review, members)
        saved = save_changed(
            review,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("Scope and terms of reference were changed."),
            links_changed=links_changed,
        )
        release_review(saved, by=by)
        return saved


def _set_members(review: Review, members: Sequence[Person]) -> bool:
    return set_links(
        ReviewMember, owner_field="review", owner=review, target_field="person", targets=members
    )


def move_review(
    *,
    review: Review,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
    publishing: bool = False,
) -> Review:
    """Make one move of the review's table.

    `publish` is made by publishing its report and by nothing else. Raises Refused with all that
    is missing.
    """
    unmet = minute_refusal(minute, review.body)
    if not publishing:
        unmet["no_refusal_left"] = _("Publish the report: the review follows by itself.")
    responses = list(Response.objects.filter(review=review))
    answered = {Response.State.COMPLETE, Response.State.PUBLISHED}
    if not any(one.state in answered for one in responses):
        unmet["complete_response"] = _(
            "No complete response has come in. Record the response and accept it as complete first."
        )
    open_ones = [
        f"R{one.number}"
        for one in review.recommendations.all()
        if one.state not in CLOSED_RECOMMENDATIONS
    ]
    if open_ones:
        unmet["recommendations_closed"] = _("Still open: %s. Close each with a minute first.") % (
            ", ".join(open_ones)
        )
    values: dict[str, Any] = {}
    if move == "scope":
        values["scoped_minute"] = minute
    if move == "close":
        values["closed_minute"] = minute
    with transaction.atomic():
        moved = make_move(
            review,
            table=lifecycle.REVIEW,
            name=move,
            by=by,
            roles=roles_for(by, review),
            expected_version=expected_version,
            sentence=_review_sentences(move, minute),
            unmet=unmet,
            reason=reason,
            kind=str(review.kind),
            values=values,
        )
        if not publishing:
            release_review(moved, by=by)
        return moved


def _review_sentences(move: str, minute: Minute | None) -> str:
    sentence = {
        "scope": _("The scope was agreed."),
        "open_evidence": _("The gathering of evidence was opened."),
        "start_drafting": _("Drafting of the report began."),
        "reopen_evidence": _("The gathering of evidence was opened again."),
        "consult": _("The draft report went out for consultation."),
        "redraft": _("Drafting was taken up again after the consultation."),
        "agree": _("The report was agreed."),
        "publish": _("The report was published."),
        "record_response": _("The response was recorded."),
        "track": _("Tracking of progress began."),
        "close": _("The review was closed."),
        "withdraw": _("The review was withdrawn."),
    }.get(move, _("The review moved on."))
    return f"{sentence} ({minute})" if minute else sentence
