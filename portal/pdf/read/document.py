"""What was read of a PDF: pieces of text, each with its place, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

PAGE: Final = "page"
DRAWN: Final = "drawn"
BOOKMARK: Final = "bookmark"
PROPERTY: Final = "property"
METADATA: Final = "metadata"
ATTACHMENT: Final = "attachment"
DESTINATION: Final = "destination"
ANNOTATION: Final = "annotation"
STRUCTURE: Final = "structure"
FIELD: Final = "field"
LAYER: Final = "layer"
LABEL: Final = "label"
SCRIPT: Final = "script"
FONT: Final = "font"
IMAGE: Final = "image"
NAME: Final = "name"
STREAM: Final = "stream"
OBJECT: Final = "object"
REMAINDER: Final = "remainder"

#: Every place where words can hide, and how it is called in front of a person.
PLACES: Final[Mapping[str, str]] = {
    PAGE: "page",
    DRAWN: "drawing instructions",
    BOOKMARK: "bookmark",
    PROPERTY: "document properties",
    METADATA: "metadata (XMP)",
    ATTACHMENT: "attachment",
    DESTINATION: "name of a link target",
    ANNOTATION: "link or annotation",
    STRUCTURE: "tags",
    FIELD: "form field",
    LAYER: "name of a layer",
    LABEL: "page label",
    SCRIPT: "script",
    FONT: "font",
    IMAGE: "image",
    NAME: "name inside the file",
    STREAM: "data stream",
    OBJECT: "text inside the file",
    REMAINDER: "left over bytes",
}


@dataclass(frozen=True)
class Passage:
    """A piece of text of a PDF.

    Attributes:
        place: a key of PLACES.
        page: the page that it belongs to, from 1; None where it belongs to the whole file.
        text: as it was read, line breaks and all.
    """

    place: str
    page: int | None
    text: str


@dataclass(frozen=True)
class ReadDocument:
    """A whole PDF as it was read.

    Attributes:
        pages: how many it has.
        passages: every piece of text.
        attachments: SHA-256 of each attached file, in hexadecimal.
        images: SHA-256 of each image as it is stored, in hexadecimal; tiny ones are left out.
        unread: what could not be read, one sentence each. A file with such parts proves nothing.
    """

    pages: int
    passages: tuple[Passage, ...]
    attachments: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> ReadDocument:
        """What the child reported."""
        return cls(
            pages=found["pages"],
            passages=tuple(Passage(*passage) for passage in found["passages"]),
            attachments=tuple(found["attachments"]),
            images=tuple(found["images"]),
            unread=tuple(found["unread"]),
        )

    def text_of(self, *places: str) -> str:
        """The text of some places, or of all; passages are parted by form feeds."""
        return "\f".join(one.text for one in self.passages if not places or one.place in places)
