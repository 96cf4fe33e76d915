"""Released records for tests of the public pages, made straight from payloads."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from wagtail.models import Site

from boards import kinds as board_kinds
from boards.models import BodyPage
from home.models import HomePage
from portal.models import PublicRecord
from portal.publishing import Copy, File, release
from scrutiny import kinds as scrutiny_kinds
from tests import builders

NAMESPACE = uuid.UUID("5b0c3b3e-6d61-4f0e-9c61-0a3b7f6f2f10")


def key_of(*parts: object) -> str:
    """The same permanent key for the same words."""
    return str(uuid.uuid5(NAMESPACE, " ".join(str(part) for part in parts)))


def front_page(slug: str, *, host: str = "") -> BodyPage:
    """The front page of a body, with a host name of its own if one is given."""
    page = BodyPage(title=slug, slug=slug, body=builders.body(slug=slug, name=slug))
    HomePage.objects.get().add_child(instance=page)
    if host:
        Site.objects.create(hostname=host, root_page=page)
    return page


def body_payload(slug: str, **changes: Any) -> dict[str, Any]:
    """The public copy of a body that has everything."""
    return {
        "slug": slug,
        "name": f"{slug.replace('-', ' ').title()} Police and Crime Panel",
        "name_cy": "",
        "short_name": slug.replace("-", " ").title(),
        "purpose": "It holds the commissioner to account in public.",
        "purpose_cy": "",
        "legal_form": "panel",
        "nation": "england",
        "is_safeguarding": False,
        "host": "Northmere County Council",
        "concern_contact": "",
        "contact": "The clerk, County Hall\n01234 567 890",
        "valid_from": "2012-11-22",
        "valid_to": None,
        "parent": None,
        "predecessor": None,
        "successor": None,
        "sub_committees": [],
        "offices": [
            {
                "label": "Police and Crime Commissioner for Northmere",
                "short_label": "commissioner",
                "from": "2012-11-22",
                "until": None,
                "holders": [{"name": "Ann Holder", "from": "2024-05-09", "until": None}],
            }
        ],
        "functions": ["plan_review", "decisions"],
    } | changes


def release_body(slug: str, **changes: Any) -> PublicRecord:
    """Make a body public."""
    payload = body_payload(slug, **changes)
    return _release(board_kinds.BODY, slug, "", payload["name"], payload, key=key_of("body", slug))


def release_board(slug: str = "northmere-board", **changes: Any) -> PublicRecord:
    """Make a safeguarding body public, with the contact that every page must show."""
    values: dict[str, Any] = {
        "name": "Northmere Safeguarding Children Board",
        "short_name": "Safeguarding board",
        "legal_form": "lscb",
        "is_safeguarding": True,
        "concern_contact": "Call the children’s desk on 01234 111 222, day and night.",
        "functions": [],
    }
    return release_body(slug, **values | changes)


def release_members(slug: str, seats: int = 2) -> PublicRecord:
    """Make a register public: a chair, members, and one empty seat."""
    rows: list[dict[str, Any]] = [
        {
            "kind": "appointed",
            "filled_by": f"Council {number}",
            "from": "2020-05-01",
            "until": None,
            "members": [
                {
                    "name": f"Member {number}",
                    "role": "chair" if number == 1 else "member",
                    "party": "",
                    "can_vote": True,
                    "from": "2023-05-18",
                    "until": None,
                }
            ],
        }
        for number in range(1, seats + 1)
    ]
    rows.append(
        {
            "kind": "independent",
            "filled_by": "",
            "from": "2020-05-01",
            "until": None,
            "members": [],
        }
    )
    return _release(
        board_kinds.MEMBERS, slug, "members/", slug, {"seats": rows}, key=key_of("body", slug)
    )


def release_meeting(
    slug: str, held_on: date, name: str = "ordinary", **changes: Any
) -> PublicRecord:
    """Make a meeting public."""
    payload: dict[str, Any] = {
        "title": f"Meeting {name}",
        "title_cy": "",
        "kind": "ordinary",
        "held_on": held_on.isoformat(),
        "starts_at": "10:30",
        "place": "County Hall",
        "state": "scheduled",
        "agenda_published_on": None,
    } | changes
    return _release(
        board_kinds.MEETING,
        slug,
        f"meetings/{held_on.isoformat()}-{name}/",
        payload["title"],
        payload,
        key=key_of("meeting", slug, held_on, name),
        happened_on=held_on,
    )


def release_review(slug: str, name: str = "child-protection", **changes: Any) -> PublicRecord:
    """Make a review public that has reached the evidence stage."""
    steps = {"scoped": "2025-09-12", "evidence": "2025-11-03"}
    payload: dict[str, Any] = {
        "title": f"Review of {name}",
        "title_cy": "",
        "kind": "review",
        "question": "How well do the police protect children?",
        "question_cy": "",
        "background": "A letter of 2016 named weaknesses.\n\nMembers wish to know more.",
        "objective": "Every child is safe.",
        "in_scope": "Conferences.",
        "out_of_scope": "Single cases.",
        "state": "evidence",
        "steps": [
            {"step": step, "reached_on": steps.get(step)}
            for step in ("scoped", "evidence", "drafting", "agreed", "published", "tracking")
        ],
        "closed_on": None,
        "office": "Police and Crime Commissioner for Northmere",
        "lead": {"name": "Cllr Lead", "post": ""},
        "task_group": [{"name": "Cllr Lead", "post": ""}],
        "is_reported": False,
        "lines": [
            {
                "number": 1,
                "question": "Is news of missing children passed on in time?",
                "question_cy": "A yw’r newyddion yn cael ei basio ymlaen mewn pryd?",
                "theme": None,
                "state": "in_enquiry",
                "conclusion": "",
                "conclusion_cy": "",
                "confidence": "",
            }
        ],
    } | changes
    return _release(
        scrutiny_kinds.REVIEW,
        slug,
        f"reviews/{name}/",
        payload["title"],
        payload,
        key=key_of("review", slug, name),
        happened_on=date(2025, 9, 12),
    )


def release_report(slug: str, name: str = "child-protection") -> PublicRecord:
    """Make a report public in outline; its own pages have builders of their own."""
    return _release(
        scrutiny_kinds.REPORT,
        slug,
        f"reviews/{name}/report/",
        f"Review of {name}",
        {"title": f"Review of {name}"},
        key=key_of("review", slug, name),
        happened_on=date(2026, 3, 2),
        files=(File("report.pdf", "application/pdf", b"%PDF-1.7 test"),),
    )


def release_recommendation(
    slug: str, number: int = 1, name: str = "child-protection", **changes: Any
) -> PublicRecord:
    """Make a recommendation public that awaits its answer."""
    payload: dict[str, Any] = {
        "number": number,
        "reference": "",
        "text": f"The commissioner should see to matter {number}.",
        "text_cy": "",
        "addressee": {"name": "Ann Holder", "post": "Police and Crime Commissioner"},
        "timescale": "six_months",
        "measure": "Every notice arrives within a day.",
        "issued_on": "2026-03-02",
        "response_due": "2026-03-30",
        "state": "issued",
        "answer": None,
        "closing_note": "",
        "closed_by": None,
        "replaced_by": None,
        "review": {"title": f"Review of {name}", "title_cy": "", "path": f"reviews/{name}/"},
        "report_path": f"reviews/{name}/report/",
        "findings": [
            {"key": key_of("finding", slug, name, 1), "number": 1, "text": "F", "text_cy": ""}
        ],
    } | changes
    key = key_of("recommendation", slug, name, number)
    return _release(
        scrutiny_kinds.RECOMMENDATION,
        slug,
        f"recommendations/{key}/",
        payload["text"],
        payload,
        key=key,
        happened_on=date(2026, 3, 2),
    )


def release_finding(
    slug: str, number: int = 1, name: str = "child-protection", **changes: Any
) -> PublicRecord:
    """Make a finding public that cites an open and a restricted item of evidence."""
    payload: dict[str, Any] = {
        "number": number,
        "text": f"Notices reached the council late ({number}).",
        "text_cy": "",
        "strength": "strong",
        "is_positive": False,
        "line": {"number": 1, "question": "Is news passed on in time?", "question_cy": ""},
        "theme": {"slug": "missing-children", "name": "Missing children", "name_cy": ""},
        "evidence": [
            {"reference": "E1", "title": "Letter of 17 October 2016", "is_restricted": False},
            {"reference": "E4", "title": "", "is_restricted": True},
        ],
        "review": {"title": f"Review of {name}", "title_cy": "", "path": f"reviews/{name}/"},
        "report_path": f"reviews/{name}/report/",
    } | changes
    key = key_of("finding", slug, name, number)
    return _release(
        scrutiny_kinds.FINDING,
        slug,
        f"findings/{key}/",
        payload["text"],
        payload,
        key=key,
        happened_on=date(2026, 3, 2),
    )


def release_everything(slug: str, *, today: date, each: int = 1) -> None:
    """Make a body public with `each` of every kind of record."""
    release_members(slug, seats=each + 1)
    for number in range(1, each + 1):
        ago = timedelta(days=30 * number)
        release_meeting(slug, today - ago, f"past-{number}", state="concluded")
        release_meeting(slug, today + ago, f"next-{number}")
        release_review(slug, f"review-{number}")
        release_report(slug, f"review-{number}")
    for number in range(1, each + 1):
        release_finding(slug, number, "review-1")
        release_recommendation(slug, number, "review-1")


def _release(
    kind: str,
    body: str,
    path: str,
    title: str,
    payload: dict[str, Any],
    *,
    key: str,
    happened_on: date | None = None,
    files: tuple[File, ...] = (),
) -> PublicRecord:
    copy = Copy(
        kind=kind,
        key=key,
        body=body,
        path=path,
        title=title,
        payload=payload,
        happened_on=happened_on,
        files=files,
    )
    # Whatever a test says is let through: the gate has tests of its own.
    release(copies=[copy], body=body, subject=f"{kind} for a test", by=None, takes_back=True)
    return PublicRecord.objects.get(kind=kind, key=key, is_current=True)
