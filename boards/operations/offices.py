"""The offices that a body holds to account, and who holds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import OfficeHolder, Organisation, Person, ScrutinisedOffice, ScrutinyBody
from boards.operations.permission import refuse_unless_keeper
from boards.operations.plain import save_row
from boards.operations.release import release_public
from portal import audit
from portal.operations import Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def add_office(
    *,
    body: ScrutinyBody,
    label: str,
    short_label: str,
    valid_from: date,
    by: User | None,
    organisation: Organisation | None = None,
    valid_to: date | None = None,
) -> ScrutinisedOffice:
    """Record an office that a body holds to account, such as the commissioner. Raises Refused."""
    refuse_unless_keeper(by, body)
    office = ScrutinisedOffice(
        body=body,
        label=label,
        short_label=short_label,
        organisation=organisation,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    sentence = _("%(body)s holds to account: %(office)s.") % {"body": body.name, "office": label}
    save_new(office, by=by, sentence=sentence)
    release_public(body, by=by, subject=_("Offices held to account"))
    return office


@transaction.atomic
def update_office(
    office: ScrutinisedOffice, *, by: User | None, expected_version: int, **values: Any
) -> ScrutinisedOffice:
    """Change the label or the dates of an office. Raises Refused, Conflict."""
    refuse_unless_keeper(by, office.body)
    sentence = _("What is known about the office “%(office)s” was changed.")
    saved = save_changed(
        office,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=sentence % {"office": office.label},
    )
    release_public(office.body, by=by, subject=_("Offices held to account"))
    return saved


@transaction.atomic
def set_office_holder(
    *,
    office: ScrutinisedOffice,
    person: Person,
    valid_from: date,
    by: User | None,
    valid_to: date | None = None,
) -> OfficeHolder:
    """Record who holds an office from a day on. Whoever held it until then ends the day before.

    Raises Refused when the person is in another body's register, or somebody's term begins on or
    after that day.
    """
    body = office.body
    refuse_unless_keeper(by, body)
    if person.body_id != body.pk:
        raise Refused(_("Choose a person of this body's own register."))
    if office.holders.filter(valid_from__gte=valid_from).exists():
        raise Refused(_("Somebody's term begins on or after that day. Give a later day."))
    for earlier in office.holders.filter(valid_to__isnull=True):
        earlier.valid_to = valid_from - timedelta(days=1)
        ended = _("The term of %(person)s ended.") % {"person": earlier.person.name}
        save_row(earlier, by=by, sentence=ended, act=audit.CHANGE)
    if office.holders.filter(valid_to__gte=valid_from).exists():
        raise Refused(_("Somebody's term runs beyond that day. Give a later day."))
    row = OfficeHolder(office=office, person=person, valid_from=valid_from, valid_to=valid_to)
    sentence = _("%(person)s holds the office “%(office)s”.")
    save_row(row, by=by, sentence=sentence % {"person": person.name, "office": office.label})
    release_public(body, by=by, subject=_("Holders of offices"))
    return row


@transaction.atomic
def end_office_holder(row: OfficeHolder, *, last_day: date, by: User | None) -> OfficeHolder:
    """Record the last day of somebody's term. Raises Refused when it lies before the first."""
    refuse_unless_keeper(by, row.office.body)
    row.valid_to = last_day
    sentence = _("The term of %(person)s ended.") % {"person": row.person.name}
    save_row(row, by=by, sentence=sentence, act=audit.CHANGE)
    release_public(row.office.body, by=by, subject=_("Holders of offices"))
    return row
