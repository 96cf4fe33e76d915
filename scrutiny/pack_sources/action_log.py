"""The action log as a paper of a meeting: what is open, and what was closed since the last one.

The public reads what has been released, out of the public copies alone: an action that nobody
published, an update that no clerk confirmed and a file never get into a public pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django.db.models import Count, Max
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from boards.models import Meeting, ScrutinyBody
from boards.packs.sources import SourceDocument
from portal.calendar import calendar_for
from portal.clock import CIVIL_ZONE
from portal.models import PublicRecord
from portal.rules.calendars import CalendarError
from portal.shown import read_day
from portal.templatetags.portal_text import short_day
from scrutiny import kinds
from scrutiny.action_words import overdue_words, times_words
from scrutiny.models import Action, ProgressUpdate
from scrutiny.operations.carrying import OVER, WITHOUT_A_LIST
from scrutiny.rules.actions import OPEN_STATES, WITH_OWNER
from scrutiny.rules.lateness import lateness

if TYPE_CHECKING:
    from boards.packs.treatment import Audience
    from portal.rules.calendars import Calendar, Nation

NAME: Final = "action_log"


@dataclass(frozen=True)
class LogRow:
    """One action as the log prints it. `order` is its municipal year and number."""

    order: tuple[str, int]
    reference: str
    text: str
    owner: str
    due_on: date | None
    redated: int
    carried: int
    update: str
    updated_on: date | None
    state: str
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or looked at."""
        return self.state in OPEN_STATES


def action_log(body_slug: str, audience: Audience, on: date) -> SourceDocument:
    """The actions of a body for its meeting of a day: open ones, and those closed since the last.

    The restricted audience reads every action of the body; the public those that were released.
    """
    rows = _released(body_slug) if audience == "public" else _kept(body_slug)
    last = _last_meeting(body_slug, before=on)
    rows.sort(key=lambda one: one.order)
    opened = [one for one in rows if one.is_open]
    closed = [
        one
        for one in rows
        if one.state == Action.State.CLOSED
        and one.closed_on is not None
        and (last is None or one.closed_on >= last)
        and one.closed_on <= on
    ]
    body = ScrutinyBody.objects.get(slug=body_slug)
    calendar = calendar_for(cast("Nation", body.nation), body.slug)
    parts = [
        _table(opened, _caption(_("Open actions"), body), on=on, calendar=calendar)
        if opened
        else format_html("<p>{}</p>", _("No action is open.")),
    ]
    if closed:
        caption = _caption(_("Closed since the last meeting"), body)
        parts.append(_table(closed, caption, on=on, calendar=calendar))
    return SourceDocument(_("Action log"), format_html_join("", "{}", ((one,) for one in parts)))


def _kept(body_slug: str) -> list[LogRow]:
    """Every action of the body, each with its last update that a clerk confirmed."""
    rows = (
        Action.objects.filter(body__slug=body_slug)
        .exclude(state=Action.State.CANCELLED)
        .select_related("owner", "closed_minute__meeting")
        .annotate(
            redated=Count("redatings", distinct=True), times_carried=Count("carried", distinct=True)
        )
    )
    confirmed = ProgressUpdate.objects.filter(
        action__body__slug=body_slug, confirmed_at__isnull=False
    )
    newest = confirmed.values("action").annotate(newest=Max("pk")).values("newest")
    updates = {one.action_id: one for one in confirmed.filter(pk__in=newest)}
    return [_kept_row(one, updates.get(one.pk)) for one in rows]


def _kept_row(one: Any, update: ProgressUpdate | None) -> LogRow:
    minute = one.closed_minute
    return LogRow(
        order=(one.municipal_year, one.number),
        reference=one.reference,
        text=one.text,
        owner=str(one.owner),
        due_on=one.due_on,
        redated=one.redated,
        carried=one.times_carried,
        update=update.text if update else "",
        updated_on=update.made_at.astimezone(CIVIL_ZONE).date() if update else None,
        state=str(one.state),
        closed_on=minute.meeting.held_on if minute else None,
    )


