"""When an archive is one that must not be unpacked: too many parts, too large, or leading astray.

Office files are archives. A hostile one has a few kilobytes and unpacks to ten gigabytes, has a
hundred thousand parts, names a part `../../somewhere`, or keeps an archive in an archive. All of
that can be read from the list of its parts, before anything is unpacked.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Final, Literal, TypeAlias

Why: TypeAlias = Literal["not_an_archive", "many", "large", "dense", "astray", "nested", "locked"]

MOST_PARTS: Final = 10_000
MOST_BYTES: Final = 600 * 1024 * 1024
"""All parts together, unpacked."""
DENSE: Final = 200
"""A part that unpacks to more than so many times its size is none that an office program wrote."""
DENSE_FROM: Final = 8 * 1024 * 1024
"""Smaller parts may be as dense as they like: a sheet of blank rows is."""
_ROOM: Final = 4 * 1024 * 1024
"""Bytes of the list of parts; one of MOST_PARTS has about a quarter of that."""
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LOCATOR: Final = b"PK\x06\x07"
_LOCATOR_SIZE: Final = 20
_FAR_END_SIZE: Final = 56
_TAIL: Final = 65_535 + _END_SIZE + _LOCATOR_SIZE + _FAR_END_SIZE
_ARCHIVES: Final = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".zst", ".jar")


@dataclass(frozen=True)
class UnsafeArchiveError(Exception):
    """An archive that is not unpacked; `why` is one word."""

    why: Why


def refuse_unsafe_list(file: BinaryIO) -> None:
    """Refuse an archive whose list of parts is itself too large to be read.

    The list is bounded by its size in bytes, which is what a reader goes by, and not by the number
    of parts that the file claims (APPNOTE.TXT 6.3.10, 4.3.16 and 4.3.14).

    Raises:
        UnsafeArchiveError: `not_an_archive` or `many`. The file is left anywhere.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise UnsafeArchiveError("not_an_archive")
    rooms = [struct.unpack_from("<L", tail, at + 12)[0]]
    if tail[max(0, at - _LOCATOR_SIZE) :].startswith(_LOCATOR):
        far = at - _LOCATOR_SIZE - _FAR_END_SIZE
        rooms = [struct.unpack_from("<Q", tail, far + 40)[0] if far >= 0 else _ROOM + 1]
    if max(rooms) > _ROOM:
        raise UnsafeArchiveError("many")


def refuse_unsafe_parts(parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an archive by the list of its parts.

    Raises:
        UnsafeArchiveError: `many`, `large`, `dense`, `astray`, `nested` or `locked`.
    """
    total = 0
    for count, part in enumerate(parts, start=1):
        total += part.file_size
        if count > MOST_PARTS:
            raise UnsafeArchiveError("many")
        if total > MOST_BYTES:
            raise UnsafeArchiveError("large")
        if part.file_size > max(DENSE_FROM, DENSE * part.compress_size):
            raise UnsafeArchiveError("dense")
        if leads_astray(part.filename):
            raise UnsafeArchiveError("astray")
        if part.filename.lower().endswith(_ARCHIVES):
            raise UnsafeArchiveError("nested")
        if part.flag_bits & 0x1:
            raise UnsafeArchiveError("locked")


def leads_astray(name: str) -> bool:
    """Whether the name of a part would lead out of the folder that it were unpacked to."""
    plain = name.replace("\\", "/")
    return (
        plain.startswith("/")
        or "\x00" in name
        or ".." in plain.split("/")
        or plain[1:3] in {":", ":/"}
    )
