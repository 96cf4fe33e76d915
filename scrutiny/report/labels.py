"""Words for the codes of a document. They never show as codes; a test holds them to the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

KIND: Final[Words] = {
    "review": _("Scrutiny review by a task group"),
    "themed": _("Themed meeting with agreed lines of enquiry"),
    "standing": _("Yearly assurance by a standing sub-committee"),
}
STRENGTH: Final[Words] = {
    "strong": _("strong evidence"),
    "moderate": _("moderate evidence"),
    "weak": _("weak evidence"),
}
CONFIDENCE: Final[Words] = {
    "high": _("high"),
    "moderate": _("moderate"),
    "low": _("low"),
}
OUTCOME: Final[Words] = {
    "answered": _("Answered"),
    "partly_answered": _("Partly answered"),
    "not_answered": _("Not answered"),
}
EVIDENCE_KIND: Final[Words] = {
    "oral": _("Oral evidence"),
    "written": _("Written evidence"),
    "data": _("Data"),
    "visit": _("Visit"),
    "document": _("Document"),
}
TIMESCALE: Final[Words] = {
    "immediate": _("Immediately"),
    "three_months": _("Within three months"),
    "six_months": _("Within six months"),
    "longer": _("Longer than six months"),
}
DECISION: Final[Words] = {
    "accepted": _("Accepted"),
    "partly_accepted": _("Partly accepted"),
    "rejected": _("Rejected"),
}
UNANSWERED: Final = _("Not answered yet")
ACTION_STATE: Final[Words] = {
    "open": _("Open"),
    "in_progress": _("In progress"),
    "complete_claimed": _("Reported as done, to be confirmed"),
    "closed": _("Closed"),
    "cancelled": _("Cancelled"),
}
VERDICT: Final[Words] = {
    "answers": _("Answers the recommendation"),
    "does_not_answer": _("Does not answer the recommendation"),
    "overtaken": _("Overtaken by events"),
}
BEARING: Final[Words] = {
    "supports": _("Bears out an earlier finding"),
    "contradicts": _("Contradicts an earlier finding"),
}
PROGRESS_STATE: Final[Words] = {
    "in_progress": _("In progress"),
    "implemented_claimed": _("Reported as done, to be confirmed"),
    "closed_implemented": _("Closed: done"),
    "closed_not_implemented": _("Closed: not done"),
    "closed_overtaken": _("Closed: overtaken by events"),
}
RATING: Final[Words] = {
    "green": _("Green: achieved"),
    "amber": _("Amber: acceptable progress"),
    "red": _("Red: unacceptable progress"),
}
IMPACT: Final[Words] = {
    "changed": _("Something changed"),
    "partly": _("Changed in part"),
    "nothing": _("Nothing changed"),
    "unknown": _("Cannot be told yet"),
}


def word(words: Words, code: str) -> str:
    """The word for a code; an unknown or empty code has none."""
    return str(words.get(code, ""))
