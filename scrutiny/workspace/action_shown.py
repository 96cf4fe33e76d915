"""One action as its page in the workspace shows it, and what somebody else did meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django.utils.translation import gettext as _

from portal import clock
from portal.calendar import calendar_for
from portal.models import LogEntry
from portal.rules.clocks import days_late
from portal.viewing import visible
from scrutiny.action_words import due_words, origin_words, times_words
from scrutiny.models import Action, ProgressUpdate
from scrutiny.rules.actions import WITH_OWNER

if TYPE_CHECKING:
    from django import forms

    from portal.models import User
    from portal.rules.calendars import Nation

_MOST_ENTRIES: Final = 20


@dataclass(frozen=True)
class BothTexts:
    """One field that two people have written differently."""

    label: str
    saved: str
    typed: str


def facts_of_action(action: Action) -> list[tuple[str, str]]:
    """Labelled lines about an action, without the empty ones."""
    today = clock.today()
    nation = cast("Nation", action.body.nation)
    is_owed = action.state in WITH_OWNER
    late = days_late(action.due_on, today, calendar_for(nation, action.body.slug)) if is_owed else 0
    facts = (
        (_("Body"), action.body.name),
        (_("Owner"), str(action.owner)),
        (_("Due"), due_words(action.due_on, late)),
        (_("Re-dated"), times_words(action.redatings.count())),
        (_("Carried forward"), times_words(action.carried.count())),
        (_("Priority"), action.get_priority_display()),
        (_("From"), origin_words(action)),
        (_("Review"), action.review.title if action.review else ""),
        (_("Closed by"), str(action.closed_minute or "")),
        (_("What shows it"), action.closing_evidence),
    )
    return [(str(label), text) for label, text in facts if text]


def updates_of(action: Action, user: User) -> list[ProgressUpdate]:
    """What was reported, newest first, as far as somebody may read it."""
    rows = visible(user, ProgressUpdate).filter(action=action)
    found = rows.select_related("made_by", "minute__meeting").prefetch_related("attachments")
    return list(found.order_by("-made_at", "-pk"))


def newest_entry(action: Action) -> int:
    """The number of the newest line in the log of an action; 0 where there is none."""
    entry = LogEntry.objects.for_instance(action).order_by("-pk").first()
    return int(entry.pk) if entry else 0


def changes_since(action: Action, seen: int | None) -> list[Any]:
    """The lines of the log that a person has not seen when they opened their page."""
    rows = LogEntry.objects.for_instance(action).filter(pk__gt=seen or 0)
    return list(rows.select_related("user").order_by("pk")[:_MOST_ENTRIES])


def both_texts(form: forms.Form, fresh: forms.Form, changed: set[str]) -> list[BothTexts]:
    """The fields that the person changed, as they are saved now and as they were typed."""
    found = []
    for name in form.fields:
        if name not in changed:
            continue
        saved = _words(fresh, name, getattr(cast("Any", fresh).action, _column(name)))
        typed = _words(form, name, form[name].data)
        if saved != typed:
            found.append(BothTexts(str(form[name].label), saved, typed))
    return found


def _column(name: str) -> str:
    return "owner_id" if name == "owner" else name


def _words(form: forms.Form, name: str, value: Any) -> str:
    """A value as people read it: the words of a choice, not its code."""
    choices = getattr(form.fields[name], "choices", None)
    if choices is not None:
        return next((str(label) for code, label in choices if str(code) == str(value)), "")
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return str(value or "")
