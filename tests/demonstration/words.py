"""What no reader may meet: field names, codes, raw dates, "None", slips of setting."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, Doctype, NavigableString

#: What a fault is called, and what it looks like in a text as people read it.
FAULTS: dict[str, re.Pattern[str]] = {
    "a name from the program": re.compile(r"\b[A-Za-z]\w*_\w+\b|\b_\w+\b"),
    "a raw date": re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    "an empty value": re.compile(r"\bNone\b(?! of\b)|\bnull\b|\bundefined\b|\bNaN\b"),
    "a truth value": re.compile(r"\b(True|False)\b"),
    "a doubled stop": re.compile(r"(?<!\.)\.\.(?!\.)|[?!;:,]\.|\.[;:,?!](?!\d)|\.\s+\.|,,|;;|::"),
    "a space before a stop": re.compile(r"\s[,.;:!?](?=\s|$)"),
    "a double space": re.compile(r"\S  +\S"),
    "template code": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\{\w*\}"),
    "an unfilled place": re.compile(r"%\(\w+\)|%[sd]\b"),
    "an escaped sign": re.compile(r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);"),
    "a note to oneself": re.compile(r"\b(TODO|FIXME|XXX|TBC|TBD)\b|[Ll]orem ipsum"),
    "an object": re.compile(r"<\w+[ :]|\bobject at 0x|\bdatetime\.|<QuerySet"),
    "an empty bracket": re.compile(r"\(\s*\)|\[\s*\]|“\s*”|‘\s*’"),
    "a state code": re.compile(r"\b(?:enquiry|review|report|response|action)\.[a-z]+\b"),
}
_ADDRESS = re.compile(r"https?://\S+|\b[\w.+-]+@[\w.-]+\b")
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|caption|d[dlt]|desc|details|div|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|summary"
    r"|svg|table|tbody|t[dhr]|text|tfoot|thead|title|ul"
)
_SPOKEN = ("alt", "aria-label", "title", "placeholder")


def faults_of(text: str) -> list[str]:
    """What is wrong with a text, each with the words around it."""
    shown = _ADDRESS.sub("address", text)
    return [
        f"{name}: “{shown[max(found.start() - 40, 0) : found.end() + 40]}”"
        for name, pattern in FAULTS.items()
        for found in pattern.finditer(shown)
    ]


def passages(soup: BeautifulSoup) -> Iterator[str]:
    """Every run of text of a page as a browser sets it, then what is read aloud besides."""
    soup = copy.copy(soup)
    for tag in soup.find_all(["script", "style"]):
        tag.decompose()
    run: list[str] = []
    for piece in _pieces(soup):
        if piece is not None:
            run.append(piece)
            continue
        if text := " ".join("".join(run).split()):
            yield text
        run = []
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in _SPOKEN if tag.get(name))
    for meta in soup.find_all("meta", attrs={"name": "description"}):
        yield str(meta["content"])


def _pieces(tag: Tag) -> Iterator[str | None]:
    """Strings of one line of text; None where a block begins or ends."""
    for kid in tag.children:
        if isinstance(kid, Comment | Doctype):
            continue
        if isinstance(kid, NavigableString):
            yield str(kid)
        elif isinstance(kid, Tag):
            block = bool(_BLOCKS.fullmatch(kid.name))
            if block:
                yield None
            yield from _pieces(kid)
            if block:
                yield None
    if tag.name == "[document]":
        yield None
