"""A public copy as passages: every text in it with the words for its place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.publishing_values import Copy
from portal.rules.disclosure.facts import Passage, Place

_KEY: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
#: What is no text of a person: keys, hashes, dates, times, codes, addresses below a body.
_MACHINE_WORDS: Final = re.compile(
    rf"([a-z-]+/)?{_KEY}/?"
    r"|[0-9a-f]{64}"
    r"|\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?"
    r"|\d\d:\d\d(:\d\d)?"
    r"|[a-z]+(_[a-z]+)*"
    r"|((meetings|reviews)/[\w./-]+)",
    re.ASCII,
)
_BLOCK_END: Final = re.compile(
    r"<(?:/(?:p|li|h\d|div|td|th|tr|blockquote)|br)\b[^>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]*>")
_TARGET: Final = re.compile(r"""\b(?:href|src|alt|title)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)


def passages_of_copy(copy: Copy) -> Iterator[Passage]:
    """The title, every text of the payload, the address, and the names of the files."""
    yield Passage(copy.title, Place.RECORD, where=_where(copy.kind, ("title",)))
    for path, text in _texts(copy.payload, ()):
        yield from passages_of_text(text, where=_where(copy.kind, path))
    yield Passage(words_of_address(copy.path), Place.FILE_NAME, where=_("address"))
    for file in copy.files:
        yield Passage(words_of_address(file.name), Place.FILE_NAME, where=_("name of a file"))


def passages_of_text(text: str, *, where: str) -> Iterator[Passage]:
    """A text as people read it, and what its tags carry besides."""
    if _MACHINE_WORDS.fullmatch(text):
        return
    if "<" in text:
        for target in _TARGET.findall(text):
            yield Passage(html.unescape(target), Place.RECORD, where=where)
        text = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", text)))
    if text.strip():
        yield Passage(text, Place.RECORD, where=where)


def words_of_address(path: str) -> str:
    """An address or file name as words: its signs made into spaces, beside the name as it is.

    A permanent key in it is left out: it is drawn by lot, and its digits say nothing of anybody.
    """
    path = re.sub(_KEY, "", path, flags=re.ASCII)
    return f"{path} {re.sub(r'[-_./+%]+', ' ', path)}"


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, (*path, str(name)))
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value, start=1):
            yield from _texts(item, (*path, str(at)))


def _where(kind: str, path: tuple[str, ...]) -> str:
    """The place in words: “report: lines 2, conclusion”."""
    words: list[str] = []
    for part in path:
        if part.isdigit() and words:
            words[-1] += f" {part}"
        else:
            words.append(part.replace("_", " "))
    return f"{kind.replace('_', ' ')}: {', '.join(words)}"
