"""The kinds of record on the desk of a body's actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from scrutiny.desk.actions.forms import (
    BodyActionForm,
    BodyActionMove,
    BodyRedatingForm,
    BodyUpdateForm,
    ConfirmUpdate,
    PublicationMove,
)
from scrutiny.desk.words import ACTION_VERBS
from scrutiny.models import Action, ActionRedating, ProgressUpdate
from scrutiny.operations.action_release import publication_of
from scrutiny.rules import actions as rules
from scrutiny.rules import lifecycle
from scrutiny.rules.progress import PROGRESS_UPDATE

if TYPE_CHECKING:
    from portal.models import User

PUBLICATION_WORDS: Final = {
    rules.PRIVATE: _("Not public"),
    rules.PUBLIC: _("Public"),
    rules.WITHDRAWN: _("Withdrawn from the public"),
}


def publication_state(action: Any) -> str:
    """How an action stands to the public; the desk has looked it up for all of them."""
    if "publication" not in action.__dict__:
        action.publication = publication_of(action)
    return str(action.publication)


def _owner(action: Any, user: User) -> frozenset[str]:
    return frozenset({"owner"}) if action.owner.user_id == user.pk else frozenset()


ACTIONS: Final = Kind(
    name="actions",
    model=Action,
    title=_("Action"),
    lookup="body",
    form=BodyActionForm,
    table=lifecycle.ACTION,
    move_form=BodyActionMove,
    verbs=ACTION_VERBS,
    own_roles=_owner,
)
PUBLICATION: Final = Kind(
    name="publication",
    model=Action,
    title=_("What is public of an action"),
    lookup="body",
    can_add=False,
    table=rules.PUBLICATION,
    move_form=PublicationMove,
    verbs={"release": _("Publish"), "withdraw": _("Withdraw from the public")},
    state_of=publication_state,
    state_words=lambda action: PUBLICATION_WORDS[publication_state(action)],
    place="actions",
)
REDATINGS: Final = Kind(
    name="redatings",
    model=ActionRedating,
    title=_("Change of date"),
    lookup="action__body",
    add_form=BodyRedatingForm,
)
UPDATES: Final = Kind(
    name="updates",
    model=ProgressUpdate,
    title=_("Progress update"),
    lookup="action__body",
    add_form=BodyUpdateForm,
    table=PROGRESS_UPDATE,
    move_form=ConfirmUpdate,
    verbs={"confirm": _("Confirm")},
    state_of=lambda one: "confirmed" if one.confirmed_at else "reported",
    state_words=lambda one: _("Confirmed") if one.confirmed_at else _("To be confirmed"),
)
ACTION_KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (ACTIONS, PUBLICATION, REDATINGS, UPDATES)
}
