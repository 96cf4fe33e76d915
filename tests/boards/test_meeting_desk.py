"""The desk of a meeting: scope, agenda, papers, order, restrictions, packs, count of queries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection

from boards.desk.meetings.kinds import KINDS
from boards.models import (
    AgendaItem,
    BackgroundPaper,
    BodyText,
    Document,
    Meeting,
    Minute,
    Pack,
    PackFile,
    Paper,
    Restriction,
    ScrutinyBody,
    StandingItem,
)
from portal.models import Job, JobState, User
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
CANARY = "Kingfisher"
FOUND = {
    "digest": "ab" * 32,
    "place": "page 12",
    "page": 12,
    "shown": f"{CANARY} words",
    "kind": "words",
    "ref": "x",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A small PDF of one page with a word on it."""
    made = io.BytesIO()
    with pikepdf.new() as one:
        page = one.add_blank_page(page_size=(595, 842))
        name = pikepdf.Name
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = one.make_stream(b"BT /F1 12 Tf 72 700 Td (Annual report) Tj ET")
        one.save(made)
    return made.getvalue()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/admin/meetings/{meeting.pk}/{rest}"


def item(meeting: Meeting, title: str = "Item", position: int = 1, **fields: Any) -> AgendaItem:
    values = {"state": AgendaItem.State.ON_AGENDA, "position": position, **fields}
    return AgendaItem.objects.create(meeting=meeting, title=title, **values)


def document(body: ScrutinyBody, name: str = "paper.pdf") -> Document:
    stored: Document = Document.objects.create(
        title=name,
        file=ContentFile(b"%PDF-1.7", name=name),
        body=body,
        collection=Collection.get_first_root_node(),
    )
    return stored


def full_meeting(times: int = 1) -> Meeting:
    """A meeting with so many items, each with every kind of thing below it."""
    meeting = builders.meeting(builders.body(f"{CANARY} panel"), f"{CANARY} meeting")
    body = meeting.body
    stored = document(body)
    for number in range(1, times + 1):
        one = item(meeting, f"{CANARY} item {number}", number, access="proposed_exempt")
        paper = Paper.objects.create(
            item=one,
            title=f"{CANARY} paper {number}",
            document=stored,
            pdf=stored,
            inspection={"verdict": "block", "pages": 3, "reasons": [{"message": "It is black."}]},
        )
        Paper.objects.create(item=one, title=f"{CANARY} second {number}", is_to_follow=True)
        for target in ({"item": one}, {"paper": paper}):
            Restriction.objects.create(paragraphs=[2], proposed_on=date(2025, 8, 1), **target)
        BackgroundPaper.objects.create(item=one, title=f"{CANARY} background", document=stored)
        Minute.objects.create(meeting=meeting, number=str(number), text=f"{CANARY} minute")
        pack = Pack.objects.create(
            meeting=meeting,
            number=number,
            state=Pack.State.ASSEMBLING if number == 1 else Pack.State.WITHDRAWN,
        )
        PackFile.objects.create(
            pack=pack,
            audience="public",
            pages=3,
            size=1000,
            built_at=timezone.now() + timedelta(hours=1),
            manifest={
                "items": [{"papers": [{"key": "a", "title": f"{CANARY} paper"}]}],
                "untagged": [{"title": CANARY, "why": "scan"}],
                "notes": [{"key": "a", "codes": ["links_removed"]}],
            },
            proof={"hits": [FOUND]},
        )
    return meeting


