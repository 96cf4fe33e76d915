"""Paragraphs from the lines of pages that bear no tags: by gaps, sizes and signs of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from portal.pdf.texts.letters import HYPHEN, Line, PageText
from portal.pdf.texts.pieces import Piece

#: From one baseline to the next, in sizes of the type, from which a new paragraph begins.
FAR: Final = 1.75
#: How much larger than the text the type of a heading is.
LARGER: Final = 1.2
LONGEST_HEADING: Final = 160
DEEPEST_HEADING: Final = 3
#: The part of a page, above and below, in which running heads and feet stand.
EDGE: Final = 0.1
#: On so many pages a line must come back to be one.
AGAIN: Final = 3
_BULLET: Final = re.compile(r"^[•▪◦●‣∙·–*-]\s+")
_NUMBERED: Final = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z][.)]|[ivx]{1,5}[.)])\s+\S")
_ENDED: Final = (".", ":", ";", "?", "!")


def layer_pieces(pages: Sequence[tuple[int, PageText]]) -> list[Piece]:
    """The blocks of pages, each with its number, in PDFium's order of lines."""
    running = _running(pages)
    lines = [
        (number, [line for line in page.lines if not _is_running(line, page, running)])
        for number, page in pages
    ]
    sizes = _sizes(lines)
    found: list[Piece] = []
    for number, of_page in lines:
        new = _of_page(number, of_page, sizes)
        if found and new and _goes_on(found[-1], new[0]):
            new[0] = replace(new[0], goes_on=True, role=found[-1].role, level=found[-1].level)
        found += new
    return found


def _of_page(number: int, lines: Sequence[Line], sizes: dict[float, int]) -> list[Piece]:
    found: list[Piece] = []
    before: Line | None = None
    widest = max((line.right for line in lines), default=0.0)
    for line in lines:
        if before is None or _begins(before, line, widest):
            bullet = _BULLET.match(line.text)
            level = sizes.get(line.size, 0)
            role = "item" if bullet else f"h{level}" if level else "p"
            text = line.text[bullet.end() :] if bullet else line.text
            found.append(Piece(number, role, text, level=1 if bullet else 0))
        else:
            last = found[-1]
            last.text += line.text if last.text.endswith(HYPHEN) else f" {line.text}"
        before = line
    for one in found:
        if one.role.startswith("h") and (
            len(one.text) > LONGEST_HEADING or one.text.endswith((".", ";", ","))
        ):
            one.role = "p"
    return found


def _begins(before: Line, line: Line, widest: float) -> bool:
    """Whether a line begins a new paragraph."""
    step = before.base - line.base
    if step > FAR * max(before.size, line.size) or step < 0:
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return step > 0.2 * line.size  # a note set higher belongs to its line
    if _BULLET.match(line.text):
        return True
    ended = before.text.endswith(_ENDED)
    return bool(_NUMBERED.match(line.text)) and (ended or before.right < 0.85 * widest)


def _goes_on(before: Piece, after: Piece) -> bool:
    """Whether the first block of a page is the rest of the last one of the page before."""
    return (
        before.role in ("p", "item")
        and after.role == "p"
        and not before.text.endswith(_ENDED)
        and after.text[:1].islower()
    )


def _sizes(lines: Sequence[tuple[int, Sequence[Line]]]) -> dict[float, int]:
    """The sizes of type that are clearly those of headings, with their level."""
    letters: Counter[float] = Counter()
    for _number, of_page in lines:
        for line in of_page:
            letters[line.size] += len(line.text)
    if not letters:
        return {}
    usual = letters.most_common(1)[0][0]
    most = sum(letters.values()) / 4
    larger = sorted(
        (size for size, count in letters.items() if size >= LARGER * usual and count < most),
        reverse=True,
    )
    return {size: min(level, DEEPEST_HEADING) for level, size in enumerate(larger, 1)}


def _running(pages: Sequence[tuple[int, PageText]]) -> set[str]:
    """Lines at the edges that come back from page to page, whatever their numbers."""
    seen: Counter[str] = Counter()
    for _number, page in pages:
        seen.update({_unnumbered(line) for line in page.lines if _is_at_edge(line, page)})
    return {text for text, count in seen.items() if count >= AGAIN and 2 * count >= len(pages)}


def _is_running(line: Line, page: PageText, running: set[str]) -> bool:
    return _is_at_edge(line, page) and _unnumbered(line) in running


def _is_at_edge(line: Line, page: PageText) -> bool:
    return not EDGE * page.height <= line.base <= (1 - EDGE) * page.height


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
