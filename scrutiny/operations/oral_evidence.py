"""Oral evidence out of what a witness answered, so that findings can cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Access
from portal.operations import Refused
from scrutiny.models import Evidence, Hearing, KeyLineOfEnquiry, Witness
from scrutiny.operations import records
from scrutiny.operations.enquiry import move_evidence
from scrutiny.operations.people import require_clerk
from scrutiny.rules.hearing import Answer, may_keep, summary_of

if TYPE_CHECKING:
    from portal.models import User


def make_oral_evidence(
    *, hearing: Hearing, line: KeyLineOfEnquiry, witness: Witness, by: User
) -> Evidence:
    """Make one item of evidence of all that a witness answered on a line at a meeting.

    It is received, and open where the item of the meeting is open; otherwise restricted until the
    clerk decides. Raises Refused when the witness answered nothing, or it was made already.
    """
    review = hearing.review
    require_clerk(by, review.body)
    meeting = hearing.item.meeting
    with transaction.atomic():
        Hearing.objects.select_for_update().get(pk=hearing.pk)
        made = Evidence.objects.filter(
            review=review,
            kind=Evidence.Kind.ORAL,
            meeting=meeting,
            witness=witness,
            line_links__line=line,
        ).first()
        if made is not None:
            raise Refused(_("That evidence was made already: E%s.") % made.number)
        entries = hearing.entries.filter(line=line, witness=witness)
        summary = summary_of([Answer(one.question, one.answer) for one in entries])
        if not summary:
            raise Refused(_("This witness has answered nothing on this line yet."))
        evidence = records.add_record(
            kind=records.EVIDENCE,
            review=review,
            by=by,
            values={
                "kind": Evidence.Kind.ORAL,
                "title": _title(line, witness),
                "summary": summary,
                "witness": witness,
                "meeting": meeting,
                "dated_on": meeting.held_on,
                "access": (
                    Access.OPEN if may_keep(str(hearing.item.access)) else Access.RESTRICTED
                ),
                "lines": [line],
            },
        )
        assert isinstance(evidence, Evidence)
        return move_evidence(evidence=evidence, move="receive", by=by, expected_version=None)


def _title(line: KeyLineOfEnquiry, witness: Witness) -> str:
    """What the evidence is called in public: by the post, or by what the public is told."""
    who = (witness.post or witness.name) if witness.is_public else witness.public_description
    title = _("Oral evidence on line %(number)s: %(who)s") % {"number": line.number, "who": who}
    return title[:250]
