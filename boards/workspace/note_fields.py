"""The fields for private notes on the page of a meeting, all in one form.

Each field carries a mark of the text with which it was shown. Only those that were changed are
saved, so that a page that was open in two tabs does not put back what the other tab replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boards.models import AgendaItem, Paper, PaperNote
from boards.operations.paper_notes import NoteConflict, save_note
from boards.reading.agenda import ReadItem
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User


@dataclass
class NoteField:
    """The field for a note on one item or paper, and what became of it."""

    name: str
    about: str
    item_key: str
    paper_key: str = ""
    text: str = ""
    version: int = 0
    shown: str = ""
    problem: str = ""
    saved_elsewhere: str | None = None

    @property
    def mark(self) -> str:
        """Of the text with which the field was shown."""
        return self.shown or mark_of(self.text)

    @property
    def is_open(self) -> bool:
        """Whether there is something to see in it."""
        return bool(self.text or self.problem)


@dataclass
class Notes:
    """All fields of a page by name."""

    fields: dict[str, NoteField] = field(default_factory=dict)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """What could not be saved, each with its place."""
        return [
            (one.name, f"{one.about}: {one.problem}") for one in self.fields.values() if one.problem
        ]


def mark_of(text: str) -> str:
    """A short mark by which an unchanged text is known."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:16]


def notes_on(items: Sequence[ReadItem], saved: Sequence[PaperNote]) -> Notes:
    """The fields for every item and paper of an agenda, with what is saved."""
    texts = {str(one.paper.key if one.paper else one.item.key): one for one in saved}
    notes = Notes()
    for item in items:
        places = [(item.key, "", item.title)]
        places += [(item.key, one.key, one.title) for one in item.papers.values()]
        for item_key, paper_key, title in places:
            note = texts.get(paper_key or item_key)
            name = f"note-{paper_key or item_key}"
            notes.fields[name] = NoteField(
                name=name,
                about=title,
                item_key=item_key,
                paper_key=paper_key,
                text=note.text if note else "",
                version=note.version if note else 0,
            )
    return notes


def save_notes(notes: Notes, typed: Mapping[str, str], *, by: User) -> int:
    """Save what was changed; what cannot be saved stays in its field. Returns how many were."""
    keys = [(one.item_key, one.paper_key) for one in notes.fields.values()]
    items = {
        str(one.key): one for one in AgendaItem.objects.filter(key__in={key for key, _none in keys})
    }
    written = Paper.objects.filter(key__in={key for _none, key in keys if key})
    papers = {str(one.key): one for one in written}
    done = 0
    for one in notes.fields.values():
        text = typed.get(one.name)
        if text is None or mark_of(text) == typed.get(f"{one.name}-shown"):
            continue
        item, paper = items.get(one.item_key), papers.get(one.paper_key)
        if item is None or (one.paper_key and paper is None):
            continue
        version = typed.get(f"{one.name}-version", "")
        one.version = int(version) if version.isdecimal() else 0
        try:
            saved = save_note(
                item=item, paper=paper, text=text, expected_version=one.version, by=by
            )
        except NoteConflict as conflict:
            one.saved_elsewhere = conflict.saved.text if conflict.saved else ""
            one.version = conflict.saved.version if conflict.saved else 0
            _keep(one, text, conflict)
        except Refused as refused:
            _keep(one, text, refused)
        else:
            one.text, one.version = (saved.text, saved.version) if saved else ("", 0)
            done += 1
    return done


def _keep(one: NoteField, text: str, why: Refused) -> None:
    """What was typed stays in the field, and counts as changed when it is sent again."""
    one.text, one.problem, one.shown = text, " ".join(why.reasons), "changed"
