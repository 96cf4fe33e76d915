"""The recording of a meeting out of its public copy: what there is, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from boards.recording_links import link_at
from boards.rules.recordings import time_into

_TO_COME: Final = frozenset({"scheduled", "agenda_published", "postponed", "cancelled"})


@dataclass(frozen=True)
class Moment:
    """Where the recording comes to an item; `link` is empty where the host is not known."""

    time: str
    link: str


@dataclass(frozen=True)
class ShownRecording:
    """What helps to follow a recording, in sentences, with the moment of each item."""

    link: str
    transcript_link: str
    said: list[str] = field(default_factory=list)
    moments: Mapping[str, Moment] = field(default_factory=dict)


def shown_recording(payload: Mapping[str, Any], *, today: date) -> ShownRecording | None:
    """The recording of a meeting that has been held; None before, and where there is none.

    What is missing is said only once the meeting is over: before, nothing could be there yet.
    """
    link = payload.get("webcast_link", "")
    held = date.fromisoformat(payload["held_on"]) < today or payload["state"] not in _TO_COME
    if not link or not held or payload["state"] in ("postponed", "cancelled"):
        return None
    told = payload.get("recording") or {}
    transcript = told.get("transcript_link", "")
    captions = {
        "yes": _("It has captions, says the clerk."),
        "no": _("No captions, says the clerk."),
    }.get(told.get("captions", ""), _("The clerk has not said whether it has captions."))
    return ShownRecording(
        link=link,
        transcript_link=transcript,
        said=[captions, *([] if transcript else [_("There is no transcript.")])],
        moments={
            key: Moment(time_into(seconds), link_at(link, seconds))
            for key, seconds in (told.get("starts") or {}).items()
        },
    )
