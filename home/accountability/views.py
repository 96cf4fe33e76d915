"""`/<body>/withheld/`, `/<body>/corrections/` and `/<body>/archive/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards import kinds
from boards.meeting_list import read_year, years_of
from home.accountability.archive import archive_of
from home.accountability.corrections import corrections_of
from home.accountability.withheld import Year, withheld_in
from portal import clock
from portal.addresses import canonical_url
from portal.public import body_record, records
from portal.responses import public
from portal.rules.references import municipal_year
from portal.spreadsheets import Cell, csv_bytes

_PAGE: Final = 25


@public
def withheld(request: HttpRequest, body: str) -> HttpResponse:
    """What one municipal year withheld, by paragraph; the newest unless another is asked for."""
    body_record(body)
    years = _years(body)
    year = read_year(request.GET.get("year", ""))
    chosen = year or (years[0] if years else municipal_year(clock.today()))
    return render(
        request,
        "home/withheld.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "withheld/"),
            "found": withheld_in(body, chosen),
            "years": years,
            "today": clock.today(),
        },
    )


@public
def withheld_table(request: HttpRequest, body: str) -> HttpResponse:
    """The same as a table for spreadsheets; every year unless one is asked for."""
    body_record(body)
    year = read_year(request.GET.get("year", ""))
    years = [year] if year else _years(body)
    rows = [row for one in years for row in _rows(withheld_in(body, one), body)]
    response = HttpResponse(csv_bytes([_headings(), *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="withheld.csv"'
    return response


@public
def corrections(request: HttpRequest, body: str) -> HttpResponse:
    """What was corrected, replaced or taken back, newest first."""
    body_record(body)
    page = Paginator(corrections_of(body), _PAGE).get_page(request.GET.get("page", ""))
    return render(
        request,
        "home/corrections.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "corrections/"),
            "page_of": page,
        },
    )


@public
def archive(request: HttpRequest, body: str) -> HttpResponse:
    """The municipal years with what was published in each."""
    body_record(body)
    return render(
        request,
        "home/archive.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "archive/"),
            "years": archive_of(body),
        },
    )


def _years(body: str) -> list[str]:
    days = records(kinds.MEETING, body=body).values_list("happened_on", flat=True)
    return years_of(day for day in days if day)


def _headings() -> list[Cell]:
    return [
        _("Year"),
        _("Meeting"),
        _("Held on"),
        _("Item"),
        _("What is withheld"),
        _("Public title"),
        _("Ground"),
        _("Paragraphs of Schedule 12A"),
        _("Pages"),
        _("Decided on"),
        _("To be reviewed on"),
        _("Released on"),
        _("Address"),
    ]


def _rows(year: Year, body: str) -> Iterator[list[Cell]]:
    for one in year.closed:
        yield [
            year.year,
            one.meeting,
            one.held_on.isoformat(),
            one.number,
            one.kind,
            one.title,
            one.ground,
            ", ".join(map(str, one.paragraphs)),
            one.pages,
            _iso(one.decided_on),
            _iso(one.review_on),
            _iso(one.released_on),
            canonical_url(body, one.meeting_path),
        ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
