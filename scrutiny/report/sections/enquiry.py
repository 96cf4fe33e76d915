"""One section for each key line of enquiry: evidence, findings, conclusion."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import (
    WELSH,
    Block,
    Bullets,
    Group,
    Heading,
    Link,
    Passage,
    Section,
    led,
    prose,
)
from scrutiny.report.document import Evidence, Finding, Line, ReportDocument
from scrutiny.report.numbering import evidence_anchor, finding_anchor, line_anchor
from scrutiny.report.prose import one_line, sentence
from scrutiny.report.wording import origin_words


def enquiry_sections(document: ReportDocument) -> list[Section]:
    """A section for each agreed line of enquiry, with its question as the heading."""
    known = {one.number: one for one in document.evidence}
    return [
        Section(line.question, line_anchor(line.number), tuple(_line(line, known)))
        for line in document.lines
    ]


def evidence_links(numbers: tuple[int, ...]) -> tuple[Link, ...]:
    """References to items of evidence: E1, E4."""
    return tuple(Link(f"E{number}", evidence_anchor(number)) for number in numbers)


def _line(line: Line, known: dict[int, Evidence]) -> list[Block]:
    opening: list[Block] = [
        *prose(line.question_cy, lang=WELSH),
        *led(_("Why this was asked."), line.rationale),
        *_origins(line),
    ]
    blocks = [
        *opening,
        *_evidence(line, known),
        *_findings(line),
        *_conclusion(line),
    ]
    return blocks or [Passage(text=_("This question is still open."), is_numbered=True)]


def _origins(line: Line) -> list[Block]:
    items = tuple(
        Passage(text=sentence(one_line(one.text)), note=f"({origin_words(one)})")
        for one in line.origins
    )
    if not items:
        return []
    return [Heading(_("What others had found")), Bullets(items=items)]


def _evidence(line: Line, known: dict[int, Evidence]) -> list[Block]:
    items = tuple(
        Passage(reference=evidence_links((number,))[0], text=_short(known[number]))
        for number in line.evidence
        if number in known
    )
    return [Heading(_("Evidence")), Bullets(items=items)] if items else []


def _short(evidence: Evidence) -> str:
    kind = labels.word(labels.EVIDENCE_KIND, evidence.kind)
    return _("%(kind)s, restricted") % {"kind": kind} if evidence.is_restricted else evidence.title


def _findings(line: Line) -> list[Block]:
    groups = [_finding(finding) for finding in line.findings]
    return [Heading(_("What was found")), *groups] if groups else []


def _finding(finding: Finding) -> Group:
    words = (
        _("Finding %(number)d (good practice).")
        if finding.is_positive
        else _("Finding %(number)d.")
    )
    blocks = led(words % {"number": finding.number}, finding.text)
    strength = labels.word(labels.STRENGTH, finding.strength)
    links = evidence_links(finding.evidence)
    note = f"{strength[:1].upper()}{strength[1:]}{':' if links else '.'}" if strength else ""
    last = blocks[-1] if blocks else Passage(is_numbered=True)
    if isinstance(last, Passage):
        text = sentence(last.text)
        blocks = [*blocks[:-1], replace(last, text=text, note=note, links=links)]
    else:
        blocks = [*blocks, Passage(note=note, links=links)]
    return Group(
        blocks=(*blocks, *prose(finding.text_cy, lang=WELSH)),
        anchor=finding_anchor(finding.number),
        style="finding",
    )


def _conclusion(line: Line) -> list[Block]:
    if line.outcome == "not_answered":
        reason = line.not_answered_reason or _("This question could not be answered.")
        return [Heading(_("Not answered")), *prose(reason)]
    text = [*prose(line.conclusion), *prose(line.conclusion_cy, lang=WELSH)]
    if not text:
        return []
    title = (
        _("Conclusion: answered in part") if line.outcome == "partly_answered" else _("Conclusion")
    )
    confidence = labels.word(labels.CONFIDENCE, line.confidence)
    if confidence:
        words = _("Confidence in this conclusion: %(level)s.") % {"level": confidence}
        text.append(Passage(text=words, is_numbered=True))
    return [Heading(title), Group(blocks=tuple(text), style="conclusion")]
