"""Which Welsh words these are: a hash that is another one as soon as a single word is changed."""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

__all__ = ["catalogue_hash", "hash_of"]

_FILE: Final = Path("cy") / "LC_MESSAGES" / "django.mo"
#: The number at the beginning of a compiled catalogue (GNU gettext manual, "The Format of GNU MO
#: Files"), read in the order of bytes in which the file was written.
_LITTLE: Final = b"\xde\x12\x04\x95"


@cache
def catalogue_hash() -> str:
    """The hash of the Welsh words of this software; empty where there are none.

    Read once in the life of a process, as the words themselves are.
    """
    for folder in settings.LOCALE_PATHS:
        file = Path(folder) / _FILE
        if file.is_file():
            return hash_of(file.read_bytes())
    return ""


def hash_of(compiled: bytes) -> str:
    """The SHA-256 of the entries of a compiled catalogue, whatever its head says of dates."""
    order = "<" if compiled[:4] == _LITTLE else ">"
    _revision, count, sources, texts = struct.unpack_from(f"{order}4I", compiled, 4)
    digest = hashlib.sha256()
    for number in range(count):
        source = _entry(compiled, order, sources + 8 * number)
        if not source:  # the head: dates and programs
            continue
        for part in (source, _entry(compiled, order, texts + 8 * number)):
            digest.update(len(part).to_bytes(4, "big") + part)
    return digest.hexdigest()


def _entry(compiled: bytes, order: str, place: int) -> bytes:
    length, start = struct.unpack_from(f"{order}2I", compiled, place)
    return compiled[start : start + length]
