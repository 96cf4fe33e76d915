"""Redacts a whole file: page by page what was asked for, then everything that speaks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from portal.pdf.redact.asked import Asked
from portal.pdf.redact.characters import Word, words_of
from portal.pdf.redact.drawing import Drawer, frame_of
from portal.pdf.redact.drawn import as_drawn
from portal.pdf.redact.geometry import Box
from portal.pdf.redact.leftovers import drop_claim, rename_bookmarks, rename_layers, silence_links
from portal.pdf.redact.pictures import draw
from portal.pdf.redact.reading import Block, blocks_of, left_of, paragraphs_of
from portal.pdf.redact.secrets import Secrets
from portal.pdf.redact.tags import Tree


@dataclass
class Redacted:
    """What came of it: the text of each page, what was withheld, and where it was burned in."""

    text: list[list[str]] = field(default_factory=list)
    withheld: list[list[str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    burned: list[tuple[int, Box]] = field(default_factory=list)
    tags: dict[int, Any] = field(default_factory=dict)

    def keep(self, blocks: list[Block]) -> None:
        """A page as it can be read now."""
        self.text.append(paragraphs_of(blocks))
        self.told += [block.text for block in blocks if block.gap is None]

    def withhold(self, stretch: list[Word]) -> None:
        """Words that may be nowhere any more, unless they are told elsewhere."""
        self.withheld.append([word.text for word in stretch])


def redact(
    source: Path,
    out: Path,
    asked: dict[int, Asked],
    *,
    words: dict[str, str],
    title: str,
    report: Callable[[dict[str, Any]], None],
) -> dict[str, Any]:
    """Write the redacted file; `source` has been through the merging engine.

    Args:
        source: the file.
        out: where the result is written.
        asked: what is to be done, by page.
        words: how `page` (a number follows) and something `withheld` are called.
        title: the title that the file bears, which is no secret.
        report: told how many pages are done.

    Returns:
        the `text` of every page as a list of paragraphs, the `secrets`, and what was `burned`.
    """
    with (
        pikepdf.open(source) as pdf,
        pypdfium2.PdfDocument(source) as seen,
        pypdfium2.PdfDocument(as_drawn(source)) as drawn,
    ):
        wrong = [number for number in asked if number > len(pdf.pages)]
        if wrong or len(seen) != len(pdf.pages):
            raise ValueError(f"no such page: {wrong}")
        marked = frozenset(pdf.pages[number - 1].obj.objgen for number in asked)
        done = _pages(pdf, seen, drawn, asked, report)
        told = [*done.told, title, *words.values()]
        told += [one.label for page in asked.values() for one in page.marks if one.is_burned]
        told += [page.withheld_as for page in asked.values()]
        secrets = Secrets.of(done.withheld, told)
        label = words["withheld"]
        _retag(pdf, marked, done, secrets.found_in, label)
        rename_bookmarks(pdf, marked, secrets.found_in, lambda n: f"{words['page']} {n}".strip())
        silence_links(pdf, secrets.found_in, label)
        rename_layers(pdf, secrets.found_in, label)
        drop_claim(pdf)
        pdf.remove_unreferenced_resources()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return {
        "text": done.text,
        "secrets": {"words": sorted(secrets.words), "runs": list(secrets.runs)},
        "burned": [[number, list(box)] for number, box in done.burned],
    }


def _pages(
    pdf: pikepdf.Pdf,
    seen: pypdfium2.PdfDocument,
    drawn: pypdfium2.PdfDocument,
    asked: dict[int, Asked],
    report: Callable[[dict[str, Any]], None],
) -> Redacted:
    done = Redacted()
    drawer = Drawer(pdf, is_tagged="/StructTreeRoot" in pdf.Root)
    for number, page in enumerate(pdf.pages, 1):
        told = words_of(seen[number - 1])
        wanted = asked.get(number)
        if wanted is None:
            done.keep(blocks_of(told))
        else:
            as_page = _Page(number, page.obj, drawn[number - 1])
            _redraw(as_page, told, wanted, drawer, done)
        report({"page": number, "of": len(seen)})
    return done


@dataclass(frozen=True)
class _Page:
    """A page by its number, as an object of the file, and as PDFium draws it."""

    number: int
    page: Any
    drawn: pypdfium2.PdfPage


def _redraw(at: _Page, told: list[Word], asked: Asked, drawer: Drawer, done: Redacted) -> None:
    """Draw a page anew. Words stay by what is drawn; what speaks instead of it goes."""
    words = words_of(at.drawn)
    if asked.is_whole:
        done.withhold(told)
        done.withhold(words)
        done.tags[at.number] = drawer.withheld(at.page, asked.withheld_as)
        done.text.append([f"[{asked.withheld_as}]"])
        return
    frame, unit = frame_of(at.page)
    picture = draw(at.drawn, frame, unit=unit)
    left = left_of(words, asked.marks, picture)
    for stretch in [*left.withheld, *left_of(told, asked.marks, picture).withheld]:
        done.withhold(stretch)
    picture.burn(left.burned)
    done.burned += [(at.number, box) for box in left.burned]
    done.tags[at.number] = drawer.with_gaps(at.page, picture, left.blocks)
    done.keep(left.blocks)


def _retag(
    pdf: pikepdf.Pdf,
    marked: frozenset[tuple[int, int]],
    done: Redacted,
    is_secret: Callable[[str], bool],
    label: str,
) -> None:
    tree = Tree(pdf, marked, is_secret, label)
    if not tree.is_there:
        return
    for number, tags in done.tags.items():
        tree.add_page(pdf.pages[number - 1].obj, tags)
    tree.finish()
