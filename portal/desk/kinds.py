"""What a desk knows about one kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from portal.desk.forms import MoveForm, RecordForm
from portal.rules.states import Move, StateTable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from portal.models import User


def _no_roles(record: Any, user: User) -> frozenset[str]:
    return frozenset()


def _no_kind(record: Any) -> str:
    return ""


def _state(record: Any) -> str:
    return str(record.state)


def _state_words(record: Any) -> str:
    return str(record.get_state_display())


@dataclass(frozen=True)
class Kind:
    """One kind of record on a desk.

    `name` is its part of the address and of the anchor (`findings` gives `#findings-12`);
    `lookup` leads from the record to the owner. No form means that nobody edits it here, no
    `add_form` that `form` serves both. `verbs` holds the words on the buttons of its moves,
    `table` and `move_form` the moves, `remove` the operation that takes it away (called with
    `record`, `by=`, `expected_version=`), `variant` the kind that the state table's rows may ask
    for, `own_roles` what a person is to this record beyond their roles in the body (`owner`).

    One model may be shown as several kinds, such as an item and the access to it: `state_of` says
    which of its columns the table is about, `state_words` how that is called, and `place` under
    which other kind's name its rows stand on the desk.
    """

    name: str
    model: type[Model]
    title: str | _StrPromise
    lookup: str
    form: type[RecordForm] | None = None
    add_form: type[RecordForm] | None = None
    can_add: bool = True
    table: StateTable | None = None
    move_form: type[MoveForm] | None = None
    verbs: Mapping[str, str | _StrPromise] = field(default_factory=dict)
    remove: Callable[..., Any] | None = None
    variant: Callable[[Any], str] = _no_kind
    own_roles: Callable[[Any, User], frozenset[str]] = _no_roles
    state_of: Callable[[Any], str] = _state
    state_words: Callable[[Any], str | _StrPromise] = _state_words
    place: str = ""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """The records of this kind that belong to the owner."""
        return self.model._base_manager.filter(**{self.lookup: owner})

    def form_for(self, *, adding: bool) -> type[RecordForm] | None:
        """The form to add with, or to edit with."""
        if adding:
            return (self.add_form or self.form) if self.can_add else None
        return self.form

    def verb(self, row: Move) -> str:
        """The words on the button of a move."""
        return str(self.verbs.get(row.name) or row.name.replace("_", " ").capitalize())

    def moves(self, record: Any, *, roles: frozenset[str], user: User) -> list[Move]:
        """The moves that this person may make with the record now."""
        if self.table is None or self.move_form is None:
            return []
        held = roles | self.own_roles(record, user)
        return self.table.open_to(
            state=self.state_of(record), roles=held, kind=self.variant(record)
        )


@dataclass(frozen=True)
class ItselfKind(Kind):
    """The owner as a record on its own desk."""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """The owner alone."""
        return self.model._base_manager.filter(pk=owner.pk)


def anchor_of(kind: Kind, record: Model) -> str:
    """The name of a record's place on the desk, to come back to."""
    return f"{kind.place or kind.name}-{record.pk}"
