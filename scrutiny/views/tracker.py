"""The page that the public trackers share, and its table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards import kinds as board_kinds
from portal import clock
from portal.addresses import canonical_url, host_body, main_url
from portal.public import records
from portal.registers import registers_of
from portal.spreadsheets import Cell, csv_stream
from scrutiny.filters import TrackerFilters
from scrutiny.public_tables import TrackedRecord, Tracker
from scrutiny.shown.filters import query_of, shown_choices, shown_fields
from scrutiny.shown.trackers import ShownTracked, calendars_of, shown_rows
from scrutiny.tracking.choices import choices
from scrutiny.tracking.pages import no_page, tracker_page
from scrutiny.words import trackers as tracker_words
from scrutiny.words.trackers import TrackerWords

_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Listed:
    """A tracker: its words, its address, and the filters that it has, in their order."""

    words: TrackerWords
    path: str
    names: tuple[str, ...]


LISTED: Final = {
    Tracker.RECOMMENDATIONS: Listed(
        tracker_words.RECOMMENDATIONS,
        "recommendations/",
        ("q", "body", "addressee", "theme", "status", "decision", "late", "year", "sort"),
    ),
    Tracker.RESPONSES: Listed(
        tracker_words.RESPONSES,
        "responses/",
        ("q", "body", "addressee", "status", "decision", "late", "year", "sort"),
    ),
    Tracker.FINDINGS: Listed(
        tracker_words.FINDINGS,
        "findings/",
        ("q", "found_by", "body", "theme", "status", "year", "sort"),
    ),
    Tracker.ACTIONS: Listed(
        tracker_words.ACTIONS,
        "actions/",
        (
            "q",
            "body",
            "addressee",
            "meeting",
            "theme",
            "status",
            "rating",
            "late",
            "year",
            "sort",
        ),
    ),
}


def tracker_list(request: HttpRequest, tracker: Tracker) -> HttpResponse:
    """One page of a tracker as the address asks for it; on a body's own host, that body's."""
    listed = LISTED[tracker]
    filters = tracker_filters(request, listed)
    mistakes = filters.mistakes
    page = no_page() if mistakes else tracker_page(filters.qs, request.GET.get("page", ""))
    if page.mistake:
        mistakes = [("count", page.mistake)]
    bodies = registers_of(row.body for row in page.rows)
    today = clock.today()
    address = f"/{listed.path}"
    chosen = {} if mistakes else filters.chosen
    return render(
        request,
        "scrutiny/tracker.html",
        {
            "canonical": main_url(
                f"{listed.path}{query_of(chosen, page=page.number)}", request=request
            ),
            "words": listed.words,
            "address": address,
            "feed": f"/feeds/{tracker.value}.atom{query_of(chosen)}",
            "count": listed.words.counted(page.total, is_more=page.is_more),
            "fields": shown_fields(filters),
            "choices": shown_choices(filters, address),
            "mistakes": mistakes,
            "page": page,
            "query": query_of(chosen),
            "previous_query": query_of(chosen, page=page.previous_number),
            "next_query": query_of(chosen, page=page.next_number),
            "rows": shown_rows(
                page.rows,
                kind=listed.words,
                bodies=bodies,
                calendars=calendars_of(bodies),
                today=today,
            ),
        },
    )


def tracker_table(request: HttpRequest, tracker: Tracker) -> HttpResponseBase:
    """Every row that the address asks for, as a table for spreadsheets, sent row by row.

    An address that was not understood leads to the page, which says why.
    """
    listed = LISTED[tracker]
    filters = tracker_filters(request, listed)
    if filters.mistakes:
        return redirect(f"/{listed.path}?{request.GET.urlencode()}")
    rows = csv_stream(_table(filters, listed))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{tracker.value}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def tracker_filters(request: HttpRequest, listed: Listed) -> TrackerFilters:
    """What the address asks for; on a body's own host, of that body."""
    body = host_body(request)
    return TrackerFilters(
        request.GET,
        tracker=listed.words.tracker,
        names=tuple(name for name in listed.names if name != "body" or not body),
        choices=choices(listed.words, body=body),
        labels={"addressee": listed.words.who, "status": listed.words.status_name},
        today=clock.today(),
        body=body,
    )


def _table(filters: TrackerFilters, listed: Listed) -> Iterator[list[Cell]]:
    yield [
        _("Name"),
        _("Text"),
        _("Panel or board"),
        str(listed.words.who or _("Found by")),
        str(listed.words.about),
        _("Themes"),
        str(listed.words.asked),
        _("Last day"),
        _("Answered or done on"),
        _("Late"),
        str(listed.words.status_name),
        _("Decision"),
        _("Address"),
    ]
    found = records(board_kinds.BODY, body=filters.body)
    bodies: dict[str, Mapping[str, Any]] = {one.body: one.payload for one in found}
    calendars, today = calendars_of(bodies), filters.today
    rows = filters.qs.defer("words").prefetch_related("tags")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        (shown,) = shown_rows(
            [row], kind=listed.words, bodies=bodies, calendars=calendars, today=today
        )
        yield _cells(shown, name=str((bodies.get(row.body) or {}).get("name", "")))


def _cells(shown: ShownTracked, *, name: str) -> list[Cell]:
    row = shown.row
    return [
        shown.label,
        shown.text,
        name,
        row.addressee_name or _tags(row, "found_by"),
        row.about,
        _tags(row, "theme"),
        row.date_words or (row.asked_on.isoformat() if row.asked_on else ""),
        row.due_on.isoformat() if row.due_on else "",
        row.met_on.isoformat() if row.met_on else "",
        shown.late,
        str(shown.status.word) if shown.status else "",
        str(shown.decision.word) if shown.decision else "",
        canonical_url(row.body, row.path),
    ]


def _tags(row: TrackedRecord, facet: str) -> str:
    return "; ".join(one.label for one in row.tags.all() if one.facet == facet and one.label)
