"""Entering, changing and removing sources: what others wrote, and who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal import audit
from portal.models import PublicRecord
from portal.operations import Conflict, Refused, fresh, save_changed, save_new
from scrutiny import kinds
from scrutiny.models import Source, SourceParty
from scrutiny.operations.people import require_clerk

if TYPE_CHECKING:
    from boards.models import Organisation, ScrutinyBody
    from portal.models import User

#: The fields that hold parties, and the part that each has.
PARTIES: Final = {"authors": "author", "recipients": "recipient", "subjects": "subject"}


def add_source(*, body: ScrutinyBody, by: User, values: Mapping[str, Any]) -> Source:
    """Enter a source of a body.

    `values` are fields, and the parties by `PARTIES` as lists of organisations. Raises Refused
    when the person is no clerk of the body, the source is there already, or a check fails.
    """
    require_clerk(by, body)
    fields, parties = _split(values)
    _refuse_foreign(body, fields)
    with transaction.atomic():
        source = save_new(Source(body=body, **fields), by=by, sentence=_("The source was entered."))
        _set_parties(source, parties)
        return source


def change_source(
    *, source: Source, by: User, values: Mapping[str, Any], expected_version: int
) -> Source:
    """Change a source, if nobody else has meanwhile. Raises Conflict, Refused."""
    source = fresh(source)
    require_clerk(by, source.body)
    fields, parties = _split(values)
    _refuse_foreign(source.body, fields)
    answered = fields.get("replies_to")
    if answered is not None and answered.pk == source.pk:
        raise Refused(_("A source cannot be a reply to itself."))
    with transaction.atomic():
        changed = _set_parties(source, parties)
        return save_changed(
            source,
            by=by,
            values=fields,
            expected_version=expected_version,
            sentence=_("The source was changed."),
            links_changed=changed,
        )


def remove_source(source: Source, *, by: User, expected_version: int) -> None:
    """Remove a source that is not public and holds nothing. Raises Conflict, Refused."""
    require_clerk(by, source.body)
    with transaction.atomic():
        current = Source.objects.select_for_update().get(pk=source.pk)
        if current.version != expected_version:
            raise Conflict(current)
        refuse_while_public(kinds.SOURCE, current.key)
        audit.record(current, act=audit.REMOVE, by=by, sentence=_("The source was removed."))
        try:
            current.delete()
        except ProtectedError as error:
            raise Refused(
                _(
                    "The source cannot be removed while it holds findings or judgements, or while "
                    "a reply to it is kept. Remove those first."
                )
            ) from error


def refuse_while_public(kind: str, key: object) -> None:
    """Raise Refused while anything of this key can be read by the public."""
    rows = PublicRecord.objects.filter(kind=kind, key=str(key), withdrawn_at__isnull=True)
    if rows.exists():
        raise Refused(
            _(
                "It is public and has a permanent address. Change it and publish the changes, or "
                "withdraw the source first, with a reason."
            )
        )


def _split(
    values: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Sequence[Organisation]]]:
    fields = {name: value for name, value in values.items() if name not in PARTIES}
    return fields, {name: values[name] for name in PARTIES if name in values}


def _set_parties(source: Source, parties: Mapping[str, Sequence[Organisation]]) -> bool:
    """Make the parties of each named part exactly these; answers whether anything changed."""
    changed = False
    for name, organisations in parties.items():
        rows = SourceParty.objects.filter(source=source, role=PARTIES[name])
        wanted = {one.pk for one in organisations}
        present = set(rows.values_list("organisation_id", flat=True))
        rows.exclude(organisation_id__in=wanted).delete()
        SourceParty.objects.bulk_create(
            SourceParty(source=source, organisation_id=pk, role=PARTIES[name])
            for pk in sorted(wanted - present)
        )
        changed |= wanted != present
    return changed


def _refuse_foreign(body: ScrutinyBody, fields: Mapping[str, Any]) -> None:
    answered = fields.get("replies_to")
    if answered is not None and answered.body_id != body.pk:
        raise Refused(_("The source that it replies to belongs to another body."))
