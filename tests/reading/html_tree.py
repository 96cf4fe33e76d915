"""Reads the report in a web page into the same tree as `tests.reading.pdf_tree`."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from tests.reading.tree import Node, tidy

KINDS = {
    "p": "p",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "table": "table",
    "tr": "row",
    "th": "header",
    "td": "cell",
    "caption": "caption",
    "figcaption": "caption",
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
}


def report_body(page: str) -> list[Node]:
    """The tree of the report in a page, without its list of contents."""
    article = BeautifulSoup(page, "html.parser").find("article", id="report")
    assert isinstance(article, Tag), "the page has no report"
    contents = article.find("nav")
    if isinstance(contents, Tag):
        contents.decompose()
    return tidy(_kids(article))


def _kids(tag: Tag) -> list[Node]:
    return [node for kid in tag.children for node in _read(kid)]


def _read(kid: object) -> list[Node]:
    if isinstance(kid, NavigableString):
        return [Node("text", text=str(kid))]
    if not isinstance(kid, Tag):
        return []
    if kid.name == "svg":
        title = kid.find("title", recursive=False)
        return [Node("figure", text=title.get_text() if title else "")]
    if kid.name == "a":
        return [Node("link", text=str(kid["href"]), kids=_kids(kid))]
    if kid.name in KINDS:
        return [Node(KINDS[kid.name], kids=_kids(kid), lang=str(kid.get("lang", "")))]
    return _kids(kid)
