"""Telling the floor where the dates of reviews, answers and tasks come from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.coming_dates import register_dates
from scrutiny.coming.answers import promises, responses, standing_clocks
from scrutiny.coming.retention import retention
from scrutiny.coming.reviews import calls, embargoes, impact_reviews, timetables
from scrutiny.coming.tasks import actions, requests


def register_coming_dates() -> None:
    """Called once at start-up, after the scopes."""
    register_dates("response", label=_("Responses"), provider=responses)
    register_dates("promise", label=_("What offices have promised"), provider=promises)
    register_dates("action", label=_("Actions"), provider=actions)
    register_dates("request", label=_("Information requests"), provider=requests)
    register_dates("impact", label=_("Impact reviews"), provider=impact_reviews)
    register_dates("timetable", label=_("Timetables of reviews"), provider=timetables)
    register_dates("call", label=_("Calls for evidence"), provider=calls)
    register_dates("embargo", label=_("Reports under embargo"), provider=embargoes)
    register_dates("clock", label=_("Other clocks of law and guidance"), provider=standing_clocks)
    register_dates("review-retention", label=_("Retention of reviews"), provider=retention)
