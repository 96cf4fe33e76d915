"""Which addresses stand in which section: ranges of row numbers, so that none is ever counted off.

A section holds what was released within one range, or the editors' pages within one. It costs the
same wherever it lies, and a new release changes one section only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.db.models import F, Max
from wagtail.models import Page, Site

from boards import kinds as board_kinds
from home.open_pages import open_pages
from home.opendata.building import Building
from portal import clock
from portal.addresses import canonical_url, main_url
from portal.hosts import body_of_host
from portal.models import PublicRecord, Release
from portal.public import BODY_KIND, records
from scrutiny import kinds

#: Rows in one range; not all of them are addresses, since older versions have none.
RANGE: Final = 2_000
_KEPT_SECONDS: Final = 24 * 3600
#: Released kinds with a page, or a file, at their own address. A body's front page is an editor's.
LISTED: Final = (
    board_kinds.MEMBERS,
    board_kinds.MEETING,
    board_kinds.CHANGES,
    board_kinds.NOTICE,
    board_kinds.PAPER,
    kinds.SOURCE,
    kinds.REVIEW,
    kinds.LINE,
    kinds.REPORT,
    kinds.FINDING,
    kinds.EXTERNAL_FINDING,
    kinds.RECOMMENDATION,
    kinds.RESPONSE,
    kinds.ACTION,
)
#: A paper stands at two addresses: the file, and its reading version.
_PDF: Final = ".pdf"
#: Editors' pages on which nothing stands but what an editor wrote.
_TEXTS: Final = frozenset({"standardpage"})
#: Pages of a body that list its records.
_LISTS: Final = (
    *("meetings/", "reviews/", "sources/", "forward-plan/"),
    *("withheld/", "corrections/", "archive/"),
)
#: Pages of the main host that belong to no body.
_OF_THE_PORTAL: Final = (
    *("recommendations/", "responses/", "actions/", "findings/", "themes/", "data/", "api/"),
    *("find/", "glossary/", "feeds/", "alerts/", "verify/", "accessibility/", "privacy/"),
)


@dataclass(frozen=True)
class Entry:
    """One address in full, and when what stands there last changed, where that is known."""

    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """A section of the index; `kind` and `number` make its address."""

    kind: str
    number: int
    changed_at: datetime | None = None


def sections(here: str) -> list[Section]:
    """Every section that holds an address; `here` is the body whose own host was asked.

    Ranges of records are counted once after each release, and then read from the cache.
    """
    newest = Release.objects.order_by("-number").values_list("hash", flat=True).first() or "none"
    name = f"sitemap.{here}.{newest}"
    kept: Any = cache.get(name)
    if not isinstance(kept, list):
        kept = _ranges_of_records(here)
        cache.set(name, kept, _KEPT_SECONDS)
    return [Section("lists", 0), *_ranges_of_pages(here), *kept]


def entries(kind: str, number: int, here: str) -> list[Entry] | None:
    """The addresses of one section; None when there is no such section."""
    if kind == "lists":
        return list(_lists(here)) if number == 0 else None
    found = list(_records(number, here) if kind == "records" else _pages(number, here))
    return found or None


def _with_own_host() -> list[str]:
    """The bodies that have a host of their own: their addresses stand in the list of that host."""
    hostnames = Site.objects.values_list("hostname", flat=True)
    return sorted({body_of_host(one) for one in hostnames} - {""})


def _listed(here: str) -> Any:
    """The records whose permanent address is on this host."""
    rows = PublicRecord.objects.filter(is_current=True, kind__in=LISTED)
    return rows.filter(body=here) if here else rows.exclude(body__in=_with_own_host())


def _ranges_of_records(here: str) -> list[Section]:
    """Ranges with an address; what was withdrawn changed its range too."""
    last: dict[int, datetime] = {}
    rows = _listed(here).annotate(part=F("pk") / RANGE).order_by()
    found = rows.values_list("part").annotate(Max("released_at"), Max("withdrawn_at"))
    for part, released_at, withdrawn_at in found:
        last[int(part)] = max(one for one in (released_at, withdrawn_at) if one)
    standing = rows.filter(withdrawn_at__isnull=True).values_list("part", flat=True).distinct()
    present = {int(part) for part in standing}
    return [Section("records", part, last[part]) for part in sorted(present)]


def _ranges_of_pages(here: str) -> list[Section]:
    """Ranges with an editors' page; there are few pages, so they are looked at one by one."""
    own = _with_own_host()
    rows = open_pages(Page.objects.filter(depth__gt=1)).order_by("pk")
    places = ((pk, _place(url_path)[0]) for pk, url_path in rows.values_list("pk", "url_path"))
    present = {pk // RANGE for pk, first in places if (first == here if here else first not in own)}
    return [Section("pages", number) for number in sorted(present)]


def _records(number: int, here: str) -> Iterator[Entry]:
    """Released records of one range that stand: one query."""
    at = Building(today=clock.today(), bodies={}, calendars={})
    within = _listed(here).filter(pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE)
    rows = within.filter(withdrawn_at__isnull=True).order_by("pk")
    columns = ("kind", "body", "path", "released_at")
    for kind, body, path, released_at in rows.values_list(*columns):
        address = at.address(body, path)
        yield Entry(address, released_at)
        if kind == board_kinds.PAPER and address.endswith(_PDF):
            yield Entry(f"{address.removesuffix(_PDF)}/", released_at)


def _pages(number: int, here: str) -> Iterator[Entry]:
    """The editors' pages of one range that everybody may read.

    What stands on a front page or a list changes with what is published, so only a page of text
    says when it last changed.
    """
    own = _with_own_host()
    within = Page.objects.filter(depth__gt=1, pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE)
    columns = ("url_path", "last_published_at", "content_type__model")
    for url_path, at, model in open_pages(within).order_by("pk").values_list(*columns):
        first, path = _place(url_path)
        published_at = at if model in _TEXTS else None
        if here and first == here:
            yield Entry(canonical_url(here, path.partition("/")[2]), published_at)
        elif not here and first not in own:
            yield Entry(canonical_url("", path), published_at)


def _place(url_path: str) -> tuple[str, str]:
    """The first step of a page's address, and its whole path, below the home page."""
    path = url_path.lstrip("/").partition("/")[2]
    return path.partition("/")[0], path


def _lists(here: str) -> Iterator[Entry]:
    """Pages that list what bodies published; when such a list last changed is not told."""
    slugs = records(BODY_KIND, body=here).order_by("body").values_list("body", flat=True)
    own = [] if here else _with_own_host()
    for slug in slugs:
        for path in () if slug in own else _LISTS:
            yield Entry(canonical_url(slug, path))
    if not here:
        for path in _OF_THE_PORTAL:
            yield Entry(main_url(path))
