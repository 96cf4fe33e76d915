"""The landing of the workspace: each role finds what waits for it, and nothing of another's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import Meeting, Organisation, Pack, PackFile, PackReading, Restriction
from boards.operations.roles import grant_role
from portal.models import DisclosureClearing, FileScan, Incident, OutboxLetter, User
from portal.models.outbox import LetterState
from portal.outbox import post
from scrutiny.models import CallForEvidence, ProgressUpdate, Submission
from tests import builders, builders_scrutiny

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_september"),
]

TODAY = date(2025, 9, 1)
MOST_QUERIES = 15


@pytest.fixture
def _september() -> Any:
    with time_machine.travel(datetime(2025, 9, 1, 9, tzinfo=UTC), tick=True):
        yield


def landing(user: User, **headers: str) -> str:
    browser = Client(headers=headers)
    browser.force_login(user)
    return " ".join(browser.get("/workspace/").content.decode().split())


def parts(text: str) -> list[str]:
    """The names of the parts, in their order."""
    return [piece.partition('"')[0] for piece in text.split('id="part-')[1:]]


def test_a_member_finds_actions_meetings_lines_and_nothing_of_the_office() -> None:
    panel, other = builders.body("Northmere panel"), builders.body("Southmere panel")
    ann = builders.with_role(panel, "member", "Ann Member")
    person = builders.person(panel, "Ann Member", user=ann)
    review = builders_scrutiny.review(panel, state="evidence", title="The notices")
    overdue = builders_scrutiny.action(
        review, owner=person, text="Ask the council.", due_on=date(2025, 8, 1)
    )
    builders_scrutiny.action(review, owner=person, text="Write the letter.")
    builders_scrutiny.action(review, owner=person, text="It is done.", state="closed")
    builders_scrutiny.action(review, text="Somebody else's task.")
    builders_scrutiny.line(review, lead_questioner=person, state="agreed", question="How soon?")
    builders_scrutiny.line(review, lead_questioner=person, state="draft", question="Not yet?")
    builders.meeting(panel, "September meeting")
    builders.meeting(panel, "Draft meeting", state="draft")
    builders.meeting(other, "Meeting of the others")
    text = landing(ann)
    assert parts(text) == ["actions", "meetings", "lines"]
    assert "2 open actions, 1 is overdue." in text
    assert text.index("Ask the council.") < text.index("Write the letter.")
    assert f'href="/workspace/actions/{overdue.key}/"' in text
    assert "31 days overdue" in text
    assert "September meeting" in text
    assert "How soon?" in text
    for absent in (
        *("It is done.", "Somebody else", "Not yet?", "Draft meeting", "Meeting of the others"),
        *("/admin/", "Coming dates", 'href="/workspace/dates/"'),
    ):
        assert absent not in text, absent


def test_a_clerk_finds_dates_and_what_waits() -> None:
    panel = builders.body("Northmere panel")
    clerk = builders.clerk_of(panel)
    late = builders.meeting(panel, "Late meeting", held_on=date(2025, 9, 3))
    review = builders_scrutiny.review(panel, state="evidence")
    task = builders_scrutiny.action(review)
    ProgressUpdate.objects.create(
        action=task, text="Begun.", made_at=datetime(2025, 8, 1, 9, 0, tzinfo=UTC)
    )
    call = CallForEvidence.objects.create(
        review=review,
        words="Write to us.",
        opens_on=TODAY,
        closes_on=date(2025, 9, 20),
        is_on=True,
        named_person=builders.user(),
    )
    Submission.objects.create(
        call=call, text="What I saw.", state="waiting", received_at=datetime(2025, 9, 1, tzinfo=UTC)
    )
    for of in (panel, builders.body("Southmere panel")):
        post(
            to="x@example.test",
            subject="Dates",
            text="Soon.",
            kind="reminder",
            once=of.slug,
            body=of.slug,
        )
    OutboxLetter.objects.update(state=LetterState.BOUNCED, next_at=None)
    text = landing(clerk)
    assert parts(text) == ["waiting", "dates", "meetings"]
    assert 'href="/workspace/letters/undelivered/">1 letter could not be delivered</a>' in text
    assert "1 update on an action to be confirmed" in text
    assert "1 answer to a call for evidence to be looked at" in text
    assert "What I saw." not in text
    assert f"Publish the agenda of “{late.title}”" in text
    assert "Required by law" in text
    assert 'href="/workspace/dates/"' in text


def test_the_chair_finds_what_is_urgent_and_what_is_under_embargo() -> None:
    panel = builders.body("Northmere panel")
    chair = builders.with_role(panel, "chair")
    meeting = builders.meeting_with_agenda(panel)
    builders.agenda_item(meeting, "A late matter", state="proposed")
    builders_scrutiny.report(
        builders_scrutiny.review(panel, title="The embargoed one"), state="embargoed"
    )
    text = landing(chair)
    assert parts(text) == ["urgency", "meetings", "embargoed"]
    assert "A late matter" in text
    assert "Tuesday 30 September 2025, 10am" in text
    member = landing(builders.with_role(panel, "member"))
    assert "A late matter" not in member
    assert "The embargoed one" not in member


def test_the_proper_officer_finds_decisions_concerns_and_incidents() -> None:
    panel = builders.body("Northmere panel")
    officer = builders.with_role(panel, "proper_officer")
    clerk = builders.clerk_of(panel)
    meeting = builders.meeting(panel, "September meeting")
    item = builders.agenda_item(meeting, "Withheld for now", access="proposed_exempt")
    Restriction.objects.create(item=item, paragraphs=[1], proposed_on=TODAY)
    matter = f"meeting:{meeting.key}"
    found = [
        {"level": "stop", "code": "nhs_number", "digest": "a" * 64},
        {"level": "stop", "code": "upn", "digest": "b" * 64},
        {"level": "look", "code": "email", "digest": "c" * 64},
        {"level": "stop", "code": "comments", "digest": "d" * 64},
    ]
    FileScan.objects.create(
        matter=matter,
        body=panel.slug,
        sha256="0" * 64,
        ending="pdf",
        mark="m",
        concerns=found,
        scanned_at=datetime(2025, 9, 1, tzinfo=UTC),
    )
    DisclosureClearing.objects.create(
        matter=matter,
        body=panel.slug,
        digest="b" * 64,
        code="upn",
        level="stop",
        reason="An example.",
        cleared_at=datetime(2025, 9, 1, tzinfo=UTC),
    )
    Incident.objects.create(
        body=panel.slug,
        aware_at=datetime(2025, 8, 31, 9, tzinfo=UTC),
        what_happened="A list went out.",
        opened_by=officer,
    )
    text = landing(officer)
    assert parts(text) == ["incidents", "restrictions", "concerns", "dates", "meetings"]
    assert "1 thing in its files may identify somebody" in text
    assert "the 72 hours end on Wednesday 3 September 2025" in text
    assert "A list went out." not in text
    assert parts(landing(clerk)) == ["dates", "meetings"]


def test_an_office_and_an_agency_find_what_is_asked_of_them() -> None:
    panel = builders.body("Northmere panel")
    office = builders.organisation("Commissioner's office", Organisation.Kind.POLICING_BODY)
    answering = builders.with_role(panel, "responder")
    commissioner = builders.person(panel, "Carol Commissioner", organisation=office)
    builders.person(panel, "Rae Responder", organisation=office, user=answering)
    review = builders_scrutiny.review(panel, state="tracking", title="The notices")
    asked = builders_scrutiny.response(review, commissioner, requested_on=date(2025, 8, 20))
    builders_scrutiny.information_request(review, addressee=commissioner, text="How many?")
    text = landing(answering)
    assert parts(text) == ["asked", "requests"]
    assert f'href="/workspace/responses/{asked.key}/"' in text
    assert "Not begun" in text
    assert "Wednesday 17 September 2025" in text

    agency = builders.organisation("Health trust", Organisation.Kind.AGENCY)
    partner = builders.with_role(panel, "partner")
    builders.person(panel, "Pat Partner", organisation=agency, user=partner)
    builders_scrutiny.witness(review, organisation="Health trust", lines_sent_on=TODAY)
    builders_scrutiny.witness(
        review, name="Of others", organisation="A school", lines_sent_on=TODAY
    )
    CallForEvidence.objects.create(
        review=review,
        words="Write to us.",
        opens_on=TODAY,
        closes_on=date(2025, 9, 20),
        is_on=True,
        named_person=builders.user(),
    )
    text = landing(partner)
    assert parts(text) == ["evidence", "calls"]
    assert "Sent on 1 September 2025" in text
    assert "Of others" not in text
    assert "How many?" not in text


def test_several_roles_see_the_union_once() -> None:
    panel, board = builders.body("Northmere panel"), builders.body("Northmere board")
    someone = builders.clerk_of(panel)
    grant_role(user=someone, body=board, role="chair", by=None)
    grant_role(user=someone, body=panel, role="chair", by=None)
    builders.meeting(panel, "The one meeting")
    text = landing(someone)
    assert len(parts(text)) == len(set(parts(text)))
    section = text.split('id="part-meetings"')[1].partition("</section>")[0]
    assert section.count("The one meeting") == 1


def test_the_menu_offers_what_one_may_use_and_marks_where_one_is() -> None:
    panel = builders.body("Northmere panel")
    text = landing(builders.clerk_of(panel))
    menu = text.split('aria-label="Workspace menu"')[1].partition("</nav>")[0]
    assert 'href="/workspace/" aria-current="page"' in menu
    assert 'href="/workspace/dates/"' in menu
    assert "Sign out" in menu
    assert 'href="/workspace/dates/"' not in landing(builders.with_role(panel, "member"))
    browser = Client()
    assert "Workspace menu" not in browser.get("/workspace/sign-in/").content.decode()
    public = browser.get("/")
    assert "Workspace menu" not in public.content.decode()
    assert "Cookie" not in public.get("Vary", "")


def test_whoever_may_invite_finds_where() -> None:
    panel = builders.body("Northmere panel")
    address = 'href="/workspace/invitations/"'
    manager = builders.clerk_of(builders.body("Southmere panel"))
    grant_role(user=manager, body=panel, role="admin", by=None)
    text = landing(manager)
    assert text.count(address) == 1
    link = text.split(address)[1].partition("</a>")[0]
    assert "Invite people and give them roles" in link
    assert "Northmere panel" in link
    text = landing(builders.administrator())
    assert text.count(address) == 1
    assert text.split(address)[1].startswith(">Invite people and give them roles</a>")
    for role in ("clerk", "member"):
        assert address not in landing(builders.with_role(panel, role))


def read_once_and_changed(user: User, meeting: Meeting) -> None:
    """A meeting with two editions, of which somebody has opened the older."""
    for number, state in ((1, "superseded"), (2, "published")):
        pack = Pack.objects.create(meeting=meeting, number=number, state=state)
        PackFile.objects.create(
            pack=pack,
            audience="restricted",
            storage_name=f"packs/{pack.key}.pdf",
            sha256="0" * 64,
            size=1,
            pages=1,
            manifest={"number": number, "items": [], "parts": []},
            built_at=datetime(2025, 8, 20, tzinfo=UTC),
        )
    older = meeting.packs.get(number=1)
    opened = datetime(2025, 8, 21, tzinfo=UTC)
    PackReading.objects.create(
        user=user, pack=older, number=1, first_opened=opened, last_opened=opened
    )


def queries(user: User) -> int:
    browser = Client()
    browser.force_login(user)
    browser.get("/workspace/")
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = browser.get("/workspace/")
    assert answer.status_code == 200
    return len(found)


def test_the_queries_of_a_member_do_not_grow_and_are_few() -> None:
    """Issue 6: at most 15, with few actions as with many."""
    panel = builders.body("Northmere panel")
    ann = builders.with_role(panel, "member")
    person = builders.person(panel, "Ann Member", user=ann)

    def grow(times: int) -> None:
        for _time in range(times):
            review = builders_scrutiny.review(panel, state="evidence")
            builders_scrutiny.action(review, owner=person)
            builders_scrutiny.action(review)
            builders_scrutiny.line(review, lead_questioner=person, state="agreed")
            read_once_and_changed(ann, builders.meeting_with_agenda(panel))

    grow(1)
    few = queries(ann)
    grow(8)
    assert queries(ann) == few
    assert few <= MOST_QUERIES
    assert "Read on Thursday 21 August 2025" in landing(ann)
