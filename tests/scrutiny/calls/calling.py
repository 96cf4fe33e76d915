"""A panel with a public review that calls for evidence, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boards.models import ScrutinyBody
from portal.models import User
from scrutiny.models import CallForEvidence, Review, Submission
from scrutiny.operations.calls import switch_call, write_call
from scrutiny.operations.submissions import receive_submission
from tests import builders, builders_public
from tests import builders_scrutiny as make

HARM = "My uncle hits me when nobody is there. Quorvane is what we call the dog."


@dataclass
class Calling:
    body: ScrutinyBody
    review: Review
    clerk: User
    officer: User
    call: CallForEvidence

    @property
    def path(self) -> str:
        return f"/{self.body.slug}/reviews/{self.review.slug}/call/"

    def sent(self, text: str, **fields: object) -> Submission:
        values = {"name": "", "organisation": "", "email": "", "may_be_named": False}
        return receive_submission(
            review_key=str(self.review.key), values={**values, **fields, "text": text}
        )


def calling(*, on: bool = True) -> Calling:
    """The call of a review that gathers evidence, open from 1 to 30 September 2025."""
    body = builders.body()
    builders_public.release_body(body.slug, concern_contact="Northmere children: 01632 960 999")
    review = make.review(body, state="evidence", title="Missing children")
    clerk, officer = builders.clerk_of(body), builders.with_role(body, "proper_officer")
    call = write_call(
        review=review,
        by=clerk,
        values={
            "words": "How soon are social workers told?",
            "words_cy": "",
            "opens_on": date(2025, 9, 1),
            "closes_on": date(2025, 9, 30),
            "named_person": officer,
        },
    )
    if on:
        call = switch_call(call=call, on=True, by=clerk, expected_version=None)
    return Calling(body, review, clerk, officer, call)
