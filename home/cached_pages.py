"""The public pages that are kept whole, by the name of their address: docs/page-cache.md.

Here and nowhere else. A page that asks anything but released records, live pages and menus, or
that holds a form with a token, is not on the list; `tests/home/page_cache` looks at what each
one asks the database.
"""

from __future__ import annotations

from typing import Final

from boards.models import ScrutinyBody
from portal.generations import watch
from portal.page_cache import register_cached

#: They show records of the body in their address and of no other.
OF_ONE_BODY: Final = frozenset(
    {
        "meeting",
        "meetings",
        "meeting-calendar",
        "members",
        "notice",
        "pack-changes",
        "review",
        "reviews",
        "report",
        "report-edition",
        "sources",
        "withheld",
        "corrections",
        "archive",
    }
)
#: They show records of several bodies, or lie at a permanent key that names no body.
OF_EVERYTHING: Final = frozenset(
    {
        "wagtail_serve",
        "forward-plan",
        "recommendations",
        "recommendation",
        "findings",
        "finding",
        "responses",
        "response",
        "actions",
        "action",
        "line",
        "source",
        "source-of-body",
        "themes",
        "theme",
        "feeds",
        "feed-all",
        "feed-body",
        "feed-meeting",
        "feed-review",
        "feed-recommendation",
        "feed-theme",
        "feed-tracker",
        "privacy",
        "glossary",
    }
)
#: Below a permanent key: how the text read before, and what became of it.
_BELOW: Final = {
    "history": ("recommendation", "finding", "response", "action", "line"),
    "version": ("recommendation", "finding", "response", "action", "line"),
    "thread": ("recommendation", "finding", "action", "line"),
}
#: What a query may say so that its page is kept, and the lists that turn pages.
PAGED: Final = ("page",)
_LISTS_OF_ONE_BODY: Final = frozenset({"meetings", "reviews", "sources", "corrections"})
_LISTS_OF_EVERYTHING: Final = frozenset(
    {"recommendations", "findings", "responses", "actions", "theme"}
)


def register_cached_pages() -> None:
    """Enter them into the list; called once, at start-up."""
    register_cached(OF_ONE_BODY - _LISTS_OF_ONE_BODY, of_body=True)
    register_cached(_LISTS_OF_ONE_BODY, of_body=True, parameters=PAGED)
    register_cached(OF_EVERYTHING - _LISTS_OF_EVERYTHING)
    register_cached(_LISTS_OF_EVERYTHING, parameters=PAGED)
    for below, records in _BELOW.items():
        register_cached(f"{record}-{below}" for record in records)
    watch(ScrutinyBody)  # menus and news find their place by it
