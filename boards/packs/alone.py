"""Titles of one or two common words, which tell something only where they stand alone.

"Update" stands on half of all pages. As a heading, a row of the index, a bookmark or a property of
the file it is the title of something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from boards.packs.searched import Row, lines
from portal.pdf.read import document as place
from portal.pdf.read.document import Passage

#: In all other places such words belong to the file format as a rule, and not to a reader.
READERS: Final = frozenset(
    {place.PAGE, place.DRAWN, place.BOOKMARK, place.PROPERTY, place.METADATA, place.ATTACHMENT}
    | {place.DESTINATION, place.ANNOTATION, place.STRUCTURE, place.FIELD, place.LAYER}
)
#: Where one short word is met by chance: names, tables and binary data.
INNER: Final = frozenset({place.NAME, place.FONT, place.STREAM, place.OBJECT, place.REMAINDER})
_BEFORE: Final = r"(?:agendaitem|agenda|item|paper|appendix|annex|part|report)?(?:\d{1,4}[a-z]?)?"
_AFTER: Final = r"\d{0,4}"


def alone(row: Row, plain: Collection[str]) -> Iterator[tuple[str, Passage]]:
    """Where a line is one of these titles and nothing else, but for a number before and after."""
    if not plain or row.place not in READERS:
        return
    titles = "|".join(sorted(map(re.escape, plain), key=len, reverse=True))
    line_of_title = re.compile(f"{_BEFORE}({titles}){_AFTER}")
    for passage in row.passages:
        for line in lines(passage):
            if found := line_of_title.fullmatch(line):
                yield found[1], passage
