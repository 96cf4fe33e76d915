"""Moves of recommendations: agreed, issued, answered, closed by the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.numbering import next_number
from portal.operations import make_move, save_new
from portal.rules.references import municipal_year, recommendation_reference
from scrutiny.models import Recommendation
from scrutiny.operations.links import set_links
from scrutiny.operations.people import minute_refusal, require_clerk, roles_as_addressee
from scrutiny.operations.progress import note_claim
from scrutiny.operations.records import RECOMMENDATIONS
from scrutiny.operations.release import release_recommendations
from scrutiny.rules import lifecycle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boards.models import Minute
    from portal.models import User

#: Moves that only their own operation makes.
MADE_ELSEWHERE = frozenset(
    {"issue", "accept", "accept_in_part", "reject", "revise_decision", "supersede"}
)
CLOSING_MOVES = frozenset({"close_implemented", "close_not_implemented", "close_overtaken"})


def move_recommendation(
    *,
    recommendation: Recommendation,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
    evidence: str = "",
    text: str = "",
) -> Recommendation:
    """Make one move of a recommendation's table, other than issuing and answering it.

    `evidence` says what shows that it was done, `text` what was done where somebody reports it as
    done. Closing it as done needs the panel's minute and the evidence; nobody but a clerk
    recording the minute can close.
    """
    unmet = minute_refusal(minute, recommendation.review.body)
    if not evidence.strip():
        unmet["evidence"] = _("Say what shows that it was done.")
    values: dict[str, Any] = {}
    if move == "agree":
        values["agreed_minute"] = minute
    if move in CLOSING_MOVES:
        values["closed_minute"] = minute
        values["closing_note"] = evidence.strip() or reason.strip()
    if move == "reopen":
        values |= {"closed_minute": None, "closing_note": ""}
    with transaction.atomic():
        moved = make_move(
            recommendation,
            table=lifecycle.RECOMMENDATION,
            name=move if move not in MADE_ELSEWHERE else "",
            by=by,
            roles=roles_as_addressee(by, recommendation.review, recommendation.addressee),
            expected_version=expected_version,
            sentence=_sentence(recommendation, move, minute),
            unmet=unmet,
            reason=reason,
            values=values,
        )
        if move == "claim_implemented":
            note_claim(on=moved, by=by, text=text or evidence, proof=evidence if text else "")
        release_recommendations(
            moved.review, by=by, subject=f"Recommendation R{moved.number} of {moved.review.slug}"
        )
        return moved


def issue_recommendation(
    *, recommendation: Recommendation, by: User, has_period: bool
) -> Recommendation:
    """Ask the addressee; done as part of publishing the report.

    The printed reference is taken from the body's series of the municipal year, without gaps.
    """
    review = recommendation.review
    today = clock.today()
    unmet = {}
    if recommendation.addressee is None:
        unmet["addressee"] = _("R%s is addressed to nobody.") % recommendation.number
    if not has_period:
        unmet["response_period"] = _("Set the period for the response first.")
    year = municipal_year(today)
    with transaction.atomic():
        number = next_number(body=review.body.slug, series="recommendation", period=year)
        return make_move(
            recommendation,
            table=lifecycle.RECOMMENDATION,
            name="issue",
            by=by,
            roles=roles_as_addressee(by, review, recommendation.addressee),
            expected_version=None,
            sentence=_sentence(recommendation, "issue", None),
            unmet=unmet,
            values={
                "issued_on": today,
                "reference": recommendation_reference(
                    short_name=review.body.short_name, year=year, number=number
                ),
            },
        )


def supersede_recommendation(
    *,
    recommendation: Recommendation,
    by: User,
    expected_version: int | None,
    values: Mapping[str, Any],
    minute: Minute | None,
    reason: str,
) -> Recommendation:
    """Replace an agreed recommendation by a new one that the same minute agrees.

    Returns the successor, which carries the findings of the old one unless others are given.
    """
    review = recommendation.review
    require_clerk(by, review.body)
    with transaction.atomic():
        old = make_move(
            recommendation,
            table=lifecycle.RECOMMENDATION,
            name="supersede",
            by=by,
            roles=roles_as_addressee(by, review, recommendation.addressee),
            expected_version=expected_version,
            sentence=_sentence(recommendation, "supersede", minute),
            unmet=minute_refusal(minute, review.body),
            reason=reason,
        )
        fields = {name: value for name, value in values.items() if name != "findings"}
        kept = ("text_cy", "addressee", "timescale", "measure")
        newest = review.recommendations.order_by("-number").first()
        new = Recommendation(
            review=review,
            number=(newest.number if newest else 0) + 1,
            supersedes=old,
            state=Recommendation.State.AGREED,
            agreed_minute=minute,
            **{**{name: getattr(old, name) for name in kept}, **fields},
        )
        save_new(new, by=by, sentence=_sentence(new, "agree", minute))
        citation = RECOMMENDATIONS.citations[0]
        set_links(
            citation.through,
            owner_field=citation.owner_field,
            owner=new,
            target_field=citation.target_field,
            targets=values.get("findings", list(old.findings.all())),
        )
        release_recommendations(
            review, by=by, subject=f"Recommendation R{old.number} of {review.slug}"
        )
        return new


def _sentence(recommendation: Recommendation, move: str, minute: Minute | None) -> str:
    sentence = {
        "agree": _("Recommendation %s was agreed."),
        "discard": _("Recommendation %s was discarded."),
        "issue": _("Recommendation %s was issued."),
        "start": _("Work on recommendation %s began."),
        "claim_implemented": _("Recommendation %s was reported as done."),
        "send_back": _("Recommendation %s was sent back: more is to be done."),
        "close_implemented": _("Recommendation %s was closed as done."),
        "close_not_implemented": _("Recommendation %s was closed without being done."),
        "close_overtaken": _("Recommendation %s was closed as overtaken by events."),
        "reopen": _("Recommendation %s was opened again."),
        "supersede": _("Recommendation %s was replaced."),
    }.get(move, _("Recommendation %s moved on.")) % recommendation.number
    return f"{sentence} ({minute})" if minute else sentence
