"""The shape of every writer: check, write, log, and announce on commit.

A refusal is a list of sentences for the person who tried; nothing has been written then. A
conflict carries what the other person saved, so that both texts can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from portal import audit
from portal.models import VersionedRecord
from portal.rules.states import Move, StateTable

if TYPE_CHECKING:
    from portal.models import User

AnyRecord = TypeVar("AnyRecord", bound=VersionedRecord)


class Refused(Exception):
    """The operation may not happen now; `reasons` says why, in plain sentences."""

    def __init__(self, *reasons: str) -> None:
        self.reasons: list[str] = list(reasons)
        super().__init__(" ".join(self.reasons))


class Conflict(Refused):
    """Somebody else saved the record first; `saved` is their version."""

    def __init__(self, saved: VersionedRecord) -> None:
        self.saved = saved
        super().__init__(
            _(
                "Somebody else changed this record while you were working on it. Nothing of "
                "yours is lost: both texts are shown below. Save again to keep yours."
            )
        )


def fresh(record: AnyRecord) -> AnyRecord:
    """The record as it is stored now, whatever a form has done to the one in hand."""
    return type(record)._base_manager.get(pk=record.pk)


def refusals_of(error: ValidationError) -> list[str]:
    """The sentences of a validation error, for a Refused."""
    return [str(message) for message in error.messages]


def save_new(record: AnyRecord, *, by: User | None, sentence: str) -> AnyRecord:
    """Check and store a new record and log it.

    Raises Refused with the messages of the model's own checks and constraints.
    """
    record.changed_by = by
    try:
        record.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    record.save()
    audit.record(record, act=audit.CREATE, by=by, sentence=sentence)
    return record


def save_changed(
    record: AnyRecord,
    *,
    by: User | None,
    values: Mapping[str, Any],
    expected_version: int,
    sentence: str,
    links_changed: bool = False,
) -> AnyRecord:
    """Change fields of a record that nobody else has changed meanwhile, and log it.

    The version is compared and raised by one UPDATE in the database, so that of two people at
    once exactly one is first. `links_changed` says that rows linked to it have changed in the same
    transaction. Raises Conflict for the second, Refused when the model's checks fail. Nothing
    different: nothing is written.
    """
    model = type(record)
    current = model._base_manager.get(pk=record.pk)
    if current.version != expected_version:
        raise Conflict(current)
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed and not links_changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    try:
        current.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    _write(current, expected_version=expected_version, values=changed, by=by)
    audit.record(
        current, act=audit.CHANGE, by=by, sentence=sentence, data={"fields": sorted(changed)}
    )
    return current


def make_move(
    record: AnyRecord,
    *,
    table: StateTable,
    name: str,
    by: User | None,
    roles: frozenset[str],
    expected_version: int | None,
    sentence: str,
    unmet: Mapping[str, str],
    reason: str = "",
    kind: str = "",
    values: Mapping[str, Any] | None = None,
    field: str = "state",
    data: Mapping[str, Any] | None = None,
) -> AnyRecord:
    """Make one move of the state table, in one UPDATE, and log it.

    `roles` are those of the person in the record's body (with `owner` or `lead_member` where that
    is true of them). `unmet` maps each need of the table that is *not* met to a sentence that says
    what to do; needs that are met are left out. `values` are columns that change with the move,
    `field` is the column that holds the state, and `data` is logged beside the move.

    Raises Refused when the move is not in the table, not this person's to make, lacks its reason
    or a need; Conflict when somebody else was first.
    """
    model = type(record)
    current = model._base_manager.get(pk=record.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    row = table.find(state=getattr(current, field), name=name, kind=kind)
    refuse_unless_allowed(row, roles=roles, reason=reason, unmet=unmet)
    assert row is not None  # refused above otherwise
    changed: dict[str, Any] = {**(values or {}), field: row.to_state}
    for column, value in changed.items():
        setattr(current, column, value)
    try:
        current.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    _write(
        current,
        expected_version=current.version,
        values=changed,
        by=by,
        only_where={field: row.from_state},
    )
    audit.record(
        current,
        act=audit.MOVE,
        by=by,
        sentence=sentence,
        reason=reason,
        data={**(data or {}), "move": row.name, "from": row.from_state, "to": row.to_state},
    )
    return current


def refuse_unless_allowed(
    row: Move | None, *, roles: frozenset[str], reason: str, unmet: Mapping[str, str]
) -> None:
    """Raise Refused with every reason why a move may not be made."""
    if row is None:
        raise Refused(_("That cannot be done from here. Somebody may have done it already."))
    if not row.who & roles:
        raise Refused(_("Your role does not allow this."))
    reasons = [unmet[need] for need in row.needs if need in unmet]
    if row.needs_reason and not reason.strip():
        reasons.insert(0, _("Give a reason. It is kept with the record."))
    if reasons:
        raise Refused(*reasons)


def _write(
    record: VersionedRecord,
    *,
    expected_version: int,
    values: Mapping[str, Any],
    by: User | None,
    only_where: Mapping[str, str] | None = None,
) -> None:
    """One conditional UPDATE; raises Conflict when the row is no longer as it was read."""
    model = type(record)
    rows: models.QuerySet[Any] = model._base_manager.filter(
        pk=record.pk, version=expected_version, **(only_where or {})
    )
    record.changed_by = by
    columns = {*values, "changed_by"}
    update = {name: getattr(record, name) for name in columns}
    changed_at = model._meta.get_field("changed_at")
    update["changed_at"] = changed_at.pre_save(record, add=False)
    if not rows.update(**update, version=F("version") + 1):
        raise Conflict(model._base_manager.get(pk=record.pk))
    record.version = expected_version + 1
