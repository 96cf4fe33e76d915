"""Filling the search index from released copies: with each release, page by page, or all anew.

A release or withdrawal calls `write_released` inside its own transaction, the reading of a PDF
`write_pages` inside its own, both under the lock of the chain; so no two of them meet, and what is
withdrawn is not found from that moment on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from home.search.counting import count_in, count_out, set_values, set_words
from home.search.entries import entry_of, page_entries
from home.search.kinds import PAGE, PAGED, RELEASED
from home.search.reading import themes_in
from home.search.text import renew_index, vocabulary
from home.search_tables import SearchEntry
from portal.models import PublicRecord, ReleasedFile
from portal.publishing import hold_chain
from portal.released_rows import register_writer
from portal.released_texts import pages_of, register_listener
from scrutiny import kinds as scrutiny_kinds

__all__ = ["forget", "put", "rebuild", "register_search", "write_pages", "write_released"]

_PDF: Final = "application/pdf"
_AT_ONCE: Final = 200
Ref = tuple[str, str]


def register_search() -> None:
    """Have the index written with every release and every file that was read; once at start-up."""
    register_writer(write_released)
    register_listener(write_pages)


def write_released(rows: Sequence[PublicRecord]) -> None:
    """Bring the index up to date with rows that a release has just written."""
    ours = [row for row in rows if row.is_current and row.kind in RELEASED]
    forget([(row.kind, row.key) for row in ours])
    for row in ours:
        if row.withdrawn_at is None:
            put([entry_of(row, _themes(row)), *_pages(row)])
    _write_reports({row.key for row in ours if row.kind == scrutiny_kinds.REVIEW})


def write_pages(sha256: str) -> None:
    """Write the pages of every current record that has a file with these bytes."""
    files = ReleasedFile.objects.filter(sha256=sha256, withdrawn_at__isnull=True)
    current = PublicRecord.objects.current().filter(kind__in=PAGED).select_related("release")
    for record in current.filter(pk__in=files.values("record")):
        _remove(SearchEntry.objects.filter(kind=record.kind, key=record.key, page__isnull=False))
        put(_pages(record))


def put(entries: Sequence[SearchEntry]) -> None:
    """Write rows that are not there yet."""
    SearchEntry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    count_in(entries)


def forget(refs: Sequence[Ref]) -> None:
    """Remove records with all their pages."""
    for kind, key in dict.fromkeys(refs):
        _remove(SearchEntry.objects.filter(kind=kind, key=key))


def rebuild() -> int:
    """Make the index again from what is public, record by record; how many rows it has then.

    The site serves meanwhile, and others may publish and withdraw: each record is looked at and
    written under the lock of the chain, and its old rows stay until the new ones are there. What
    is not public any more goes at the end, with the words that occur no more.
    """
    renew_index()
    current = PublicRecord.objects.current().filter(kind__in=RELEASED)
    ordered = current.order_by(
        "release__number", F("happened_on").asc(nulls_first=True), "pk"
    )  # as they came in
    for number in list(ordered.values_list("pk", flat=True)):
        _write_again(number)
    for ref in list(SearchEntry.objects.exclude(kind=PAGE).values_list("kind", "key").distinct()):
        _forget_unless_public(ref)
    with transaction.atomic():
        hold_chain()
        set_words(vocabulary())
        set_values(SearchEntry.objects.filter(page__isnull=True))
    return SearchEntry.objects.count()


def _write_again(number: int) -> None:
    with transaction.atomic():
        hold_chain()
        rows = PublicRecord.objects.current().select_related("release")
        record = rows.filter(pk=number).first()
        if record is not None:  # else it was withdrawn or replaced meanwhile, and written then
            write_released([record])


def _forget_unless_public(ref: Ref) -> None:
    kind, key = ref
    with transaction.atomic():
        hold_chain()
        if not PublicRecord.objects.current().filter(kind=kind, key=key).exists():
            forget([ref])


def _write_reports(reviews: set[str]) -> None:
    """Write the rows of the reports of these reviews again, whose themes may be others now."""
    rows = PublicRecord.objects.current().filter(kind=scrutiny_kinds.REPORT, key__in=reviews)
    for row in rows.select_related("release"):
        forget([(row.kind, row.key)])
        put([entry_of(row, _themes(row)), *_pages(row)])


def _themes(record: PublicRecord) -> list[tuple[str, str]]:
    """The themes of a record; of a report, those of its review as that is public."""
    if record.kind != scrutiny_kinds.REPORT:
        return themes_in(record.payload)
    reviews = PublicRecord.objects.current().filter(kind=scrutiny_kinds.REVIEW, key=record.key)
    review = reviews.of_body(record.body).first()
    return themes_in(review.payload) if review else []


def _pages(record: PublicRecord) -> list[SearchEntry]:
    """The rows of the pages of a record's PDF, as far as it has been read."""
    if record.kind not in PAGED:
        return []
    file = record.files.filter(media_type=_PDF, withdrawn_at__isnull=True).first()
    return page_entries(record, pages_of(file.sha256), _themes(record)) if file else []


def _remove(rows: QuerySet[SearchEntry]) -> None:
    entries = list(rows)
    if entries:
        SearchEntry.objects.filter(pk__in=[one.pk for one in entries]).delete()
        count_out(entries)
