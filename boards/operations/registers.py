"""Bringing the shipped registers into the table of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Organisation
from boards.operations.permission import refuse_unless_portal_administrator
from boards.rules.registers import Entry
from portal import audit
from portal.operations import Refused, refusals_of

if TYPE_CHECKING:
    from portal.models import User


@dataclass(frozen=True)
class Loaded:
    """How many organisations were entered, changed and left as they were."""

    entered: int
    changed: int
    same: int


@transaction.atomic
def load_registers(entries: Sequence[Entry], *, by: User | None) -> Loaded:
    """Enter organisations that are missing and bring changed ones up to date, found by their code.

    An organisation that is no longer in the registers stays: records point to it. All or nothing.
    Raises Refused.
    """
    refuse_unless_portal_administrator(by)
    held = {one.code: one for one in Organisation.objects.select_related("force")}
    entered = changed = 0
    for entry in entries:
        row = held.get(entry.code)
        is_new = row is None
        if row is None:
            row = Organisation(code=entry.code)
        if not _bring_up_to_date(row, entry, held):
            continue
        try:
            row.full_clean()
        except ValidationError as error:
            raise Refused(*refusals_of(error)) from error
        row.save()
        held[row.code] = row
        entered += is_new
        changed += not is_new
        sentence = _("%(name)s was entered from the registers.")
        if not is_new:
            sentence = _("%(name)s was brought up to date from the registers.")
        audit.record(
            row,
            act=audit.CREATE if is_new else audit.CHANGE,
            by=by,
            sentence=sentence % {"name": row.name},
        )
    return Loaded(entered, changed, len(entries) - entered - changed)


def _bring_up_to_date(row: Organisation, entry: Entry, held: dict[str, Organisation]) -> bool:
    """Take over the entry's values; answers whether anything differed."""
    wanted = {
        "kind": entry.kind,
        "name": entry.name,
        "official_name": entry.official_name,
        "former_names": entry.former_names,
        "nation": entry.nation,
        "gss_code": entry.gss_code,
        "note": entry.note,
        "force": held.get(entry.force),
    }
    differs = row.pk is None
    for name, value in wanted.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            differs = True
    return differs
