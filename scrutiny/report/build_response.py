"""The part of the document that comes after the asking: responses, actions, and how late."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

from boards.models import Person
from portal.rules.calendars import Calendar, days_late
from portal.rules.clocks import compute
from scrutiny import models
from scrutiny.report import document
from scrutiny.report.build_progress import minute_words
from scrutiny.rules.actions import WITH_OWNER

#: Each response of the document with the row that it was built from.
Responses = list[tuple[document.Response, models.Response]]


def named(person: Person) -> document.Named:
    """A person as the report names office holders: name and post."""
    return document.Named(name=person.name, post=person.post)


def response_due(
    asked_on: datetime.date, days: int, calendar: Calendar, *, rule: str = "response_due"
) -> datetime.date:
    """The day on which a response is due: `days` calendar days after the report was sent.

    Source: Police Reform and Social Responsibility Act 2011, section 29(3): a reasonable period
    determined by the panel. Under another `rule` a law sets the period, and `days` say nothing.
    """
    settings = {"days": days} if rule == "response_due" else {}
    return compute(rule, on=asked_on, settings=settings, calendar=calendar).due_on


def responses(
    review: models.Review,
    asked: Sequence[models.Recommendation],
    *,
    on: datetime.date,
    calendar: Calendar,
) -> Responses:
    """The replies to the report, missing ones included, with decisions that have been published."""
    rows = list(review.responses.select_related("addressee"))
    decisions: dict[int, list[models.RecommendationResponse]] = defaultdict(list)
    for row in models.RecommendationResponse.objects.filter(
        response__review=review, response__state=models.Response.State.PUBLISHED
    ).select_related("verdict_minute__meeting"):
        decisions[row.response_id].append(row)
    return [(_response(row, asked, decisions[row.pk], on, calendar), row) for row in rows]


def _response(
    row: models.Response,
    asked: Sequence[models.Recommendation],
    decisions: list[models.RecommendationResponse],
    on: datetime.date,
    calendar: Calendar,
) -> document.Response:
    due_on = response_due(row.requested_on, row.period_days, calendar, rule=row.rule)
    state = _state(row)
    received_on = None if state == "missing" else row.received_on
    end = received_on if received_on and state != "incomplete" else on
    is_public = state == "published"
    numbers = {one.pk: one.number for one in asked}
    decided = {one.recommendation_id for one in decisions}
    mine = [one for one in asked if one.addressee_id == row.addressee_id]
    return document.Response(
        addressee=named(row.addressee),
        asked_on=row.requested_on,
        due_on=due_on,
        state=state,
        received_on=received_on,
        days_early=max((due_on - received_on).days, 0) if received_on else 0,
        is_late=end > due_on,
        working_days_late=days_late(due_on, end, calendar),
        introduction=row.introduction.strip() if is_public else "",
        decisions=tuple(
            sorted(
                (
                    _decision(one, numbers[one.recommendation_id])
                    for one in decisions
                    if one.recommendation_id in numbers
                ),
                key=lambda one: one.recommendation,
            )
        ),
        unanswered=tuple(one.number for one in mine if one.pk not in decided),
    )


def _state(row: models.Response) -> str:
    state = models.Response.State
    if row.state == state.INCOMPLETE:
        return "incomplete"
    if row.received_on is None or row.state == state.REQUESTED:
        return "missing"
    return "published" if row.state == state.PUBLISHED else "received"


def _decision(row: models.RecommendationResponse, number: int) -> document.Decision:
    return document.Decision(
        recommendation=number,
        decision=row.decision,
        reason=row.reason.strip(),
        reason_cy=row.reason_cy.strip(),
        action=row.action.strip(),
        owner=row.owner.strip(),
        due_on=row.due_on,
        verdict=row.verdict,
        verdict_reason=row.verdict_reason.strip(),
        verdict_by=minute_words(row.verdict_minute),
    )


def actions(
    review: models.Review, *, on: datetime.date, calendar: Calendar
) -> tuple[document.Action, ...]:
    """The actions of a review with every change of their dates, and how late they are."""
    rows = review.actions.select_related("owner").prefetch_related("redatings")
    return tuple(_action(row, on, calendar) for row in rows)


def _action(row: models.Action, on: datetime.date, calendar: Calendar) -> document.Action:
    is_overdue = row.state in WITH_OWNER and row.due_on < on
    return document.Action(
        reference=row.reference,
        text=row.text.strip(),
        owner=named(row.owner),
        due_on=row.due_on,
        state=row.state,
        redatings=tuple(
            document.Redating(
                from_date=one.from_date, to_date=one.to_date, reason=one.reason.strip()
            )
            for one in row.redatings.all()
        ),
        is_overdue=is_overdue,
        working_days_late=days_late(row.due_on, on, calendar) if is_overdue else 0,
    )
