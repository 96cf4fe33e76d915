"""Everything that a published report shows, as plain values: no Django, no queries, no "now".

A `ReportDocument` is built once from the records (`scrutiny.report.build`), stored as the payload
of the release, and read back from there for ever: page, PDF, JSON and CSV are made from it alone.
Texts are plain text; an empty line or a line break parts paragraphs, and lines that begin with
"- " make a list. Codes (`strong`, `partly_accepted`) stay codes here and become words when shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.rules.payloads import as_payload, from_payload


@dataclass(frozen=True, kw_only=True)
class Body:
    """The body that reports, and whom to call when worried about a child."""

    slug: str
    name: str
    short_name: str
    name_cy: str = ""
    concern_contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody named in public, with the post held."""

    name: str
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of the report: its number, its day and, from the second on, why it was made."""

    number: int
    published_on: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found on a line of enquiry, and the numbers of the evidence that it rests on."""

    number: int
    text: str
    strength: str
    text_cy: str = ""
    is_positive: bool = False
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What somebody else found before: the words, the source that says so, and of when."""

    key: str
    text: str
    source: str
    dated: str
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """What an item of evidence does to a finding of somebody else: `supports`, `contradicts`."""

    bearing: str
    origin: Origin
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One agreed key line of enquiry with its evidence (by number), findings and conclusion.

    `outcome` is `answered`, `partly_answered`, `not_answered` or empty while it is open;
    `not_answered_reason` says why a question stays without an answer.
    """

    number: int
    question: str
    question_cy: str = ""
    rationale: str = ""
    origins: tuple[Origin, ...] = ()
    evidence: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    outcome: str = ""
    conclusion: str = ""
    conclusion_cy: str = ""
    confidence: str = ""
    not_answered_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One ask of one owner, and the numbers of the findings that it is drawn from."""

    number: int
    text: str
    timescale: str
    reference: str = ""
    text_cy: str = ""
    owner: Named | None = None
    response_due: date | None = None
    measure: str = ""
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided on one recommendation, by number, and what the body thinks of it.

    `verdict` is `answers`, `does_not_answer`, `overtaken` or empty; `verdict_by` names the minute.
    """

    recommendation: int
    decision: str
    reason: str = ""
    reason_cy: str = ""
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    verdict: str = ""
    verdict_reason: str = ""
    verdict_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Update:
    """Progress that was reported and confirmed; the rating is the body's own, by a minute."""

    made_on: date
    text: str
    proof: str = ""
    rating: str = ""
    rated_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What the body found, some months later, to have changed for children or victims."""

    held_on: date
    result: str
    text: str
    text_cy: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What became of one recommendation, by number, up to the day of the edition."""

    recommendation: int
    state: str
    updates: tuple[Update, ...] = ()
    closing_note: str = ""
    closed_by: str = ""
    impact: tuple[Impact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Response:
    """The reply of one addressee, or that it is missing.

    `state` is `published`, `received` (not public yet), `incomplete` or `missing`. `days_early` is
    in calendar days; `working_days_late` counts up to the day of receipt or, while the reply is
    missing, up to the day named in `ReportDocument.counted_to`. `unanswered` holds the numbers of
    the recommendations that have no public decision.
    """

    addressee: Named
    asked_on: date
    due_on: date
    state: str
    received_on: date | None = None
    days_early: int = 0
    is_late: bool = False
    working_days_late: int = 0
    introduction: str = ""
    decisions: tuple[Decision, ...] = ()
    unanswered: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Redating:
    """One change of an action's date, with its reason."""

    from_date: date
    to_date: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """A task agreed by the body, and how late it is in working days on `counted_to`."""

    reference: str
    text: str
    owner: Named
    due_on: date
    state: str
    redatings: tuple[Redating, ...] = ()
    is_overdue: bool = False
    working_days_late: int = 0


@dataclass(frozen=True, kw_only=True)
class Witness:
    """A witness as the public is told of them: by name, or by a description such as "a parent"."""

    description: str
    post: str = ""
    organisation: str = ""
    heard_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One item of evidence. A restricted one has a number, a kind and a reason, and no more."""

    number: int
    kind: str
    is_restricted: bool = False
    restriction_reason: str = ""
    title: str = ""
    summary: str = ""
    provider: str = ""
    dated_on: date | None = None
    heard_on: date | None = None
    bearings: tuple[Bearing, ...] = ()

    @property
    def reference(self) -> str:
        """The number as it is printed: E4."""
        return f"E{self.number}"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term used in the report, explained."""

    term: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class ReportDocument:
    """One edition of one report, complete.

    `key` is the review's permanent key, `slug` its name in addresses, `address` the permanent
    address of this edition, `language` a language tag (`en-GB`, `cy`), `counted_to` the civil day
    up to which lateness is counted, `editions` every edition so far with this one at the end.
    """

    key: str
    slug: str
    body: Body
    kind: str
    title: str
    edition: int
    published_on: date
    counted_to: date
    address: str
    language: str = "en-GB"
    is_draft: bool = False
    title_cy: str = ""
    edition_reason: str = ""
    editions: tuple[Edition, ...] = ()
    office: str = ""
    question: str = ""
    question_cy: str = ""
    foreword: str = ""
    summary: str = ""
    summary_cy: str = ""
    background: str = ""
    objective: str = ""
    in_scope: str = ""
    out_of_scope: str = ""
    method: str = ""
    success: str = ""
    lead: Named | None = None
    members: tuple[Named, ...] = ()
    lines: tuple[Line, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    responses: tuple[Response, ...] = ()
    actions: tuple[Action, ...] = ()
    progress: tuple[Progress, ...] = ()
    next_steps: str = ""
    witnesses: tuple[Witness, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    glossary: tuple[Term, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the lines of enquiry."""
        return tuple(finding for line in self.lines for finding in line.findings)

    @property
    def decisions(self) -> dict[int, Decision]:
        """The public decisions by the number of their recommendation."""
        return {
            decision.recommendation: decision
            for response in self.responses
            for decision in response.decisions
        }

    def as_payload(self) -> dict[str, object]:
        """The document as plain JSON values: dates as ISO text, with the version of the shape."""
        return as_payload(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> ReportDocument:
        """The document that a payload holds; `from_payload(d.as_payload()) == d`.

        Raises:
            PayloadError: the payload has another shape or version.
        """
        return from_payload(cls, payload)
