"""Recording an incident, changing it, closing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.access import OFFICE_ROLES, roles_in
from portal.models import DataKind, Incident
from portal.operations import Refused, save_changed, save_new
from portal.rules.breaches import LIMIT

if TYPE_CHECKING:
    from portal.models import User

#: Who may record an incident, and who may work on it.
OPENERS: Final = OFFICE_ROLES
KEEPERS: Final = frozenset({"proper_officer", "admin"})


@transaction.atomic
def open_incident(
    *,
    body: str,
    aware_at: datetime,
    what_happened: str,
    by: User,
    records: Sequence[Mapping[str, object]] = (),
) -> Incident:
    """Record that something went wrong; the 72 hours run from `aware_at`.

    Raises Refused for those who hold no office in the body, without words, or for a moment that
    has not come yet.
    """
    if not OPENERS & roles_in(by, body):
        raise Refused(_("Your role in this body does not allow this."))
    _refuse_the_future(aware_at)
    incident = Incident(
        body=body,
        aware_at=aware_at,
        what_happened=what_happened.strip(),
        records=[dict(one) for one in records],
        opened_by=by,
    )
    return save_new(incident, by=by, sentence=_("An incident was recorded."))


@transaction.atomic
def change_incident(
    incident: Incident, *, by: User, expected_version: int, values: Mapping[str, Any]
) -> Incident:
    """Change what is known of an incident, and what was decided.

    Raises Refused for everybody but the proper officer and the administrators of the body, for a
    closed one, and for a notice after 72 hours without the reasons for the delay; Conflict.
    """
    _refuse_unless_keeper(incident, by)
    _refuse_the_future(values.get("aware_at", incident.aware_at))
    _refuse_the_future(values.get("notified_at"))
    unknown = set(values.get("data_kinds", ())) - set(DataKind.values)
    if unknown:
        raise Refused(_("Choose kinds of data from the list."))
    _refuse_late_without_reason({**_as_values(incident), **values})
    sentence = _("The record of an incident was changed.")
    if values.get("decision", incident.decision) != incident.decision:
        sentence = _("It was decided whether the Commissioner is notified of an incident.")
    return save_changed(
        incident, by=by, values=values, expected_version=expected_version, sentence=sentence
    )


@transaction.atomic
def close_incident(incident: Incident, *, by: User, expected_version: int) -> Incident:
    """Close an incident. Raises Refused before the decision, or before the notice it decided on."""
    _refuse_unless_keeper(incident, by)
    if not incident.decision:
        raise Refused(_("Decide about the notice before you close it."))
    if incident.decision == Incident.Decision.NOTIFY and incident.notified_at is None:
        raise Refused(_("Say when the Commissioner was notified."))
    return save_changed(
        incident,
        by=by,
        values={"closed_at": clock.now()},
        expected_version=expected_version,
        sentence=_("An incident was closed."),
    )


def _refuse_unless_keeper(incident: Incident, by: User) -> None:
    if not KEEPERS & roles_in(by, incident.body):
        raise Refused(_("Only the proper officer or an administrator of the body may do this."))
    if incident.closed_at is not None:
        raise Refused(_("The incident is closed."))


def _refuse_the_future(moment: datetime | None) -> None:
    if moment is not None and moment > clock.now():
        raise Refused(_("That moment has not come yet."))


def _refuse_late_without_reason(values: Mapping[str, Any]) -> None:
    notified = values["notified_at"]
    if notified is None or notified - values["aware_at"] <= LIMIT:
        return
    if not values["late_reason"].strip():
        raise Refused(_("The notice came after 72 hours, so it gives the reasons for the delay."))


def _as_values(incident: Incident) -> dict[str, Any]:
    return {name: getattr(incident, name) for name in ("notified_at", "aware_at", "late_reason")}
