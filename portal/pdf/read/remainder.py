"""What stands in the file and belongs to no object that is in use.

An edit may leave the older state of an object behind, and a comment or bytes after the end are
seen by no reader of PDFs; whoever opens the file with an editor reads them.
"""

from __future__ import annotations

import hashlib
import mmap
import re
from collections.abc import Iterator
from typing import Final

from portal.pdf.read import document as place
from portal.pdf.read.collecting import Collector
from portal.pdf.read.decoding import UnreadableError, inflated
from portal.pdf.read.strings import TOKEN, name_text, readable, string_text, strings, text

_STREAM: Final = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_END: Final = b"endstream"
_SYNTAX: Final = frozenset(
    b"obj endobj endstream stream xref trailer startxref null true false R n f".split()
)
_LETTERED: Final = re.compile(rb"[A-Za-z\x80-\xff][^\s<>\[\]()/{}]*")
_COMMENT: Final = re.compile(rb"%([^\r\n]*)")


def fingerprint(packed: bytes) -> bytes:
    """What tells one stream's bytes from another's."""
    return hashlib.blake2b(packed, digest_size=16).digest()


def read_remainder(
    content: mmap.mmap | bytes, live: set[bytes], seen: set[str], found: Collector
) -> None:
    """Find what is left over.

    Args:
        content: the whole file.
        live: the fingerprints of the streams that are in use.
        seen: the strings and names of the objects that are in use.
        found: where the passages go.
    """
    for is_stream, part in parts(content):
        if not is_stream:
            _between(part, seen, found)
        elif not any(fingerprint(part[: len(part) - less]) in live for less in (0, 1, 2)):
            _lost_stream(part, found)


def parts(content: mmap.mmap | bytes) -> Iterator[tuple[bool, bytes]]:
    """The file in order, cut where the data of streams begin and end."""
    position = 0
    while found := _STREAM.search(content, position):
        yield False, bytes(content[position : found.start()])
        end = content.find(_END, found.end())
        end = end if end >= 0 else len(content)
        yield True, bytes(content[found.end() : end])
        position = end + len(_END) if end < len(content) else end
    yield False, bytes(content[position:])


def _lost_stream(packed: bytes, found: Collector) -> None:
    try:
        data, behind = inflated(packed)
    except UnreadableError:
        data, behind = packed, b""
    for one in (data, behind):
        found.add(place.REMAINDER, "\f".join([readable(one), *strings(one)]))


def superseded(data: bytes, seen: set[str], found: Collector) -> None:
    """Read a stream of objects, some of which may be out of use."""
    _between(data, seen, found)


def _between(part: bytes, seen: set[str], found: Collector) -> None:
    """Strings, names, comments and loose words that no object in use has."""
    for token in TOKEN.finditer(part):
        said = string_text(token[0]) if token.lastgroup == "string" else name_text(token[0])
        if said not in seen:
            found.add(place.REMAINDER, said)
    rest = TOKEN.sub(b" ", part)
    for line in rest.splitlines():
        if any(word[0] not in _SYNTAX for word in _LETTERED.finditer(line)):
            found.add(place.REMAINDER, text(line))
    for comment in _COMMENT.finditer(part):
        found.add(place.REMAINDER, text(comment[1]))
