"""One page of results as it is shown: titles, places, snippets and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from boards import kinds as board_kinds
from home.search.asking import Asked
from home.search.finding import Result
from home.search.kinds import GROUP_OF, GROUPS
from home.search.snippets import marked, snippet
from home.search_tables import SearchEntry
from portal.addresses import body_url
from scrutiny import kinds as scrutiny_kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["ShownPage", "ShownResult", "shown"]

_LONGEST_TITLE: Final = 160
_MOST_PAGES: Final = 12
_FILES: Final = frozenset({board_kinds.PAPER, board_kinds.BACKGROUND})


@dataclass(frozen=True)
class ShownPage:
    """A further page of the same file."""

    number: int
    address: str


@dataclass(frozen=True)
class ShownResult:
    """A result: where it leads, what it is called, of what kind, whose, of when."""

    address: str
    title: SafeString
    page: int | None
    file: str
    kind: StrOrPromise
    body: str
    on: date | None
    text: SafeString
    pages: list[ShownPage]
    has_more_pages: bool


def shown(
    results: Sequence[Result], asked: Asked, request: HttpRequest, *, names: Mapping[str, str]
) -> list[ShownResult]:
    """Results in their order; one that went meanwhile is left out. One query.

    `names` are those of the bodies by slug.
    """
    entries = SearchEntry.objects.defer("words").in_bulk([one.entry for one in results])
    return [
        _shown(entries[one.entry], one, asked, names, request)
        for one in results
        if one.entry in entries
    ]


def _shown(
    entry: SearchEntry,
    result: Result,
    asked: Asked,
    names: Mapping[str, str],
    request: HttpRequest,
) -> ShownResult:
    others = sorted(set(result.pages) - {entry.page})
    file = _file_path(entry, others)
    at_file = body_url(entry.body, file, request=request)
    here = body_url(entry.body, entry.path, request=request)
    is_file = entry.page is not None or entry.kind in _FILES
    return ShownResult(
        address=f"{here}#page={entry.page}" if entry.page else here,
        title=marked(Truncator(_title(entry)).chars(_LONGEST_TITLE), asked.meant),
        page=entry.page,
        file=PurePosixPath(entry.path).suffix.lstrip(".").upper() if is_file else "",
        kind=GROUPS[GROUP_OF[entry.kind]].one,
        body=names.get(entry.body, ""),
        on=entry.happened_on,
        text=snippet(entry.text or entry.title, asked.meant),
        pages=[ShownPage(one, f"{at_file}#page={one}") for one in others[:_MOST_PAGES]],
        has_more_pages=len(others) > _MOST_PAGES,
    )


def _title(entry: SearchEntry) -> str:
    if entry.kind == board_kinds.MEMBERS:
        return _("Members of %(body)s") % {"body": entry.title}
    return entry.title or str(GROUPS[GROUP_OF[entry.kind]].one)


def _file_path(entry: SearchEntry, pages: Sequence[int]) -> str:
    """Where the file of further pages lies; of a report, beside its page."""
    if entry.page is None and entry.kind == scrutiny_kinds.REPORT and pages:
        rows = SearchEntry.objects.filter(kind=entry.kind, key=entry.key, page=pages[0])
        return rows.values_list("path", flat=True).first() or entry.path
    return entry.path
