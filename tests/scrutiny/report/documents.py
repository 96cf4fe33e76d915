"""Documents for tests: a full one, one with almost nothing, a very long one and a Welsh one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scrutiny.report.document import (
    Action,
    Bearing,
    Body,
    Decision,
    Edition,
    Evidence,
    Finding,
    Impact,
    Line,
    Named,
    Origin,
    Progress,
    Recommendation,
    Redating,
    ReportDocument,
    Response,
    Term,
    Update,
    Witness,
)

PANEL = Body(
    slug="northmere-panel",
    name="Northmere Police and Crime Panel",
    name_cy="Panel Heddlu a Throseddu Northmere",
    short_name="Northmere Panel",
)
BOARD = Body(
    slug="northmere-board",
    name="Northmere Safeguarding Children Board",
    short_name="Northmere Board",
    concern_contact="Call children's services on 01632 960 100, day and night.\n"
    "If a child is in danger now, call 999.",
)
COMMISSIONER = Named(name="Alex Rowan", post="Police and Crime Commissioner for Northmere")
DIRECTOR = Named(name="Sam Okoro", post="Director of Children's Services")
CHAIR = Named(name="Councillor Jo Hartley", post="chair")
PRIVATE_REASON = "It describes a family that could be recognised."


def bare_document() -> ReportDocument:
    """The least that a report can be: a title, a summary and one question."""
    return ReportDocument(
        key="6f4b2f6e-0000-4000-8000-000000000001",
        slug="bare",
        body=PANEL,
        kind="themed",
        title="Children missing from home",
        edition=1,
        published_on=date(2026, 3, 2),
        counted_to=date(2026, 3, 2),
        address="http://localhost:8000/northmere-panel/reviews/bare/report/1/",
        editions=(Edition(number=1, published_on=date(2026, 3, 2)),),
        summary="The police tell social workers too late that a child is missing.",
        lines=(Line(number=1, question="How soon do social workers hear of a missing child?"),),
    )


BURY = Origin(
    key="6f4b2f6e-0000-4000-8000-00000000000b",
    text="Notices of domestic abuse reached the council in batches",
    source="Inspection of children's services in Bury",
    dated="2016",
    area="Bury",
)


def full_document() -> ReportDocument:
    """A second edition with everything in it, restricted evidence and a late response included."""
    return ReportDocument(
        key="6f4b2f6e-0000-4000-8000-000000000002",
        slug="police-contribution",
        body=BOARD,
        kind="review",
        title="The police contribution to child protection",
        title_cy="Cyfraniad yr heddlu at amddiffyn plant",
        edition=2,
        edition_reason="Finding 2 gave a wrong month. The response has been added",
        editions=(
            Edition(number=1, published_on=date(2026, 1, 12)),
            Edition(
                number=2,
                published_on=date(2026, 5, 1),
                reason="Finding 2 gave a wrong month. The response has been added",
            ),
        ),
        published_on=date(2026, 5, 1),
        counted_to=date(2026, 5, 1),
        address="http://localhost:8000/northmere-board/reviews/police-contribution/report/2/",
        office="Police and Crime Commissioner for Northmere",
        question="Do the police in Northmere play their full part in protecting children?",
        question_cy="A yw’r heddlu yn Northmere yn chwarae eu rhan lawn wrth amddiffyn plant?",
        foreword="This review listened to those who do the work.\n\nWe thank them.",
        summary=(
            "The police in Northmere take part in most child protection conferences, and share "
            "information faster than two years ago.\n\nThree things still go wrong:\n"
            "- notices of domestic abuse arrive in batches\n"
            "- social workers make some visits alone\n"
            "- checks by the Disclosure and Barring Service (DBS) are late\n"
            "\nWe make three recommendations to two owners."
        ),
        summary_cy="Mae’r heddlu’n cymryd rhan yn y rhan fwyaf o gynadleddau amddiffyn plant.",
        background="In October 2016 inspectors wrote of serious weaknesses “in some forces”.",
        objective="Aim 3 of the police and crime plan: children at risk are seen and heard.",
        in_scope="The work of Northmere Police with children’s services.",
        out_of_scope="Individual cases.",
        method="Two evidence sessions, a visit and a request for data.",
        success="Fewer children wait for a first visit.",
        lead=CHAIR,
        members=(CHAIR, Named(name="Councillor Ify Adeyemi"), Named(name="Dr Non Prys")),
        lines=_lines(),
        recommendations=_recommendations(),
        responses=_responses(),
        actions=_actions(),
        progress=_progress(),
        next_steps="The board returns to this in September 2026.",
        witnesses=(
            Witness(
                description="Ellis Vaughan",
                post="Independent chair",
                organisation="Northmere Adults Board",
                heard_on=date(2025, 9, 12),
            ),
            Witness(description="A parent"),
        ),
        evidence=_evidence(),
        glossary=(
            Term(term="Key line of enquiry", meaning="A question agreed before the evidence."),
            Term(term="Task group", meaning="A few members who carry out a review."),
        ),
    )


def _lines() -> tuple[Line, ...]:
    return (
        Line(
            number=1,
            question="Is information on domestic abuse shared in time?",
            question_cy="A yw gwybodaeth am gam-drin domestig yn cael ei rhannu mewn pryd?",
            rationale="Inspectors found late sharing in more than half of 42 inspections.",
            origins=(BURY,),
            evidence=(1, 2),
            findings=(
                Finding(
                    number=1,
                    text="Notices arrive in batches.\n\nChildren wait for help.",
                    text_cy="Mae hysbysiadau’n cyrraedd mewn sypiau.",
                    strength="strong",
                    evidence=(1, 2),
                ),
                Finding(
                    number=2,
                    text="Since June 2025 a duty officer reads every notice on the day it comes.",
                    strength="moderate",
                    is_positive=True,
                    evidence=(3,),
                ),
            ),
            outcome="partly_answered",
            conclusion="Not yet. It is better than it was.",
            conclusion_cy="Ddim eto.",
            confidence="moderate",
        ),
        Line(
            number=2,
            question="Do officers and social workers visit together?",
            rationale="Only the police can remove a child at once.",
            evidence=(4,),
            findings=(Finding(number=3, text="Some visits are made alone", strength="weak"),),
            outcome="answered",
            conclusion="Mostly.",
            confidence="high",
        ),
        Line(
            number=3,
            question="How long do checks take?",
            outcome="not_answered",
            not_answered_reason="No figures were given.",
        ),
    )


def _evidence() -> tuple[Evidence, ...]:
    return (
        Evidence(
            number=1,
            kind="document",
            title="Letter of the chief inspector",
            summary="Serious weaknesses in some forces.\n\nTen forces are named.",
            provider="Ofsted",
            dated_on=date(2016, 10, 17),
        ),
        Evidence(
            number=2,
            kind="oral",
            title="Evidence of the chair of the adults board",
            summary="“We hear of it a week later.”",
            provider="Ellis Vaughan, Independent chair",
            heard_on=date(2025, 9, 12),
            bearings=(
                Bearing(
                    bearing="contradicts",
                    origin=BURY,
                    note="Here notices come one by one on weekdays",
                ),
            ),
        ),
        Evidence(number=3, kind="written", is_restricted=True, restriction_reason=PRIVATE_REASON),
        Evidence(number=4, kind="visit", title="Visit to the referral hub"),
    )


def _recommendations() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            number=1,
            reference="SR (25/26) 01",
            text="Send every notice of domestic abuse on the day of the incident.",
            text_cy="Anfonwch bob hysbysiad ar ddiwrnod y digwyddiad.",
            owner=COMMISSIONER,
            timescale="three_months",
            response_due=date(2026, 2, 9),
            measure="No notice is older than a day.",
            findings=(1, 2),
        ),
        Recommendation(
            number=2,
            reference="SR (25/26) 02",
            text="Agree when a joint visit is needed, and record each one.",
            owner=COMMISSIONER,
            timescale="six_months",
            response_due=date(2026, 2, 9),
            findings=(3,),
        ),
        Recommendation(
            number=3,
            text="Report the backlog of DBS checks every quarter.",
            owner=DIRECTOR,
            timescale="immediate",
            response_due=date(2026, 2, 9),
        ),
    )


def _responses() -> tuple[Response, ...]:
    return (
        Response(
            addressee=COMMISSIONER,
            asked_on=date(2026, 1, 12),
            due_on=date(2026, 2, 9),
            state="published",
            received_on=date(2026, 2, 12),
            is_late=True,
            working_days_late=3,
            introduction="The commissioner welcomes the report.",
            decisions=(
                Decision(
                    recommendation=1,
                    decision="accepted",
                    action="A new desk opens in April.",
                    owner="Head of Public Protection",
                    due_on=date(2026, 4, 30),
                    verdict="answers",
                    verdict_by="14/2, 20 March 2026",
                ),
                Decision(
                    recommendation=2,
                    decision="partly_accepted",
                    reason="Recording is accepted. A rule for all visits is not",
                    reason_cy="Derbynnir cofnodi.",
                    owner="Chief constable",
                    verdict="does_not_answer",
                    verdict_reason="It says nothing of visits at night",
                    verdict_by="14/3, 20 March 2026",
                ),
            ),
        ),
        Response(
            addressee=DIRECTOR,
            asked_on=date(2026, 1, 12),
            due_on=date(2026, 2, 9),
            state="missing",
            is_late=True,
            working_days_late=56,
            unanswered=(3,),
        ),
    )


def _progress() -> tuple[Progress, ...]:
    return (
        Progress(
            recommendation=1,
            state="closed_implemented",
            updates=(
                Update(made_on=date(2026, 3, 9), text="The desk is staffed", rating="amber"),
                Update(
                    made_on=date(2026, 4, 17),
                    text="No notice was older than a day in March.",
                    proof="Monthly figures, March 2026",
                    rating="green",
                    rated_by="21/4, 17 April 2026",
                ),
            ),
            closing_note="The figures of March show it",
            closed_by="21/4, 17 April 2026",
            impact=(
                Impact(
                    held_on=date(2026, 4, 30),
                    result="changed",
                    text="Children are seen on the day after the incident.",
                    text_cy="Gwelir plant drannoeth.",
                ),
            ),
        ),
        Progress(recommendation=2, state="in_progress"),
    )


def _actions() -> tuple[Action, ...]:
    return (
        Action(
            reference="12 (2025/26)",
            text="Ask for the number of notices older than a day",
            owner=CHAIR,
            due_on=date(2026, 4, 28),
            state="open",
            redatings=(
                Redating(
                    from_date=date(2026, 2, 27),
                    to_date=date(2026, 3, 31),
                    reason="The figures were not ready",
                ),
                Redating(
                    from_date=date(2026, 3, 31),
                    to_date=date(2026, 4, 28),
                    reason="The meeting was moved.",
                ),
            ),
            is_overdue=True,
            working_days_late=3,
        ),
        Action(
            reference="13 (2025/26)",
            text="Send the report to the nine councils.",
            owner=Named(name="Clerk to the board"),
            due_on=date(2026, 1, 30),
            state="closed",
        ),
    )


def long_document() -> ReportDocument:
    """Forty recommendations and texts that break pages, words and extractors."""
    word = "Llanfair" * 38
    nasty = (
        '“Quotes”, ‘single’ and "straight"; efficient office flow, affirm, ﬁ and ﬂ; '
        "in\u00adfor\u00adma\u00adtion with soft hyphens; 10\u00a0km and 5\u00a0%; "
        "R&D <b>not bold</b>; dashes – and —; ŵ ŷ ï; 50 °C; e\u0301 and é.\n\n"
        f"{word}\n\n- one\n- two, <i>not italic</i>\n- three"
    )
    paragraph = "A paragraph that is long enough to run over the end of a page. " * 25
    full = full_document()
    recommendations = tuple(
        Recommendation(
            number=number,
            reference=f"SR (25/26) {number:02}",
            text=f"Do thing {number}. {'Say what was done and why. ' * (number % 7)}".strip(),
            text_cy="Dywedwch beth a wnaed a pham. " * (number % 3),
            owner=(COMMISSIONER, DIRECTOR, None)[number % 3],
            timescale=("immediate", "three_months", "six_months", "longer")[number % 4],
            response_due=date(2026, 2, 9) if number % 3 != 2 else None,
            measure="It is done." if number % 2 else "",
            findings=(1,) if number % 2 else (),
        )
        for number in range(1, 41)
    )
    return replace(
        full,
        slug="long",
        title="A review with a title that is long enough to need three lines on the cover and to "
        "be cut short in the running head of every page after it",
        foreword="\n\n".join([paragraph] * 6),
        summary="\n\n".join([nasty, paragraph, paragraph]),
        summary_cy="Paragraff hir yn Gymraeg sy’n rhedeg dros ddiwedd y dudalen. " * 120,
        background="\n".join(f"- item {number} of a long list" for number in range(1, 90)),
        recommendations=recommendations,
        evidence=(
            *full.evidence,
            *(
                Evidence(
                    number=number,
                    kind="data",
                    title=f"Table {number} {word if number == 20 else ''}".strip(),
                    summary=(nasty if number == 7 else "What it says. " * (number * 9 % 70)),
                )
                for number in range(5, 45)
            ),
            Evidence(number=45, kind="document", title="Very long", summary=paragraph * 5),
        ),
        witnesses=tuple(Witness(description=f"Witness {number}") for number in range(60)),
    )


def welsh_document() -> ReportDocument:
    """A report whose own language is Welsh."""
    return replace(
        full_document(),
        slug="cymraeg",
        language="cy",
        title="Cyfraniad yr heddlu at amddiffyn plant",
        title_cy="",
        summary="Mae’r heddlu’n cymryd rhan. Ŵyr pawb hynny; ŷch chi’n siŵr?",
        summary_cy="",
    )


ALL = (bare_document, full_document, long_document, welsh_document)
