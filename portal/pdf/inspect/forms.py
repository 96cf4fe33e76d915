"""How much a page grows when the forms that it paints are put in their places.

A form may paint forms, each several times: thirty small ones, one in the other, are more than any
memory holds. So the size of the whole is reckoned before PDFium builds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from pikepdf import Dictionary, Name, Object, Stream

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.contents import resources_of, words_of
from portal.pdf.inspect.findings import Refused
from portal.pdf.inspect.streams import unfold

MOST: Final = 64 * 1024 * 1024
"""Bytes of content that a page may have with all its forms in place."""


class Weights:
    """The content of each form of a file, in bytes, with all that it paints itself."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._known: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def weigh(self, page: Object, words: list[bytes], size: int) -> None:
        """Refuse a page that grows beyond all bounds.

        Args:
            page: the page.
            words: its content, cut into words.
            size: its content, in bytes.

        Raises:
            Refused: `over_limits`; `damaged`, a form paints itself.
        """
        if b"Do" in words:
            self._sum(words, resources_of(page), size)

    def _sum(self, words: list[bytes], resources: Any, size: int) -> int:
        named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        total = size
        for name in _painted(words):
            item = named.get("/" + name) if isinstance(named, Dictionary) else None
            if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
                total += self._weight(item, resources)
            if total > MOST:
                raise Refused("over_limits", what="inflates")
        return total

    def _weight(self, form: Stream, inherited: Any) -> int:
        key = form.objgen
        if key in self._open:
            raise Refused("damaged", what="structure")
        if key not in self._known:
            self._open.add(key)
            content = unfold(form, self._bounds.page_bytes).data
            words = words_of(content) if b"Do" in content else []
            self._known[key] = self._sum(words, form.get("/Resources", inherited), len(content) + 1)
            self._open.discard(key)
        return self._known[key]


def _painted(words: list[bytes]) -> Iterator[str]:
    for before, word in pairwise(words):
        if word == b"Do":
            yield before.decode("latin-1")
