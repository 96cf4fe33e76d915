"""From the work programme to the recommendations."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from home.demo import review as words
from home.demo.moves import move_entry, move_review
from home.demo.sources_telling import prompted_entry, prompted_lines
from home.demo.story import Story
from scrutiny.models import (
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    Recommendation,
    Review,
    Theme,
)
from scrutiny.operations import (
    enquiry,
    programme,
    records,
    reviews,
)


def begin(story: Story) -> Review:
    """Suggested, adopted, scoped, with its lines of enquiry agreed."""
    northmere, clerk = story.northmere, story.clerk
    lead = northmere.people["Councillor Priya Ramanathan"]
    with story.on(-52):
        entry = programme.suggest_entry(
            body=northmere.panel,
            by=clerk,
            values={**words.ENTRY, "lead": lead, "origins": prompted_entry(story)},
        )
    with story.on(-50, at=time(14, 0)):
        minute = story.minute(
            -50, "61/1", "RESOLVED: that the item be adopted into the work programme."
        )
        entry = move_entry(entry, "adopt", clerk, minute=minute)
        entry = move_entry(entry, "schedule", clerk, meeting=story.meetings[-44])
        review = reviews.start_review(
            body=northmere.panel,
            by=clerk,
            entry=entry,
            values={**words.REVIEW, "lead": lead, "office": northmere.office},
            members=[northmere.people[name] for name in words.TASK_GROUP],
        )
    themes = {
        slug: Theme.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        for slug, name in words.THEMES
    }
    with story.on(-46):
        for one, origins in zip(words.LINES, prompted_lines(story), strict=True):
            values = {name: one[name] for name in ("question", "rationale", "evidence_wanted")}
            values |= {
                "theme": themes[one["theme"]],
                "lead_questioner": northmere.people[one["lead"]],
                "origins": origins,
            }
            line = records.add_record(kind=records.LINES, review=review, by=clerk, values=values)
            assert isinstance(line, KeyLineOfEnquiry)
            story.lines.append(line)
    with story.on(-44, at=time(14, 0)):
        minute = story.minute(
            -44,
            "68/2",
            "RESOLVED: that the scope of the review and its five key lines of enquiry be agreed.",
        )
        review = move_review(review, "scope", clerk, minute=minute)
        story.lines = [
            enquiry.move_line(
                line=line, move="agree", by=clerk, expected_version=None, minute=minute
            )
            for line in story.lines
        ]
        move_entry(entry, "complete", clerk)
    with story.on(-43):
        review = move_review(review, "open_evidence", clerk)
        story.lines = [
            enquiry.move_line(line=line, move="open", by=clerk, expected_version=None)
            for line in story.lines
        ]
    return review


def enquire(story: Story, review: Review) -> None:
    """Witnesses heard, evidence taken, findings and recommendations drafted."""
    clerk = story.clerk
    witnesses: dict[str, Any] = {}
    with story.on(-40):
        for one in words.WITNESSES:
            values = {name: value for name, value in one.items() if name != "short"}
            if one["is_public"]:
                values["heard_at"] = story.meetings[-36]
            witnesses[one["short"]] = records.add_record(
                kind=records.WITNESSES, review=review, by=clerk, values=values
            )
    with story.on(-35):
        for one in words.EVIDENCE:
            story.evidence.append(_take_evidence(story, review, one, witnesses))
    with story.on(-33):
        for number, one in enumerate(words.FINDINGS, start=1):
            values = {
                **one,
                "line": story.lines[one["line"] - 1],
                "evidence": [story.evidence[n - 1] for n in one["evidence"]],
            }
            if number == 5:
                values["text"] = words.FIRST_FINDING_5
            finding = records.add_record(
                kind=records.FINDINGS, review=review, by=clerk, values=values
            )
            assert isinstance(finding, Finding)
            story.findings.append(finding)
    with story.on(-32):
        for line, one in zip(story.lines, words.LINES, strict=True):
            changed = records.change_record(
                kind=records.LINES,
                record=line,
                by=clerk,
                values={"conclusion": one["conclusion"], "confidence": one["confidence"]},
                expected_version=line.version,
            )
            assert isinstance(changed, KeyLineOfEnquiry)
            enquiry.move_line(
                line=changed,
                move=one["settle"],
                by=clerk,
                expected_version=None,
                reason=one.get("reason", ""),
            )
        for one in words.RECOMMENDATIONS:
            values = {
                **{name: one[name] for name in ("text", "timescale", "measure")},
                "addressee": story.northmere.people[one["to"]],
                "findings": [story.findings[n - 1] for n in one["findings"]],
            }
            recommendation = records.add_record(
                kind=records.RECOMMENDATIONS, review=review, by=clerk, values=values
            )
            assert isinstance(recommendation, Recommendation)
            story.recommendations.append(recommendation)


def _take_evidence(
    story: Story, review: Review, one: dict[str, Any], witnesses: dict[str, Any]
) -> Evidence:
    values: dict[str, Any] = {
        name: one[name]
        for name in ("kind", "title", "summary", "provider", "restriction_reason")
        if name in one
    }
    values["access"] = one.get("access", "open")
    values["lines"] = [story.lines[n - 1] for n in one["lines"]]
    if "dated_on" in one:
        values["dated_on"] = date.fromisoformat(one["dated_on"])
    if "witness" in one:
        values["witness"] = witnesses[one["witness"]]
    if one.get("heard"):
        values["meeting"] = story.meetings[-36]
        values["dated_on"] = story.meetings[-36].held_on
    item = records.add_record(kind=records.EVIDENCE, review=review, by=story.clerk, values=values)
    assert isinstance(item, Evidence)
    for move in ("receive", "verify", "accept"):
        item = enquiry.move_evidence(
            evidence=item, move=move, by=story.clerk, expected_version=None
        )
    return item
