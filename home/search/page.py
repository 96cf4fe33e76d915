"""The page on which everything public is searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.search.asking import Asked, asked
from home.search.filters import SearchFilters, choices
from home.search.finding import COUNTED, Found, Result, find
from home.search.following import may_be_followed
from home.search.forms import with_forms
from home.search.promoted import promoted
from home.search.shown import shown
from home.search.suggesting import suggestion, with_fewer_words
from portal.addresses import host_body, main_url
from portal.responses import public
from scrutiny.shown.filters import ShownChoice, query_of, shown_choices, shown_fields

__all__ = ["search"]

PAGE_SIZE: Final = 10
_PATH: Final = "search/"
_ADDRESS: Final = f"/{_PATH}"


@dataclass(frozen=True)
class ResultPage:
    """The results of one page, and whether there are pages around it."""

    results: list[Result]
    number: int
    has_next: bool
    mistake: str = ""
    is_last_listed: bool = False

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to leaf through."""
        return self.has_next or self.number > 1


@public
def search(request: HttpRequest) -> HttpResponse:
    """What the address asks for, best first; on a body's own host, of that body."""
    body = host_body(request)
    offered = choices(body)
    filters = SearchFilters(request.GET, choices=offered, body=body)
    mistakes = filters.mistakes
    typed = "" if mistakes else filters.form.cleaned_data["q"]
    wanted = with_forms(asked(typed))
    tags = [] if mistakes else filters.tags
    is_asked = not mistakes and bool(wanted.phrases or filters.chosen)
    found = find(wanted, tags) if is_asked else Found([], is_more=False)
    page = _page(found, request.GET.get("page", ""))
    if page.mistake and not mistakes:
        mistakes = [("count", page.mistake)]
    chosen = {} if mistakes else filters.chosen
    meant = _meant(wanted, typed, filters) if is_asked and not found.results else ""
    is_in_vain = is_asked and not found.results and not meant
    fewer = with_fewer_words(wanted, typed, filters.tags) if is_in_vain else ""
    return render(
        request,
        "home/search.html",
        {
            "canonical": main_url(f"{_PATH}{query_of(chosen, page=page.number)}", request=request),
            "address": _ADDRESS,
            "typed": request.GET.get("q", "")[:200].replace("\0", " "),
            "is_asked": is_asked,
            "heading": _heading(found),
            "is_whole": found.is_whole,
            "fields": [one for one in shown_fields(filters) if one.name != "q"],
            "q_mistakes": [str(one) for one in filters.form.errors.get("q", [])],
            "choices": [] if mistakes else _choices(filters),
            "mistakes": mistakes,
            "page": page,
            "promoted": promoted(typed, request) if page.number == 1 and not mistakes else [],
            "results": []
            if mistakes
            else shown(page.results, wanted, request, names=dict(offered["body"])),
            "feed": _feed(filters, is_asked=is_asked),
            "meant": meant,
            "meant_query": query_of({**chosen, "q": meant}) if meant else "",
            "fewer": fewer,
            "fewer_query": query_of({**chosen, "q": fewer}) if fewer else "",
            "first_query": query_of(filters.chosen) if page.mistake else "",
            "previous_query": query_of(chosen, page=page.number - 1),
            "next_query": query_of(chosen, page=page.number + 1),
        },
    )


def _meant(wanted: Asked, typed: str, filters: SearchFilters) -> str:
    return suggestion(wanted, typed, filters.tags) if wanted.phrases else ""


def _choices(filters: SearchFilters) -> list[ShownChoice]:
    """What was chosen beside the words, which stand in their field."""
    words = str(filters.filters["q"].label)
    return [one for one in shown_choices(filters, _ADDRESS) if one.label != words]


def _feed(filters: SearchFilters, *, is_asked: bool) -> str:
    """Where this search is followed; empty where nothing was asked that can be."""
    may_be = is_asked and may_be_followed(filters)
    return f"/feeds/search.atom{query_of(filters.chosen)}" if may_be else ""


def _heading(found: Found) -> str:
    if found.is_more:
        return _("Over %(count)s results") % {"count": f"{COUNTED:,}"}
    number = len(found.results)
    if not number:
        return _("No results")
    return ngettext("%(count)d result", "%(count)d results", number) % {"count": number}


def _page(found: Found, wanted: str) -> ResultPage:
    """The page that an address names; a number that is none gives no rows and says so."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 0
    number = 1 if not wanted else number
    start = (number - 1) * PAGE_SIZE
    if number < 1 or (start and start >= len(found.results)):
        words = _("There is no page “%(page)s” of these results.") % {"page": wanted[:20]}
        return ResultPage([], 1, has_next=False, mistake=words)
    results = found.results[start : start + PAGE_SIZE]
    has_next = start + PAGE_SIZE < len(found.results)
    is_last_listed = found.is_more and not has_next
    return ResultPage(results, number, has_next=has_next, is_last_listed=is_last_listed)