def _released(body_slug: str) -> list[LogRow]:
    """The public copies of the body's actions."""
    rows = PublicRecord.objects.current().filter(kind=kinds.ACTION, body=body_slug)
    return [_released_row(one.payload) for one in rows if one.payload]


def _released_row(payload: dict[str, Any]) -> LogRow:
    owner = payload.get("owner") or {}
    update = (payload.get("updates") or [{}])[-1]
    return LogRow(
        order=(payload.get("municipal_year", ""), payload.get("number") or 0),
        reference=payload.get("reference", ""),
        text=payload.get("text", ""),
        owner=", ".join(filter(None, (owner.get("name"), owner.get("post")))),
        due_on=read_day(payload.get("due_on")),
        redated=len(payload.get("redatings") or []),
        carried=payload.get("times_carried") or 0,
        update=update.get("text", ""),
        updated_on=read_day(update.get("made_on")),
        state=payload.get("state", ""),
        closed_on=read_day((payload.get("closed_by") or {}).get("held_on")),
    )


def _last_meeting(body_slug: str, *, before: date) -> date | None:
    """The day of the last meeting of the body that had a list of actions."""
    held = Meeting.objects.filter(
        body__slug=body_slug, held_on__lt=before, state__in=OVER - {Meeting.State.CANCELLED}
    ).exclude(kind__in=WITHOUT_A_LIST)
    newest: date | None = held.aggregate(newest=Max("held_on"))["newest"]
    return newest


def _caption(words: str, body: ScrutinyBody) -> SafeString:
    """What the table is of; with the Welsh name of a body that has one."""
    if not body.name_cy:
        return format_html("{}: {}", words, body.name)
    return format_html('{}: {} (<span lang="cy">{}</span>)', words, body.name, body.name_cy)


def _table(rows: list[LogRow], caption: SafeString, *, on: date, calendar: Calendar) -> SafeString:
    heads = (
        _("Reference"),
        _("What is to be done"),
        _("Owner"),
        _("Due"),
        _("Last update"),
        _("State"),
    )
    head = format_html_join("", '<th scope="col">{}</th>', ((one,) for one in heads))
    body = format_html_join("", "<tr>{}</tr>", ((_cells(one, on, calendar),) for one in rows))
    return format_html(
        '<table class="pack-actions"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        caption,
        head,
        body,
    )


def _cells(one: LogRow, on: date, calendar: Calendar) -> SafeString:
    cells = (
        one.text,
        one.owner,
        _due(one),
        f"{short_day(one.updated_on)}: {one.update}" if one.updated_on else _("None yet"),
        _state(one, on, calendar),
    )
    return format_html('<th scope="row">{}</th>', one.reference) + format_html_join(
        "", "<td>{}</td>", ((cell,) for cell in cells)
    )


def _due(one: LogRow) -> str:
    """Its last day, and how often another was given to it or it was carried forward."""
    parts = (
        short_day(one.due_on) if one.due_on else "",
        _("re-dated %s") % times_words(one.redated) if one.redated else "",
        _("carried forward %s") % times_words(one.carried) if one.carried else "",
    )
    return ", ".join(part for part in parts if part)


def _state(one: LogRow, on: date, calendar: Calendar) -> str:
    """Its state on the day of the meeting, and by how many working days it is overdue then."""
    words = str(Action.State(one.state).label) if one.state in Action.State.values else ""
    if one.closed_on is not None and not one.is_open:
        return f"{words}, {short_day(one.closed_on)}"
    if one.state not in WITH_OWNER or one.due_on is None or one.due_on >= on:
        return words
    try:
        late = lateness(one.due_on, None, on, calendar).working_days
    except CalendarError:
        late = 0
    return f"{words}, {overdue_words(late) if late else _('overdue')}"
