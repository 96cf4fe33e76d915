"""The rows of the search index that a released record gives: one for itself, one for each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final

from boards import kinds as board_kinds
from home.search.kinds import GROUP_OF, kind_words
from home.search.reading import texts_in, themes_in
from home.search.tags import filter_tag, title_tags
from home.search_tables import SearchEntry
from portal.models import PublicRecord
from portal.rules.references import municipal_year
from scrutiny import kinds as scrutiny_kinds
from scrutiny.rules.search_words import search_words

__all__ = ["entry", "entry_of", "page_entries"]

#: Both databases count the places of words up to here.
MOST_WORDS: Final = 16_000
#: What breaks a word at the end of a line, and the sign that a database cannot keep.
_UNSEEN: Final = {0xAD: None, 0x00: " "}
Theme = tuple[str, str]
Page = tuple[int, str]


def entry_of(record: PublicRecord, themes: Sequence[Theme] | None = None) -> SearchEntry:
    """The unsaved row of a current record itself; `themes` in the place of those that it names."""
    texts = [one for one in texts_in(record.payload) if one != record.title]
    return entry(
        kind=record.kind,
        key=record.key,
        body=record.body,
        path=record.path,
        release=record.release.number,
        title=record.title,
        text="\n".join(texts),
        happened_on=record.happened_on,
        themes=themes_in(record.payload) if themes is None else themes,
        reference=str(record.payload.get("reference") or ""),
    )


def page_entries(
    record: PublicRecord, pages: Iterable[Page], themes: Sequence[Theme] | None = None
) -> list[SearchEntry]:
    """The unsaved rows of the pages of a record's PDF; pages without words are left out."""
    themes = themes_in(record.payload) if themes is None else themes
    return [
        entry(
            kind=record.kind,
            key=record.key,
            body=record.body,
            path=_file_path(record),
            release=record.release.number,
            title=record.title,
            text=text,
            happened_on=record.happened_on,
            themes=themes,
            page=number,
        )
        for number, text in pages
        if text.strip()
    ]


def entry(
    *,
    kind: str,
    key: str,
    body: str,
    path: str,
    title: str,
    text: str,
    release: int = 0,
    happened_on: date | None = None,
    themes: Sequence[Theme] = (),
    page: int | None = None,
    reference: str = "",
) -> SearchEntry:
    """An unsaved row. A page is found by what stands on it, not by the title of its file.

    A record is called by its title, by its printed reference and by what it is, as in
    “recommendation on missing children”.
    """
    title, text = title.translate(_UNSEEN)[:500], text.translate(_UNSEEN)
    year = municipal_year(happened_on).replace("/", "-") if happened_on else ""
    named = search_words(f"{title} {reference}") + kind_words(kind) if page is None else []
    tags = [filter_tag("kind", GROUP_OF[kind]), filter_tag("body", body)]
    tags += [filter_tag("year", year)] if year else []
    tags += [filter_tag("theme", slug) for slug, _name in themes]
    return SearchEntry(
        kind=kind,
        key=key,
        page=page,
        body=body,
        path=path,
        release=release,
        title=title,
        text=text,
        words=" ".join(islice((*named, *search_words(text)), MOST_WORDS)),
        tags=" ".join((*tags, *title_tags(named))),
        year=year,
        happened_on=happened_on,
        themes=[list(one) for one in themes],
    )


def _file_path(record: PublicRecord) -> str:
    """The address of the PDF below the body: a paper is its file; a report has one beside it."""
    if record.kind == scrutiny_kinds.REPORT:
        return f"{record.path}{record.version}/report.pdf"
    assert record.kind in (board_kinds.PAPER, board_kinds.BACKGROUND)
    return record.path
