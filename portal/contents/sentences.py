"""What the reader of files could not read, in sentences that say what to do; names of places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from portal.pdf.reasons import reason

_AGAIN: Final = gettext_lazy("Save it again from the program it was made with, and upload that.")
_SMALLER: Final = gettext_lazy("Save it in smaller parts, or as PDF, and upload that.")

#: By the word that `portal.inside.gathering.Gathering.miss` was given.
_FILE: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    "not_an_archive": (gettext_lazy("This file is no office file."), _AGAIN),
    "many": (gettext_lazy("This file has more parts than can be checked."), _SMALLER),
    "large": (gettext_lazy("This file unpacks to more than can be checked."), _SMALLER),
    "dense": (gettext_lazy("This file unpacks to far more than its size."), _AGAIN),
    "astray": (gettext_lazy("A part of this file has a name that leads out of it."), _AGAIN),
    "nested": (
        gettext_lazy("There is an archive inside this file."),
        gettext_lazy("Take it out and upload its files one by one."),
    ),
    "locked": (
        gettext_lazy("This file, or a part of it, is protected by a password."),
        gettext_lazy("Save it without a password, and upload that."),
    ),
    "entities": (gettext_lazy("This file holds XML that refers to other things."), _AGAIN),
    "broken": (gettext_lazy("This file, or a part of it, is damaged."), _AGAIN),
    "kind": (
        gettext_lazy("This kind of file cannot be checked."),
        gettext_lazy("Save it as PDF and upload that."),
    ),
    "part": (gettext_lazy("A part of this file cannot be read."), _AGAIN),
    "deep": (
        gettext_lazy("There is a file in a file in this file."),
        gettext_lazy("Take it out and upload it by itself."),
    ),
    "picture": (
        gettext_lazy("A picture cannot be read."),
        gettext_lazy("Save it again as JPEG or PNG, and put that in."),
    ),
    "pixels": (
        gettext_lazy("A picture is too large to be checked."),
        gettext_lazy("Save it at a lower resolution."),
    ),
    "much": (gettext_lazy("This file says more than can be checked at once."), _SMALLER),
    "scan": (
        gettext_lazy("There was no time to compare the scan of a page with its recognised words."),
        gettext_lazy("Upload the scan in smaller parts."),
    ),
    "earlier": (
        gettext_lazy("This file holds earlier versions of itself, which are too long to be read."),
        gettext_lazy("Open it and save it under a new name (Save as), and upload that."),
    ),
    "time": (gettext_lazy("Reading this file takes longer than it may."), _SMALLER),
    "memory": (gettext_lazy("Reading this file needs more memory than it may have."), _SMALLER),
    "crash": (gettext_lazy("The program that reads this file broke down over it."), _AGAIN),
}
_PLACES: Final[Mapping[str, str | Promise]] = {
    "author": gettext_lazy("author"),
    "last changed by": gettext_lazy("last changed by"),
    "bookmark": gettext_lazy("bookmark"),
    "earlier version": gettext_lazy("earlier version"),
    "company": gettext_lazy("company"),
    "keywords": gettext_lazy("keywords"),
    "layer": gettext_lazy("layer"),
    "link": gettext_lazy("link"),
    "subject": gettext_lazy("subject"),
    "tag": gettext_lazy("alternative text"),
    "title": gettext_lazy("title"),
    "xl/sharedStrings.xml": gettext_lazy("texts of emptied cells"),
}
_PDF: Final = "pdf:"


def unread_sentence(what: str, name: str) -> str:
    """The sentence for something that could not be read.

    Args:
        what: the word for it.
        name: of the part, picture, page or attachment; may be empty.
    """
    if what.startswith(_PDF):
        return str(reason(what.removeprefix(_PDF)).message)
    said, advice = _FILE[what]
    return f"{said} ({name}) {advice}" if name else f"{said} {advice}"


def where_named(where: str) -> str:
    """The name of a place for people; names that the file gives itself stay as they are."""
    return str(_PLACES.get(where, where))
