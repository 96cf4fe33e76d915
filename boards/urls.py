"""Public addresses below a body: meetings with their packs, papers and notices; members."""

from __future__ import annotations

from typing import Final

from django.urls import path

from boards import look_views, views
from boards.asking.page import ask_format
from boards.calendars import views as calendars
from boards.paper_reading import views as reading

_MEETING: Final = "<slug:body>/meetings/<slug:meeting>"

urlpatterns = [
    path("calendar.ics", calendars.of_all, name="calendar"),
    path("<slug:body>/calendar.ics", calendars.of_body, name="calendar-of-body"),
    path("<slug:body>/look/<slug:colour>.css", look_views.look_sheet, name="look"),
    path("<slug:body>/look/<str:name>", look_views.logo, name="logo"),
    path("<slug:body>/meetings/", views.meetings, name="meetings"),
    path("<slug:body>/meetings/calendar/", views.meeting_calendar, name="meeting-calendar"),
    path(f"{_MEETING}/", views.meeting, name="meeting"),
    path(f"{_MEETING}/pack.pdf", views.current_pack, name="pack-current"),
    path(f"{_MEETING}/packs/<int:number>.pdf", views.pack, name="pack"),
    path(f"{_MEETING}/packs/<int:number>/changes/", views.pack_changes, name="pack-changes"),
    path(f"{_MEETING}/papers/<str:name>", views.paper, name="paper"),
    path(f"{_MEETING}/papers/<str:stem>/", reading.paper_reading, name="paper-reading"),
    path(f"{_MEETING}/background/<str:name>", views.background_paper, name="background-paper"),
    path(f"{_MEETING}/notice/", views.notice, name="notice"),
    path(f"{_MEETING}/notice.pdf", views.notice_sheet, name="notice-sheet"),
    # A public page that takes something: docs/other-formats.md.
    path("<slug:body>/formats/", ask_format, name="ask-format"),
    path("<slug:body>/members/", views.members, name="members"),
]
