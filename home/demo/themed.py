"""A themed meeting: lines agreed and sent beforehand, witnesses heard, actions confirmed."""

from __future__ import annotations

from datetime import time
from typing import Any

from home.demo import themed_words as words
from home.demo.moves import move_review
from home.demo.story import Story
from home.demo.themed_after import follow, make_findings, report
from home.demo.themed_sitting import AGREED, move_line, sit
from portal.operations import fresh
from scrutiny.models import KeyLineOfEnquiry, Review, Theme, Witness
from scrutiny.operations import records, reviews
from scrutiny.operations.lines_sent import record_lines_sent
from scrutiny.operations.planned_questions import plan_question


def hear_themed(story: Story) -> Review:
    """The whole themed meeting, from its lines to the confirmation of its actions."""
    review, lines = _agree(story)
    witnesses = _prepare(story, review, lines)
    hearing = sit(story, review, lines, witnesses)
    make_findings(story, hearing, lines, witnesses)
    report(story, review)
    follow(story, review)
    return fresh(review)


def _agree(story: Story) -> tuple[Review, list[KeyLineOfEnquiry]]:
    panel, people = story.northmere.panel, story.northmere.people
    clerk = story.clerk
    with story.on(AGREED, days=-7):
        review = reviews.start_review(
            body=panel,
            by=clerk,
            values={
                **words.REVIEW,
                "office": story.northmere.office,
                "lead": people["Councillor Ruth Adeyemi"],
            },
            members=[],
        )
        lines = [_line(story, review, one) for one in words.LINES]
    with story.on(AGREED, at=time(14, 45)):
        minute = story.minute(
            AGREED,
            "9/7",
            "RESOLVED: that a themed meeting on safeguarding be held, and that its three key "
            "lines of enquiry be agreed and sent to the chairs of both boards.",
        )
        review = move_review(review, "scope", clerk, minute=minute)
        lines = [move_line(line, "agree", story, minute=minute) for line in lines]
    return review, lines


def _line(story: Story, review: Review, one: dict[str, Any]) -> KeyLineOfEnquiry:
    values = {name: one[name] for name in ("question", "rationale", "evidence_wanted")}
    values |= {
        "theme": Theme.objects.get(slug=one["theme"]),
        "lead_questioner": story.northmere.people[one["lead"]],
    }
    line = records.add_record(kind=records.LINES, review=review, by=story.clerk, values=values)
    assert isinstance(line, KeyLineOfEnquiry)
    return line


def _prepare(story: Story, review: Review, lines: list[KeyLineOfEnquiry]) -> dict[str, Witness]:
    """Questions planned, witnesses invited, the lines sent to them."""
    clerk, people = story.clerk, story.northmere.people
    found: dict[str, Witness] = {}
    with story.on(AGREED + 2):
        review = move_review(review, "open_evidence", clerk)
        for line, one in zip(lines, words.LINES, strict=True):
            move_line(line, "open", story)
            for text, asker in one["planned"]:
                plan_question(line=line, by=clerk, values={"text": text, "asker": people[asker]})
    with story.on(AGREED + 3):
        for each in words.WITNESSES:
            values = {name: value for name, value in each.items() if name != "short"}
            witness = records.add_record(
                kind=records.WITNESSES, review=review, by=clerk, values=values
            )
            assert isinstance(witness, Witness)
            found[each["short"]] = record_lines_sent(
                witness=witness,
                by=clerk,
                on=story.weeks(AGREED + 3),
                expected_version=witness.version,
            )
    return found
