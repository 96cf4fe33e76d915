"""The pack as it is stored, and what its table of moves asks before anything costly is begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from boards.models import Pack
from boards.operations.permission import roles_for
from boards.packs.readiness import file_refusals, proof_refusals
from boards.rules.lifecycle import PACK
from portal.operations import Conflict, refuse_unless_allowed

if TYPE_CHECKING:
    from portal.models import User


def unmet_of(pack: Pack) -> dict[str, str]:
    """The needs of publishing that this pack does not meet, each with what to do."""
    reasons = file_refusals(pack) or proof_refusals(pack)
    return {"leak_proof": " ".join(reasons)} if reasons else {}


def refuse_by_table(pack: Pack, name: str, *, by: User | None, unmet: Mapping[str, str]) -> None:
    """Raise Refused as the move itself would, before anything costly is begun."""
    row = PACK.find(state=pack.state, name=name)
    roles = roles_for(by, pack.meeting.body)
    refuse_unless_allowed(row, roles=roles, reason="", unmet=unmet)


def locked(pack: Pack, expected_version: int | None) -> Pack:
    """The pack as it is stored; raises Conflict when somebody changed it meanwhile."""
    rows = Pack.objects.select_for_update(of=("self",)).select_related(
        "meeting__body", "publish_set_by"
    )
    current = rows.get(pk=pack.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    return current
