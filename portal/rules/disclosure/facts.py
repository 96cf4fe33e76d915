"""What the disclosure gate works with: words with their place, and what is wrong with them.

Plain values. Whoever opens a file or a record turns it into `Contents`; the recognisers turn that
into concerns. Nothing here reads a file, a database or the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

#: Left, bottom, right and top, in points of the page's own coordinates.
Box: TypeAlias = tuple[float, float, float, float]


class Level(StrEnum):
    """How grave a concern is, and so who may clear it."""

    STOP = "stop"
    """It identifies a child or a private person: only the proper officer clears it."""
    LOOK = "look"
    """Somebody should look at it before it goes out: the clerk clears it."""
    NOTE = "note"
    """Worth knowing. It holds nothing back."""


class Place(StrEnum):
    """Where in a file or record words stand."""

    TEXT = "text"
    HIDDEN = "hidden"
    """On the page, but not to be seen: under a box or picture, white on white, off the page."""
    METADATA = "metadata"
    FILE_NAME = "file_name"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked_change"
    NOTES = "notes"
    """Speaker's notes of a slide."""
    FORM = "form"
    ATTACHMENT = "attachment"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    PIVOT_CACHE = "pivot_cache"
    PICTURE = "picture"
    """What a picture says beside its pixels: its description, its EXIF."""
    RECORD = "record"
    """A field that somebody typed."""


@dataclass(frozen=True)
class Passage:
    """A piece of text and where it stands.

    Attributes:
        text: as it can be read or copied.
        place: what kind of place that is.
        page: from 1; 0 where there are no pages.
        where: the same for people: the name of a sheet, of a field, of a cell. May be empty.
        box: where on the page, if that is known.
    """

    text: str
    place: Place = Place.TEXT
    page: int = 0
    where: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Oddity:
    """Something about the make of a file that is a concern whatever its words are.

    Attributes:
        code: a key of `portal.rules.disclosure.codes.CODES`, such as `hidden_sheet`.
        shown: a few words that tell this one from another: the name of the sheet, of the author.
    """

    code: str
    place: Place
    page: int = 0
    where: str = ""
    box: Box | None = None
    shown: str = ""


@dataclass(frozen=True)
class Contents:
    """Everything that a file or record says, wherever it says it.

    `unread` names, in sentences for people, what could not be read: a file of which a part could
    not be read is never taken to be clean.
    """

    passages: tuple[Passage, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concern:
    """One thing that somebody has to look at before it goes out.

    Attributes:
        code: a key of `portal.rules.disclosure.codes.CODES`.
        shown: what was found, masked so that this sentence itself gives nothing away
            (“943 ••• ••••”, “J••• S••••”). Safe for logs and mails.
        value: the same datum in one form, however it was written, so that it is known again. It is
            hashed by whoever stores a concern and never stored or shown.
        at: where in its passage the datum begins and ends; for a picture of the place.
    """

    code: str
    level: Level
    place: Place
    page: int = 0
    where: str = ""
    box: Box | None = None
    shown: str = ""
    value: str = field(default="", repr=False)
    at: tuple[int, int] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON without the datum itself."""
        return {
            "code": self.code,
            "level": str(self.level),
            "place": str(self.place),
            "page": self.page,
            "where": self.where,
            "box": list(self.box) if self.box else None,
            "shown": self.shown,
        }
