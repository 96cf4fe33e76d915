"""Every kind of concern: how grave it is, what it is called, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.rules.disclosure.facts import Level

STOP, LOOK, NOTE = Level.STOP, Level.LOOK, Level.NOTE


@dataclass(frozen=True)
class Code:
    """One kind of concern.

    Attributes:
        level: who may clear it.
        title: what it is, in a few words for people.
        advice: what to do about it, in one sentence.
    """

    level: Level
    title: str
    advice: str


_REDACT: Final = "Take it out or redact it; if it may stand, the proper officer says why."
_CHECK: Final = "Check that it may be public, or take it out."
_SAVE_WITHOUT: Final = "Remove it in the program that made the file, save, and upload again."

#: By the code that concerns and oddities carry.
CODES: Final[dict[str, Code]] = {
    # What is said
    "nhs_number": Code(STOP, "An NHS number", _REDACT),
    "possible_nhs_number": Code(
        LOOK, "Ten digits that may be an NHS number", "Check what the number is."
    ),
    "upn": Code(STOP, "A unique pupil number", _REDACT),
    "nino": Code(STOP, "A National Insurance number", _REDACT),
    "date_of_birth": Code(STOP, "A date of birth", _REDACT),
    "home_address": Code(STOP, "A home address", _REDACT),
    "pseudonym_with_name": Code(
        STOP,
        "A pseudonym beside a real name",
        "Take the name out: who reads it knows who the pseudonym stands for.",
    ),
    "watch_word": Code(
        STOP,
        "A name from the watch list",
        "Take the name out, or say why this is another person.",
    ),
    "postcode": Code(
        LOOK,
        "A postcode or address that is not known as an office's",
        "Check that it is no private home. An office's address can be entered with the body's "
        "contacts.",
    ),
    "phone": Code(
        LOOK,
        "A telephone number that is not known as an office's",
        "Check whose it is. An office's number can be entered with the body's contacts.",
    ),
    "email": Code(
        LOOK,
        "An e-mail address that is not known as an office's",
        "Check whose it is. An office's address can be entered with the body's contacts.",
    ),
    "vehicle_registration": Code(LOOK, "A vehicle registration", _CHECK),
    # How the file is made
    "hidden_text": Code(
        STOP,
        "Text that can be read under a box or picture",
        "Black boxes hide nothing. Use “Make a redacted copy”, or take the words out of the "
        "document itself.",
    ),
    "invisible_text": Code(
        STOP,
        "Text that is there and cannot be seen",
        "Take the words out of the document itself, and upload again.",
    ),
    "outside_page": Code(
        STOP,
        "Text outside the visible page",
        "Take the words out of the document itself, and upload again.",
    ),
    "unapplied_redaction": Code(
        STOP,
        "A redaction that was marked and never applied",
        "Apply the redactions in the program that marked them, and upload the result.",
    ),
    "tracked_changes": Code(
        STOP,
        "Tracked changes",
        "Accept or reject all changes, save, and upload again.",
    ),
    "comments": Code(STOP, "Comments", "Delete all comments, save, and upload again."),
    "hidden_sheet": Code(STOP, "A hidden sheet", "Delete the sheet, save, and upload again."),
    "hidden_rows": Code(STOP, "Hidden rows", "Delete the rows, save, and upload again."),
    "hidden_columns": Code(STOP, "Hidden columns", "Delete the columns, save, and upload again."),
    "pivot_cache": Code(
        STOP,
        "The data behind a pivot table",
        "Paste the table as values into a new workbook: the pivot table carries all its rows.",
    ),
    "external_data": Code(
        STOP,
        "A copy of data from another workbook",
        "Break the links to other workbooks, save, and upload again.",
    ),
    "notes_of_slides": Code(
        STOP, "Speaker’s notes", "Delete the notes of all slides, save, and upload again."
    ),
    "hidden_slide": Code(STOP, "A hidden slide", "Delete the slide, save, and upload again."),
    "attachment": Code(
        STOP, "A file inside the file", "Take the attached file out, and upload it by itself."
    ),
    "gps": Code(
        STOP,
        "The place where a picture was taken",
        "Save the picture without its location, and put it in again.",
    ),
    "unread": Code(
        STOP,
        "A part that could not be read",
        "What cannot be read cannot be checked: upload the paper in another form, or let the "
        "proper officer read it.",
    ),
    "hidden_layer": Code(LOOK, "A layer that is not shown", _SAVE_WITHOUT),
    "embedded_object": Code(
        LOOK, "An object from another program", "Put it in as a picture or a table instead."
    ),
    "macro": Code(LOOK, "A macro", _SAVE_WITHOUT),
    "author": Code(LOOK, "The name of an author", _SAVE_WITHOUT),
    "software": Code(LOOK, "The program that made the file", _SAVE_WITHOUT),
    "thumbnail": Code(LOOK, "A small picture that may show an earlier state", _SAVE_WITHOUT),
    "other_make": Code(LOOK, "Something unusual inside the file", _CHECK),
    "image_only": Code(
        NOTE,
        "A page that is a picture",
        "Words in pictures cannot be searched: read this page with your own eyes.",
    ),
}
