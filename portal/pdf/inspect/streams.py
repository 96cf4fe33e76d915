"""Unfolding compressed streams within bounds (ISO 32000-2, 7.4).

A deflate stream of 250 KB may unfold to 256 MB, and filters may be nested. So nothing is handed to
a library that unfolds without asking, before its size is known here.
"""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Array, Name, PdfError, Stream

from portal.pdf.inspect.findings import Refused

#: No stream of so few bytes can unfold, by one filter, to more than a thousand times as many.
GROWTH: Final = 1040
STEP: Final = 1024 * 1024
#: A last filter that might grow to so many times the bound is tried; the memory limit holds it.
MARGIN: Final = 4
FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
PICTURES: Final = frozenset(
    {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/Crypt"}
)
_NOT_HEXADECIMAL: Final = re.compile(rb"[^0-9A-Fa-f]")


@dataclass(frozen=True)
class Unfolded:
    """The bytes of a stream; `whole` says whether it ended as it should, `sound` its checksum."""

    data: bytes
    whole: bool = True
    sound: bool = True


def filters_of(stream: Stream) -> list[str]:
    """The names of a stream's filters, in the order in which they are undone."""
    named = stream.get("/Filter")
    if isinstance(named, Name):
        return [str(named)]
    if isinstance(named, Array):
        return [str(one) for one in named if isinstance(one, Name)]
    return []


def unfold(stream: Stream, most: int) -> Unfolded:
    """Undo the filters of a stream that holds no picture.

    Args:
        stream: the stream.
        most: the most bytes it may have, at any stage.

    Raises:
        Refused: `over_limits`, it has more; `damaged`, it cannot be read at all.
    """
    filters = filters_of(stream)
    try:
        raw = stream.read_raw_bytes()
    except PdfError as error:
        raise Refused("damaged", what="stream") from error
    if not filters:
        return _at_most(Unfolded(raw), most)
    if any(one not in FLATE for one in filters):
        return _other_filters(stream, raw, filters, most)
    found = Unfolded(raw)
    for _ in filters:
        found = inflate(found.data, most)
    return found if len(filters) > 1 or not _has_predictor(stream) else _by_library(stream, most)


def inflate(raw: bytes, most: int) -> Unfolded:
    """Undo one deflate filter, whatever its checksum says.

    Raises:
        Refused: `over_limits`.
    """
    unfolder = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    rest = raw.lstrip(b"\r\n") if raw[:1] in b"\r\n" else raw
    try:
        while rest and not unfolder.eof:
            part = unfolder.decompress(rest, STEP)
            size += len(part)
            if size > most:
                raise Refused("over_limits", what="inflates", megabytes=most // STEP)
            parts.append(part)
            rest = unfolder.unconsumed_tail
            if not part and not rest:
                break
    except zlib.error as error:
        checksum = "incorrect data check" in str(error)
        return Unfolded(b"".join(parts), whole=checksum, sound=False)
    data = b"".join(parts)
    return Unfolded(data, whole=unfolder.eof or _only_checksum_missing(raw, len(data)))


def _only_checksum_missing(raw: bytes, size: int) -> bool:
    """Whether the deflate data itself came to its end; some programs leave out the checksum."""
    bare = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = raw[2:]
    try:
        while rest and not bare.eof:
            if not bare.decompress(rest, STEP) and not bare.unconsumed_tail:
                break
            rest = bare.unconsumed_tail
    except zlib.error:
        return False
    return bare.eof or (size == 0 and len(raw) <= 2)


def _has_predictor(stream: Stream) -> bool:
    given: Any = stream.get("/DecodeParms", stream.get("/DP"))
    if isinstance(given, Array):
        given = given[0] if len(given) else None
    try:
        return given is not None and int(given.get("/Predictor", 1)) > 1
    except (AttributeError, TypeError, ValueError):
        return False


def measure(stream: Stream, most: int) -> None:
    """Make sure that a stream does not unfold beyond `most` bytes at any stage before a picture.

    Raises:
        Refused: `over_limits`, or `damaged`.
    """
    filters = filters_of(stream)
    if any(one in PICTURES for one in filters[:1]):
        return
    size = _whole(stream.get("/Length"))
    if size * GROWTH ** len(filters) > most:
        measure_bytes(stream.read_raw_bytes(), filters, most)


def measure_bytes(data: bytes, filters: list[str], most: int) -> None:
    """The same for the bytes of a stream that no library has read.

    Raises:
        Refused: `over_limits`, or `damaged`.
    """
    size = len(data)
    for one in filters:
        size *= _GROWTHS.get(one, GROWTH)
    if size > most:
        _stages(data, filters, most)


def _other_filters(stream: Stream, raw: bytes, filters: list[str], most: int) -> Unfolded:
    """ASCII, run length and LZW: left to the library where they cannot grow beyond all bounds."""
    measure_bytes(raw, filters, most)
    return _by_library(stream, most)


def _stages(data: bytes, filters: list[str], most: int) -> None:
    """Undo filter after filter as far as is needed to know that none grows beyond bounds."""
    for place, one in enumerate(filters):
        if one in FLATE:
            data = inflate(data, most).data
        elif one in _ASCII:
            data = _ASCII[one](data)
        elif one in PICTURES or (
            place == len(filters) - 1 and len(data) * _GROWTHS.get(one, GROWTH) <= most * MARGIN
        ):
            return
        else:
            raise Refused("over_limits", what="inflates", megabytes=most // STEP)


def _from_hexadecimal(data: bytes) -> bytes:
    digits = _NOT_HEXADECIMAL.sub(b"", data.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _from_ascii85(data: bytes) -> bytes:
    try:
        return base64.a85decode(data.partition(b"~")[0])
    except ValueError as error:
        raise Refused("damaged", what="stream") from error


_ASCII: Final = {
    "/ASCIIHexDecode": _from_hexadecimal,
    "/AHx": _from_hexadecimal,
    "/ASCII85Decode": _from_ascii85,
    "/A85": _from_ascii85,
}
_GROWTHS: Final = dict.fromkeys(_ASCII, 4) | {"/RunLengthDecode": 64, "/RL": 64}


def _by_library(stream: Stream, most: int) -> Unfolded:
    try:
        return _at_most(Unfolded(stream.read_bytes()), most)
    except PdfError:
        return Unfolded(b"", whole=False, sound=False)


def _whole(value: Any) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError, ArithmeticError):
        return 0


def _at_most(found: Unfolded, most: int) -> Unfolded:
    if len(found.data) > most:
        raise Refused("over_limits", what="inflates", megabytes=most // STEP)
    return found
