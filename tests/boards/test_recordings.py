"""The recording of a meeting: times of items, captions, transcript, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from boards.models import Meeting
from boards.operations.recordings import set_recording
from boards.recording_links import link_at
from boards.rules.recordings import seconds_of, time_into
from portal.models import PublicRecord
from portal.operations import Conflict, Refused
from tests import builders as make
from tests.boards.packs import issued, packing

PLACE = "meetings/2025-09-12-panel-meeting/"
LINK = "https://www.youtube.com/watch?v=abc"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.mark.once
def test_times_are_read_as_people_write_them() -> None:
    assert seconds_of(" ") is None
    assert seconds_of("0:42:10") == seconds_of("42:10") == 2530
    assert seconds_of("90:00") == seconds_of("1:30:00") == 5400
    assert time_into(2530) == "0:42:10"
    for wrong in ("1:75", "1:60:00", "25:00:00", "42", "-1:00", "1:2", "0:42:10.5"):
        with pytest.raises(ValueError, match=wrong):
            seconds_of(wrong)


@pytest.mark.once
def test_links_begin_at_a_time_only_where_the_host_is_known() -> None:
    assert link_at(LINK, 90) == f"{LINK}&t=90s"
    assert link_at("https://youtu.be/abc?t=5&si=x", 90) == "https://youtu.be/abc?si=x&t=90s"
    assert link_at("https://vimeo.com/1#x", 90) == "https://vimeo.com/1#t=90s"
    assert link_at("https://council.test/a.mp4", 90) == "https://council.test/a.mp4#t=90"
    assert link_at("https://council.test/webcast/1", 90) == ""
    assert link_at("https://youtube.com.evil.test/a", 90) == ""


def held() -> Meeting:
    meeting = issued.meeting()
    packing.withhold(packing.item(meeting, "The contract of Mr Secret", public_title="Contract"))
    issued.published(meeting)
    return Meeting.objects.get(pk=meeting.pk)


def page(client: Client, meeting: Meeting) -> str:
    return " ".join(client.get(f"/{meeting.body.slug}/{PLACE}").content.decode().split())


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_the_reader_is_told_where_each_item_begins_and_what_is_missing(client: Client) -> None:
    meeting = held()
    clerk = make.clerk_of(meeting.body)
    first, secret = meeting.agenda_items.order_by("position")
    before = PublicRecord.objects.get(kind="meeting", is_current=True).payload["agenda"]
    saved = set_recording(
        meeting,
        by=clerk,
        expected_version=meeting.version,
        webcast_link=LINK,
        starts={first.pk: 2530, secret.pk: 4000},
    )
    payload = PublicRecord.objects.get(kind="meeting", is_current=True).payload
    assert payload["agenda"] == before  # frozen with the pack
    assert payload["recording"]["starts"] == {str(first.key): 2530}  # nothing of what is closed
    assert "Watch item 1" not in page(client, meeting)  # it has not been held yet
    with time_machine.travel("2025-09-13T09:00:00Z", tick=False):
        text = page(client, meeting)
        assert f'href="{LINK.replace("&", "&amp;")}&amp;t=2530s"' in text
        assert "Watch item 1 (from 0:42:10)" in text
        assert "The clerk has not said whether it has captions. There is no transcript." in text
        set_recording(
            saved,
            by=clerk,
            expected_version=saved.version,
            webcast_link="https://council.test/webcast/1",
            captions="no",
            transcript_link="https://council.test/t",
        )
        text = page(client, meeting)
        assert "In the recording from 0:42:10" in text
        assert "No captions, says the clerk." in text
        assert 'href="https://council.test/t"' in text
        assert "no transcript" not in text
    with pytest.raises(Conflict):
        set_recording(meeting, by=clerk, expected_version=meeting.version, captions="yes")


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_the_form_names_each_mistake_and_keeps_what_was_typed(client: Client) -> None:
    meeting = held()
    item = meeting.agenda_items.order_by("position")[0]
    clerk = make.clerk_of(meeting.body)
    client.force_login(clerk)
    address = reverse("meetings:edit", args=[meeting.pk, "recording", meeting.pk])
    typed = {
        "expected_version": meeting.version,
        "webcast_link": "http://council.test/1",
        "captions": "no",
        "transcript_link": "council.test/t",
        f"item_{item.pk}": "1:75",
    }
    response = client.post(address, typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert text.count("Give the whole address, beginning with https://.") >= 2
    assert "Write the time as hours, minutes and seconds, such as 0:42:10" in text
    assert 'value="1:75"' in text
    right = {
        "webcast_link": LINK,
        "transcript_link": "https://council.test/t",
        f"item_{item.pk}": "42:10",
    }
    assert client.post(address, {**typed, **right}).status_code == 302
    item.refresh_from_db()
    assert item.recording_starts_at == 2530
    assert 'value="0:42:10"' in client.get(address).content.decode()
    other = make.clerk_of(make.body())
    client.force_login(other)
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        set_recording(meeting, by=other, expected_version=1, captions="yes")
    fresh = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(Refused, match="beginning with https"):
        set_recording(
            fresh, by=clerk, expected_version=fresh.version, webcast_link="http://council.test/1"
        )
