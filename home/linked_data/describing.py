"""What a public page is, as a description for programs: only what the page itself says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.opendata.data_set import DataSet
from home.opendata.describing import LICENCE
from home.opendata.summing import Sum
from home.opendata.writing import FORMATS
from portal import clock
from portal.addresses import canonical_url, main_url
from portal.models import PublicRecord
from portal.shown import read_day, read_time

Described = dict[str, Any]

_CONTEXT: Final = {"@context": "https://schema.org"}
_STATUS: Final = {
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
}
_ONLINE: Final = "https://schema.org/OnlineEventAttendanceMode"
_MIXED: Final = "https://schema.org/MixedEventAttendanceMode"
_THERE: Final = "https://schema.org/OfflineEventAttendanceMode"


def body(payload: Mapping[str, Any]) -> Described:
    """A panel or board out of its released register."""
    parent = payload.get("parent")
    return _CONTEXT | _said(
        {
            **_organisation(payload),
            "alternateName": payload.get("name_cy"),
            "description": payload.get("purpose"),
            "parentOrganization": _organisation(parent) if parent else None,
        }
    )


def meeting(record: PublicRecord, of: Mapping[str, Any] | None) -> Described:
    """A meeting out of its released copy, with its body."""
    payload = record.payload
    place, online = payload.get("place"), payload.get("online_link")
    return _CONTEXT | _said(
        {
            "@type": "Event",
            "@id": canonical_url(record.body, record.path),
            "url": canonical_url(record.body, record.path),
            "name": payload.get("title"),
            "startDate": _begins(payload),
            "eventStatus": _STATUS.get(
                str(payload.get("state")), "https://schema.org/EventScheduled"
            ),
            "eventAttendanceMode": (_MIXED if place else _ONLINE) if online else _THERE,
            "location": [
                *([{"@type": "Place", "name": place, "address": place}] if place else []),
                *([{"@type": "VirtualLocation", "url": online}] if online else []),
            ],
            "organizer": _organisation(of) if of else None,
        }
    )


def report(record: PublicRecord, of: Mapping[str, Any] | None, *, address: str) -> Described:
    """A released edition of a report, with its body; `address` is that of the page in full."""
    return _CONTEXT | _said(
        {
            "@type": "Report",
            "@id": address,
            "url": address,
            "name": record.title,
            "datePublished": record.happened_on.isoformat() if record.happened_on else None,
            "version": record.version,
            "publisher": _organisation(of) if of else None,
            "author": _organisation(of) if of else None,
        }
    )


def catalogue(sets: Iterable[tuple[DataSet, Sum]], request: HttpRequest) -> Described:
    """The page of the data sets, with each of them."""
    return _CONTEXT | {
        "@type": "DataCatalog",
        "@id": main_url("data/", request=request),
        "url": main_url("data/", request=request),
        "name": _("Data"),
        "license": LICENCE["path"],
        "dataset": [_data_set(one, found, request) for one, found in sets],
    }


def _data_set(one: DataSet, found: Sum, request: HttpRequest) -> Described:
    return _said(
        {
            "@type": "Dataset",
            "@id": main_url(f"data/#{one.name}", request=request),
            "url": main_url(f"data/#{one.name}", request=request),
            "name": str(one.title),
            "description": str(one.says),
            "license": LICENCE["path"],
            "isAccessibleForFree": True,
            "dateModified": found.changed_at.isoformat() if found.changed_at else None,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type.partition(";")[0],
                    "contentUrl": main_url(f"data/{one.name}.{form}", request=request),
                }
                for form, media_type in FORMATS.items()
            ],
        }
    )


def _organisation(payload: Mapping[str, Any]) -> Described:
    address = canonical_url(payload["slug"])
    return {
        "@type": "GovernmentOrganization",
        "@id": address,
        "url": address,
        "name": payload["name"],
    }


def _begins(payload: Mapping[str, Any]) -> str | None:
    """Day and time of the beginning, in the civil time of England and Wales; the day alone."""
    day, at = read_day(payload.get("held_on")), read_time(payload.get("starts_at"))
    if day is None or at is None:
        return day.isoformat() if day else None
    return datetime.combine(day, at, tzinfo=clock.CIVIL_ZONE).isoformat()


def _said(described: Described) -> Described:
    """Only what is known."""
    return {name: value for name, value in described.items() if value not in (None, "", [])}
