"""The words of the public trackers: headings, counts, filters and what they offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.shown import Status
from scrutiny.public_tables import Tracker
from scrutiny.tracking.values import OWN
from scrutiny.words import records as words
from scrutiny.words import sources as source_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOUND_BY_BODIES: Final = {OWN: _("The panels and boards themselves")}
LATE: Final = {
    "now": _("Not answered or done yet"),
    "met": _("Answered or done late"),
    "soon": _("Last day within the next 30 days"),
}
SORT: Final = {
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "due": _("Longest overdue first"),
}


@dataclass(frozen=True)
class TrackerWords:
    """What a tracker says: its name, its count, its columns, and what stands there when empty."""

    tracker: Tracker
    name: StrOrPromise
    count: object
    many: StrOrPromise
    empty: StrOrPromise
    who: StrOrPromise
    about: StrOrPromise
    asked: StrOrPromise
    due: StrOrPromise
    status_name: StrOrPromise
    statuses: dict[str, Status]

    def counted(self, total: int, *, is_more: bool) -> str:
        """The count as a heading: “12 recommendations”, “over 1,000 recommendations”."""
        if is_more:
            return str(self.many)
        return str(self.count % {"total": total})  # type: ignore[operator]


RECOMMENDATIONS: Final = TrackerWords(
    tracker=Tracker.RECOMMENDATIONS,
    name=_("Recommendations"),
    count=ngettext_lazy("%(total)d recommendation", "%(total)d recommendations", "total"),
    many=_("Over 1,000 recommendations"),
    empty=_(
        "No recommendation is published yet. Each will appear here, with its owner and its "
        "answer, once a report is published."
    ),
    who=_("Asked of"),
    about=_("Review"),
    asked=_("Asked on"),
    due=_("Answer due"),
    status_name=_("State"),
    statuses=words.RECOMMENDATION_STATUS,
)
RESPONSES: Final = TrackerWords(
    tracker=Tracker.RESPONSES,
    name=_("Responses"),
    count=ngettext_lazy("%(total)d response", "%(total)d responses", "total"),
    many=_("Over 1,000 responses"),
    empty=_(
        "No response has been asked for yet. Each will appear here on the day it is asked for, "
        "with its last day, so that silence can be seen."
    ),
    who=_("Asked of"),
    about=_("Report"),
    asked=_("Asked on"),
    due=_("Due"),
    status_name=_("State"),
    statuses=words.RESPONSE_STATUS,
)
FINDINGS: Final = TrackerWords(
    tracker=Tracker.FINDINGS,
    name=_("Findings"),
    count=ngettext_lazy("%(total)d finding", "%(total)d findings", "total"),
    many=_("Over 1,000 findings"),
    empty=_(
        "No finding is published yet. Each will appear here, with the evidence it rests on, "
        "once a report is published."
    ),
    who="",
    about=_("From"),
    asked=_("Date"),
    due="",
    status_name=_("Kind"),
    statuses=source_words.FINDING_KIND,
)
ACTIONS: Final = TrackerWords(
    tracker=Tracker.ACTIONS,
    name=_("Actions"),
    count=ngettext_lazy("%(total)d action", "%(total)d actions", "total"),
    many=_("Over 1,000 actions"),
    empty=_(
        "No action is published yet. Each will appear here, with its owner and its last day, "
        "once it has been agreed and published."
    ),
    who=_("Owner"),
    about=_("Review"),
    asked=_("Agreed on"),
    due=_("Due"),
    status_name=_("State"),
    statuses=words.ACTION_STATUS,
)
