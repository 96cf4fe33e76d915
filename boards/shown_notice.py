"""A notice of a meeting out of its public copy, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from boards.packs.sheet_words import sentence
from portal.models.releases import PublicRecord
from portal.shown import read_day, read_time

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_HEADINGS: Final[dict[str, StrOrPromise]] = {
    "meeting": _("Notice of meeting"),
    "cancellation": _("Meeting cancelled"),
    "postponement": _("Meeting postponed"),
}


@dataclass(frozen=True)
class ShownNotice:
    """What a notice says."""

    heading: StrOrPromise
    is_on: bool
    is_put_off: bool
    title: str
    title_cy: str
    held_on: date
    starts_at: time | None
    place: str
    online_link: str
    reason: str
    attendance: str
    questions_due_on: date | None
    questions_due_at: time | None
    contact: str
    agenda: Sequence[dict[str, Any]]
    meeting_path: str


def shown_notice(record: PublicRecord) -> ShownNotice:
    """The notice as words and dates."""
    payload = record.payload
    meeting = payload["meeting"]
    kind = payload["notice"]
    return ShownNotice(
        heading=_HEADINGS.get(kind, _HEADINGS["meeting"]),
        is_on=kind == "meeting",
        is_put_off=kind == "postponement",
        title=meeting["title"],
        title_cy=meeting["title_cy"],
        held_on=date.fromisoformat(meeting["held_on"]),
        starts_at=read_time(meeting["starts_at"]),
        place=meeting["place"],
        online_link=meeting["online_link"],
        reason=sentence(payload["reason"]),
        attendance=payload["attendance"],
        questions_due_on=read_day(meeting["questions_due_on"]),
        questions_due_at=read_time(meeting["questions_due_at"]),
        contact=payload["body"]["contact"],
        agenda=payload["agenda"],
        meeting_path=record.path.removesuffix("notice/"),
    )
