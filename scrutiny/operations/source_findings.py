"""Entering, changing and removing what a source says: findings and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Max, Model, ProtectedError
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new
from scrutiny import kinds
from scrutiny.models import ExternalAnswer, ExternalFinding, ExternalFindingSubject, Source
from scrutiny.operations.links import set_links
from scrutiny.operations.people import require_clerk
from scrutiny.operations.source_words import FAULTS
from scrutiny.operations.sources import refuse_while_public
from scrutiny.rules.sources import finding_faults

if TYPE_CHECKING:
    from portal.models import User

#: The fields of a finding that are rows of their own.
LINKS: Final = ("subjects", "answers_to")


def add_finding(*, source: Source, by: User, values: Mapping[str, Any]) -> ExternalFinding:
    """Enter a finding under the next number of its source.

    `values` are fields, `subjects` (organisations) and `answers_to` (what it answers). Raises
    Refused with every reason.
    """
    require_clerk(by, source.body)
    fields, links = _split(values)
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)  # no number is given twice
        finding = ExternalFinding(source=source, **fields)
        newest = source.findings.aggregate(newest=Max("number"))["newest"]
        finding.number = (newest or 0) + 1
        _refuse_faults(finding, fields, links)
        label = _("Finding %s of the source") % finding.number
        save_new(finding, by=by, sentence=_("%s was entered.") % label)
        _link(finding, links)
        return finding


def change_finding(
    *, finding: ExternalFinding, by: User, values: Mapping[str, Any], expected_version: int
) -> ExternalFinding:
    """Change a finding, if nobody else has meanwhile. Raises Conflict, Refused."""
    require_clerk(by, finding.source.body)
    fields, links = _split(values)
    with transaction.atomic():
        current = ExternalFinding.objects.select_for_update().get(pk=finding.pk)
        if current.version != expected_version:
            raise Conflict(current)
        _refuse_faults(current, fields, links)
        return save_changed(
            current,
            by=by,
            values=fields,
            expected_version=expected_version,
            sentence=_("%s was changed.") % _("Finding %s of the source") % current.number,
            links_changed=_link(current, links),
        )


def remove_finding(finding: ExternalFinding, *, by: User, expected_version: int) -> None:
    """Remove a finding that is not public and prompted nothing. Raises Conflict, Refused."""
    require_clerk(by, finding.source.body)
    with transaction.atomic():
        current = ExternalFinding.objects.select_for_update().get(pk=finding.pk)
        if current.version != expected_version:
            raise Conflict(current)
        refuse_while_public(kinds.EXTERNAL_FINDING, current.key)
        label = _("Finding %s of the source") % current.number
        audit.record(current, act=audit.REMOVE, by=by, sentence=_("%s was removed.") % label)
        try:
            current.delete()
        except ProtectedError as error:
            raise Refused(
                _(
                    "The finding cannot be removed, since something rests on it: %(names)s. "
                    "Take the link away there first."
                )
                % {"names": ", ".join(sorted({_resting(row) for row in error.protected_objects}))}
            ) from error


def _resting(row: Model) -> str:
    """What a person calls a row that rests on a finding."""
    for name in ("line", "entry", "evidence", "answer"):
        linked = getattr(row, name, None)
        if isinstance(linked, Model):
            return f"{linked._meta.verbose_name} “{linked}”"
    return str(row._meta.verbose_name)


def _split(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    fields = {name: value for name, value in values.items() if name not in LINKS}
    return fields, {name: list(values[name]) for name in LINKS if name in values}


def _refuse_faults(
    finding: ExternalFinding, fields: Mapping[str, Any], links: Mapping[str, list[Any]]
) -> None:
    """Raise Refused for what does not fit, and for an answer to a finding of another body."""
    checked = ("kind", "figure_words", "decision", "outcome", "outcome_on", "outcome_words")
    values = {name: fields.get(name, getattr(finding, name)) for name in checked}
    answered: Iterable[Any] = links.get("answers_to", ())
    if "answers_to" not in links and finding.pk:
        answered = finding.answers_to.all()
    faults = finding_faults(values, list(answered))
    if faults:
        raise Refused(*(str(FAULTS[code]) for code in faults))
    for one in links.get("answers_to", ()):
        if one.pk == finding.pk:
            raise Refused(_("A response cannot answer itself."))
        if one.body_id != finding.source.body_id:
            raise Refused(_("Something chosen here belongs to another body."))


def _link(finding: ExternalFinding, links: Mapping[str, list[Any]]) -> bool:
    changed = False
    if "subjects" in links:
        changed |= set_links(
            ExternalFindingSubject,
            owner_field="finding",
            owner=finding,
            target_field="organisation",
            targets=links["subjects"],
        )
    if "answers_to" in links:
        changed |= set_links(
            ExternalAnswer,
            owner_field="answer",
            owner=finding,
            target_field="finding",
            targets=links["answers_to"],
        )
    return changed
