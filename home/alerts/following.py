"""What somebody follows: its title, its page, and what is new of it. Released records alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from boards import kinds as board_kinds
from home.alerts.names import Occasion, Section, parts_of
from home.alerts.occasions import pieces_of
from home.alerts.pieces import Piece, pieces_among
from home.alerts.searches import new_in, search_named
from home.feeds import choosing
from portal import clock
from portal.addresses import canonical_url, main_url
from portal.models.releases import PublicRecord, PublicRecordQuerySet
from portal.public import Moved, bodies_by_slug, body_record, record_of
from portal.templatetags.portal_text import day
from scrutiny import kinds as scrutiny_kinds
from scrutiny.filters import TrackerFilters
from scrutiny.public_tables import TrackedTag, Tracker
from scrutiny.shown.filters import query_of, shown_choices
from scrutiny.shown.standing import record_label
from scrutiny.tracking.choices import choices
from scrutiny.views.tracker import LISTED

__all__ = ["Followed", "followed", "plain_words"]

#: Takes the releases that were seen already and the newest that counts.
News = Callable[[int, int], list[Piece]]
_OCCASION_PAGES: Final = {
    Occasion.LATE: "responses/?late=met",
    Occasion.REJECTED: "recommendations/?decision=rejected",
    Occasion.NOT_DONE: "recommendations/?status=closed_not_implemented",
}


@dataclass(frozen=True)
class Followed:
    """One thing that can be followed.

    `title` is what it is called now; `body` is empty where several bodies are meant.
    """

    feed: str
    title: str
    page: str
    body: str
    news: News

    @property
    def plain(self) -> str:
        """What kind of thing it is, in words that may go to an address that nobody has confirmed:
        nothing that somebody typed, and no title that may be withdrawn."""
        return plain_words(self.feed, self.body)


def followed(feed: str) -> Followed:
    """What a name means today.

    Raises Http404 for a name that means nothing (any more), Gone where it was withdrawn.
    """
    first, rest, query = parts_of(feed)
    if first == Section.ALL:
        rows = choosing.all_of_bodies()
        return _of_rows(feed, rows, _("All panels and boards"), page=main_url(""))
    if first == Section.BODIES:
        body = _body(rest)
        rows = choosing.all_of_bodies(rest)
        return _of_rows(feed, rows, body.title, page=canonical_url(rest), body=rest)
    if first in Occasion.values:
        return _of_occasion(feed, Occasion(first), rest)
    if first == Section.THEMES:
        return _of_theme(feed, rest, query.get("body", ""))
    if rest and first in _RECORDS:
        return _of_record(feed, first, rest)
    if first in Tracker.values:
        return _of_tracker(feed, Tracker(first), query)
    if first == Section.SEARCH:
        return _of_search(feed, query)
    raise Http404


def plain_words(feed: str, body: str = "") -> str:
    """What kind of thing a name stands for, with the name of its body, and no title of it."""
    first, rest, query = parts_of(feed)
    of = bodies_by_slug([body]).get(body)
    name = of.title if of else ""
    if first in Occasion.values:
        what = str(Occasion(first).label)
    elif first in (Section.ALL, Section.BODIES):
        what = _("News of a panel or board") if rest else _("News of all panels and boards")
    elif rest:
        what = str(_RECORDS[first].words() if first in _RECORDS else _("A theme"))
    elif first == Section.SEARCH:
        what = _("A search of what is published")
    else:
        listed = str(LISTED[Tracker(first)].words.name)
        what = _("%(list)s, as you filtered them") % {"list": listed} if query else listed
    return f"{what} ({name})" if name else what


def _body(slug: str) -> PublicRecord:
    try:
        return body_record(slug)
    except Moved as moved:
        raise Http404 from moved


def _of_rows(
    feed: str, rows: PublicRecordQuerySet, title: str, *, page: str, body: str = ""
) -> Followed:
    return Followed(
        feed=feed,
        title=title,
        page=page,
        body=body,
        news=lambda after, up_to: pieces_among(rows, after=after, up_to=up_to),
    )


def _of_occasion(feed: str, occasion: Occasion, body: str) -> Followed:
    of = _body(body) if body else None
    page = _OCCASION_PAGES[occasion]
    return Followed(
        feed=feed,
        title=f"{occasion.label} – {of.title}" if of else str(occasion.label),
        page=main_url(f"{page}&body={body}" if body else page),
        body=body,
        news=lambda after, up_to: pieces_of(occasion, body, after=after, up_to=up_to),
    )


def _of_theme(feed: str, slug: str, body: str) -> Followed:
    tags = TrackedTag.objects.filter(facet="theme", value=slug)
    tag = (tags.filter(record__body=body) if body else tags).first()
    if tag is None:
        raise Http404
    title = _("Theme: %(name)s") % {"name": tag.label}
    rows = choosing.all_of_theme(slug, body)
    return _of_rows(feed, rows, title, page=main_url(f"themes/{slug}/"), body=body)


@dataclass(frozen=True)
class _Record:
    kind: str
    words: Callable[[], str]
    title: Callable[[PublicRecord], str]
    rows: Callable[[PublicRecord], PublicRecordQuerySet]


_RECORDS: Final = {
    Section.MEETINGS: _Record(
        board_kinds.MEETING,
        partial(_, "A meeting"),
        lambda one: f"{one.title}, {day(one.happened_on)}",
        choosing.all_of_meeting,
    ),
    Section.REVIEWS: _Record(
        scrutiny_kinds.REVIEW,
        partial(_, "A review"),
        lambda one: _("Review: %(title)s") % {"title": one.title},
        choosing.all_of_review,
    ),
    Section.RECOMMENDATIONS: _Record(
        scrutiny_kinds.RECOMMENDATION,
        partial(_, "A recommendation"),
        lambda one: (
            _("%(label)s of the review “%(title)s”")
            % {"label": record_label(one), "title": (one.payload.get("review") or {}).get("title")}
        ),
        choosing.all_of_recommendation,
    ),
}


def _of_record(feed: str, section: str, key: str) -> Followed:
    how = _RECORDS[section]
    one = record_of(how.kind, key)
    page = canonical_url(one.body, one.path)
    return _of_rows(feed, how.rows(one), how.title(one), page=page, body=one.body)


def _of_tracker(feed: str, tracker: Tracker, query: QueryDict) -> Followed:
    """A list as it is filtered. Raises Http404 for filters that are not understood (any more)."""
    listed = LISTED[tracker]
    body = query.get("body", "")
    filters = _filters(tracker, query)
    if filters.mistakes and body:
        rest = query.copy()
        del rest["body"]
        filters = _filters(tracker, rest, body)
    if filters.mistakes:
        raise Http404
    asked = {one: query.get(one, "") for one in query}
    chosen = [f"{one.label}: {one.value}" for one in shown_choices(filters, f"/{listed.path}")]
    return _of_rows(
        feed,
        choosing.all_of_tracked(filters.qs),
        " – ".join([str(listed.words.name), *chosen]),
        page=main_url(f"{listed.path}{query_of(asked)}"),
        body=body,
    )


def _of_search(feed: str, query: QueryDict) -> Followed:
    found = search_named(query)
    return Followed(
        feed=feed,
        title=found.title,
        page=main_url(f"search/?{query.urlencode()}"),
        body=query.get("body", ""),
        news=partial(new_in, found),
    )


def _filters(tracker: Tracker, query: QueryDict, body: str = "") -> TrackerFilters:
    listed = LISTED[tracker]
    return TrackerFilters(
        query,
        tracker=tracker,
        names=tuple(one for one in listed.names if one != "body" or not body),
        choices=choices(listed.words, body=body),
        labels={"addressee": listed.words.who, "status": listed.words.status_name},
        today=clock.today(),
        body=body,
    )
