"""The streams that a library unfolds as soon as it opens a file: tables, and objects in streams.

They are measured in the bytes of the file, before any library sees it (ISO 32000-2, 7.5.7 and
7.5.8). What is written so that it is not found here still meets the limit of memory.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path
from typing import Final

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.streams import measure_bytes

_KIND: Final = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_FILTER: Final = re.compile(rb"/(?:\w*Decode|Fl|AHx|A85|RL|LZW)\b(?!\w)")
_BEGIN: Final = re.compile(rb"stream\r?\n?")
DICTIONARY: Final = 4096
"""The most bytes of such a stream's dictionary."""


def weigh_tables(path: Path, bounds: Bounds) -> None:
    """Refuse a file whose tables unfold beyond all bounds.

    Raises:
        Refused: `over_limits`.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for kind in _KIND.finditer(data):
            begin = _BEGIN.search(data, kind.end(), kind.end() + DICTIONARY)
            if begin is None:
                continue
            start = max(0, data.rfind(b"obj", max(0, kind.start() - DICTIONARY), kind.start()))
            filters = [name.decode() for name in _FILTER.findall(data[start : begin.start()])]
            end = data.find(b"endstream", begin.end())
            measure_bytes(
                data[begin.end() : end if end >= 0 else len(data)], filters, bounds.page_bytes
            )
