"""The call for evidence and the answers to it, as kinds of the review's desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from portal.rules.states import StateTable, move
from scrutiny.desk.calls.forms import CallForm, CallSwitch, SubmissionMove
from scrutiny.models import CallForEvidence, Submission
from scrutiny.rules.calls import SUBMISSION

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.states import Move

SWITCH: Final = StateTable(
    "call_for_evidence",
    move("call_for_evidence", "off", "switch_on", "on", "clerk"),
    move("call_for_evidence", "on", "switch_off", "off", "clerk"),
)


@dataclass(frozen=True)
class SubmissionKind(Kind):
    """Answers to the call, without those that are for one person alone.

    For whoever works on this desk these are not there: neither in a list nor by their address.
    """

    def rows(self, owner: Model) -> QuerySet[Any]:
        """What the desk may know of."""
        return super().rows(owner).exclude(state=Submission.State.SET_APART)

    def moves(self, record: Any, *, roles: frozenset[str], user: User) -> list[Move]:
        """None once the record has left the desk."""
        if record.state == Submission.State.SET_APART:
            return []
        return super().moves(record, roles=roles, user=user)


CALL: Final = Kind(
    name="call",
    model=CallForEvidence,
    title=_("Call for evidence"),
    lookup="review",
    form=CallForm,
    table=SWITCH,
    move_form=CallSwitch,
    verbs={"switch_on": _("Switch it on"), "switch_off": _("Switch it off")},
    state_of=lambda call: "on" if call.is_on else "off",
    state_words=lambda call: _("Switched on") if call.is_on else _("Off"),
)
SUBMISSIONS: Final = SubmissionKind(
    name="submissions",
    model=Submission,
    title=_("Answer to the call for evidence"),
    lookup="call__review",
    can_add=False,
    table=SUBMISSION,
    move_form=SubmissionMove,
    verbs={
        "take": _("Take as evidence"),
        "decline": _("Do not take"),
        "set_apart": _("It tells of harm: set apart"),
    },
)
CALL_KINDS: Final = (CALL, SUBMISSIONS)
