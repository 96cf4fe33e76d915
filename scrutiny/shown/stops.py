"""What a public record puts on the thread: for each stage a day, a name, words and a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.models import PublicRecord
from portal.rules.calendars import Calendar, CalendarError
from portal.shown import Status, read_day
from portal.templatetags.portal_text import day as in_full
from scrutiny import kinds
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.rules.lateness import lateness
from scrutiny.rules.thread import Stop
from scrutiny.shown.followup import minute_words, person_words, shown_impact, shown_updates
from scrutiny.shown.lateness import answer_lateness, task_lateness
from scrutiny.shown.lines import shown_evidence
from scrutiny.shown.trackers import label_of
from scrutiny.words import records as words
from scrutiny.words import sources as source_words

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class ShownStop:
    """One stop of the thread, at the address `path` of `body`.

    `is_part` says that it tells something more of a record that has a stop of its own name.
    """

    title: str
    on: date | None = None
    date_words: str = ""
    who: str = ""
    text: str = ""
    lines: tuple[str, ...] = ()
    status: Status | None = None
    late: str = ""
    body: str = ""
    path: str = ""
    is_open: bool = False
    is_part: bool = False
    is_here: bool = False

    def marked(self, *, is_here: bool) -> ShownStop:
        """The same, saying whether the page on which it stands is its own."""
        return replace(self, is_here=is_here)


@dataclass(frozen=True)
class Seen:
    """A record as its stops are made: with the body that it belongs to, and today."""

    record: PublicRecord
    made_by: str
    calendar: Calendar | None
    today: date

    @property
    def payload(self) -> Payload:
        """Its public copy."""
        payload: Payload = self.record.payload
        return payload

    def day(self, name: str) -> date | None:
        """A date of its public copy."""
        return read_day(self.payload.get(name))

    def part(self, stage: str, shown: ShownStop, order: int = 0) -> Stop[ShownStop]:
        """A stop that tells more of this record at a later stage."""
        return self.stop(stage, replace(shown, is_part=True), order)

    def stop(self, stage: str, shown: ShownStop, order: int = 0) -> Stop[ShownStop]:
        """A stop of this record at a stage, with the record's address."""
        placed = replace(shown, body=self.record.body, path=self.record.path)
        number = self.payload.get("number") or 0
        return Stop(
            stage=stage,
            record=(self.record.kind, self.record.key),
            on=shown.on,
            order=number * 100 + order,
            shown=placed,
        )


def stops_of(
    record: PublicRecord, *, body: Payload | None, calendar: Calendar | None, today: date
) -> list[Stop[ShownStop]]:
    """The stops of a record; `body` is the public copy of its body, `calendar` that body's."""
    read = _READERS.get(record.kind)
    if read is None or not record.payload:
        return []
    return list(read(Seen(record, str((body or {}).get("short_name") or ""), calendar, today)))


def _source(seen: Seen) -> Iterator[Stop[ShownStop]]:
    parties = seen.payload.get("parties") or []
    kind = source_words.SOURCE_KIND.get(seen.payload.get("kind", ""), "")
    shown = ShownStop(
        title=str(kind or _("Source")),
        on=seen.day("dated_on"),
        date_words=seen.payload.get("date_words") or "",
        who=", ".join(one["name"] for one in parties if one.get("role") == "author"),
        text=seen.payload.get("title", ""),
    )
    yield seen.stop("found", shown, order=-1)


def _external_finding(seen: Seen) -> Iterator[Stop[ShownStop]]:
    source = seen.payload.get("source") or {}
    label = label_of(
        kinds.EXTERNAL_FINDING,
        number=seen.payload.get("number"),
        status=seen.payload.get("kind", ""),
    )
    shown = ShownStop(
        title=_("%(label)s in “%(source)s”") % {"label": label, "source": source["title"]}
        if source.get("title")
        else label,
        on=seen.day("dated_on"),
        date_words=seen.payload.get("date_words") or "",
        who=", ".join(one.get("name", "") for one in source.get("authors") or []),
        text=seen.payload.get("text", ""),
    )
    yield seen.stop("found", shown)


def _line(seen: Seen) -> Iterator[Stop[ShownStop]]:
    title = label_of(kinds.LINE, number=seen.payload.get("number"))
    asked = ShownStop(
        title=title,
        on=seen.day("agreed_on"),
        who=seen.made_by,
        text=seen.payload.get("question", ""),
        status=words.LINE_STATUS.get(seen.payload.get("state", "")),
    )
    yield seen.stop("asked", asked)
    evidence = seen.payload.get("evidence") or []
    if evidence:
        days = [read_day(one.get("heard_on") or one.get("dated_on")) for one in evidence]
        heard = ShownStop(
            title=_("Evidence on line %(number)s") % {"number": seen.payload.get("number", "")},
            on=min((one for one in days if one), default=None),
            lines=tuple(shown_evidence(evidence)),
        )
        yield seen.part("heard", heard)
    if seen.payload.get("conclusion"):
        concluded = ShownStop(
            title=_("The answer to line %(number)s") % {"number": seen.payload.get("number", "")},
            text=seen.payload["conclusion"],
            who=seen.made_by,
        )
        yield seen.part("concluded", concluded, order=1)


def _finding(seen: Seen) -> Iterator[Stop[ShownStop]]:
    shown = ShownStop(
        title=label_of(kinds.FINDING, number=seen.payload.get("number")),
        on=seen.record.happened_on,
        who=seen.made_by,
        text=seen.payload.get("text", ""),
    )
    yield seen.stop("concluded", shown)


