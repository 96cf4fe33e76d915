"""What bodies did about a theme, out of public copies: lines, recommendations, actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.models import PublicRecord
from portal.shown import Status, read_day
from scrutiny.words import records as words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["ShownAct", "shown_action", "shown_line", "shown_recommendation"]


@dataclass(frozen=True)
class ShownAct:
    """One thing that a body did: its address, a label, its text, where it stands, and when."""

    body: str
    path: str
    label: str
    text: str
    text_cy: str
    status: Status | None
    on: date | None
    who: str = ""
    after: str = ""
    after_words: StrOrPromise = ""


def shown_line(record: PublicRecord) -> ShownAct:
    """A line of enquiry, with its conclusion once that is public."""
    payload = record.payload
    confidence = words.CONFIDENCE.get(payload["confidence"], "")
    return ShownAct(
        body=record.body,
        path=record.path,
        label=str(payload["question"]),
        text=str(payload["review"]["title"]),
        text_cy=payload["question_cy"],
        status=words.LINE_STATUS.get(payload["state"]),
        on=read_day(payload["agreed_on"]),
        after=payload["conclusion"],
        after_words=f"{confidence}:" if confidence else "",
    )


def shown_recommendation(record: PublicRecord) -> ShownAct:
    """A recommendation, with what its owner decided once that is public."""
    payload = record.payload
    name = payload["reference"] or payload["number"]
    impact: list[dict[str, Any]] = payload.get("impact") or []
    return ShownAct(
        body=record.body,
        path=record.path,
        label=_("Recommendation %(name)s") % {"name": name},
        text=payload["text"],
        text_cy=payload["text_cy"],
        status=words.RECOMMENDATION_STATUS.get(payload["state"]),
        on=read_day(payload["issued_on"]),
        who=_person(payload["addressee"]),
        after=next((one["what_changed"] for one in reversed(impact) if one["what_changed"]), ""),
        after_words=_("What changed:"),
    )


def shown_action(record: PublicRecord) -> ShownAct:
    """An action, with what showed that it was done once it is closed."""
    payload = record.payload
    closed_by = payload["closed_by"] or {}
    return ShownAct(
        body=record.body,
        path=record.path,
        label=_("Action %(name)s") % {"name": payload["reference"] or payload["number"]},
        text=payload["text"],
        text_cy="",
        status=words.ACTION_STATUS.get(payload["state"]),
        on=read_day(closed_by.get("held_on")),
        who=_person(payload["owner"]),
        after=payload["closing_note"],
        after_words="",
    )


def _person(one: dict[str, str] | None) -> str:
    if one is None:
        return ""
    return f"{one['name']}, {one['post']}" if one["post"] else one["name"]
