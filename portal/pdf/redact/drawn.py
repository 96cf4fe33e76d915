"""The same file without texts that speak instead of what is drawn (ISO 32000-2, 14.9.4).

PDFium reads such a text in the place of the letters it stands for, and knows no place for its own
letters. Who marks what is seen on the page must be told what is drawn on it.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import pikepdf

from portal.pdf.merge.objects import find
from portal.pdf.read.decoding import UnreadableError, decoded, is_picture

SPOKEN: Final = b"/ActualText"
UNSPOKEN: Final = b"/NotHereNow"
DEEPEST: Final = 4


def as_drawn(path: Path) -> bytes | Path:
    """The file as PDFium is to read it: itself, where nothing speaks instead of its letters."""
    with pikepdf.open(path) as pdf:
        found = [_silenced(one) for one in pdf.objects]
        if not any(found):
            return path
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


def _silenced(one: Any) -> bool:
    """Take such texts from a stream that draws, or from the properties of marked content."""
    if isinstance(one, pikepdf.Stream):
        return find(one, "/Subtype") != pikepdf.Name.Image and _unspoken(one)
    if isinstance(one, pikepdf.Dictionary) and "/S" not in one:
        return _without(one)
    return False


def _unspoken(stream: Any) -> bool:
    changed = _without(stream)
    if is_picture(stream):
        return changed
    try:
        content, _behind = decoded(stream)
    except UnreadableError:
        return changed
    if SPOKEN not in content:
        return changed
    stream.write(content.replace(SPOKEN, UNSPOKEN))
    return True


def _without(holder: Any, depth: int = 0) -> bool:
    """Take them from a dictionary and from what lies in it."""
    changed = False
    for key, value in list(holder.items()):
        if key == "/ActualText":
            del holder[key]
            changed = True
        elif depth < DEEPEST and isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            changed = _without(value, depth + 1) or changed
    return changed
