"""What hearing lines adds to the desk of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from scrutiny.desk.hearing.forms import (
    HearingForm,
    LinesSentForm,
    PlannedForm,
    RequestForm,
    RequestMove,
)
from scrutiny.models import Hearing, InformationRequest, PlannedQuestion, Witness
from scrutiny.operations.information_requests import roles_on
from scrutiny.operations.planned_questions import remove_question
from scrutiny.rules import lifecycle

if TYPE_CHECKING:
    from portal.models import User


def _asked(request: Any, user: User) -> frozenset[str]:
    return roles_on(request, user) & {"owner"}


PLANNED: Final = Kind(
    name="questions",
    model=PlannedQuestion,
    title=_("Planned question"),
    lookup="line__review",
    form=PlannedForm,
    remove=remove_question,
)
HEARINGS: Final = Kind(
    name="hearings",
    model=Hearing,
    title=_("Hear the lines under an item"),
    lookup="review",
    add_form=HearingForm,
)
LINES_SENT: Final = Kind(
    name="lines-sent",
    model=Witness,
    title=_("Lines were sent to the witness"),
    lookup="review",
    add_form=LinesSentForm,
    place="witnesses",
)
REQUESTS: Final = Kind(
    name="requests",
    model=InformationRequest,
    title=_("Information request"),
    lookup="review",
    form=RequestForm,
    table=lifecycle.INFORMATION_REQUEST,
    move_form=RequestMove,
    verbs={
        "answer": _("Record the answer"),
        "send_back": _("Send back"),
        "close": _("Close"),
        "withdraw": _("Withdraw"),
    },
    own_roles=_asked,
)
HEARING_KINDS: Final = (PLANNED, HEARINGS, LINES_SENT, REQUESTS)
