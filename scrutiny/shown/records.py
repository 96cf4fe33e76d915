"""Public copies of reviews, recommendations and findings as pages show them: words, not codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.models import PublicRecord
from portal.shown import Status, read_day
from scrutiny.words import records as words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ShownStep:
    """One of the six steps of a review, and the day on which it was reached."""

    word: StrOrPromise
    reached_on: date | None
    is_reached: bool
    is_current: bool
    planned_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class ShownLine:
    """A line of enquiry, with its answer once the report is public."""

    number: int
    status: Status | None
    confidence: StrOrPromise
    text: Mapping[str, Any]


@dataclass(frozen=True)
class ShownReview:
    """A review as its page and the lists show it. `text` is the public copy itself."""

    body: str
    path: str
    kind: StrOrPromise
    status: Status | None
    steps: list[ShownStep]
    closed_on: date | None
    lines: list[ShownLine]
    text: Mapping[str, Any]


@dataclass(frozen=True)
class ShownAnswer:
    """What the addressee decided."""

    decision: Status | None
    due_on: date | None
    answered_on: date | None
    text: Mapping[str, Any]


@dataclass(frozen=True)
class ShownRecommendation:
    """A recommendation as its page and the tracker show it."""

    body: str
    path: str
    status: Status | None
    timescale: StrOrPromise
    issued_on: date | None
    response_due: date | None
    awaits_answer: bool
    is_late: bool
    answer: ShownAnswer | None
    closed_at_meeting_on: date | None
    text: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What it is called: by its printed reference, else by its number in the review."""
        name = self.text["reference"] or self.text["number"]
        return _("Recommendation %(name)s") % {"name": name}

    @property
    def replaced_path(self) -> str:
        """The address of the recommendation that replaces it; empty when none does."""
        newer = self.text["replaced_by"]
        return f"recommendations/{newer['key']}/" if newer else ""


@dataclass(frozen=True)
class ShownFinding:
    """A finding as its page and the list show it."""

    body: str
    path: str
    strength: StrOrPromise
    text: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What it is called: by its number in the review."""
        return _("Finding %(number)s") % {"number": self.text["number"]}


def shown_review(record: PublicRecord, *, today: date | None = None) -> ShownReview:
    """A review out of its public copy; with `today` a planned step that is behind is late."""
    payload = record.payload
    return ShownReview(
        body=record.body,
        path=record.path,
        kind=words.REVIEW_KIND.get(payload["kind"], ""),
        status=words.REVIEW_STATUS.get(payload["state"]),
        steps=_steps(payload, today=today),
        closed_on=read_day(payload["closed_on"]),
        lines=[
            ShownLine(
                number=line["number"],
                status=words.LINE_STATUS.get(line["state"]),
                confidence=words.CONFIDENCE.get(line["confidence"], ""),
                text=line,
            )
            for line in payload["lines"]
        ],
        text=payload,
    )


def shown_recommendation(record: PublicRecord, *, today: date) -> ShownRecommendation:
    """A recommendation out of its public copy, as it stands on a day."""
    payload = record.payload
    due = read_day(payload["response_due"])
    closed_by = payload["closed_by"] or {}
    return ShownRecommendation(
        body=record.body,
        path=record.path,
        status=words.RECOMMENDATION_STATUS.get(payload["state"]),
        timescale=words.TIMESCALE.get(payload["timescale"], ""),
        issued_on=read_day(payload["issued_on"]),
        response_due=due,
        awaits_answer=payload["state"] == "issued",
        is_late=payload["state"] == "issued" and due is not None and due < today,
        answer=_answer(payload["answer"]),
        closed_at_meeting_on=read_day(closed_by.get("held_on")),
        text=payload,
    )


def shown_finding(record: PublicRecord) -> ShownFinding:
    """A finding out of its public copy."""
    payload = record.payload
    return ShownFinding(
        body=record.body,
        path=record.path,
        strength=words.STRENGTH.get(payload["strength"], ""),
        text=payload,
    )


def _steps(payload: Mapping[str, Any], *, today: date | None) -> list[ShownStep]:
    """The six steps; those before the last one reached count as reached, dated or not."""
    planned = {
        one["step"]: date.fromisoformat(one["planned_on"]) for one in payload.get("timetable", [])
    }
    dated = [read_day(step["reached_on"]) for step in payload["steps"]]
    last = max((at for at, day in enumerate(dated) if day), default=-1)
    is_closed = bool(payload["closed_on"])
    return [
        ShownStep(
            word=words.REVIEW_STEP.get(step["step"], ""),
            reached_on=day,
            is_reached=at <= last,
            is_current=at == last and not is_closed,
            planned_on=(due := planned.get(step["step"])),
            is_late=bool(today and due and due < today and at > last and not is_closed),
        )
        for at, (step, day) in enumerate(zip(payload["steps"], dated, strict=True))
    ]


def _answer(answer: Mapping[str, Any] | None) -> ShownAnswer | None:
    if answer is None:
        return None
    return ShownAnswer(
        decision=words.DECISION.get(answer["decision"]),
        due_on=read_day(answer["due_on"]),
        answered_on=read_day(answer["answered_on"]),
        text=answer,
    )
