"""The addresses below /admin/meetings/."""

from __future__ import annotations

from django.urls import path

from boards.desk.meetings.acting import BuildView, HitView
from boards.desk.meetings.brief import BriefView
from boards.desk.meetings.index import MeetingCalendar, MeetingList
from boards.desk.meetings.ordering import OrderView
from boards.desk.meetings.queue import RestrictionQueue
from boards.desk.meetings.readers import ReadersView
from boards.desk.meetings.redact_pages import RedactPage, RedactPicture, RedactResult
from boards.desk.meetings.redacting import RedactView
from boards.desk.meetings.screen import MeetingScreen
from boards.desk.meetings.views import (
    MeetingAdd,
    MeetingEdit,
    MeetingHistory,
    MeetingMove,
    MeetingRemove,
)
from portal.desk import desk_urls

_MEETING = "<int:meeting_pk>/"
_REDACT = f"{_MEETING}papers/<int:pk>/redact/"

app_name = "meetings"
urlpatterns = [
    path("", MeetingList.as_view(), name="index"),
    path("calendar/", MeetingCalendar.as_view(), name="calendar"),
    path("restrictions/", RestrictionQueue.as_view(), name="restrictions"),
    path(f"{_MEETING}brief/", BriefView.as_view(), name="brief"),
    path(f"{_MEETING}readers/", ReadersView.as_view(), name="readers"),
    path(f"{_MEETING}packs/<int:pk>/build/", BuildView.as_view(), name="build"),
    path(f"{_MEETING}packs/<int:pk>/hits/<slug:digest>/", HitView.as_view(), name="hit"),
    path(_REDACT, RedactView.as_view(), name="redact"),
    path(f"{_REDACT}pages/<int:number>/", RedactPage.as_view(), name="redact_page"),
    path(f"{_REDACT}result/<int:number>/", RedactResult.as_view(), name="redact_result"),
    path(f"{_REDACT}<slug:which>/<int:number>.png", RedactPicture.as_view(), name="redact_picture"),
    path(f"{_MEETING}<slug:kind>/order/", OrderView.as_view(), name="order_all"),
    path(f"{_MEETING}<slug:kind>/<int:pk>/order/", OrderView.as_view(), name="order"),
    *desk_urls(
        _MEETING,
        desk=MeetingScreen,
        add=MeetingAdd,
        edit=MeetingEdit,
        move=MeetingMove,
        remove=MeetingRemove,
        history=MeetingHistory,
    ),
]
