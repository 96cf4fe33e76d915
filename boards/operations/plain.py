"""Writing rows that have no version: short lists such as functions and partners of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from portal import audit
from portal.operations import Refused, refusals_of

if TYPE_CHECKING:
    from portal.models import User

AnyRow = TypeVar("AnyRow", bound=Model)


def save_row(row: AnyRow, *, by: User | None, sentence: str, act: str = audit.CREATE) -> AnyRow:
    """Check, store and log a row. Raises Refused with the messages of its checks."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    row.save()
    audit.record(row, act=act, by=by, sentence=sentence)
    return row


def remove_row(row: Model, *, by: User | None, sentence: str) -> None:
    """Log the removal of a row, and remove it."""
    audit.record(row, act=audit.REMOVE, by=by, sentence=sentence)
    row.delete()
