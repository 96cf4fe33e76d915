"""Who may meet which canary, said from the plan alone: no row and no rule of the portal is asked.

This is the law of docs/access.md and docs/publishing.md written a second time, in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.worlds.plan import (
    BodyPlan,
    FilePlan,
    ItemPlan,
    MeetingPlan,
    PaperPlan,
    ReviewPlan,
    WorldPlan,
)

VISITOR: Final = "visitor"
#: The clerk of the second body, a stranger to the first.
STRANGER: Final = "stranger"
OFFICERS: Final = ("clerk", "officer")
ROLES: Final = {
    "clerk": "clerk",
    "officer": "proper_officer",
    "member": "member",
    "chair": "chair",
    "responder": "responder",
    "partner": "partner",
}
VIEWERS: Final = (VISITOR, *ROLES, "administrator", STRANGER)
#: Circles of people of the first body, from the narrowest.
CIRCLES: Final = {
    "office": OFFICERS,
    "checkers": (*OFFICERS, "chair"),
    "readers": (*OFFICERS, "chair", "member"),
    "insiders": tuple(ROLES),
    "pages": (*OFFICERS, "administrator"),
    "public": VIEWERS,
}
WITHHELD: Final = ("proposed_exempt", "exempt", "confidential")


@dataclass(frozen=True)
class Expected:
    """Who may meet a canary, and whether somebody of them must."""

    what: str
    may: frozenset[str]
    must: frozenset[str]


def expectations(world: WorldPlan) -> dict[str, Expected]:
    """Every canary of a world."""
    found: dict[str, Expected] = {}
    for number, body in enumerate(world.bodies):
        for what, word, circle, must in _of_body(body):
            if word:
                found[word] = _expected(number, f"body {number}: {what}", circle, must=must)
    return found


def _expected(body: int, what: str, circle: str, *, must: bool) -> Expected:
    if circle == "public":
        return Expected(what, frozenset(VIEWERS), frozenset({VISITOR} if must else ()))
    if body == 0:
        may = frozenset(CIRCLES[circle])
        return Expected(what, may, frozenset({"clerk"} if must else ()))
    own = {STRANGER} if body == 1 else set[str]()
    keeper = {"administrator"} if circle == "pages" else set[str]()
    return Expected(what, frozenset(own | keeper), frozenset(own if must else ()))


#: What it is, the canary, the circle that may meet it, whether one of them must.
Said = tuple[str, str, str, bool]


def _of_body(body: BodyPlan) -> Iterator[Said]:
    for meeting in body.meetings:
        yield from _of_meeting(meeting)
    for review in body.reviews:
        yield from _of_review(review)
    for file in body.files:
        yield from _of_file(file)
    yield ("draft of a page", body.draft_page, "pages", True)
    yield ("file name of a restricted picture", body.picture, "readers", True)


def _of_file(file: FilePlan) -> Iterator[Said]:
    circle = "insiders" if file.is_open else "readers"
    yield ("title of a document", file.title, "office", False)
    yield ("file name of a document", file.file_name, circle, True)
    yield ("text of a document", file.text, circle, True)


def _of_meeting(meeting: MeetingPlan) -> Iterator[Said]:
    told = "office" if meeting.state == "private" else "public"
    yield (f"title of a meeting ({meeting.state})", meeting.title, told, True)
    yield (f"place of a meeting ({meeting.state})", meeting.place, told, True)
    for item in meeting.items:
        yield from _of_item(item, meeting)


def _of_item(item: ItemPlan, meeting: MeetingPlan) -> Iterator[Said]:
    state = f"{meeting.state}, {item.access}"
    circle = _circle(meeting, item)
    yield (f"title of an item ({state})", item.title, circle, True)
    yield (f"text of an item ({state})", item.text, circle, False)
    yield (f"question for the chair's brief ({state})", item.question, "office", True)
    yield (f"public-interest reasoning ({state})", item.interest, "office", False)
    for paper in item.papers:
        yield from _of_paper(paper, item, meeting)


def _of_paper(paper: PaperPlan, item: ItemPlan, meeting: MeetingPlan) -> Iterator[Said]:
    state = f"{meeting.state}, {item.access}, {paper.access}"
    state += ", withdrawn" if paper.withdrawn else ""
    circle = _circle(meeting, item, paper)
    is_open = paper.access in ("open", "released")
    # Where an open paper was taken back, its title stays, with the reason; nothing else of it.
    keeps = paper.withdrawn and meeting.is_out and item.access not in WITHHELD
    titled = ("public", False) if keeps else (circle, True)
    yield (f"title of a paper ({state})", paper.title, *titled)
    yield (f"author of a paper ({state})", paper.author, circle, False)
    # The file itself is for all who read what is restricted, long before there is a pack.
    content = "public" if circle == "public" and is_open else "readers"
    yield (f"text of a paper ({state})", paper.text, content, True)
    yield (f"text of the version for the public ({state})", paper.public_text, *_version(circle))
    yield (f"file name of a paper ({state})", paper.file_name, "readers", True)
    yield (f"metadata of a paper ({state})", paper.metadata, "readers", True)
    yield (f"public-interest reasoning ({state})", paper.interest, "office", False)


def _version(circle: str) -> tuple[str, bool]:
    return ("public", True) if circle == "public" else ("readers", True)


def _circle(meeting: MeetingPlan, item: ItemPlan, paper: PaperPlan | None = None) -> str:
    """Who reads titles and words of an item or a paper by the pack that has it."""
    if meeting.state in ("early", "private", "off"):
        return "office"
    if meeting.state == "checked":
        return "checkers"
    is_withheld = item.access in WITHHELD or (paper is not None and paper.access in WITHHELD)
    was_taken_back = meeting.state == "taken_back" or (paper is not None and paper.withdrawn)
    return "readers" if is_withheld or was_taken_back else "public"


def _of_review(review: ReviewPlan) -> Iterator[Said]:
    state = review.state
    told = "office" if state == "proposed" else "public"
    reported = "public" if state == "reported" else "office"
    yield (f"title of a review ({state})", review.title, told, True)
    yield (f"question of a review ({state})", review.question, told, True)
    yield (f"agreed line ({state})", review.line, told, True)
    yield (f"line that is not agreed ({state})", review.unsettled_line, "office", True)
    yield (f"conclusion ({state})", review.conclusion, reported, True)
    yield (f"witness who may be named ({state})", review.named, reported, True)
    yield (f"witness who may not be named ({state})", review.unnamed, "office", True)
    yield (f"open evidence ({state})", review.evidence, reported, True)
    yield (f"summary of open evidence ({state})", review.evidence_summary, reported, False)
    yield (f"restricted evidence ({state})", review.secret, "office", True)
    yield (f"summary of restricted evidence ({state})", review.secret_summary, "office", False)
    yield (f"file of restricted evidence ({state})", review.secret_text, "readers", True)
    yield (f"name of that file ({state})", review.secret_file, "readers", True)
    yield (f"finding ({state})", review.finding, reported, True)
    yield (f"recommendation ({state})", review.recommendation, reported, True)
    yield (f"withdrawn recommendation ({state})", review.withdrawn_recommendation, "office", True)
    yield (f"summary of the report ({state})", review.summary, reported, True)
