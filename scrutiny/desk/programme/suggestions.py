"""External findings that have prompted nothing yet, on the desk of the work programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.desk import DeskMixin, Row, Section
from scrutiny.desk.saying import day_words, facts_of
from scrutiny.models import ExternalFinding

if TYPE_CHECKING:
    from boards.models import ScrutinyBody

#: Kinds that may call for something to be looked at. Good practice and answers do not.
CALLING: Final = (
    ExternalFinding.Kind.FINDING,
    ExternalFinding.Kind.STATISTIC,
    ExternalFinding.Kind.RECOMMENDATION,
    ExternalFinding.Kind.REQUEST,
    ExternalFinding.Kind.CONTEXT,
)
AT_MOST: Final = 25


def suggestions_section(view: DeskMixin, body: ScrutinyBody) -> Section:
    """The newest ones first, each with a button that opens the form of an entry, filled in."""
    waiting = (
        ExternalFinding.objects.filter(
            source__body=body,
            kind__in=CALLING,
            prompted_entries__isnull=True,
            prompted_lines__isnull=True,
        )
        .select_related("source", "theme")
        .order_by("-dated_on", "source_id", "number")
    )
    found = list(waiting[: AT_MOST + 1])
    more = waiting.count() - AT_MOST if len(found) > AT_MOST else 0
    note = _("Findings of others that have led to no entry and no line of enquiry yet.")
    if more:
        told = ngettext("%(n)d more is older.", "%(n)d more are older.", more) % {"n": more}
        note = f"{note} {told}"
    return Section(
        anchor="suggestions",
        heading=_("Suggestions from findings"),
        rows=[_row(view, one) for one in found[:AT_MOST]],
        empty=_("Every finding of the sources kept here has led to something, or there is none."),
        note=note if found else "",
    )


def proposed_entry(body: ScrutinyBody, finding: str) -> dict[str, Any]:
    """What the form of an entry begins with when a finding prompts it; empty for a stranger's."""
    if not finding.isdecimal():
        return {}
    found = (
        ExternalFinding.objects.filter(pk=int(finding), source__body=body)
        .select_related("source", "theme")
        .first()
    )
    if found is None:
        return {}
    when = found.date_words or day_words(found.dated_on)
    return {
        "title": found.theme.name if found.theme else Truncator(found.text).chars(120),
        "purpose": found.text,
        "source": f"{found.source.title}, {when}",
        "origins": [found.pk],
    }


def _row(view: DeskMixin, one: ExternalFinding) -> Row:
    add = view.address("add", kind="entries")
    return Row(
        anchor=f"suggestions-{one.pk}",
        title=Truncator(one.text).words(30),
        facts=facts_of(
            (_("Source"), one.source.title),
            (_("Date"), one.date_words or day_words(one.dated_on)),
            (_("Theme"), one.theme.name if one.theme else ""),
            (_("Area"), one.area),
        ),
        links=[(_("Make an entry of it"), f"{add}?finding={one.pk}")],
    )
