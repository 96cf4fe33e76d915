"""Telling the floor where the dates of bodies and meetings come from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.coming.formats import formats
from boards.coming.meetings import agendas, meetings, packs, questions
from boards.coming.people import roles_ending, terms_ending
from boards.coming.protection import incidents, restrictions, retention
from portal.coming_dates import register_dates


def register_coming_dates() -> None:
    """Called once at start-up, after the scopes."""
    register_dates("meeting", label=_("Meetings"), provider=meetings)
    register_dates("agenda", label=_("Agendas to be published"), provider=agendas)
    register_dates("questions", label=_("Public questions"), provider=questions)
    register_dates("pack", label=_("Packs published at a set time"), provider=packs)
    register_dates("restriction", label=_("Restrictions to be reviewed"), provider=restrictions)
    register_dates("incident", label=_("Notices of a data breach"), provider=incidents)
    register_dates("retention", label=_("Retention and disposal"), provider=retention)
    register_dates("format", label=_("Requests for other formats"), provider=formats)
    register_dates("role", label=_("Roles that end"), provider=roles_ending)
    register_dates("term", label=_("Terms of members that end"), provider=terms_ending)