def _recommendation(seen: Seen) -> Iterator[Stop[ShownStop]]:
    payload = seen.payload
    title = label_of(
        kinds.RECOMMENDATION,
        number=payload.get("number"),
        reference=payload.get("reference", ""),
    )
    asked = ShownStop(
        title=title,
        on=seen.day("issued_on"),
        who=_("to %(name)s") % {"name": person_words(payload["addressee"])}
        if payload.get("addressee")
        else "",
        text=payload.get("text", ""),
        status=words.RECOMMENDATION_STATUS.get(payload.get("state", "")),
    )
    yield seen.stop("recommended", asked)
    yield from _answer(seen)
    for at, one in enumerate(shown_updates(payload.get("progress") or [])):
        done = ShownStop(
            title=_("Progress"), on=one.made_on, text=one.text, status=one.rating, who=one.rated_by
        )
        yield seen.part("acted", done, order=at)
    if payload.get("closed_by"):
        closed = ShownStop(
            title=str(getattr(asked.status, "word", _("Closed"))),
            on=read_day(payload["closed_by"].get("held_on")),
            who=minute_words(payload["closed_by"]),
            text=payload.get("closing_note", ""),
        )
        yield seen.part("closed", closed)
    yield from _impact(seen)


def _answer(seen: Seen) -> Iterator[Stop[ShownStop]]:
    answer, due = seen.payload.get("answer"), seen.day("response_due")
    if answer:
        met = read_day(answer.get("answered_on"))
        verdict = words.VERDICT.get(answer.get("verdict", ""))
        lines = [_("The verdict on it: %(word)s") % {"word": verdict.word}] if verdict else []
        shown = ShownStop(
            title=_("The answer"),
            on=met,
            text=answer.get("reason", ""),
            lines=tuple(lines),
            status=words.DECISION.get(answer.get("decision", "")),
            late=answer_lateness_of(due, met, seen),
        )
        yield seen.part("answered", shown)
    elif due and seen.payload.get("state") == "issued" and not seen.payload.get("response_key"):
        awaited = ShownStop(
            title=_("The answer is awaited"),
            lines=(_("Due on %(day)s") % {"day": in_full(due)},),
            late=answer_lateness_of(due, None, seen),
            is_open=True,
        )
        yield seen.part("answered", awaited)


def _impact(seen: Seen) -> Iterator[Stop[ShownStop]]:
    for at, one in enumerate(shown_impact(seen.payload.get("impact") or [])):
        if one.held_on:
            shown = ShownStop(
                title=_("What changed"),
                on=one.held_on,
                who=one.by,
                text=one.what_changed,
                status=one.result,
            )
        else:
            shown = ShownStop(
                title=_("What changed will be looked at"), on=one.planned_on, is_open=True
            )
        yield seen.part("impact", shown, order=at)


def _response(seen: Seen) -> Iterator[Stop[ShownStop]]:
    payload, state = seen.payload, seen.payload.get("state", "")
    is_unmet = state in ("requested", "incomplete")
    due, met = seen.day("due_on"), None if is_unmet else seen.day("received_on")
    lines = [_("Asked for on %(day)s") % {"day": in_full(seen.day("requested_on"))}]
    if due:
        lines.append(_("Due on %(day)s") % {"day": in_full(due)})
    shown = ShownStop(
        title=_("The response as a whole"),
        on=met,
        who=person_words(payload.get("addressee")),
        lines=tuple(lines),
        status=words.RESPONSE_STATUS.get(state),
        late=answer_lateness_of(due, met, seen),
        is_open=is_unmet,
    )
    yield seen.stop("answered", shown, order=-1)


def _action(seen: Seen) -> Iterator[Stop[ShownStop]]:
    payload, state = seen.payload, seen.payload.get("state", "")
    is_open = state in WITH_OWNER
    due = seen.day("due_on")
    updates = shown_updates(payload.get("updates") or [])
    lines = [_("Due on %(day)s") % {"day": in_full(due)}] if due else []
    lines += [f"{in_full(one.made_on)}: {one.text}" for one in updates]
    if payload.get("closed_by"):
        note = payload.get("closing_note", "")
        closed = _("Closed by %(minute)s") % {"minute": minute_words(payload["closed_by"])}
        lines.append(f"{closed}: {note}" if note else closed)
    shown = ShownStop(
        title=label_of(
            kinds.ACTION, number=payload.get("number"), reference=payload.get("reference", "")
        ),
        on=read_day((payload.get("from_minute") or {}).get("held_on")) or seen.day("entered_on"),
        who=person_words(payload.get("owner")),
        text=payload.get("text", ""),
        lines=tuple(lines),
        status=words.ACTION_STATUS.get(state),
        late=task_lateness_of(due, seen.day("done_on"), seen, is_open=is_open),
    )
    yield seen.stop("acted", shown)


def answer_lateness_of(due: date | None, met: date | None, seen: Seen) -> str:
    """How late an answer is or was, in words; nothing where no calendar can tell."""
    if seen.calendar is None:
        return ""
    try:
        return answer_lateness(lateness(due, met, seen.today, seen.calendar))
    except CalendarError:
        return ""


def task_lateness_of(due: date | None, met: date | None, seen: Seen, *, is_open: bool) -> str:
    """How late an action is or was, in words; nothing for one that was cancelled."""
    if seen.calendar is None or (met is None and not is_open):
        return ""
    try:
        return task_lateness(lateness(due, met, seen.today, seen.calendar))
    except CalendarError:
        return ""


_READERS: Final[dict[str, Callable[[Seen], Iterator[Stop[ShownStop]]]]] = {
    kinds.SOURCE: _source,
    kinds.EXTERNAL_FINDING: _external_finding,
    kinds.LINE: _line,
    kinds.FINDING: _finding,
    kinds.RECOMMENDATION: _recommendation,
    kinds.RESPONSE: _response,
    kinds.ACTION: _action,
}
