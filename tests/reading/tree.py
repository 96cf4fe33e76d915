"""The tree that both readers give: headings, lists, tables, figures, links and their text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

LIGATURES = {"\ufb01": "fi", "\ufb02": "fl", "\ufb00": "ff", "\ufb03": "ffi", "\ufb04": "ffl"}
SOFT_HYPHEN = "\u00ad"
#: What PDFium says for a hyphen at which a line breaks: the word goes on in the next one.
END_OF_LINE = "\x02"


@dataclass
class Node:
    """An element, or a run of text (`kind` "text"); `text` of a link is its target."""

    kind: str
    text: str = ""
    kids: list[Node] = field(default_factory=list)
    lang: str = ""
    #: Page, left, bottom, right, top.
    place: tuple[int, float, float, float, float] | None = None

    def plain(self) -> str:
        """All text below, in words with one space between."""
        return " ".join(_run(self).split())

    def letters(self) -> str:
        """All text below without any space: what stays the same however lines break."""
        return "".join(self.plain().split())

    def shape(self) -> tuple[object, ...]:
        """The node and what is below it, without text outside of what is named."""
        named = self.text if self.kind in {"figure", "link"} else ""
        words = self.letters() if self.kind[0] == "h" else ""
        inner = tuple(kid.shape() for kid in self.kids if kid.kind != "text")
        return (self.kind, named, words, inner)


def _run(node: Node) -> str:
    """The text below a node; runs on one line of a page that touch are one word."""
    out = ""
    last: Node | None = None
    for leaf in _leaves(node):
        text = _plain_letters(leaf.text)
        if last is not None and not _touch(last, leaf) and not out.endswith(END_OF_LINE):
            out += " "
        out += text
        last = leaf
    return out.replace(END_OF_LINE, "-")


def _leaves(node: Node) -> list[Node]:
    if node.kind == "text":
        return [node]
    return [leaf for kid in node.kids for leaf in _leaves(kid)]


def _touch(before: Node, after: Node) -> bool:
    """Whether two runs stand on one line. There every space is part of a run; lines have none."""
    if before.place is None or after.place is None:
        return True
    page, _left, bottom, right, top = before.place
    next_page, next_left, next_bottom, _right, next_top = after.place
    overlap = min(top, next_top) - max(bottom, next_bottom)
    return page == next_page and overlap > 0 and next_left > right - 1


def _plain_letters(text: str) -> str:
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, ""))


def tidy(nodes: list[Node]) -> list[Node]:
    """The nodes without empty runs of text between blocks, all the way down."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "text" and not node.text.strip(" \n\t\r"):
            if node.place is None and kept and kept[-1].kind in {"text", "link"}:
                kept.append(node)
            continue
        node.kids = tidy(node.kids)
        kept.append(node)
    return kept


def joined_tables(nodes: list[Node]) -> list[Node]:
    """Neighbouring tables with the same header row as one, with that row once."""
    kept: list[Node] = []
    for node in nodes:
        last = kept[-1] if kept else None
        if node.kind == "table" and last is not None and last.kind == "table":
            rows = [kid for kid in node.kids if kid.kind == "row"]
            first = next((kid for kid in last.kids if kid.kind == "row"), None)
            if rows and first is not None and rows[0].shape() == first.shape():
                last.kids += _continued(last.kids, rows[1:])
                continue
        node.kids = joined_tables(node.kids)
        kept.append(node)
    return kept


def _continued(before: list[Node], rows: list[Node]) -> list[Node]:
    """Rows of the next page; one whose header is empty goes on with the row before it."""
    if rows and before[-1].kind == "row" and rows[0].kids and not rows[0].kids[0].plain():
        for cell, more in zip(before[-1].kids, rows[0].kids, strict=True):
            cell.kids += more.kids
        return rows[1:]
    return rows


def words(nodes: list[Node]) -> list[str]:
    """All words in reading order."""
    return " ".join(_block_words(node) for node in nodes).split()


BLOCKS = {"p", "list", "item", "table", "row", "header", "cell", "caption", "figure"} | {
    f"h{level}" for level in range(1, 7)
}


def _block_words(node: Node) -> str:
    if node.kind == "figure":
        return node.text
    if any(kid.kind in BLOCKS for kid in node.kids):
        return " ".join(_block_words(kid) for kid in _runs(node.kids))
    return node.plain()


def _runs(nodes: list[Node]) -> list[Node]:
    """Blocks as they are; what stands inline between them as one run."""
    found: list[Node] = []
    for node in nodes:
        if node.kind in BLOCKS:
            found.append(node)
        elif found and found[-1].kind == "run":
            found[-1].kids.append(node)
        else:
            found.append(Node("run", kids=[node]))
    return found
