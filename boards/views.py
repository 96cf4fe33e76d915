"""Public pages of meetings and members. They read released records and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards import kinds, words
from boards.meeting_list import last_of, month_of, read_month, read_year, span_of, years_of
from boards.shown import shown_meeting, shown_seats
from boards.shown_agenda import shown_change, shown_papers
from boards.shown_notice import shown_notice
from boards.shown_recording import shown_recording
from portal import clock
from portal.addresses import body_url, canonical_url
from portal.models.releases import PublicRecord
from portal.public import Moved, body_record, one_page, record_at, records
from portal.public_files import released_file, stream
from portal.responses import public

_COMING_AT_MOST: Final = 25


@public
def meetings(request: HttpRequest, body: str) -> HttpResponse:
    """The meetings of a body: those to come first, then the others; or those of one year."""
    body_record(body)
    today = clock.today()
    rows = records(kinds.MEETING, body=body)
    year = read_year(request.GET.get("year", ""))
    if year:
        rows = rows.filter(happened_on__range=span_of(year))
    coming = rows.filter(happened_on__gte=today).order_by("happened_on", "pk")
    page = one_page(rows.filter(happened_on__lt=today), request.GET.get("page", ""))
    days = records(kinds.MEETING, body=body).values_list("happened_on", flat=True)
    return render(
        request,
        "boards/meetings.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "meetings/"),
            "title": _("Meetings"),
            "page_of": page,
            "page_query": f"year={year}&" if year else "",
            "year": year,
            "years": years_of(day for day in days if day),
            "coming": [shown_meeting(one, today=today) for one in coming[:_COMING_AT_MOST]],
            "past": [shown_meeting(one, today=today) for one in page],
        },
    )


@public
def meeting_calendar(request: HttpRequest, body: str) -> HttpResponse:
    """The meetings of one month as a calendar; this month unless another is asked for."""
    body_record(body)
    today = clock.today()
    first = read_month(request.GET.get("month", ""), today=today)
    everything = records(kinds.MEETING, body=body)
    rows = everything.filter(happened_on__range=(first, last_of(first)))
    found = [shown_meeting(one, today=today) for one in rows.order_by("happened_on", "pk")]
    days = everything.exclude(happened_on=None).values_list("happened_on", flat=True)
    return render(
        request,
        "boards/meeting_calendar.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "meetings/calendar/"),
            "month": month_of(first, found, days=[day for day in days if day]),
            "today": today,
        },
    )


@public
def meeting(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """One meeting with its agenda, its packs and the certificate of its notice."""
    record = record_at(kinds.MEETING, body=body, path=f"meetings/{meeting}/")
    notice = records(kinds.NOTICE, body=body).filter(key=record.key)
    changes = records(kinds.CHANGES, body=body).filter(path__startswith=f"{record.path}packs/")
    recording = shown_recording(record.payload, today=clock.today())
    return render(
        request,
        "boards/meeting.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, record.path),
            "meeting": shown_meeting(record, today=clock.today()),
            "recording": recording,
            "papers": shown_papers(
                record,
                moments=recording.moments if recording else {},
                has_notice=notice.exists(),
                changes_paths=set(changes.values_list("path", flat=True)),
            ),
            "record": record,
        },
    )


@public
def current_pack(request: HttpRequest, body: str, meeting: str) -> HttpResponseBase:
    """The PDF of the edition that is in force; 410 when it was withdrawn and none came after."""
    try:
        record = record_at(kinds.MEETING, body=body, path=f"meetings/{meeting}/")
    except Moved as moved:
        return redirect(body_url(moved.body, f"{moved.path}pack.pdf", request=request))
    packs = [one for one in record.payload.get("packs") or () if one["kind"] == "edition"]
    if not packs:
        raise Http404
    newest = packs[-1]
    if record.payload.get("current_pack") is None and newest["state"] != "withdrawn":
        raise Http404  # of the day before a postponement
    return _pdf(request, record_at(kinds.PACK, body=body, path=newest["path"]))


@public
def pack(request: HttpRequest, body: str, meeting: str, number: int) -> HttpResponseBase:
    """The PDF of one edition or supplement, at the address that it keeps for ever."""
    path = f"meetings/{meeting}/packs/{number}.pdf"
    return _pdf(request, record_at(kinds.PACK, body=body, path=path))


@public
def pack_changes(request: HttpRequest, body: str, meeting: str, number: int) -> HttpResponse:
    """What one edition or supplement changed, replaced papers compared word by word."""
    path = f"meetings/{meeting}/packs/{number}/changes/"
    record = record_at(kinds.CHANGES, body=body, path=path)
    changes = [shown_change(one) for one in record.payload["changes"]]
    texts = record.payload["texts"]
    return render(
        request,
        "boards/pack_changes.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, record.path),
            "record": record,
            "meeting": record.payload,
            "meeting_path": record.payload["meeting_path"],
            "changes": changes,
            "kind": words.PACK_KIND.get(record.payload["kind"], ""),
            "held_on": date.fromisoformat(record.payload["held_on"]),
            "texts": [(one, texts[one.key]) for one in changes if one.key in texts],
        },
    )


@public
def paper(request: HttpRequest, body: str, meeting: str, name: str) -> HttpResponseBase:
    """The file of one paper by itself, or the text version beside it."""
    stem = name.removesuffix(".txt")
    path = f"meetings/{meeting}/papers/{name if stem == name else f'{stem}.pdf'}"
    record = record_at(kinds.PAPER, body=body, path=path)
    return stream(request, released_file(record, name), name=name)


@public
def background_paper(request: HttpRequest, body: str, meeting: str, name: str) -> HttpResponseBase:
    """The file of one background paper."""
    path = f"meetings/{meeting}/background/{name}"
    return _file(request, record_at(kinds.BACKGROUND, body=body, path=path), name)


@public
def notice(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """The notice of a meeting, or that it is put off or called off."""
    record = record_at(kinds.NOTICE, body=body, path=f"meetings/{meeting}/notice/")
    has_sheet = record.files.filter(withdrawn_at__isnull=True).exists()
    return render(
        request,
        "boards/notice.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, record.path),
            "notice": shown_notice(record),
            "sheet_path": f"{record.path.removesuffix('/')}.pdf" if has_sheet else "",
            "record": record,
        },
    )


@public
def notice_sheet(request: HttpRequest, body: str, meeting: str) -> HttpResponseBase:
    """The notice as A4 for the door."""
    try:
        record = record_at(kinds.NOTICE, body=body, path=f"meetings/{meeting}/notice/")
    except Moved as moved:
        path = f"{moved.path.removesuffix('/')}.pdf"
        return redirect(body_url(moved.body, path, request=request))
    return _file(request, record, "notice.pdf")


@public
def members(request: HttpRequest, body: str) -> HttpResponse:
    """The register of members, empty seats included."""
    body_record(body)
    record = records(kinds.MEMBERS, body=body).first()
    seats = shown_seats(record, today=clock.today()) if record else []
    return render(
        request,
        "boards/members.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "members/"),
            "title": _("Members"),
            "seats": seats,
            "sitting": sum(not seat.is_vacant for seat in seats),
            "vacancies": sum(seat.is_vacant for seat in seats),
            "record": record,
        },
    )


def _pdf(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    """A pack under a name that tells day and number, for the reader's own shelf."""
    _meetings, day, *_rest = record.path.split("/")
    name = f"{day}-pack-{record.path.rpartition('/')[2]}"
    return _file(request, record, name)


def _file(request: HttpRequest, record: PublicRecord, name: str) -> HttpResponseBase:
    return stream(request, released_file(record), name=name)
