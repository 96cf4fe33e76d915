"""What the disclosure gate would ask about in a paper, as places that can be marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from boards.models import Redaction
from boards.operations.redaction_files import path_of
from portal.contents import read_contents
from portal.disclosure.scanning import eyes_of
from portal.pdf.redacting import Hit, find_words
from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.facts import Contents, Level

#: More different words than this are not looked up on the pages at once.
MOST: Final = 300


@dataclass(frozen=True)
class Suggestion:
    """A place that somebody may want to mark, and what kind of thing it is."""

    hit: Hit
    kind: str


def suggestions_of(redaction: Redaction) -> list[Suggestion]:
    """Names of the watch list, numbers and addresses of private persons in the file.

    Raises:
        ChildError: the file could not be read.
        Refused: the watch list cannot be read.
    """
    body = redaction.paper.item.meeting.body.slug
    path = path_of(redaction.working_name)
    eyes = eyes_of(body)
    kinds: dict[tuple[int, str], str] = {}
    for passage in read_contents(path, ending="pdf").passages:
        if not passage.page:
            continue
        for one in eyes.look(Contents(passages=(passage,))):
            words = passage.text[slice(*one.at)].strip() if one.at else ""
            if words and one.level != Level.NOTE:
                kinds.setdefault((passage.page, words), CODES[one.code].title)
    if not kinds:
        return []
    sought = list(dict.fromkeys(words for _page, words in kinds))[:MOST]
    found: dict[tuple[int, object], Suggestion] = {}
    for hit in find_words(path, sought)[0]:
        kind = kinds.get((hit.page, sought[hit.sought]))
        if kind is not None:
            found.setdefault((hit.page, hit.boxes), Suggestion(hit, _(kind)))
    return list(found.values())
