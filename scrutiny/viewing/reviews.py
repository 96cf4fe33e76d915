"""What of a review is restricted, and how seeing it is logged.

Every record of a review is for the officers of its body (`scrutiny.scopes`).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from boards.models import Access
from portal.viewing import officers_see, register_viewing
from scrutiny.models import Evidence, Report, Review


def register_what_is_restricted() -> None:
    """Tell the floor; called once at start-up, after the plain rules."""
    register_viewing(
        Evidence,
        officers_see(Evidence),
        is_restricted=lambda evidence: evidence.access == Access.RESTRICTED,
        sentence=_evidence_was_opened,
    )
    register_viewing(
        Report,
        officers_see(Report),
        is_restricted=lambda report: report.state != Report.State.PUBLISHED,
        sentence=_draft_was_opened,
    )
    register_viewing(
        Review,
        officers_see(Review),
        is_restricted=_has_restricted_evidence,
        sentence=_desk_was_opened,
        once_a_day=True,
    )


def _has_restricted_evidence(review: Review) -> bool:
    return Evidence.objects.filter(review=review, access=Access.RESTRICTED).exists()


def _evidence_was_opened(evidence: Evidence) -> str:
    return _("The restricted evidence “%(evidence)s” was opened.") % {"evidence": evidence}


def _draft_was_opened(report: Report) -> str:
    return _("The draft of the report “%(report)s” was opened.") % {"report": report}


def _desk_was_opened(review: Review) -> str:
    return _("The desk of a review with restricted evidence was opened: “%(review)s”.") % {
        "review": review
    }
