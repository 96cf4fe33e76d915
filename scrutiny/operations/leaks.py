"""The last look before anything of a review goes out: does it name what must stay private?

Every public copy passes here, whatever made it: an edition, the review's page, the state of a
recommendation, an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from boards.models import Access
from portal.publishing import Copy
from scrutiny import kinds
from scrutiny.models import Review, Submission
from scrutiny.rules.publication import leak_refusals

#: What a person calls the parts of a report.
_PARTS: Mapping[str, str] = {
    "title": "the title",
    "title_cy": "the title in Welsh",
    "edition_reason": "the reason for the edition",
    "editions": "the reasons for earlier editions",
    "question": "the question of the review",
    "question_cy": "the question in Welsh",
    "foreword": "the foreword",
    "summary": "the summary",
    "summary_cy": "the summary in Welsh",
    "background": "the background",
    "objective": "the objective",
    "in_scope": "the scope",
    "out_of_scope": "the scope",
    "method": "the method",
    "success": "how success is judged",
    "lead": "the task group",
    "members": "the task group",
    "lines": "the lines of enquiry and findings",
    "recommendations": "the recommendations",
    "responses": "the responses",
    "actions": "the actions",
    "next_steps": "the next steps",
    "witnesses": "the list of witnesses",
    "evidence": "the list of evidence",
}


def leak_reasons(review: Review, copies: Iterable[Copy]) -> list[str]:
    """Why these copies may not go out; an empty list means that they may.

    The sentences say where a private name or title stands and never repeat it.
    """
    places = [place for copy in copies for place in _places(copy)]
    return leak_refusals(_withheld(review), places)


def _withheld(review: Review) -> list[tuple[str, str]]:
    """Names of witnesses who are not public, and what restricted evidence is called."""
    witnesses = list(review.witnesses.all())
    public = {one.name for one in witnesses if one.is_public}
    names = [
        ("The name of a witness who may not be named", one.name)
        for one in witnesses
        if not one.is_public and one.name not in public
    ]
    titles = [
        (f"The title of restricted evidence E{one.number}", one.title)
        for one in review.evidence.filter(access=Access.RESTRICTED)
    ]
    # One word alone may be anybody's, or no name at all; what was set apart is nobody's to know.
    sent = Submission.objects.filter(
        call__review=review, state=Submission.State.TAKEN, may_be_named=False, name__contains=" "
    )
    names += [
        ("The name of somebody who sent evidence and may not be named", name)
        for name in sent.values_list("name", flat=True)
    ]
    return names + titles


def _places(copy: Copy) -> Iterator[tuple[str, str]]:
    if copy.kind == kinds.REPORT:
        for part, value in copy.payload.items():
            yield _PARTS.get(part, "the report"), " ".join(_texts(value))
    elif copy.kind == kinds.REVIEW:
        yield "the page of the review", " ".join(_texts(copy.payload))
    else:
        number = copy.payload.get("number", "")
        yield f"{copy.kind} {number}", " ".join(_texts(copy.payload))


def _texts(value: Any) -> Iterator[str]:
    """All texts of plain JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
