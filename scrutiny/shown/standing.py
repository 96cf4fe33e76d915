"""Where a permanent page stands: which version it shows, how to cite it, what came before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from portal.addresses import body_url, canonical_url, host_body
from portal.models import PublicRecord
from portal.public import Gone, bodies_by_slug, record_of
from portal.templatetags.portal_text import short_day
from scrutiny import kinds
from scrutiny.shown.followup import person_words
from scrutiny.shown.trackers import label_of

#: Which kinds of record have their permanent pages below a section of the addresses.
SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "recommendations": (kinds.RECOMMENDATION,),
    "findings": (kinds.FINDING, kinds.EXTERNAL_FINDING),
    "lines": (kinds.LINE,),
    "responses": (kinds.RESPONSE,),
    "actions": (kinds.ACTION,),
}
#: Sections whose records stand on a thread of their own.
THREADED: Final = frozenset({"recommendations", "findings", "lines", "actions"})


@dataclass(frozen=True)
class Standing:
    """What every permanent page says of itself."""

    label: str
    title: str
    version: int
    is_newest: bool
    released_at: datetime
    citation: str
    address: str
    newest_url: str
    history_url: str
    thread_url: str


@dataclass(frozen=True)
class PastVersion:
    """One line of the history: when it was published, why, and where it can be read."""

    number: int
    released_at: datetime
    reason: str
    url: str
    is_newest: bool
    withdrawn_reason: str
    withdrawn_at: datetime | None


def current_record(section: str, key: object, request: HttpRequest) -> PublicRecord:
    """The current record of a section; on a body's own host only if it is that body's.

    Raises Http404 where there is none, Gone where it was withdrawn.
    """
    *others, last = SECTIONS[section]
    for kind in others:
        try:
            return record_of(kind, key, body=host_body(request))
        except Http404:
            continue
    return record_of(last, key, body=host_body(request))


def versions(record: PublicRecord, request: HttpRequest) -> list[PastVersion]:
    """All versions of a record, newest first, in one query."""
    rows = PublicRecord.objects.filter(kind=record.kind, key=record.key)
    return [
        PastVersion(
            number=one.version,
            released_at=one.released_at,
            reason=one.release.reason,
            url=body_url(one.body, _path(one), request=request),
            is_newest=one.is_current,
            withdrawn_reason=one.withdrawn_reason,
            withdrawn_at=one.withdrawn_at,
        )
        for one in rows.select_related("release").order_by("-version")
    ]


def version_record(
    section: str, key: object, version: int, request: HttpRequest
) -> tuple[PublicRecord, PublicRecord]:
    """One version of a record and the newest one. Raises Http404 or Gone."""
    newest = current_record(section, key, request)
    found = PublicRecord.objects.filter(
        kind=newest.kind, key=newest.key, version=version, body=newest.body
    ).first()
    if found is None:
        raise Http404
    if found.withdrawn_at is not None:
        raise Gone(found)
    return found, newest


def standing(record: PublicRecord, request: HttpRequest) -> Standing:
    """What the page of a record says of itself; `record` may be an older version."""
    section = record.path.partition("/")[0]
    bodies = bodies_by_slug([record.body])
    name = bodies[record.body].title if record.body in bodies else ""
    label = record_label(record)
    reference = record.payload.get("reference") or ""
    address = canonical_url(record.body, _path(record))
    parts = [
        name,
        label,
        "" if reference and reference in label else reference,
        f"“{_title(record)}”",
        _("version %(number)d, %(day)s")
        % {"number": record.version, "day": short_day(record.released_at)},
        address,
    ]
    return Standing(
        label=label,
        title=_title_of_page(record, label),
        version=record.version,
        is_newest=record.is_current,
        released_at=record.released_at,
        citation=", ".join(part for part in parts if part),
        address=address,
        newest_url=body_url(record.body, record.path, request=request),
        history_url=body_url(record.body, f"{record.path}history/", request=request),
        thread_url=body_url(record.body, f"{record.path}thread/", request=request)
        if section in THREADED
        else "",
    )


def record_label(record: PublicRecord) -> str:
    """What a record is called on its own page, its history and its thread."""
    payload = record.payload
    if record.kind == kinds.RESPONSE:
        return _("Response of %(name)s") % {"name": person_words(payload.get("addressee"))}
    return label_of(
        record.kind,
        number=payload.get("number"),
        reference=payload.get("reference") or "",
        status=payload.get("kind") or "",
    )


def _title(record: PublicRecord) -> str:
    words = (record.payload.get("text") or record.title).split()
    return " ".join(words[:20]) + ("…" if len(words) > 20 else "")


def _title_of_page(record: PublicRecord, label: str) -> str:
    """What the window is called: no two pages alike, so that tabs and bookmarks can be told."""
    review = record.payload.get("review") or {}
    words = str(
        review.get("title", "") if record.kind == kinds.RESPONSE else _title(record)
    ).split()
    title = f"{label}: {' '.join(words[:12])}" + ("…" if len(words) > 12 else "")
    if record.is_current:
        return title
    number = {"title": title.rstrip("."), "number": record.version}
    return _("%(title)s, version %(number)d") % number


def _path(record: PublicRecord) -> str:
    """Where this version is to be found; the newest at the record's own address."""
    return record.path if record.is_current else f"{record.path}versions/{record.version}/"
