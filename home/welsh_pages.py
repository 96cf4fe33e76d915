"""The public pages that can be read in Welsh, by the name of their address: docs/welsh.md.

Files, feeds and data have no language of their own here. Pages that take something (letters on
what one follows, another format, a call for evidence, checking a file) are in English: what they
write down and send is read and answered in English.
"""

from __future__ import annotations

from typing import Final

from home.cached_pages import OF_EVERYTHING, OF_ONE_BODY
from portal.welsh.pages import register_welsh_pages

#: Those of the pages that are kept whole which are no pages to read.
_NO_PAGES: Final = "feed-"
_MORE: Final = frozenset(
    {"accessibility", "data", "find-body", "paper-reading", "search"}
    | {"archive", "corrections", "withheld"}
)
_BELOW: Final = {
    "history": ("recommendation", "finding", "response", "action", "line"),
    "version": ("recommendation", "finding", "response", "action", "line"),
    "thread": ("recommendation", "finding", "action", "line"),
}


def register() -> None:
    """Enter them into the list; called once, at start-up."""
    kept = {one for one in OF_ONE_BODY | OF_EVERYTHING if not one.startswith(_NO_PAGES)}
    below = {f"{record}-{name}" for name, records in _BELOW.items() for record in records}
    register_welsh_pages(kept | _MORE | below)
