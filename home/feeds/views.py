"""`/feeds/…`: what can be followed, and the feeds themselves; the same for everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards import kinds as board_kinds
from home.feeds import choosing
from home.feeds.atom import feed
from home.search.following import ADDRESS, followed_search
from portal.addresses import canonical_url, host_body, main_url
from portal.models.releases import PublicRecord
from portal.public import body_record, record_of, records
from portal.responses import public
from scrutiny import kinds as scrutiny_kinds
from scrutiny.public_tables import TrackedTag, Tracker
from scrutiny.shown.filters import query_of, shown_choices
from scrutiny.shown.standing import record_label
from scrutiny.views.tracker import LISTED, tracker_filters

_BEGINNING: Final = datetime(2026, 1, 1, tzinfo=UTC)


@public
def feeds(request: HttpRequest) -> HttpResponse:
    """What a feed is, and which there are."""
    here = host_body(request)
    context = {
        "canonical": main_url("feeds/", request=request),
        "bodies": [body_record(here)] if here else list(records(board_kinds.BODY)),
        "trackers": [(one.value, listed.words.name) for one, listed in LISTED.items()],
    }
    return render(request, "home/feeds.html", context)


@public
def everything(request: HttpRequest) -> HttpResponse:
    """News of every panel and board; on a body's own host, of that body."""
    here = host_body(request)
    if here:
        return _of_body(here)
    return feed(
        choosing.of_bodies(),
        name="all",
        title=_("What panels and boards published"),
        subtitle=_("Meetings and their papers, reports, responses and actions"),
        address=main_url("feeds/all.atom"),
        page=main_url(""),
        author=_("The panels and boards of this site"),
        empty_since=_BEGINNING,
    )


@public
def of_body(request: HttpRequest, body: str) -> HttpResponse:
    """News of one body."""
    return _of_body(body)


def _of_body(slug: str) -> HttpResponse:
    body = body_record(slug)
    return feed(
        choosing.of_bodies(slug),
        name=f"bodies/{slug}",
        title=body.title,
        subtitle=_("Meetings and their papers, reports, responses and actions"),
        address=main_url(f"feeds/bodies/{slug}.atom"),
        page=canonical_url(slug),
        author=body.title,
        empty_since=body.released_at,
    )


@public
def of_meeting(request: HttpRequest, key: UUID) -> HttpResponse:
    """A meeting: new papers, a new day, the minutes."""
    one = record_of(board_kinds.MEETING, key, body=host_body(request))
    subtitle = _("Its papers and every change of it")
    return _of_record(one, choosing.of_meeting(one), "meetings", one.title, subtitle)


@public
def of_review(request: HttpRequest, key: UUID) -> HttpResponse:
    """A review with its report and everything on its thread."""
    one = record_of(scrutiny_kinds.REVIEW, key, body=host_body(request))
    subtitle = _("The review, its report, recommendations, responses and actions")
    return _of_record(one, choosing.of_review(one), "reviews", one.title, subtitle)


@public
def of_recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """A recommendation, its answer, its actions, and each time that one of them moved on."""
    one = record_of(scrutiny_kinds.RECOMMENDATION, key, body=host_body(request))
    subtitle = str(one.payload.get("text") or "")
    found = choosing.of_recommendation(one)
    return _of_record(one, found, "recommendations", record_label(one), subtitle)


def _of_record(
    one: PublicRecord, found: list[PublicRecord], section: str, title: str, subtitle: str
) -> HttpResponse:
    return feed(
        found,
        name=f"{section}/{one.key}",
        title=title,
        subtitle=subtitle,
        address=main_url(f"feeds/{section}/{one.key}.atom"),
        page=canonical_url(one.body, one.path),
        author=body_record(one.body).title,
        empty_since=one.released_at,
    )


@public
def of_theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on a theme. Raises Http404 for a theme of which nothing is public."""
    tags = TrackedTag.objects.filter(facet="theme", value=slug)
    here = host_body(request)
    tag = (tags.filter(record__body=here) if here else tags).first()
    if tag is None:
        raise Http404
    return feed(
        choosing.of_theme(slug, here),
        name=f"themes/{slug}",
        title=tag.label,
        subtitle=_("Findings, recommendations and actions on this theme"),
        address=main_url(f"feeds/themes/{slug}.atom"),
        page=main_url(f"themes/{slug}/"),
        author=_("The panels and boards of this site"),
        empty_since=_BEGINNING,
    )


@public
def of_tracker(request: HttpRequest, tracker: str) -> HttpResponse:
    """A list as it is filtered: the feed of a search that somebody keeps.

    An address that was not understood leads to the list, which says why.
    """
    listed = LISTED[Tracker(tracker)]
    filters = tracker_filters(request, listed)
    if filters.mistakes:
        return redirect(f"/{listed.path}?{request.GET.urlencode()}")
    query = query_of(filters.chosen)
    chosen = [f"{one.label}: {one.value}" for one in shown_choices(filters, f"/{listed.path}")]
    return feed(
        choosing.of_tracked(filters.qs),
        name=f"{tracker}{query}",
        title=" – ".join([str(listed.words.name), *chosen]),
        subtitle=_("Each time that one of these is published or moves on"),
        address=main_url(f"feeds/{tracker}.atom{query}"),
        page=main_url(f"{listed.path}{query}"),
        author=_("The panels and boards of this site"),
        empty_since=_BEGINNING,
    )


@public
def of_search(request: HttpRequest) -> HttpResponse:
    """The records that a search finds, those released last first.

    An address that was not understood, or asks for nothing, leads to the search, which says why.
    """
    found = followed_search(request.GET, body=host_body(request))
    if found is None:
        return redirect(f"{ADDRESS}?{request.GET.urlencode()}")
    return feed(
        found.newest(choosing.AT_MOST),
        name=f"search{found.query}",
        title=found.title,
        subtitle=_("Each time that something is published in which these words stand"),
        address=main_url(f"feeds/search.atom{found.query}"),
        page=main_url(f"search/{found.query}"),
        author=_("The panels and boards of this site"),
        empty_since=_BEGINNING,
    )
