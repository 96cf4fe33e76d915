"""Public pages of meetings and members. They read released records and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards import kinds
from boards.shown import shown_meeting, shown_seats
from portal import clock
from portal.addresses import canonical_url
from portal.public import body_record, one_page, record_at, records
from portal.responses import public


@public
def meetings(request: HttpRequest, body: str) -> HttpResponse:
    """The meetings of a body: those to come first, then the others, newest first."""
    body_record(body)
    today = clock.today()
    rows = records(kinds.MEETING, body=body)
    coming = rows.filter(happened_on__gte=today).order_by("happened_on", "pk")
    page = one_page(rows.filter(happened_on__lt=today), request.GET.get("page", ""))
    return render(
        request,
        "boards/meetings.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "meetings/"),
            "title": _("Meetings"),
            "page_of": page,
            "coming": [shown_meeting(one, today=today) for one in coming[:25]],
            "past": [shown_meeting(one, today=today) for one in page],
        },
    )


@public
def meeting(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """One meeting."""
    record = record_at(kinds.MEETING, body=body, path=f"meetings/{meeting}/")
    return render(
        request,
        "boards/meeting.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, record.path),
            "meeting": shown_meeting(record, today=clock.today()),
            "record": record,
        },
    )


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
