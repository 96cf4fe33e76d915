"""The words for the codes in public copies of reviews, recommendations and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from portal.shown import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = dict[str, "StrOrPromise"]

REVIEW_KIND: Final[Words] = {
    "review": _("Scrutiny review by a task group"),
    "themed": _("Themed meeting with agreed lines of enquiry"),
    "standing": _("Yearly assurance by a standing sub-committee"),
}
REVIEW_STEP: Final[Words] = {
    "scoped": _("Scoped"),
    "evidence": _("Evidence"),
    "drafting": _("Drafting"),
    "agreed": _("Agreed"),
    "published": _("Published"),
    "tracking": _("Tracking"),
}
REVIEW_STATUS: Final = {
    "scoped": Status(_("Scoped"), "open"),
    "evidence": Status(_("Gathering evidence"), "open"),
    "drafting": Status(_("Drafting the report"), "open"),
    "consultation": Status(_("Out for consultation"), "waiting"),
    "agreed": Status(_("Report agreed"), "open"),
    "published": Status(_("Report published"), "waiting"),
    "response_received": Status(_("Response received"), "waiting"),
    "tracking": Status(_("Tracking progress"), "waiting"),
    "closed": Status(_("Closed"), "done"),
}
LINE_STATUS: Final = {
    "agreed": Status(_("Agreed"), "open"),
    "in_enquiry": Status(_("In enquiry"), "open"),
    "answered": Status(_("Answered"), "done"),
    "partly_answered": Status(_("Partly answered"), "waiting"),
    "not_answered": Status(_("Not answered"), "problem"),
    "superseded": Status(_("Replaced by a new version"), "done"),
    "dropped": Status(_("Dropped"), "done"),
}
CONFIDENCE: Final[Words] = {
    "high": _("High confidence"),
    "moderate": _("Moderate confidence"),
    "low": _("Low confidence"),
}
RECOMMENDATION_STATUS: Final = {
    "issued": Status(_("Awaiting a response"), "waiting"),
    "accepted": Status(_("Accepted"), "open"),
    "partly_accepted": Status(_("Partly accepted"), "open"),
    "rejected": Status(_("Rejected"), "problem"),
    "in_progress": Status(_("In progress"), "open"),
    "implemented_claimed": Status(_("Reported as done, to be confirmed"), "waiting"),
    "closed_implemented": Status(_("Closed: done"), "done"),
    "closed_not_implemented": Status(_("Closed: not done"), "problem"),
    "closed_overtaken": Status(_("Closed: overtaken by events"), "done"),
    "superseded": Status(_("Replaced"), "done"),
}
DECISION: Final = {
    "accepted": Status(_("Accepted"), "done"),
    "partly_accepted": Status(_("Partly accepted"), "waiting"),
    "rejected": Status(_("Rejected"), "problem"),
}
TIMESCALE: Final[Words] = {
    "immediate": _("Immediately"),
    "three_months": _("Within three months"),
    "six_months": _("Within six months"),
    "longer": _("Longer than six months"),
}
STRENGTH: Final[Words] = {
    "strong": _("Strong evidence"),
    "moderate": _("Moderate evidence"),
    "weak": _("Weak evidence"),
}
RESPONSE_STATUS: Final = {
    "requested": Status(_("Awaited"), "waiting"),
    "received": Status(_("Received, being considered"), "open"),
    "incomplete": Status(_("Sent back as incomplete"), "problem"),
    "complete": Status(_("Accepted as complete"), "open"),
    "published": Status(_("Published"), "done"),
}
ACTION_STATUS: Final = {
    "open": Status(_("Open"), "open"),
    "in_progress": Status(_("In progress"), "open"),
    "complete_claimed": Status(_("Reported as done, to be confirmed"), "waiting"),
    "closed": Status(_("Closed"), "done"),
    "cancelled": Status(_("Cancelled"), "done"),
}
RATING: Final = {
    "green": Status(_("Green: achieved"), "done"),
    "amber": Status(_("Amber: acceptable progress"), "waiting"),
    "red": Status(_("Red: unacceptable progress"), "problem"),
}
VERDICT: Final = {
    "answers": Status(_("Answers the recommendation"), "done"),
    "does_not_answer": Status(_("Does not answer the recommendation"), "problem"),
    "overtaken": Status(_("Overtaken by events"), "done"),
}
IMPACT: Final = {
    "changed": Status(_("Something changed"), "done"),
    "partly": Status(_("Changed in part"), "waiting"),
    "nothing": Status(_("Nothing changed"), "problem"),
    "unknown": Status(_("Cannot be told yet"), "waiting"),
}
EVIDENCE_KIND: Final[Words] = {
    "oral": _("oral evidence"),
    "written": _("written evidence"),
    "data": _("data"),
    "visit": _("visit"),
    "document": _("document"),
}
