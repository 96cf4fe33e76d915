"""A review with everything that a report shows, straight in the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

from boards.models import Meeting
from scrutiny.models import ActionRedating, Report, Review, ReviewMember
from tests import builders
from tests import builders_scrutiny as make

CANARY = "Zephyrine"
#: Due 28 days after Monday 16 June 2025.
ASKED = date(2025, 6, 16)


def full_review(each: int = 1) -> Report:
    """The second edition of a report, with `each` of everything and one restricted item."""
    board = builders.safeguarding_board()
    chair = builders.person(board, name="Jo Hartley", post="Chair")
    review = make.review(
        board, state=Review.State.TRACKING, lead=chair, background="Why.", method="How."
    )
    secret = make.witness(
        review,
        name=f"{CANARY} Doe",
        post=f"{CANARY} post",
        organisation=f"{CANARY} Ltd",
        is_public=False,
        public_description="A parent",
    )
    session = builders.concluded_meeting(
        board, kind=Meeting.Kind.PRIVATE_BRIEFING, title=f"{CANARY} briefing"
    )
    make.report(
        review,
        state="superseded",
        published_at=datetime(2025, 6, 16, 9, 0, tzinfo=UTC),
    )
    owner = builders.person(board, name="Alex Rowan", post="Commissioner")
    response = make.response(
        review, owner, state="published", received_on=date(2025, 7, 17), introduction="Thank you."
    )
    for _ in range(each):
        ReviewMember.objects.create(review=review, person=builders.person(board))
        line = make.line(review, state="answered", conclusion="Late.", confidence="high")
        shown = make.evidence(review, lines=(line,), witness=secret)
        hidden = make.evidence(
            review,
            lines=(line,),
            access="restricted",
            title=f"{CANARY} letter",
            summary=f"{CANARY} said so.",
            witness=secret,
            meeting=session,
            restriction_reason="A family could be recognised.",
        )
        unread = make.evidence(review, lines=(line,), title=f"{CANARY} unread", state="received")
        finding = make.finding(line, evidence=(shown, hidden, unread))
        asked = make.recommendation(
            review, findings=(finding,), state="accepted", addressee=owner, issued_on=ASKED
        )
        make.decision(asked, response, owner="Head of unit", due_on=date(2025, 12, 1))
        action = make.action(review, owner=chair, due_on=date(2025, 9, 26))
        ActionRedating.objects.create(
            action=action,
            from_date=date(2025, 8, 1),
            to_date=date(2025, 9, 26),
            reason="It took longer.",
            made_at=datetime(2025, 8, 1, 9, 0, tzinfo=UTC),
        )
    return make.report(
        review,
        edition=2,
        state="published",
        edition_reason="The response was added.",
        published_at=datetime(2025, 10, 1, 9, 0, tzinfo=UTC),
    )
