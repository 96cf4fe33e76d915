"""Assurance on two desks: that of the standing review, and that of the body that receives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from scrutiny.desk.assurance.forms import AssuranceForm, AssuranceMove
from scrutiny.models import AssuranceStatement
from scrutiny.operations.assurance import state_of_assurance
from scrutiny.rules.assurance import ASSURANCE

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.states import Move

WORDS: Final = {
    "draft": _("Written"),
    "agreed": _("Agreed by the sub-committee"),
    "given": _("Given to the parent body"),
    "received": _("Received by the parent body"),
}


@dataclass(frozen=True)
class ReceivedKind(Kind):
    """What was given to a body by its sub-committees: nothing is shown of it before."""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """Given, and received or not."""
        return super().rows(owner).filter(given_at__isnull=False)

    def moves(self, record: Any, *, roles: frozenset[str], user: User) -> list[Move]:
        """The parent body receives and does nothing else."""
        found = super().moves(record, roles=roles, user=user)
        return [row for row in found if row.name == "receive"]


ASSURANCES: Final = Kind(
    name="assurances",
    model=AssuranceStatement,
    title=_("Assurance"),
    lookup="review",
    form=AssuranceForm,
    table=ASSURANCE,
    move_form=AssuranceMove,
    verbs={
        "agree": _("Record that it was agreed"),
        "give": _("Give it to the parent body"),
        "receive": _("Record that it was received"),
    },
    state_of=state_of_assurance,
    state_words=lambda one: WORDS[state_of_assurance(one)],
)
GIVEN: Final = ReceivedKind(
    name="assurance",
    model=AssuranceStatement,
    title=_("Assurance"),
    lookup="review__body__parent",
    can_add=False,
    table=ASSURANCE,
    move_form=AssuranceMove,
    verbs=ASSURANCES.verbs,
    state_of=state_of_assurance,
    state_words=ASSURANCES.state_words,
)
