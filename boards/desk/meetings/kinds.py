"""The kinds of record on the desk of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.desk.meetings import words
from boards.desk.meetings.forms import items, meeting, packs, papers, recording, restrictions
from boards.models import AgendaItem, BackgroundPaper, Meeting, Minute, Pack, Paper
from boards.operations.agenda import remove_item
from boards.operations.background import remove_background_paper
from boards.operations.minutes import remove_minute
from boards.operations.papers import remove_paper
from boards.packs.issue import discard_pack
from boards.rules.lifecycle import ACCESS, AGENDA_ITEM, MEETING, PACK
from portal.desk import ItselfKind, Kind
from portal.rules.states import Move, StateTable, move

if TYPE_CHECKING:
    from portal.models import User

#: A paper has no states of its own but this: it is there, or it was taken back.
PAPER: Final = StateTable(
    "paper", move("paper", "there", "withdraw", "withdrawn", "clerk proper_officer", reason=True)
)


def _paper_state(paper: Paper) -> str:
    return "withdrawn" if paper.is_withdrawn else "there"


def _paper_words(paper: Paper) -> str:
    """In one or two words where a paper stands."""
    if paper.is_withdrawn:
        return gettext("Withdrawn")
    return gettext("To follow") if paper.is_to_follow else str(paper.get_access_display())


@dataclass(frozen=True)
class PackKind(Kind):
    """An edition is superseded by publishing the next one, never by a button."""

    def moves(self, record: Any, *, roles: frozenset[str], user: User) -> list[Move]:
        """Those of the table that somebody makes by hand."""
        found = super().moves(record, roles=roles, user=user)
        return [row for row in found if row.name != "supersede"]


DETAILS: Final = ItselfKind(
    name="details",
    model=Meeting,
    title=_("Meeting"),
    lookup="pk",
    form=meeting.MeetingForm,
    can_add=False,
    table=MEETING,
    move_form=meeting.MeetingMove,
    verbs=words.MEETING_VERBS,
)
RECORDING: Final = ItselfKind(
    name="recording",
    model=Meeting,
    title=_("Recording"),
    lookup="pk",
    form=recording.RecordingForm,
    can_add=False,
    place="details",
)
ITEMS: Final = Kind(
    name="items",
    model=AgendaItem,
    title=_("Agenda item"),
    lookup="meeting",
    form=items.ItemForm,
    table=AGENDA_ITEM,
    move_form=items.ItemMove,
    verbs=words.ITEM_VERBS,
    remove=remove_item,
)
ITEM_ACCESS: Final = Kind(
    name="item-access",
    model=AgendaItem,
    title=_("Access to an item"),
    lookup="meeting",
    table=ACCESS,
    move_form=restrictions.AccessMove,
    verbs=words.ACCESS_VERBS,
    state_of=attrgetter("access"),
    place="items",
)
PAPERS: Final = Kind(
    name="papers",
    model=Paper,
    title=_("Paper"),
    lookup="item__meeting",
    form=papers.EditPaperForm,
    add_form=papers.UploadForm,
    table=PAPER,
    move_form=papers.PaperMove,
    verbs=words.PAPER_VERBS,
    remove=remove_paper,
    state_of=_paper_state,
    state_words=_paper_words,
)
PAPER_ACCESS: Final = Kind(
    name="paper-access",
    model=Paper,
    title=_("Access to a paper"),
    lookup="item__meeting",
    table=ACCESS,
    move_form=restrictions.AccessMove,
    verbs=words.ACCESS_VERBS,
    state_of=attrgetter("access"),
    place="papers",
)
BACKGROUND: Final = Kind(
    name="background",
    model=BackgroundPaper,
    title=_("Background paper"),
    lookup="item__meeting",
    form=items.BackgroundForm,
    remove=remove_background_paper,
)
MINUTES: Final = Kind(
    name="minutes",
    model=Minute,
    title=_("Minute"),
    lookup="meeting",
    form=meeting.MinuteForm,
    remove=remove_minute,
)
PACKS: Final = PackKind(
    name="packs",
    model=Pack,
    title=_("Pack"),
    lookup="meeting",
    add_form=packs.NewPackForm,
    table=PACK,
    move_form=packs.PackMove,
    verbs=words.PACK_VERBS,
    remove=discard_pack,
)


def _another_way(name: str, title: Any, form: Any) -> Kind:
    """One more way to add a paper; once added, it is a paper like any other."""
    return Kind(
        name=name,
        model=Paper,
        title=title,
        lookup="item__meeting",
        add_form=form,
        place="papers",
    )


SEVERAL: Final = _another_way("several", _("Several papers"), papers.SeveralForm)
WRITTEN: Final = _another_way("written", _("Paper written here"), papers.WrittenForm)
RECORDS: Final = _another_way("records", _("Paper from records"), papers.RecordsForm)
PROMISED: Final = _another_way("promised", _("Paper to follow"), papers.PromisedForm)

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        DETAILS,
        RECORDING,
        ITEMS,
        ITEM_ACCESS,
        PAPERS,
        PAPER_ACCESS,
        BACKGROUND,
        MINUTES,
        PACKS,
        SEVERAL,
        WRITTEN,
        RECORDS,
        PROMISED,
    )
}
