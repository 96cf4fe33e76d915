"""What released PDF files say, for the reading version of papers and for the search.

Made from the public bytes alone after a release, gone in the transaction of the withdrawal
(docs/reading-versions.md).
"""

from __future__ import annotations

from portal.released_texts.blocks import Block, Cell, Row
from portal.released_texts.store import Told, blocks_of, pages_of, register_listener, told_of
from portal.released_texts.work import is_unread, read_kind, read_missing

__all__ = [
    "Block",
    "Cell",
    "Row",
    "Told",
    "blocks_of",
    "is_unread",
    "pages_of",
    "read_kind",
    "read_missing",
    "register_listener",
    "told_of",
]
