"""Following a search: what it finds among what was released since. Released records alone."""

from __future__ import annotations

from django.http import Http404, QueryDict

from home.alerts.pieces import Piece
from home.search.following import FollowedSearch, followed_search

__all__ = ["new_in", "search_named"]


def search_named(query: QueryDict) -> FollowedSearch:
    """The search of these filters, with or without the lists of its body alone.

    Raises Http404 for one that is not understood (any more).
    """
    body = query.get("body", "")
    found = followed_search(query)
    if found is None and body:
        rest = query.copy()
        del rest["body"]
        found = followed_search(rest, body=body)
    if found is None:
        raise Http404
    return found


def new_in(search: FollowedSearch, after: int, up_to: int) -> list[Piece]:
    """What it finds of these releases."""
    found = search.released(after=after, up_to=up_to)
    return [Piece(one.release.number, one.pk, one.kind, one.key) for one in found]
