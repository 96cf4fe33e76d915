"""The lists of the workspace as files: tables for spreadsheets, and a list on paper.

A file holds the rows that the person may see and that the address asks for, and no others. That it
was made is logged. An address that was not understood leads back to the page, which says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.pdf.render import render_pdf
from portal.spreadsheets import csv_bytes, xlsx_bytes
from scrutiny.workspace.list_page import PAPER_ROWS, ListKind, filters_of, said_of

if TYPE_CHECKING:
    from portal.models import User
    from portal.spreadsheets import Cell
    from scrutiny.workspace.list_filters import ListFilters

LANGUAGE: Final = "en-GB"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_csv(request: HttpRequest, listed: ListKind) -> HttpResponse:
    """Every row that the address asks for, as CSV."""
    filters = filters_of(request, listed)
    if filters.mistakes:
        return _back(request, listed)
    return _sent(request, listed, csv_bytes(_table(filters, listed)), "text/csv", "csv")


def list_xlsx(request: HttpRequest, listed: ListKind) -> HttpResponse:
    """Every row that the address asks for, as a workbook of one sheet."""
    filters = filters_of(request, listed)
    if filters.mistakes:
        return _back(request, listed)
    content = xlsx_bytes(_table(filters, listed), title=str(listed.name))
    return _sent(request, listed, content, _XLSX, "xlsx")


def list_pdf(request: HttpRequest, listed: ListKind) -> HttpResponse:
    """Every row that the address asks for, on paper (PDF/UA-1), up to `PAPER_ROWS`."""
    filters = filters_of(request, listed)
    if filters.mistakes or filters.qs.count() > PAPER_ROWS:
        return _back(request, listed)
    return _sent(request, listed, paper(filters, listed), "application/pdf", "pdf")


def paper(filters: ListFilters, listed: ListKind) -> bytes:
    """The list as a tagged PDF, whose heading says whose rows, which filters and what day."""
    rows = list(listed.as_listed(filters.qs))
    bodies = sorted({one.body.name for one in rows})
    with translation.override(LANGUAGE.lower()):
        title = _("%(list)s, %(day)s") % {
            "list": listed.name,
            "day": date_format(clock.today(), "j F Y"),
        }
        context = {
            "language": LANGUAGE,
            "title": title,
            "name": listed.name,
            "day": date_format(clock.today(), "l j F Y"),
            "count": listed.counted(len(rows)),
            "bodies": bodies,
            "said": said_of(filters, listed),
            "columns": listed.paper_columns(),
            "rows": [listed.paper_cells(one) for one in listed.shown(rows, filters.user)],
        }
        page = render_to_string("print/list.html", context)
    return render_pdf(page, title=title, language=LANGUAGE, stylesheets=("list.css",))


def _table(filters: ListFilters, listed: ListKind) -> Iterator[list[Cell]]:
    yield cast("list[Cell]", listed.columns())
    for one in listed.shown(list(listed.as_listed(filters.qs)), filters.user):
        yield listed.cells(one)


def _sent(
    request: HttpRequest, listed: ListKind, content: bytes, kind: str, ending: str
) -> HttpResponse:
    user = cast("User", request.user)
    audit.record(
        user,
        act=audit.EXPORT,
        by=user,
        sentence=_("A list was exported as a file."),
        data={"address": listed.address_name},
        body="",
    )
    name = f"{listed.kind}-{clock.today().isoformat()}.{ending}"
    charset = "; charset=utf-8" if ending == "csv" else ""
    response = HttpResponse(content, content_type=f"{kind}{charset}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _back(request: HttpRequest, listed: ListKind) -> HttpResponse:
    return HttpResponseRedirect(f"{listed.address}?{request.GET.urlencode()}")
