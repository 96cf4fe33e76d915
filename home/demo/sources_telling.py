"""The clerks enter what others found, and publish it, before the review begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from boards.models import ScrutinyBody
from home.demo.review import THEMES
from home.demo.sources import PANEL, PROMPTED_ENTRY, PROMPTED_LINES
from home.demo.sources import THEMES as FURTHER_THEMES
from home.demo.sources_board import BOARD
from home.demo.story import Story
from portal.models import User
from scrutiny.models import ExternalFinding, Source, Theme
from scrutiny.operations.source_findings import add_finding
from scrutiny.operations.source_judgements import add_judgement
from scrutiny.operations.source_register import Register
from scrutiny.operations.source_release import publish_source
from scrutiny.operations.sources import PARTIES, add_source

__all__ = ["enter_sources", "prompted_entry", "prompted_lines"]

_DAYS = ("dated_on", "outcome_on")


def enter_sources(story: Story) -> None:
    """F1 to F18 and F27 for the panel, F19 to F26 for the board."""
    for slug, name in (*THEMES, *FURTHER_THEMES):
        Theme.objects.get_or_create(slug=slug, defaults={"name": name})
    northmere = story.northmere
    with story.on(-54):
        _enter(story, PANEL, northmere.panel, story.clerk)
        _enter(story, BOARD, northmere.board, northmere.accounts["clerk.board"])


def prompted_entry(story: Story) -> list[ExternalFinding]:
    """What prompted the entry in the work programme."""
    return [story.external[ref] for ref in PROMPTED_ENTRY]


def prompted_lines(story: Story) -> list[list[ExternalFinding]]:
    """What prompted each line of enquiry of the review, in their order."""
    return [[story.external[ref] for ref in refs] for refs in PROMPTED_LINES]


def _enter(story: Story, words: Iterable[Mapping[str, Any]], body: ScrutinyBody, by: User) -> None:
    register = Register()
    held: dict[str, Source] = {}
    for one in words:
        parties = {name: register.organisations(one.get(name, ())) for name in PARTIES}
        fields = ("kind", "title", "summary", "dated_on", "date_words")
        values = {**_dated({name: one[name] for name in fields if name in one}), **parties}
        if "replies_to" in one:
            values["replies_to"] = held[one["replies_to"]]
        source = held[one["ref"]] = add_source(body=body, by=by, values=values)
        when = {name: one[name] for name in ("dated_on", "date_words") if name in one}
        for judged in one.get("judgements", ()):
            given = _dated({**when, **judged})
            if "about" in given:
                given["about"] = register.organisation(given["about"])
            add_judgement(source=source, by=by, values=given)
        for found in one["findings"]:
            own = {**when, **one.get("shared", {}), **found}
            if "dated_on" in found and "date_words" not in found:
                own.pop("date_words", None)
            _find(story, source, own, by=by, register=register)
        publish_source(source=source, by=by, expected_version=None)


def _find(
    story: Story, source: Source, words: Mapping[str, Any], *, by: User, register: Register
) -> None:
    values = _dated({name: value for name, value in words.items() if name != "ref"})
    values["subjects"] = register.organisations(values.get("subjects", ()))
    values["answers_to"] = [story.external[ref] for ref in values.get("answers_to", ())]
    if "theme" in values:
        values["theme"] = register.theme(values["theme"])
    story.external[words["ref"]] = add_finding(source=source, by=by, values=values)


def _dated(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with days as dates."""
    days = {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    return {**values, **days}