def addresses_of(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Every address below a meeting."""
    yield "desk", at(meeting)
    yield "brief", at(meeting, "brief/")
    for name, kind in KINDS.items():
        record = kind.rows(meeting).order_by("pk").first()
        assert record is not None, name
        yield f"{name} add", at(meeting, f"{name}/add/")
        yield f"{name} order_all", at(meeting, f"{name}/order/")
        for page in ("edit", "remove", "history", "order"):
            yield f"{name} {page}", at(meeting, f"{name}/{record.pk}/{page}/")
        if kind.table is not None:
            move = kind.table.rows[0].name
            yield f"{name} move", at(meeting, f"{name}/{record.pk}/move/{move}/")
    pack = meeting.packs.order_by("pk").first()
    assert pack is not None
    yield "build", at(meeting, f"packs/{pack.pk}/build/")
    yield "hit", at(meeting, f"packs/{pack.pk}/hits/{FOUND['digest']}/")


class TestScope:
    def test_the_lists_show_nothing_of_another_body(self) -> None:
        """Every single address is walked in tests/architecture."""
        full_meeting()
        own = full_meeting()
        stranger = signed_in(builders.clerk_of(own.body))
        Meeting.objects.filter(pk=own.pk).update(title="Own")
        AgendaItem.objects.filter(meeting=own).update(title="Own")
        Paper.objects.filter(item__meeting=own).update(title="Own")
        ScrutinyBody.objects.filter(pk=own.body.pk).update(name="Own", short_name="Own")
        for address in ("", "calendar/?month=2025-09", "restrictions/"):
            page = stranger.get(f"/admin/meetings/{address}").content.decode()
            assert "Own" in page, address
            assert CANARY not in page, address

    def test_a_record_of_another_meeting_is_not_found_below_the_own(self) -> None:
        meeting = full_meeting()
        other = builders.meeting(meeting.body)
        clerk = signed_in(builders.clerk_of(meeting.body))
        for name, kind in KINDS.items():
            record = kind.rows(meeting).first()
            assert record is not None
            for page in ("edit", "remove", "history", "order"):
                address = at(other, f"{name}/{record.pk}/{page}/")
                if record != meeting:
                    assert clerk.post(address).status_code == 404, (name, page)

    def test_the_own_clerk_sees_everything(self) -> None:
        meeting = full_meeting()
        clerk = signed_in(builders.clerk_of(meeting.body))
        seen = 0
        assert "do not work in the pack" in clerk.get(at(meeting)).content.decode()
        for what, address in addresses_of(meeting):
            name, _, page = what.partition(" ")
            answer = clerk.get(address)
            if answer.status_code in (404, 405):
                kind = KINDS.get(name)
                assert page in ("add", "edit", "remove") or answer.status_code == 405, what
                assert kind is None or not _has_page(name, page), what
                continue
            assert answer.status_code == 200, what
            assert CANARY in answer.content.decode(), what
            seen += 1
        assert seen > 25

    def test_choices_of_another_meeting_are_refused(self) -> None:
        meeting, other = builders.meeting(), full_meeting()
        clerk = signed_in(builders.clerk_of(meeting.body))
        foreign = other.agenda_items.get()
        given = {"item": foreign.pk, "title": "X", "kind": "report"}
        answer = clerk.post(at(meeting, "promised/add/"), given)
        assert answer.status_code == 422
        assert Paper.objects.filter(title="X").count() == 0

    def test_the_brief_is_not_for_every_officer_and_kept_by_no_cache(self) -> None:
        meeting = full_meeting()
        admin = signed_in(builders.with_role(meeting.body, "admin"))
        assert admin.get(at(meeting)).status_code == 200
        assert admin.get(at(meeting, "brief/")).status_code == 404
        officer = signed_in(builders.with_role(meeting.body, "proper_officer"))
        answer = officer.get(at(meeting, "brief/"))
        assert answer["Cache-Control"] == "private, no-store"
        assert "Not for publication" in answer.content.decode()


def _has_page(name: str, page: str) -> bool:
    kind = KINDS[name]
    return {
        "add": kind.form_for(adding=True) is not None,
        "edit": kind.form is not None,
        "remove": kind.remove is not None,
        "order": False,
        "order_all": False,
    }.get(page, True)


class TestScreen:
    def test_the_number_of_queries_does_not_grow(self) -> None:
        counts = []
        for times in (1, 30):
            meeting = full_meeting(times)
            client = signed_in(builders.clerk_of(meeting.body))
            client.get(at(meeting))  # what is read once for each process, and logged once a day
            for address in (at(meeting), "/admin/meetings/restrictions/", at(meeting, "brief/")):
                with CaptureQueriesContext(connection) as queries:
                    answer = client.get(address)
                assert answer.status_code == 200
                counts.append(len(queries))
        assert counts[:3] == counts[3:]
        assert max(counts) <= 30

    def test_what_is_missing_stands_on_top_with_its_place(self) -> None:
        meeting = full_meeting()
        one = meeting.agenda_items.get()
        blocked, promised = one.papers.order_by("pk")
        Paper.objects.filter(pk=blocked.pk).update(access="open")
        Restriction.objects.filter(paper=blocked).delete()
        bare = Paper.objects.create(item=one, title="Bare")
        part = Paper.objects.create(item=one, title="Part", access="part_exempt", pdf=blocked.pdf)
        Restriction.objects.create(paper=part, paragraphs=[1], review_on=date(2025, 8, 31))
        pack = meeting.packs.get()
        Pack.objects.update(publish_failed="The disk was full.")
        PackFile.objects.update(built_at=timezone.now() - timedelta(days=1))
        gaps = signed_in(builders.clerk_of(meeting.body)).get(at(meeting)).context["gaps"]
        assert [*gaps] == [
            ("The pack was not published at the set time: The disk was full.", f"packs-{pack.pk}"),
            (
                "Words of something withheld stand in the public pack. Look at each place.",
                f"packs-{pack.pk}",
            ),
            (
                "Something changed since the pack was put together. Build it again.",
                f"packs-{pack.pk}",
            ),
            (
                f"“{one.title}” waits for the proper officer’s decision.",
                f"items-{one.pk}",
            ),
            (f"Item 1: “{blocked.title}” cannot go into a public pack.", f"papers-{blocked.pk}"),
            (f"Item 1: “{promised.title}” is still to follow.", f"papers-{promised.pk}"),
            ("Item 1: there is no file for “Bare”.", f"papers-{bare.pk}"),
            ("Item 1: “Part” has no version for the public.", f"papers-{part.pk}"),
            (
                "That “Part” is withheld was to be reviewed on Sunday 31 August 2025.",
                f"papers-{part.pk}",
            ),
        ]

    def test_other_officers_see_the_agenda_without_the_clerks_buttons(self) -> None:
        meeting = full_meeting()
        page = signed_in(builders.with_role(meeting.body, "proper_officer")).get(at(meeting))
        text = page.content.decode()
        assert "Upload a paper" not in text
        assert "Move up" not in text
        assert "Clear it with a reason" in text
        clerk = signed_in(builders.clerk_of(meeting.body)).get(at(meeting)).content.decode()
        assert "Upload a paper" in clerk
        assert "Clear it with a reason" not in clerk
        assert "the proper officer of the body" in clerk
        assert "This file cannot go into a public pack because: It is black." in clerk

    def test_an_empty_meeting_says_what_will_appear(self) -> None:
        meeting = builders.meeting()
        page = signed_in(builders.clerk_of(meeting.body)).get(at(meeting)).content.decode()
        assert "The items of business appear here" in page
        assert "None" not in page.partition('<div class="desk">')[2].partition("</main>")[0]
        gaps = signed_in(builders.clerk_of(meeting.body)).get(at(meeting)).context["gaps"]
        assert [*gaps] == []


class TestLists:
    def test_meetings_to_come_first_and_the_past_by_municipal_year(self) -> None:
        body = builders.body("Panel One")
        coming = builders.meeting(body, "Coming")
        builders.meeting(body, "Spring", held_on=date(2025, 4, 4))
        builders.meeting(body, "Summer", held_on=date(2025, 6, 6))
        client = signed_in(builders.clerk_of(body))
        context = client.get("/admin/meetings/").context
        assert context["coming"] == [coming]
        assert [(year.name, [str(one.title) for one in year.meetings]) for year in context["years"]]
        assert [year.name for year in context["years"]] == ["2025/26", "2024/25"]

    def test_the_calendar_is_a_table_with_links(self) -> None:
        meeting = builders.meeting(builders.body(), "Autumn")
        client = signed_in(builders.clerk_of(meeting.body))
        page = client.get("/admin/meetings/calendar/?month=2025-09").content.decode()
        assert f'href="/admin/meetings/{meeting.pk}/"' in page
        assert '<th scope="col">Monday</th>' in page
        for month in ("2025-13", "x", "99999-01", ""):
            assert client.get(f"/admin/meetings/calendar/?month={month}").status_code == 200

    def test_one_body_can_be_picked_and_no_foreign_one(self) -> None:
        mine, other = builders.body("Mine"), builders.body("Other")
        builders.meeting(mine, "My meeting")
        builders.meeting(other, "Their meeting")
        client = signed_in(builders.clerk_of(mine))
        page = client.get(f"/admin/meetings/?body={other.slug}").content.decode()
        assert "My meeting" in page
        assert "Their meeting" not in page

    def test_members_and_administrators_of_the_portal_have_no_list(self) -> None:
        meeting = full_meeting()
        for user in (builders.with_role(meeting.body, "chair"), builders.administrator()):
            client = signed_in(user)
            for address in ("/admin/meetings/", at(meeting), at(meeting, "brief/")):
                assert CANARY not in client.get(address).content.decode()


class TestMeeting:
    def test_a_new_meeting_opens_on_its_own_desk(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        given = {"kind": "ordinary", "title": "Autumn", "held_on": "2025-09-26"}
        answer = clerk.post(f"/admin/bodies/{body.slug}/meetings/add/", given)
        meeting = Meeting.objects.get()
        assert answer["Location"] == at(meeting)
        assert "Welcome and introductions" in clerk.get(at(meeting)).content.decode()

    def test_moves_of_a_meeting(self) -> None:
        meeting = builders.meeting_with_agenda(held_on=date(2025, 8, 29))
        clerk = signed_in(builders.clerk_of(meeting.body))
        row = clerk.get(at(meeting)).context["sections"][0].rows[0]
        buttons = {button.label: button for button in (*row.buttons, *row.more)}
        assert not buttons["Conclude the meeting"].asks
        assert buttons["Cancel the meeting"].asks
        for name in ("cancel", "postpone", "conclude"):
            assert clerk.get(at(meeting, f"details/{meeting.pk}/move/{name}/")).status_code == 200
        assert Meeting.objects.get().version == 1
        answer = clerk.post(buttons["Conclude the meeting"].url, {"expected_version": "1"})
        assert answer["Location"] == at(meeting, f"#details-{meeting.pk}")
        again = clerk.post(buttons["Conclude the meeting"].url, {"expected_version": "2"})
        assert again.status_code == 422
        assert Meeting.objects.get().state == "concluded"

    def test_a_move_without_its_reason_or_on_an_old_version(self) -> None:
        meeting = builders.meeting()
        clerk = signed_in(builders.clerk_of(meeting.body))
        address = at(meeting, f"details/{meeting.pk}/move/cancel/")
        assert clerk.post(address, {"expected_version": "1"}).status_code == 422
        Meeting.objects.update(version=2)
        stale = clerk.post(address, {"expected_version": "1", "reason": "Snow."})
        assert stale.status_code == 409
        assert 'name="expected_version" value="2"' in stale.content.decode()
        assert "Snow." in stale.content.decode()
        assert Meeting.objects.get().state == "scheduled"
        assert clerk.post(address, {"expected_version": "2", "reason": "Snow."}).status_code == 302

    def test_short_notice_asks_for_its_reason(self) -> None:
        meeting = builders.meeting(held_on=date(2025, 9, 4))
        clerk = signed_in(builders.clerk_of(meeting.body))
        address = at(meeting, f"details/{meeting.pk}/move/publish_agenda/")
        assert "2 clear working days of notice; 5 needed" in clerk.get(address).content.decode()
        given = {"expected_version": "1", "published_on": "2025-09-01"}
        answer = clerk.post(address, given)
        assert answer.status_code == 422
        assert "The notice is short: 2 clear working days" in answer.content.decode()
        done = clerk.post(address, {**given, "short_notice_reason": "The veto must be heard."})
        assert done.status_code == 302
        assert Meeting.objects.get().short_notice_reason == "The veto must be heard."

    def test_a_minute_is_added_and_removed(self) -> None:
        held = builders.concluded_meeting()
        clerk = signed_in(builders.clerk_of(held.body))
        clerk.post(at(held, "minutes/add/"), {"number": "115", "text": "Agreed."})
        minute = Minute.objects.get()
        address = at(held, f"minutes/{minute.pk}/remove/")
        assert clerk.post(address, {"expected_version": "7"}).status_code == 409
        assert clerk.post(address, {"expected_version": "1"}).status_code == 302
        assert not Minute.objects.exists()


class TestOrder:
    def test_up_and_down_without_a_mouse(self) -> None:
        meeting = builders.meeting()
        first, second = item(meeting, "First", 1), item(meeting, "Second", 2)
        clerk = signed_in(builders.clerk_of(meeting.body))
        rows = clerk.get(at(meeting)).context["sections"][1].rows
        assert [row.title for row in rows] == ["1. First", "2. Second"]
        step = rows[1].steps[0]
        assert (step.label, len(rows[1].steps)) == ("Move up", 1)
        answer = clerk.post(step.url, {"expected_version": str(step.version), **step.data})
        assert answer["Location"] == at(meeting, f"#items-{second.pk}")
        rows = clerk.get(at(meeting)).context["sections"][1].rows
        assert [row.title for row in rows] == ["1. Second", "2. First"]
        assert first.pk != second.pk

    def test_of_two_who_order_at_once_the_second_is_told(self) -> None:
        meeting = builders.meeting()
        pks = [item(meeting, name, place).pk for place, name in enumerate("abc", 1)]
        clerk = signed_in(builders.clerk_of(meeting.body))
        order = {"order": ",".join(map(str, reversed(pks))), "moved": str(pks[2])}
        sent = {"expected_version": "1", **order}
        answer = clerk.post(at(meeting, "items/order/"), sent)
        assert answer["Location"] == at(meeting, f"#items-{pks[2]}")
        page = clerk.post(at(meeting, "items/order/"), sent, follow=True).content.decode()
        assert "Somebody else changed the agenda meanwhile." in page
        rows = meeting.agenda_items.order_by("position")
        assert [row.pk for row in rows] == pks[::-1]
        for broken in ({"order": "1,x"}, {"order": ""}, {"order": f"{pks[0]},{pks[0]}"}):
            sent = {"expected_version": "2", **broken}
            assert clerk.post(at(meeting, "items/order/"), sent).status_code == 302
        assert [row.pk for row in rows.all()] == pks[::-1]

    def test_papers_of_an_item(self) -> None:
        one = item(builders.meeting())
        a, b = (Paper.objects.create(item=one, title=name, position=1) for name in "ab")
        clerk = signed_in(builders.clerk_of(one.meeting.body))
        address = at(one.meeting, f"papers/{b.pk}/order/")
        answer = clerk.post(address, {"expected_version": "1", "step": "up"})
        assert answer["Location"] == at(one.meeting, f"#papers-{b.pk}")
        assert [*one.papers.order_by("position")] == [b, a]

    def test_standing_items_and_texts_of_a_body(self) -> None:
        body = builders.body()
        clerk = signed_in(builders.clerk_of(body))
        base = f"/admin/bodies/{body.slug}/"
        given = {"title": "Young people’s questions", "purpose": "discussion"}
        assert clerk.post(f"{base}standing-items/add/", given).status_code == 302
        added = StandingItem.objects.get(title=given["title"])
        before = [*StandingItem.objects.order_by("position", "pk")]
        assert len(before) > 5
        clerk.post(f"{base}standing-items/{added.pk}/order/", {"step": "up"})
        after = [*StandingItem.objects.order_by("position", "pk")]
        assert after.index(added) == before.index(added) - 1
        form = clerk.get(f"{base}texts/add/?name=filming").context["form"]
        assert "filmed" in form["text"].value()
        sent = {"name": "filming", "text": "Cameras are welcome."}
        assert clerk.post(f"{base}texts/add/", sent).status_code == 302
        own = BodyText.objects.get()
        assert "Cameras are welcome." in clerk.get(base).content.decode()
        clerk.post(f"{base}texts/{own.pk}/remove/", {"expected_version": "1"})
        assert not BodyText.objects.exists()


class TestPapers:
    def test_a_refused_upload_keeps_what_was_typed_and_says_why_at_the_field(self) -> None:
        one = item(builders.meeting())
        clerk = signed_in(builders.clerk_of(one.meeting.body))
        file = SimpleUploadedFile("report.pdf", b"this is no PDF at all")
        given = {"item": one.pk, "title": "Typed with care", "kind": "report", "file": file}
        answer = clerk.post(at(one.meeting, "papers/add/"), given)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Typed with care"' in page
        assert page.count("report.pdf") == 2  # at the field, and as a link on top
        assert 'id="id_file_error"' in page
        assert not Paper.objects.exists()

    def test_of_several_the_good_ones_are_kept(self, pdf: bytes) -> None:
        one = item(builders.meeting())
        clerk = signed_in(builders.clerk_of(one.meeting.body))
        files = [
            SimpleUploadedFile("annual_report.pdf", pdf),
            SimpleUploadedFile("broken.pdf", b"nothing"),
        ]
        given = {"item": one.pk, "kind": "report", "uploads": files}
        page = clerk.post(at(one.meeting, "several/add/"), given).content.decode()
        assert "Saved already, do not upload again: “Annual report”." in page
        assert "broken.pdf: " in page
        assert [paper.title for paper in Paper.objects.all()] == ["Annual report"]

    def test_promised_written_and_replaced(self, pdf: bytes) -> None:
        one = item(builders.meeting())
        clerk = signed_in(builders.clerk_of(one.meeting.body))
        base = {"item": one.pk, "kind": "report"}
        answer = clerk.post(at(one.meeting, "promised/add/"), {**base, "title": "Later"})
        later = Paper.objects.get()
        assert answer["Location"] == at(one.meeting, f"#papers-{later.pk}")
        assert "To follow" in clerk.get(at(one.meeting)).content.decode()
        file = SimpleUploadedFile("later.pdf", pdf)
        given = {"kind": "report", "title": "Here now", "expected_version": "1", "file": file}
        answer = clerk.post(at(one.meeting, f"papers/{later.pk}/edit/"), given)
        assert answer.status_code == 302, answer.content.decode()
        later.refresh_from_db()
        assert (later.title, later.is_to_follow, later.pdf is None) == ("Here now", False, False)

    def test_withdrawing_asks_for_the_reason(self) -> None:
        one = item(builders.meeting())
        paper = Paper.objects.create(item=one, title="Wrong one", is_to_follow=True)
        clerk = signed_in(builders.clerk_of(one.meeting.body))
        address = at(one.meeting, f"papers/{paper.pk}/move/withdraw/")
        assert clerk.post(address, {"expected_version": "1"}).status_code == 422
        given = {"expected_version": "1", "reason": "A newer one follows."}
        assert clerk.post(address, given).status_code == 302
        assert "A newer one follows." in clerk.get(at(one.meeting)).content.decode()


class TestRestrictions:
    def test_the_clerk_proposes_and_the_proper_officer_decides_from_the_list(self) -> None:
        one = item(builders.meeting(), "Estates")
        paper = Paper.objects.create(item=one, title="Lease of Unit 4", is_to_follow=True)
        body = one.meeting.body
        clerk = signed_in(builders.clerk_of(body))
        officer = signed_in(builders.with_role(body, "proper_officer"))
        where = f"paper-access/{paper.pk}/move/"
        page = clerk.get(at(one.meeting, f"{where}propose_exempt/")).content.decode()
        assert page.count('name="paragraphs"') == 7
        given = {"expected_version": "1", "paragraphs": ["3"]}
        answer = clerk.post(at(one.meeting, f"{where}propose_exempt/"), given)
        assert answer["Location"] == at(one.meeting, f"#papers-{paper.pk}")
        assert "Restrict" not in clerk.get("/admin/meetings/restrictions/").context["rows"]
        assert not clerk.get("/admin/meetings/restrictions/").context["rows"][0].decisions
        rows = officer.get("/admin/meetings/restrictions/").context["rows"]
        decisions = dict(rows[0].decisions)
        form = officer.get(decisions["Withhold it"]).context["form"]
        assert form["paragraphs"].value() == [3]
        decided = {"expected_version": "2", "paragraphs": ["3"]}
        answer = officer.post(decisions["Withhold it"], decided)
        assert "Why the public interest favours withholding" in answer.content.decode()
        assert answer.status_code == 422
        decided["public_interest"] = "The landlord’s offer would be spoilt."
        answer = officer.post(decisions["Withhold it"], decided)
        assert answer["Location"] == "/admin/meetings/restrictions/"
        paper.refresh_from_db()
        assert paper.access == "exempt"
        assert officer.get("/admin/meetings/restrictions/").context["rows"] == []
        decided["expected_version"] = "3"
        assert clerk.post(decisions["Withhold it"], decided).status_code == 422

    def test_a_board_without_a_statute_gives_its_ground_in_words(self) -> None:
        one = item(builders.meeting(builders.safeguarding_board()))
        officer = signed_in(builders.with_role(one.meeting.body, "proper_officer"))
        address = at(one.meeting, f"item-access/{one.pk}/move/restrict/")
        page = officer.get(address).content.decode()
        assert "Schedule 12A" not in page
        assert 'name="paragraphs"' not in page
        given = {"expected_version": "1", "ground": "It names a child."}
        assert officer.post(address, given).status_code == 302
        one.refresh_from_db()
        assert one.access == "exempt"


class TestPacks:
    def test_only_the_proper_officer_clears_a_hit(self) -> None:
        meeting = full_meeting()
        pack = meeting.packs.get()
        address = at(meeting, f"packs/{pack.pk}/hits/{FOUND['digest']}/")
        clerk = signed_in(builders.clerk_of(meeting.body))
        assert "<textarea" not in clerk.get(address).content.decode()
        assert clerk.post(address, {"reason": "x"}).status_code == 422
        officer = signed_in(builders.with_role(meeting.body, "proper_officer"))
        assert officer.post(address, {"reason": ""}).status_code == 422
        assert officer.post(address, {"reason": "The words are the law’s."}).status_code == 302
        assert officer.get(address).status_code == 404
        page = clerk.get(at(meeting)).content.decode()
        assert "Words of something withheld" not in page
        assert "The words are the law’s." in page

    def test_publishing_later_needs_day_and_time(self) -> None:
        meeting = full_meeting()
        pack = meeting.packs.get()
        Pack.objects.update(state="checked")
        clerk = signed_in(builders.clerk_of(meeting.body))
        address = at(meeting, f"packs/{pack.pk}/move/publish/")
        answer = clerk.post(address, {"expected_version": "1", "when": "later"})
        assert answer.status_code == 422
        assert "Give the day." in answer.content.decode()
        assert "Give the time." in answer.content.decode()


class TestJobs:
    def job(self, body: ScrutinyBody, state: str = JobState.RUNNING, **fields: Any) -> Job:
        now = timezone.now()
        values: dict[str, Any] = {
            "kind": "build_pack",
            "body": body.slug,
            "state": state,
            "created_at": now - timedelta(seconds=125),
            "progress_done": 7,
            "progress_total": 20,
            "progress_label": f"Paper 7 of 20: {CANARY}",
            "arguments": {"pack": 0, "by": 0},
        }
        if state == JobState.RUNNING:
            values.update(started_at=now, lease_until=now)
        else:
            values.update(finished_at=now, error="The file of item 4 is empty.")
        return Job.objects.create(**{**values, **fields})

    def test_only_the_people_of_the_body_see_and_stop_it(self) -> None:
        body, other = builders.body(), builders.body()
        job = self.job(body)
        base = f"/admin/jobs/{job.key}/"
        stranger = signed_in(builders.clerk_of(other))
        for address in (base, f"{base}cancel/", f"{base}retry/"):
            assert stranger.get(address).status_code == 404
            assert stranger.post(address).status_code == 404
        clerk = signed_in(builders.clerk_of(body))
        page = clerk.get(base).content.decode()
        assert "Paper 7 of 20" in page
        assert "2 minutes 5 seconds" in page
        assert 'value="35"' in page
        assert "Look again" in page
        assert clerk.get(f"{base}cancel/").status_code == 405
        assert clerk.post(f"{base}cancel/").status_code == 302
        job.refresh_from_db()
        assert job.state == JobState.CANCELLED
        assert "Look again" not in clerk.get(base).content.decode()

    def test_a_failed_one_says_why_and_is_tried_again_in_ones_own_name(self) -> None:
        meeting = full_meeting()
        pack = meeting.packs.get()
        job = self.job(meeting.body, JobState.FAILED, arguments={"pack": pack.pk, "by": 0})
        account = builders.clerk_of(meeting.body)
        clerk = signed_in(account)
        desk = clerk.get(at(meeting))
        assert f"/admin/jobs/{job.key}/" in desk.content.decode()
        assert (
            "The pack could not be put together: The file of item 4 is empty.",
            f"packs-{pack.pk}",
        ) in desk.context["gaps"]
        page = clerk.get(f"/admin/jobs/{job.key}/").content.decode()
        assert "The file of item 4 is empty." in page
        assert at(meeting, f"#packs-{pack.pk}") in page
        clerk.post(f"/admin/jobs/{job.key}/retry/")
        newest = Job.objects.exclude(key=job.key).get()
        assert newest.asked_by == account
        assert newest.arguments == {"pack": pack.pk, "by": account.pk}
