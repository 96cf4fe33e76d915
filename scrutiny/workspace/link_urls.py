"""Addresses of links for an answer without an account, and of calendars, below `/workspace/`."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from scrutiny.workspace import calendar_page, link_answers, link_page

LINKS: Final[list[URLPattern]] = [
    path("calendar/", calendar_page.calendar, name="workspace_calendar"),
    path("links/", link_answers.links, name="workspace_links"),
    path("links/<uuid:key>/", link_answers.link_answer, name="workspace_link_answer"),
    path("links/actions/<uuid:key>/", link_page.action_link, name="workspace_action_link"),
    path("links/requests/<uuid:key>/", link_page.request_link, name="workspace_request_link"),
]
