"""What a link may be about: an action, or a request for information."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.utils.translation import gettext_lazy as _

from portal.signed_links import register_purpose
from scrutiny.models import Action, InformationRequest
from scrutiny.rules.actions import OPEN_STATES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Person
    from portal.models import SignedLink

Subject: TypeAlias = "Action | InformationRequest"
#: The longest text that is taken, in characters; about four printed pages.
TEXT_AT_MOST: Final = 10_000


@dataclass(frozen=True)
class LinkKind:
    """How one kind of record is asked about by link.

    `holder_of` is who is asked, `open_states` those in which something may still be sent, `lead`
    the words above the text on the page, `label` what the text field is called, and `missing` what
    is said when it is empty. Only with `may_be_done` is there the question whether it is done.
    """

    name: str
    model: type[Any]
    open_states: frozenset[str]
    holder_of: Callable[[Any], Person]
    title: StrOrPromise
    lead: StrOrPromise
    label: StrOrPromise
    missing: StrOrPromise
    may_be_done: bool


ACTION: Final = LinkKind(
    name="action_update",
    model=Action,
    open_states=OPEN_STATES,
    holder_of=lambda action: action.owner,
    title=_("Action %s"),
    lead=_("What is to be done"),
    label=_("What has been done"),
    missing=_("Write what has been done"),
    may_be_done=True,
)
REQUEST: Final = LinkKind(
    name="request_answer",
    model=InformationRequest,
    open_states=frozenset({"asked"}),
    holder_of=lambda request: request.addressee,
    title=_("Information request %s"),
    lead=_("What is asked"),
    label=_("Your answer"),
    missing=_("Write your answer"),
    may_be_done=False,
)
KINDS: Final = (ACTION, REQUEST)


def register_links() -> None:
    """Tell the floor what links are for; called once at start-up."""
    for kind in KINDS:
        register_purpose(kind.name)


def kind_of(subject: Subject) -> LinkKind:
    """How this record is asked about."""
    return ACTION if isinstance(subject, Action) else REQUEST


def kind_named(purpose: str) -> LinkKind | None:
    """The kind of a link's purpose; None for links that are another app's."""
    return next((kind for kind in KINDS if kind.name == purpose), None)


def subject_of(link: SignedLink) -> Subject | None:
    """The record that a link is about; None when it is gone."""
    kind = kind_named(link.purpose)
    if kind is None:
        return None
    found: Subject | None = (
        kind.model._base_manager.filter(key=link.subject_key).select_related("body").first()
    )
    return found


def is_open(subject: Subject) -> bool:
    """Whether something may still be sent about it."""
    return str(subject.state) in kind_of(subject).open_states


def holder_of(subject: Subject) -> Person:
    """Who is asked."""
    return kind_of(subject).holder_of(subject)
