"""The decoded bytes of a stream, within a bound; a small file can hold a gigabyte of zeros."""

from __future__ import annotations

import zlib
from typing import Final

import pikepdf

MOST_BYTES: Final = 48 * 1024 * 1024
"""Decoded bytes of one stream."""
_HEADER: Final = 2
_PICTURES: Final = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
_PICTURES_SHORT: Final = frozenset({"/DCT", "/CCF"})


class UnreadableError(ValueError):
    """A stream that cannot be decoded, or is too long."""


def filters(stream: pikepdf.Stream) -> list[str]:
    """The filters of a stream, outermost first."""
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in (named if isinstance(named, pikepdf.Array) else [named])]


def is_picture(stream: pikepdf.Stream) -> bool:
    """Whether the stream is packed as a picture, so that its bytes are no text."""
    return not _PICTURES.union(_PICTURES_SHORT).isdisjoint(filters(stream))


def decoded(stream: pikepdf.Stream) -> tuple[bytes, bytes]:
    """The bytes of a stream, and what stands in it behind the end of its packed data.

    Raises:
        UnreadableError: it cannot be unpacked, or is longer than MOST_BYTES.
    """
    packed = stream.read_raw_bytes()
    used = filters(stream)
    if is_picture(stream):
        return packed, b""
    if used == ["/FlateDecode"] and "/DecodeParms" not in stream:
        return inflated(packed)
    if not used:
        return packed, b""
    if len(packed) * 4 > MOST_BYTES:
        raise UnreadableError("too long")
    try:
        return stream.read_bytes(), b""
    except (pikepdf.PdfError, ValueError) as error:
        raise UnreadableError(str(error)) from error


def inflated(packed: bytes) -> tuple[bytes, bytes]:
    """Unpack zlib data; also returns what follows its end. A wrong checksum does no harm.

    Raises:
        UnreadableError: it is damaged, or longer than MOST_BYTES.
    """
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, MOST_BYTES)
    except zlib.error:
        return _without_checksum(packed)
    if unpacking.unconsumed_tail:
        raise UnreadableError("too long")
    return content, unpacking.unused_data


def _without_checksum(packed: bytes) -> tuple[bytes, bytes]:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacking.decompress(packed[_HEADER:], MOST_BYTES)
    except zlib.error as error:
        raise UnreadableError(str(error)) from error
    if not unpacking.eof:
        raise UnreadableError("damaged or too long")
    return content, unpacking.unused_data
