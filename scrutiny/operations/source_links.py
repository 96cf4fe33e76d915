"""What prompted what: links from external findings to what a body does about them.

A body builds on its own external findings and on those of the body that it is a part of. What
prompted a line of enquiry may be said until the line is replaced or dropped: it is no part of the
text that a meeting agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Conflict, Refused
from scrutiny.models import (
    EntryOrigin,
    Evidence,
    EvidenceBearing,
    ExternalFinding,
    KeyLineOfEnquiry,
    LineOrigin,
)
from scrutiny.operations.links import set_links
from scrutiny.operations.people import require_clerk
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.models import User
    from scrutiny.models import WorkProgrammeEntry

__all__ = [
    "add_bearing",
    "carry_origins",
    "origins_differ",
    "refuse_foreign_findings",
    "remove_bearing",
    "set_entry_origins",
    "without_origins",
]


def refuse_foreign_findings(body: ScrutinyBody, findings: Iterable[ExternalFinding]) -> None:
    """Raise Refused unless each finding is kept by the body, or by the one it is a part of."""
    bodies = {body.pk, body.parent_id}
    if any(one.body_id not in bodies for one in findings):
        raise Refused(_("A finding chosen here is kept by another body."))


def without_origins(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any] | None]:
    """Values without `origins`, and these; None where they are left as they are."""
    fields = {name: value for name, value in values.items() if name != "origins"}
    return fields, list(values["origins"]) if "origins" in values else None


def origins_differ(entry: WorkProgrammeEntry, origins: Iterable[ExternalFinding] | None) -> bool:
    """Whether other findings are said to have prompted an entry."""
    if origins is None:
        return False
    held = set(entry.origins.values_list("external_finding_id", flat=True))
    return held != {one.pk for one in origins}


def set_entry_origins(entry: WorkProgrammeEntry, origins: Iterable[ExternalFinding] | None) -> bool:
    """Say which findings prompted an entry; answers whether anything changed. Raises Refused.

    A part of the operations of `scrutiny.operations.programme`, which log it.
    """
    if origins is None:
        return False
    chosen = list(origins)
    refuse_foreign_findings(entry.body, chosen)
    return set_links(
        EntryOrigin,
        owner_field="entry",
        owner=entry,
        target_field="external_finding",
        targets=chosen,
    )


def carry_origins(old: KeyLineOfEnquiry, new: KeyLineOfEnquiry) -> None:
    """Let the new version of a line be prompted by what prompted the old one."""
    LineOrigin.objects.bulk_create(
        LineOrigin(line=new, external_finding_id=one.external_finding_id)
        for one in old.origins.all()
    )


def add_bearing(
    *, evidence: Evidence, by: User, finding: ExternalFinding, bearing: str, note: str
) -> EvidenceBearing:
    """Record that evidence bears an external finding out, or contradicts it.

    Raises Refused when it says so already, the evidence was withdrawn, a contradiction has no
    note, or the finding is kept by another body.
    """
    body = evidence.review.body
    require_clerk(by, body)
    refuse_foreign_findings(body, [finding])
    reasons = editing_refusals("evidence", str(evidence.state), frozenset({"bearings"}))
    if bearing not in EvidenceBearing.Bearing.values:
        reasons.append(_("Say whether the evidence bears the finding out or contradicts it."))
    if bearing == EvidenceBearing.Bearing.CONTRADICTS and not note.strip():
        reasons.append(_("Say in what way the evidence contradicts the finding."))
    if evidence.bearings.filter(external_finding=finding).exists():
        reasons.append(
            _("This evidence bears on this finding already. Remove that first to change it.")
        )
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        row = EvidenceBearing.objects.create(
            evidence=evidence, external_finding=finding, bearing=bearing, note=note
        )
        words = {"number": evidence.number, "bearing": row.get_bearing_display()}
        audit.record(
            evidence,
            act=audit.CHANGE,
            by=by,
            sentence=_("Evidence E%(number)s and an external finding: it %(bearing)s.") % words,
        )
        return row


def remove_bearing(bearing: EvidenceBearing, *, by: User, expected_version: int) -> None:
    """Take back that evidence bears on a finding. It has no versions; the second finds none."""
    require_clerk(by, bearing.evidence.review.body)
    with transaction.atomic():
        rows = EvidenceBearing.objects.select_for_update().filter(pk=bearing.pk)
        if not rows.exists():
            raise Conflict(bearing.evidence)
        words = {"number": bearing.evidence.number}
        audit.record(
            bearing.evidence,
            act=audit.CHANGE,
            by=by,
            sentence=_("Evidence E%(number)s bears no more on an external finding.") % words,
        )
        rows.delete()
