"""HTML of editors and of imported pages, made anew from the few elements that a paper may hold.

Nothing is taken out of what came in: the text is read, and only what is on the list is written
again, every text and value escaped. What a browser or WeasyPrint would understand differently
from this reader (scripts, styles, foreign vocabularies, comments) is never written at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe

__all__ = ["ELEMENTS", "cleaned", "is_safe_link"]

_WORDS: Final = "h2 h3 h4 h5 p b i strong em ul ol li br hr sup sub div blockquote dl dt dd"
_OF_TABLES: Final = "caption thead tbody tr"
#: The elements that stay, each with the attributes that stay.
ELEMENTS: Final[dict[str, frozenset[str]]] = {
    **{name: frozenset() for name in f"{_WORDS} {_OF_TABLES}".split()},
    "table": frozenset({"class"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "span": frozenset({"lang"}),
    "a": frozenset({"href", "lang", "linktype", "id"}),
}
_VOID: Final = frozenset({"br", "hr"})
_NO_TEXT: Final = (
    "script style template iframe noscript noembed noframes xmp title textarea svg math object "
    "select head audio video canvas"
)
#: Elements whose text is no text of the page.
_SILENT: Final = frozenset(_NO_TEXT.split())
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_VALUES: Final = {
    "class": re.compile(r"[a-z][a-z0-9-]{0,40}"),
    "lang": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
    "linktype": re.compile(r"page|document"),
    "id": re.compile(r"\d{1,12}"),
}


def cleaned(html: str) -> SafeString:
    """The HTML with what is on the list, and the plain text of everything else."""
    reader = _Rewriter()
    reader.feed(html)
    reader.close()
    return mark_safe(reader.finish())  # noqa: S308


def is_safe_link(address: str) -> bool:
    """Whether a link leads to a web page, a mail address or a place of this site.

    Browsers drop tabs and line breaks inside an address, so one with them is refused, not read.
    """
    if re.search(r"[\x00-\x20\x7f\\]", address.strip(" ")):
        return False
    try:
        parts = urlsplit(address.strip(" "))
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES
    return not address.startswith("//") and ":" not in address.partition("/")[0]


class _Rewriter(HTMLParser):
    """Reads HTML and writes what is on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent: list[str] = []

    def finish(self) -> str:
        """Everything written, with what is still open closed."""
        return "".join([*self._out, *(f"</{name}>" for name in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Write an element of the list; of a silent one nothing until it ends."""
        if tag in _SILENT:
            self._silent.append(tag)
        if self._silent or tag not in ELEMENTS:
            return
        written = "".join(
            f' {name}="{escape(value)}"'
            for name, value in dict(attrs).items()
            if value is not None and name in ELEMENTS.get(tag, ()) and _may_stand(name, value)
        )
        self._out.append(f"<{tag}{written}>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """`<svg/>` opens nothing; to a browser any other `<p/>` is `<p>`."""
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and first what is still open inside it."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag not in self._open:
            return
        while True:
            name = self._open.pop()
            self._out.append(f"</{name}>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text, escaped."""
        if not self._silent:
            self._out.append(escape(data, quote=False))


def _may_stand(name: str, value: str) -> bool:
    if name == "href":
        return is_safe_link(value)
    return bool(_VALUES[name].fullmatch(value))
