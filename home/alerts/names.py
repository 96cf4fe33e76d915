"""What one follows, by name: the name of a feed (“meetings/0b1f…”), or of an occasion."""

from __future__ import annotations

import re
from typing import Final

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from home.alerts.models import LONGEST_FEED
from scrutiny.public_tables import Tracker

__all__ = ["Occasion", "Section", "feed_named", "parts_of"]


class Occasion(models.TextChoices):
    """What happens seldom and is worth a letter by itself: of one body, or of all."""

    LATE = "late-answers", _("Answers that came late")
    REJECTED = "rejected", _("Recommendations that were rejected, or accepted only in part")
    NOT_DONE = "not-done", _("Recommendations and actions that were closed without being done")


class Section:
    """The first part of the names of feeds that are about one thing."""

    ALL: Final = "all"
    BODIES: Final = "bodies"
    MEETINGS: Final = "meetings"
    REVIEWS: Final = "reviews"
    RECOMMENDATIONS: Final = "recommendations"
    THEMES: Final = "themes"
    SEARCH: Final = "search"


_KEY: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_SLUG: Final = r"[-\w]{1,90}"
_FORMS: Final = re.compile(
    rf"all|bodies/{_SLUG}|(?:meetings|reviews|recommendations)/{_KEY}|themes/{_SLUG}"
    rf"|{Section.SEARCH}|{'|'.join(Tracker.values)}"
    rf"|(?:{'|'.join(Occasion.values)})(?:/{_SLUG})?"
)
#: What goes by what was chosen in a list, or searched for.
_CHOSEN: Final = (*Tracker.values, Section.SEARCH)
#: Of the filters of a list, what only orders or turns pages.
_NO_FILTERS: Final = ("sort", "page")


def feed_named(given: str, *, here: str = "") -> str:
    """The one name of what is asked for, by name or by the address of its feed; empty for none.

    There is none with a NUL, which PostgreSQL takes in no text.

    On a body's own host (`here` is its slug) everything is of that body.
    """
    address, _mark, typed = given.strip().removeprefix("/").removeprefix("feeds/").partition("?")
    name = address.removesuffix(".atom")
    if not _FORMS.fullmatch(name):
        return ""
    first, _slash, rest = name.partition("/")
    asked = QueryDict(typed)
    values = {one: asked[one].strip() for one in sorted(asked) if one not in _NO_FILTERS}
    if any("\0" in value for value in values.values()):
        return ""
    if here:
        if first == Section.ALL:
            name = f"{Section.BODIES}/{here}"
        elif first in Occasion.values and not rest:
            name = f"{first}/{here}"
        elif name in _CHOSEN or first == Section.THEMES:
            values["body"] = here
    query = QueryDict(mutable=True)
    if name in _CHOSEN or first == Section.THEMES:
        query.update({one: value for one, value in values.items() if value})
    if name == Section.SEARCH and not query:
        return ""  # everything that was ever published is `all`
    found = f"{name}?{query.urlencode()}" if query else name
    return found if len(found) <= LONGEST_FEED else ""


def parts_of(feed: str) -> tuple[str, str, QueryDict]:
    """The section of a name, what stands behind it, and the filters."""
    name, _mark, query = feed.partition("?")
    first, _slash, rest = name.partition("/")
    return first, rest, QueryDict(query)
