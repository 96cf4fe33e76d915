"""What is marked in a paper: entering and taking away marks, and what they are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Redaction, RedactionMark
from boards.operations.agenda_state import locked
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.rules.agenda import AGENDA_CLOSED
from boards.rules.exemptions import paragraphs_of
from portal import clock
from portal.operations import Refused, fresh, save_changed
from portal.pdf.redacting import Box

if TYPE_CHECKING:
    from boards.models import Meeting, Paper
    from portal.models import User

#: Who marks and approves: whoever keeps the meeting, and the proper officer, who decides.
REDACTORS: Final = MEETING_KEEPERS | {"proper_officer"}
PERSONAL, BODY = "personal", "body"
MOST_MARKS: Final = 5000
#: What a redaction holds of its result; emptied when a mark changes.
NO_RESULT: Final = {
    "state": Redaction.State.MARKING,
    "result_sha256": "",
    "inspection": {},
    "text": "",
    "faults": [],
}


@dataclass(frozen=True)
class NewMark:
    """Something to be marked: a box on a page from 1, or with None the whole page; and why."""

    page: int
    box: Box | None
    reason: str


def reasons_of(regime: str) -> list[tuple[str, str]]:
    """The reasons for which a body may withhold a part, by their codes.

    Paragraphs of Schedule 12A to the Local Government Act 1972 where it binds the body, its own
    decision where no statute does, and personal data (UK GDPR, article 6) everywhere.
    """
    known = paragraphs_of(regime)
    of_law = [
        (str(number), _("Paragraph %(number)s: %(title)s") % {"number": number, "title": title})
        for number, title in known.items()
    ]
    own = [] if known else [(BODY, _("By decision of the body"))]
    return [(PERSONAL, _("Personal data")), *of_law, *own]


def label_of(reason: str) -> str:
    """What the public reads in the place of something, without brackets."""
    if reason == PERSONAL:
        return _("withheld: personal data")
    if reason == BODY:
        return _("withheld by decision of the body")
    return _("withheld: paragraph %(number)s") % {"number": reason}


@transaction.atomic
def add_marks(
    redaction: Redaction, *, marks: Sequence[NewMark], by: User | None, expected_version: int
) -> Redaction:
    """Mark what may not be read; a result that was made before counts no more.

    What is marked already for the same reason is left out. Raises Refused, Conflict.
    """
    current = refuse_unless_open(redaction, by)
    _refuse_wrong(current, marks)
    known = {(one.page, one.box, one.reason) for one in current.marks.all()}
    fresh_ones = [one for one in marks if (one.page, one.box, one.reason) not in known]
    if len(known) + len(fresh_ones) > MOST_MARKS:
        raise Refused(_("There are too many marks. Withhold whole pages, or the whole paper."))
    now = clock.now()
    RedactionMark.objects.bulk_create(
        RedactionMark(
            redaction=current,
            page=one.page,
            reason=one.reason,
            by=by,
            at=now,
            **dict(zip(("left", "bottom", "right", "top"), one.box or (), strict=False)),
        )
        for one in dict.fromkeys(fresh_ones)
    )
    pages = ", ".join(str(page) for page in sorted({one.page for one in fresh_ones}))
    sentence = ngettext(
        "%(n)d place was marked in paper “%(paper)s” (page %(pages)s).",
        "%(n)d places were marked in paper “%(paper)s” (pages %(pages)s).",
        len(fresh_ones),
    ) % {"n": len(fresh_ones), "paper": current.paper, "pages": pages}
    return _changed(current, by=by, version=expected_version, sentence=sentence)


@transaction.atomic
def remove_marks(
    redaction: Redaction, *, marks: Collection[int], by: User | None, expected_version: int
) -> Redaction:
    """Take marks away, by primary key. Raises Refused, Conflict."""
    current = refuse_unless_open(redaction, by)
    found = current.marks.filter(pk__in=marks)
    count = found.count()
    if not count:
        raise Refused(_("Choose the marks that are to go."))
    found.delete()
    sentence = ngettext(
        "%(n)d mark was taken away from paper “%(paper)s”.",
        "%(n)d marks were taken away from paper “%(paper)s”.",
        count,
    ) % {"n": count, "paper": current.paper}
    return _changed(current, by=by, version=expected_version, sentence=sentence)


def refuse_unless_open(redaction: Redaction, by: User | None) -> Redaction:
    """The redaction as it is stored, its meeting locked; Refused unless it may be changed."""
    current = fresh(redaction)
    refuse_unless_redactable(current.paper, by)
    if current.state == Redaction.State.APPROVED:
        raise Refused(_("This version is approved. Begin a new one to change it."))
    if current.is_stale:
        raise Refused(
            _("The paper has another file since this was begun. Discard it and begin again.")
        )
    return current


def refuse_unless_redactable(paper: Paper, by: User | None) -> Meeting:
    """The paper's meeting, locked; Refused unless this person may make a version of the paper."""
    meeting = locked(paper.item.meeting)
    refuse_unless_keeper(by, meeting.body, REDACTORS)
    if meeting.state in AGENDA_CLOSED:
        raise Refused(_("The agenda of this meeting is closed, so nothing in it is changed."))
    if paper.is_withdrawn:
        raise Refused(_("This paper was withdrawn, so it stays as it is."))
    if paper.pdf is None:
        raise Refused(
            _("There is no file in which something could be marked. Upload the paper as a PDF.")
        )
    return meeting


def _refuse_wrong(redaction: Redaction, marks: Sequence[NewMark]) -> None:
    if not marks:
        raise Refused(_("Choose what is to be marked."))
    known = dict(reasons_of(redaction.paper.item.meeting.body.access_regime))
    for one in marks:
        if one.reason not in known:
            raise Refused(_("Choose the reason for which it is withheld."))
        if not 1 <= one.page <= len(redaction.pages):
            raise Refused(_("There is no page %(page)s in this paper.") % {"page": one.page})
        if one.box is not None and not (one.box[0] < one.box[2] and one.box[1] < one.box[3]):
            raise Refused(_("A box has no size. Draw it again."))


def _changed(current: Redaction, *, by: User | None, version: int, sentence: str) -> Redaction:
    return save_changed(
        current,
        by=by,
        values=NO_RESULT,
        expected_version=version,
        sentence=sentence,
        links_changed=True,
    )
