"""The words of released files: kept, read, and gone with the last release of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from portal import clock
from portal.models import ReleasedFile, ReleasedText
from portal.publishing import hold_chain
from portal.released_texts.blocks import Block, block_from, words_of

__all__ = ["Listener", "Told", "blocks_of", "forget", "keep", "pages_of", "register_listener"]
__all__ += ["tell_again", "told_of"]

#: Gets the SHA-256 of a file whose words were written just now, inside the transaction.
Listener = Callable[[str], None]

_listeners: Final[list[Listener]] = []


@dataclass(frozen=True)
class Told:
    """What is known of the words of a file: where they come from, or why there are none.

    Attributes:
        source: tags, layer or none.
        reason: for none: scan, unreadable or too_large.
        pages: how many pages the file has.
        is_cut: the file is so long that its end was left out.
    """

    source: str
    reason: str
    pages: int
    is_cut: bool
    blocks: tuple[Block, ...]


def register_listener(listener: Listener) -> None:
    """Have `listener` called in the transaction in which the words of a file are written.

    Also when the same bytes are released again, as another paper or version: then in that release.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def pages_of(sha256: str) -> list[tuple[int, str]]:
    """The plain words of each page of a released file, pages numbered from 1.

    Pages without words are left out; so is a file that was not read yet, or cannot be.
    """
    return words_of(blocks_of(sha256) or ())


def blocks_of(sha256: str) -> list[Block] | None:
    """The blocks of a released file in reading order; None while it has not been read yet."""
    told = told_of(sha256)
    return None if told is None else list(told.blocks)


def told_of(sha256: str) -> Told | None:
    """What a released file says and where that comes from; None while it has not been read."""
    row = ReleasedText.objects.filter(sha256=sha256).first()
    if row is None:
        return None
    blocks = tuple(block_from(one) for one in row.blocks)
    return Told(row.source, row.reason, row.pages, row.is_cut, blocks)


def keep(sha256: str, found: dict[str, Any]) -> bool:
    """Write what was read in a file, unless it was withdrawn meanwhile; whether it was written.

    `found` has the fields of the row. Under the lock of the chain, so that nobody withdraws the
    file between the look and the writing.
    """
    with transaction.atomic():
        hold_chain()
        if not _is_public(sha256):
            return False
        ReleasedText.objects.update_or_create(
            sha256=sha256, defaults={**found, "made_at": clock.now()}
        )
        for listener in _listeners:
            listener(sha256)
    return True


def tell_again(hashes: Iterable[str]) -> None:
    """Tell the listeners of files whose words are known when the same bytes are released again."""
    rows = ReleasedText.objects.filter(sha256__in=set(hashes))
    for sha256 in rows.values_list("sha256", flat=True):
        for listener in _listeners:
            listener(sha256)


def forget(hashes: Iterable[str]) -> None:
    """Remove the words of files that no public record has any more, in this transaction."""
    for sha256 in sorted(set(hashes)):
        if not _is_public(sha256):
            ReleasedText.objects.filter(sha256=sha256).delete()


def _is_public(sha256: str) -> bool:
    return ReleasedFile.objects.filter(sha256=sha256, withdrawn_at__isnull=True).exists()
