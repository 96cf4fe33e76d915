"""Papers of a meeting that are made from records of this app: the work programme, assurance."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.packs.sources import SourceDocument, register_source
from boards.packs.treatment import Audience
from portal.templatetags.portal_text import short_day
from scrutiny.models import WorkProgrammeEntry
from scrutiny.pack_sources import action_log as pack_action_log
from scrutiny.pack_sources import assurance as pack_assurance

NAME: Final = "work_programme"
State = WorkProgrammeEntry.State

#: What each audience may see: the public reads what the body has adopted, in any state after
#: that; only those who read restricted papers see what somebody has merely suggested.
SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "public": (State.ADOPTED, State.SCHEDULED, State.COMPLETED),
    "restricted": (State.ADOPTED, State.SCHEDULED, State.COMPLETED, State.SUGGESTED),
}


def register_pack_sources() -> None:
    """Tell the packs about it; called once at start-up."""
    register_source(NAME, label=gettext_lazy("Work programme"), build=work_programme)
    register_source(
        pack_assurance.NAME,
        label=gettext_lazy("Assurance of sub-committees"),
        build=pack_assurance.assurance,
    )
    register_source(
        pack_action_log.NAME,
        label=gettext_lazy("Action log"),
        build=pack_action_log.action_log,
    )


def work_programme(body_slug: str, audience: Audience, on: date) -> SourceDocument:
    """The forward plan of a body as a table, in the order of the meetings.

    `on` is the day of the meeting that reads it. What prompted an entry is never part of it: it may
    name people.
    """
    rows = (
        WorkProgrammeEntry.objects.filter(body__slug=body_slug, state__in=SHOWN[audience])
        .select_related("meeting", "lead")
        .order_by("meeting__held_on", "title", "pk")
    )
    entries = list(rows)
    if not entries:
        nothing = _("The body has adopted no work programme yet.")
        return SourceDocument(_("Work programme"), format_html("<p>{}</p>", nothing))
    heads = (_("Item"), _("Purpose"), _("Lead"), _("Meeting"), _("State"))
    head = format_html_join("", '<th scope="col">{}</th>', ((one,) for one in heads))
    body = format_html_join("", "<tr>{}</tr>", ((_row(one),) for one in entries))
    caption = _("What the body means to look at")
    html = format_html(
        '<table class="pack-programme"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        caption,
        head,
        body,
    )
    return SourceDocument(_("Work programme"), html)


def _row(entry: WorkProgrammeEntry) -> SafeString:
    title: str | SafeString = entry.title
    if entry.title_cy:
        title = format_html('{}<br><span lang="cy">{}</span>', entry.title, entry.title_cy)
    is_told = entry.meeting is not None and entry.meeting.is_public
    when = short_day(entry.meeting.held_on) if entry.meeting and is_told else _("Not yet set")
    cells = (
        entry.purpose,
        entry.lead.name if entry.lead else _("Not yet named"),
        when,
        _standing(entry),
    )
    return format_html('<th scope="row">{}</th>', title) + format_html_join(
        "", "<td>{}</td>", ((cell,) for cell in cells)
    )


def _standing(entry: WorkProgrammeEntry) -> str:
    """Its state, and how often it was put off."""
    times = entry.times_carried_over
    if not times:
        return entry.get_state_display()
    told = ngettext("carried over once", "carried over %(n)d times", times) % {"n": times}
    return f"{entry.get_state_display()}, {told}"
