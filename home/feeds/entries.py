"""One version of a public record as an entry of a feed: what it is, how it stands, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards import kinds as board_kinds
from boards.words import PACK_KIND
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.shown import Status
from portal.templatetags.portal_text import day
from scrutiny import kinds as scrutiny_kinds
from scrutiny.shown.standing import SECTIONS, record_label
from scrutiny.words import records as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_LONGEST_TITLE = 160
#: Kinds with a page for each version that was ever published.
_WITH_VERSIONS = frozenset(kind for kinds in SECTIONS.values() for kind in kinds)
_STATUS: Mapping[str, Mapping[str, Status]] = {
    scrutiny_kinds.RECOMMENDATION: words.RECOMMENDATION_STATUS,
    scrutiny_kinds.RESPONSE: words.RESPONSE_STATUS,
    scrutiny_kinds.ACTION: words.ACTION_STATUS,
    scrutiny_kinds.REVIEW: words.REVIEW_STATUS,
    scrutiny_kinds.LINE: words.LINE_STATUS,
}
_OF_MEETINGS: Mapping[str, StrOrPromise] = {
    "cancelled": gettext_lazy("called off"),
    "postponed": gettext_lazy("put off"),
}


@dataclass(frozen=True)
class Entry:
    """What a reader of feeds shows. Times are instants; `key` never changes (RFC 4151)."""

    key: str
    title: str
    link: str
    summary: str
    published_at: datetime
    body: str


def entry_of(record: PublicRecord) -> Entry:
    """The entry of one version; `record.release` is best loaded with it."""
    return Entry(
        key=tag_of(f"{record.kind}/{record.key}/{record.version}"),
        title=_cut(_title(record)),
        link=canonical_url(record.body, _path(record)),
        summary=_summary(record),
        published_at=record.released_at,
        body=record.body,
    )


def tag_of(name: str) -> str:
    """A name that stays for ever, whatever becomes of addresses (RFC 4151, section 2.1)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},2026:{name}"


def _title(record: PublicRecord) -> str:
    payload = record.payload
    match record.kind:
        case board_kinds.MEETING:
            title = f"{record.title}, {day(record.happened_on)}"
            state = _OF_MEETINGS.get(str(payload.get("state")))
            return f"{title}: {state}" if state else title
        case board_kinds.PACK:
            kind = PACK_KIND.get(str(payload.get("kind")), _("Pack"))
            return _("%(kind)s %(number)s: %(title)s, %(day)s") % {
                "kind": kind,
                "number": payload.get("number"),
                "title": record.title,
                "day": day(record.happened_on),
            }
        case scrutiny_kinds.REPORT:
            return _("Report: %(title)s, edition %(number)d") % {
                "title": record.title,
                "number": record.version,
            }
        case scrutiny_kinds.REVIEW:
            return _("Review: %(title)s") % {"title": record.title}
        case scrutiny_kinds.SOURCE:
            return _("Source: %(title)s") % {"title": record.title}
        case scrutiny_kinds.FORWARD_PLAN:
            return _("Forward plan")
        case board_kinds.PAPER | board_kinds.BACKGROUND:
            return _("Paper: %(title)s") % {"title": record.title}
        case board_kinds.MEMBERS:
            return _("Members of %(body)s") % {"body": record.title}
        case board_kinds.BODY:
            return record.title
    label = record_label(record)
    status = _status(record)
    said = f"{label}: {status.word}" if status else label
    return f"{said}. {_words(payload)}" if _words(payload) else said


def _status(record: PublicRecord) -> Status | None:
    return _STATUS.get(record.kind, {}).get(str(record.payload.get("state")))


def _words(payload: Mapping[str, Any]) -> str:
    return str(payload.get("text") or payload.get("question") or "")


def _summary(record: PublicRecord) -> str:
    """The record's own words, then why this version was published."""
    parts = []
    if record.kind == scrutiny_kinds.REVIEW and _status(record):
        status = _status(record)
        parts.append(str(status.word) if status else "")
    if review := (record.payload.get("review") or {}).get("title"):
        parts.append(_("Of the review “%(title)s”.") % {"title": review})
    parts += [_words(record.payload), record.release.reason]
    return " ".join(part for part in parts if part)


def _path(record: PublicRecord) -> str:
    """Where this very version is read; the newest at the record's own address."""
    if record.is_current:
        return record.path
    if record.kind == scrutiny_kinds.REPORT:
        return f"{record.path}{record.version}/"
    if record.kind in _WITH_VERSIONS:
        return f"{record.path}versions/{record.version}/"
    return record.path


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
