"""Released records of the thread for tests of trackers and thread, straight from payloads."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.models import PublicRecord
from portal.publishing import Copy, release
from scrutiny import kinds
from tests.builders_public import key_of

PANEL = "northmere-panel"
REVIEW = {"title": "Domestic abuse notices", "title_cy": "", "path": "reviews/notices/"}
THEME = {"slug": "domestic-abuse", "name": "Domestic abuse", "name_cy": ""}


def key(kind: str, name: object) -> str:
    """The permanent key of a record of these tests."""
    return key_of("thread", kind, name)


def put(
    kind: str,
    name: object,
    payload: dict[str, Any],
    *,
    body: str = PANEL,
    on: date | None = None,
    title: str = "",
) -> PublicRecord:
    """Release one record."""
    found = key(kind, name)
    section = {kinds.EXTERNAL_FINDING: "findings"}.get(kind, f"{kind}s")
    copy = Copy(
        kind=kind,
        key=found,
        body=body,
        path=f"{section}/{found}/",
        title=title or payload.get("text", kind),
        payload=payload,
        happened_on=on,
    )
    release(copies=[copy], body=body, subject="for a test", by=None, takes_back=True)
    return PublicRecord.objects.get(kind=kind, key=found, is_current=True)


def source(name: object = 1, **changes: Any) -> PublicRecord:
    """An inspection letter."""
    payload: dict[str, Any] = {
        "title": "Letter to Bury Council",
        "title_cy": "",
        "kind": "letter",
        "summary": "",
        "dated_on": "2016-10-17",
        "date_words": "",
        "reference": "",
        "address": "",
        "parties": [],
        "replies_to": None,
        "judgements": [],
        "findings": [],
    } | changes
    return put(kinds.SOURCE, name, payload, on=date(2016, 10, 17), title=payload["title"])


def external_finding(name: object = 1, **changes: Any) -> PublicRecord:
    """What the inspectors found."""
    payload: dict[str, Any] = {
        "number": 1,
        "kind": "finding",
        "text": "Domestic abuse notices were sent in batches.",
        "text_cy": "",
        "theme": THEME,
        "dated_on": "2016-10-17",
        "date_words": "",
        "area": "Bury",
        "figure_words": "",
        "denominator": None,
        "period": "",
        "is_positive": False,
        "subjects": [{"code": "gmp", "name": "Greater Manchester Police", "kind": "force"}],
        "source": {
            "key": key(kinds.SOURCE, 1),
            "title": "Letter to Bury Council",
            "title_cy": "",
            "path": f"sources/{key(kinds.SOURCE, 1)}/",
            "kind": "letter",
            "authors": [{"code": "ofsted", "name": "Ofsted"}],
            "dated_on": "2016-10-17",
            "date_words": "",
        },
        "answers_to": [],
        "decision": "",
        "outcome": "",
        "outcome_on": None,
        "outcome_words": "",
    } | changes
    return put(kinds.EXTERNAL_FINDING, name, payload, on=date(2016, 10, 17))


def line(name: object = 1, **changes: Any) -> PublicRecord:
    """A line of enquiry that the letter prompted, with its answer."""
    payload: dict[str, Any] = {
        "number": 1,
        "question": "Are notices sent one by one?",
        "question_cy": "",
        "rationale": "",
        "theme": THEME,
        "state": "answered",
        "conclusion": "They were sent in batches until May.",
        "conclusion_cy": "",
        "confidence": "high",
        "agreed_on": "2025-09-12",
        "agreed_by": {"number": "14", "held_on": "2025-09-12"},
        "lead": {"name": "Cllr Lead", "post": ""},
        "review": REVIEW,
        "prompted_by": [key(kinds.EXTERNAL_FINDING, 1)],
        "evidence": [
            {
                "reference": "E1",
                "title": "Evidence of the superintendent",
                "kind": "oral",
                "is_restricted": False,
                "dated_on": None,
                "heard_on": "2025-11-07",
            },
            {
                "reference": "E2",
                "title": "",
                "kind": "",
                "is_restricted": True,
                "dated_on": None,
                "heard_on": None,
            },
        ],
        "is_reported": True,
    } | changes
    return put(kinds.LINE, name, payload, on=date(2025, 9, 12), title=payload["question"])


def finding(name: object = 1, **changes: Any) -> PublicRecord:
    """What the panel found."""
    payload: dict[str, Any] = {
        "number": 1,
        "text": "Notices went out twice a week.",
        "text_cy": "",
        "strength": "strong",
        "is_positive": False,
        "line": {
            "key": key(kinds.LINE, 1),
            "number": 1,
            "question": "Are notices sent one by one?",
            "question_cy": "",
        },
        "theme": THEME,
        "evidence": [],
        "review": REVIEW,
        "report_path": "reviews/notices/report/",
    } | changes
    return put(kinds.FINDING, name, payload, on=date(2026, 3, 2))


def recommendation(name: object = 1, **changes: Any) -> PublicRecord:
    """What the panel asked for; it awaits its answer."""
    payload: dict[str, Any] = {
        "number": 1,
        "reference": "",
        "text": "Send each notice on the day.",
        "text_cy": "",
        "addressee": {"name": "Ann Holder", "post": "Commissioner"},
        "timescale": "three_months",
        "measure": "",
        "issued_on": "2026-03-02",
        "response_due": "2026-03-30",
        "response_key": key(kinds.RESPONSE, 1),
        "state": "issued",
        "answer": None,
        "progress": [],
        "closing_note": "",
        "closed_by": None,
        "impact": [],
        "replaced_by": None,
        "review": REVIEW,
        "report_path": "reviews/notices/report/",
        "themes": [THEME],
        "findings": [
            {"key": key(kinds.FINDING, 1), "number": 1, "text": "Notices went out.", "text_cy": ""}
        ],
    } | changes
    body = payload.pop("body", PANEL)
    return put(kinds.RECOMMENDATION, name, payload, body=body, on=date(2026, 3, 2))


def answer(**changes: Any) -> dict[str, Any]:
    """The answer to a recommendation, as its payload has it."""
    return {
        "decision": "accepted",
        "reason": "It is right.",
        "reason_cy": "",
        "action": "A daily run.",
        "owner": "The superintendent",
        "due_on": "2026-06-30",
        "answered_on": "2026-03-26",
        "verdict": "answers",
        "verdict_reason": "",
        "verdict_by": {"number": "21", "held_on": "2026-04-24"},
    } | changes


def response(name: object = 1, **changes: Any) -> PublicRecord:
    """What the commissioner was asked for."""
    payload: dict[str, Any] = {
        "addressee": {"name": "Ann Holder", "post": "Commissioner"},
        "requested_on": "2026-03-02",
        "due_on": "2026-03-30",
        "rule": "response_due",
        "period_days": 28,
        "received_on": None,
        "state": "requested",
        "times_returned": 0,
        "introduction": "",
        "review": REVIEW,
        "report_path": "reviews/notices/report/",
        "decisions": [
            {
                "key": key(kinds.RECOMMENDATION, 1),
                "number": 1,
                "reference": "",
                "decision": "",
                "verdict": "",
            }
        ],
    } | changes
    return put(kinds.RESPONSE, name, payload, on=date(2026, 3, 2), title="Response of Ann Holder")


def action(name: object = 1, **changes: Any) -> PublicRecord:
    """What somebody is to do because of the recommendation."""
    payload: dict[str, Any] = {
        "number": 4,
        "municipal_year": "2025/26",
        "reference": "Action 4",
        "text": "Report the number of notices each quarter.",
        "owner": {"name": "Jo Clerk", "post": "Scrutiny officer"},
        "entered_on": "2026-03-02",
        "due_on": "2026-05-29",
        "redatings": [],
        "state": "open",
        "updates": [],
        "closing_note": "",
        "closed_by": None,
        "recommendation": key(kinds.RECOMMENDATION, 1),
        "line": None,
        "review": REVIEW,
        "from_minute": {"number": "19", "held_on": "2026-03-02"},
    } | changes
    return put(kinds.ACTION, name, payload, on=date(2026, 3, 2))


def whole_thread(**changes: Any) -> PublicRecord:
    """Everything from the letter to the action; `changes` to the recommendation, which returns."""
    source()
    external_finding()
    line()
    finding()
    made = recommendation(**changes)
    response()
    action()
    return made
