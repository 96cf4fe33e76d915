"""Private notes on papers: written, replaced and deleted by the one person who ever reads them.

Nothing of this is logged: a log that said who wrote about which paper would be read by others.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from boards.models import (
    AgendaItem,
    MeetingSubstitute,
    PackFile,
    Paper,
    PaperNote,
    RoleAssignment,
)
from boards.reader_viewing import SUBSTITUTES_READ_FOR
from boards.viewing import READERS
from portal import clock
from portal.operations import Refused
from portal.viewing import visible

if TYPE_CHECKING:
    from portal.models import User

#: The longest note, in characters.
MOST_LETTERS: Final = 10_000
#: How long notes outlast the right to read what they are about; they are shut meanwhile.
KEPT_AFTER_READING: Final = timedelta(days=30)


class NoteConflict(Refused):
    """The same person wrote on the note elsewhere meanwhile; `saved` is that text, or None."""

    def __init__(self, saved: PaperNote | None) -> None:
        self.saved = saved
        super().__init__(
            _(
                "You changed this note in another window meanwhile. Both texts are shown below. "
                "Save again to keep the one in the field."
            )
        )


def save_note(
    *, item: AgendaItem, paper: Paper | None, text: str, expected_version: int, by: User
) -> PaperNote | None:
    """Keep a note on an item, or on one paper of it; an empty text deletes it.

    `expected_version` is that of the note as it was shown, 0 for none. Returns the note, or None
    where there is none any more. Raises NoteConflict, and Refused for a note that is too long or
    on what the person may not read.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MOST_LETTERS:
        raise Refused(
            _("A note has at most %(most)d characters; this one has %(now)d. Shorten it.")
            % {"most": MOST_LETTERS, "now": len(text)}
        )
    if not visible(by, PackFile).filter(pack__meeting=item.meeting_id).exists():
        raise Refused(_("These papers are not open to you any more."))
    where = {"user": by, "item": item, "paper": paper}
    saved = PaperNote.objects.filter(**where).first()
    if saved is not None and saved.text == text:
        return saved
    if (saved.version if saved else 0) != expected_version and (saved or text):
        raise NoteConflict(saved)
    if saved is None:
        if not text:
            return None
        try:
            with transaction.atomic():
                return PaperNote.objects.create(**where, text=text, changed_at=clock.now())
        except IntegrityError as error:
            raise NoteConflict(PaperNote.objects.filter(**where).first()) from error
    rows = PaperNote.objects.filter(pk=saved.pk, version=expected_version)
    with transaction.atomic():
        if not rows.update(text=text, version=F("version") + 1, changed_at=clock.now()):
            raise NoteConflict(PaperNote.objects.filter(**where).first())
        if not text:
            saved.delete()
            return None
    saved.refresh_from_db()
    return saved


def remove_left_notes(now: datetime) -> int:
    """Delete the notes of those who have not been able to read the papers for 30 days.

    Until then a renewed role finds them again. No note goes within 30 days of its last change:
    rights that leave no row, an elevation or a role that ended on its first day, were there then.
    Returns how many notes went.
    """
    last = now.astimezone(clock.CIVIL_ZONE).date() - KEPT_AFTER_READING
    roles = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=last),
        user=OuterRef("user_id"),
        body=OuterRef("item__meeting__body_id"),
        role__in=READERS,
    )
    stood_in = MeetingSubstitute.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=now - KEPT_AFTER_READING),
        user=OuterRef("user_id"),
        meeting=OuterRef("item__meeting_id"),
        meeting__held_on__gte=last - SUBSTITUTES_READ_FOR,
    )
    left = PaperNote.objects.filter(
        ~Exists(roles), ~Exists(stood_in), changed_at__lt=now - KEPT_AFTER_READING
    )
    return left.delete()[0]
