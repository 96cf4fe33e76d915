"""Plain text as clerks type it, cut into paragraphs and lists."""

from __future__ import annotations

from dataclasses import dataclass

BULLETS = ("- ", "* ", "• ")
#: How a sentence ends, quotation marks and brackets after the stop included.
ENDINGS = tuple(f"{stop}{mark}" for stop in ".!?…:" for mark in ("", "”", "’", '"', "'", ")", "]"))


@dataclass(frozen=True)
class Piece:
    """A paragraph (one text) or a list (its items)."""

    texts: tuple[str, ...]
    is_list: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text at its line breaks; neighbouring lines that begin with "- " make one list."""
    found: list[Piece] = []
    items: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith(BULLETS):
            items.append(line[2:].strip())
            continue
        if items and line:
            found.append(Piece(tuple(filter(None, items)), is_list=True))
            items = []
        if line:
            found.append(Piece((line,)))
    if items:
        found.append(Piece(tuple(filter(None, items)), is_list=True))
    return tuple(piece for piece in found if piece.texts)


def one_line(text: str) -> str:
    """A text on one line, for a cell of a table or an item of a list."""
    return " ".join(filter(None, (line.strip() for line in text.splitlines())))


def sentence(text: str) -> str:
    """A text that ends as a sentence does, with one full stop and never two."""
    text = text.strip()
    return text if not text or text.endswith(ENDINGS) else f"{text}."
