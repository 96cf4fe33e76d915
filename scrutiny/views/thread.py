"""The thread of a public record, its history, and its older versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from portal import clock
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.responses import public
from scrutiny.shown.standing import (
    SECTIONS,
    THREADED,
    current_record,
    standing,
    version_record,
    versions,
)
from scrutiny.shown.thread import shown_thread
from scrutiny.views.actions import action_page
from scrutiny.views.findings import finding_page
from scrutiny.views.lines import line_page
from scrutiny.views.recommendations import recommendation_page
from scrutiny.views.responses import response_page

_PAGES: Final[dict[str, Callable[[HttpRequest, PublicRecord], HttpResponse]]] = {
    "recommendations": recommendation_page,
    "findings": finding_page,
    "lines": line_page,
    "responses": response_page,
    "actions": action_page,
}


@public
def thread(request: HttpRequest, section: str, key: UUID) -> HttpResponse:
    """Everything public that led to a record, and everything that came of it."""
    record = current_record(section, key, request)
    return render(
        request,
        "scrutiny/thread.html",
        {
            "body_slug": record.body,
            "canonical": canonical_url(record.body, f"{record.path}thread/"),
            "standing": standing(record, request),
            "record": record,
            "thread": shown_thread(record, today=clock.today()),
        },
    )


@public
def history(request: HttpRequest, section: str, key: UUID) -> HttpResponse:
    """All published versions of a record, each with its date and reason."""
    record = current_record(section, key, request)
    return render(
        request,
        "scrutiny/history.html",
        {
            "body_slug": record.body,
            "canonical": canonical_url(record.body, f"{record.path}history/"),
            "standing": standing(record, request),
            "versions": versions(record, request),
        },
    )


@public
def version(request: HttpRequest, section: str, key: UUID, number: int) -> HttpResponse:
    """One version of a record as it read; the newest is at the record's own address."""
    if number > 2**31:
        raise Http404
    record, newest = version_record(section, key, number, request)
    if record.pk == newest.pk:
        return redirect(standing(newest, request).newest_url)
    return _PAGES[section](request, record)


def _addresses(section: str) -> list[URLPattern]:
    below, one = f"{section}/<uuid:key>", section.removesuffix("s")
    found = [
        path(f"{below}/history/", history, {"section": section}, name=f"{one}-history"),
        path(
            f"{below}/versions/<int:number>/",
            version,
            {"section": section},
            name=f"{one}-version",
        ),
    ]
    if section in THREADED:
        found.append(path(f"{below}/thread/", thread, {"section": section}, name=f"{one}-thread"))
    return found


urlpatterns: list[URLPattern] = [each for section in SECTIONS for each in _addresses(section)]
