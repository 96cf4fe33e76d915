"""When personal data went out: the record, the 72 hours, who got it, the note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from boards.models import Paper
from boards.packs.issue import withdraw_everywhere
from portal import audit, downloads
from portal.incidents import registry
from portal.incidents.note import as_text, clock_words, note_of
from portal.incidents.operations import change_incident, close_incident, open_incident
from portal.incidents.reach import reach_of
from portal.models import DownloadTally, Incident, LogEntry, Release, ReleasedFile
from portal.operations import Conflict, Refused
from portal.rules.breaches import LIMIT, notice_clock
from tests import builders as make
from tests.boards.packs import issued, packing

NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
CANARY = "Kingfisher"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    monkeypatch.setattr("portal.publishing.refuse_unless_clear", lambda *_given, **_named: None)
    with time_machine.travel(NOW, tick=False):
        yield


@given(some.integers(0, 600_000_000), some.integers(0, 800_000))
def test_72_hours_are_hours(begins: int, seconds: int) -> None:
    aware = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=begins)
    later = timedelta(seconds=seconds)
    found = notice_clock(aware_at=aware, now=aware + later)
    assert found.due_at - aware == timedelta(hours=72)
    assert found.is_late == (later > LIMIT)
    assert (
        timedelta(hours=found.hours_left) <= LIMIT - later < timedelta(hours=found.hours_left + 1)
    )


def test_the_clock_does_not_stop_when_clocks_change_and_needs_a_zone() -> None:
    # Friday evening before the clocks go back: the same hour on Monday is an hour too late.
    aware = datetime(2025, 10, 24, 17, tzinfo=UTC)  # 18:00 civil time
    incident = Incident(aware_at=aware)
    assert "Monday 27 October 2025, 17:00" in clock_words(incident, now=aware)
    assert clock_words(incident, now=aware).startswith("72 hours left")
    late = clock_words(incident, now=aware + LIMIT + timedelta(seconds=1))
    assert late.startswith("Late: ")
    with pytest.raises(ValueError, match="time zone"):
        notice_clock(aware_at=datetime(2025, 1, 1), now=aware)  # noqa: DTZ001


@pytest.mark.django_db
def test_an_incident_is_kept_by_the_proper_officer_and_opened_by_a_clerk() -> None:
    body = make.body()
    clerk = make.clerk_of(body)
    officer = make.with_role(body, "proper_officer")
    words: dict[str, Any] = {
        "aware_at": NOW - timedelta(hours=80),
        "what_happened": "A letter went out.",
    }
    for stranger in (make.clerk_of(make.body()), make.administrator()):
        with pytest.raises(Refused):
            open_incident(body=body.slug, by=stranger, **words)
    with pytest.raises(Refused, match="not come yet"):
        open_incident(
            body=body.slug, by=clerk, aware_at=NOW + timedelta(hours=1), what_happened="x"
        )
    incident = open_incident(body=body.slug, by=clerk, **words)

    def change(by: Any = officer, **values: Any) -> Incident:
        stored = Incident.objects.get()
        return change_incident(stored, by=by, expected_version=stored.version, values=values)

    with pytest.raises(Refused, match="proper officer"):
        change(clerk, measures="Taken back.")
    with pytest.raises(Refused, match="reason for the decision"):
        change(decision="notify")
    with pytest.raises(Refused, match="list"):
        change(data_kinds=["shoe_size"])
    with pytest.raises(Refused, match="decision is to notify"):
        change(notified_at=NOW, late_reason="Found late.")
    with pytest.raises(Refused, match="Decide"):
        close_incident(Incident.objects.get(), by=officer, expected_version=1)
    change(decision="notify", decision_reason="A child is at risk.")
    with pytest.raises(Refused, match="when the Commissioner"):
        close_incident(Incident.objects.get(), by=officer, expected_version=2)
    with pytest.raises(Refused, match="reasons for the delay"):
        change(notified_at=NOW)
    change(notified_at=NOW, late_reason="It was found at the weekend.")
    assert clock_words(Incident.objects.get(), now=NOW).startswith("Notified on Monday 1 Sept")
    assert ", late:" in clock_words(Incident.objects.get(), now=NOW + timedelta(days=30))
    with pytest.raises(Conflict):
        change_incident(incident, by=officer, expected_version=1, values={"measures": "x"})
    close_incident(Incident.objects.get(), by=officer, expected_version=3)
    with pytest.raises(Refused, match="closed"):
        change(measures="More")
    assert LogEntry.objects.for_instance(incident).count() == 4


@pytest.mark.once
@pytest.mark.django_db
def test_from_the_withdrawal_to_the_note(
    client: Client, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = issued.meeting()
    item = meeting.agenda_items.get()
    paper = packing.paper(item, f"{CANARY} letter", content=b"%PDF-1.7 Kingfisher")
    with django_capture_on_commit_callbacks(execute=True):
        issued.published(meeting)
    clerk = make.clerk_of(meeting.body, "Cleo Clerk")
    officer = make.with_role(meeting.body, "proper_officer", "Olga Officer")
    address = (
        f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/papers/1-kingfisher-letter.pdf"
    )
    desk = reverse("meetings:desk", args=[meeting.pk])
    client.force_login(clerk)
    asks = "Personal data went out? Record an incident"
    assert asks not in client.get(desk).content.decode()
    etag = _fetch(client, address)["ETag"]
    for _ in range(2):
        _fetch(client, address)
    client.head(address)
    _fetch(client, address, **{"if-none-match": etag})
    _fetch(client, address, range="bytes=100-")
    _fetch(client, address, range="bytes=0-99")
    audit.record(paper, act=audit.VIEW, by=officer, sentence="The paper was opened.")
    pack = meeting.packs.get()
    audit.record(pack, act=audit.DOWNLOAD, by=clerk, sentence="The pack was opened.")
    audit.record(pack, act=audit.CHANGE, by=clerk, sentence="The pack was changed.")
    with time_machine.travel(NOW + timedelta(minutes=95), tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            withdraw_everywhere(paper, reason="It names a child.", by=clerk)
        page = client.get(desk).content.decode()
        assert asks in page
        new = reverse("incidents:new", args=[meeting.body.slug])
        numbers = Release.objects.filter(act="withdraw").values_list("number", flat=True)
        releases = ",".join(map(str, numbers))
        assert f"{new}?releases={releases}" in page.replace("&amp;", "&")
        given = {"aware_at": "2025-09-01T11:00", "what_happened": "A letter named a child."}
        answer = client.post(new, {**given, "releases": releases}, follow=True)
        incident = Incident.objects.get()
        assert {one["kind"] for one in incident.records} >= {"paper", "pack"}
        assert incident.aware_at == NOW + timedelta(hours=1)
        text = answer.content.decode()
        for words in ("1 hour left", "71 hours left"):
            assert (words in text) == words.startswith("71")
        assert "95 minutes in between" in text
        assert "fetched 4 times" in text
        assert "Olga Officer" in text
        assert "copies search" in text
        edit = reverse("incidents:edit", args=[incident.pk])
        assert client.get(edit).status_code == 404
        client.force_login(officer)
        assert client.get(edit).status_code == 200
        opened = LogEntry.objects.for_instance(incident).filter(action=audit.VIEW)
        assert {entry.user for entry in opened} == {clerk, officer}
        values = {
            **given,
            "data_kinds": ["names", "children"],
            "people_concerned": "five children",
            "decision": "notify",
            "decision_reason": "The risk is high.",
            "expected_version": "1",
        }
        assert client.post(edit, {**values, "decision_reason": ""}).status_code == 422
        text = client.post(edit, values, follow=True).content.decode()
        assert "five children" in text
        assert client.post(edit, values).status_code == 409
        plain = client.get(reverse("incidents:text", args=[incident.pk])).content.decode()
        heads = note_of(Incident.objects.get(), now=NOW + timedelta(minutes=95))
        assert plain == as_text(heads, title=plain.splitlines()[0])
        assert CANARY not in plain + text
        pdf = client.get(reverse("incidents:pdf", args=[incident.pk]))
        assert pdf.content.startswith(b"%PDF-")
        assert "no-store" in pdf["Cache-Control"]
        close = reverse("incidents:close", args=[incident.pk])
        for version in ("2", "", "x", "9" * 5000):
            assert client.post(close, {"expected_version": version}).status_code == 422
        reach = reach_of(incident, now=NOW)
        assert reach.mail is None
        assert [one.person for one in reach.openings if one.what.startswith("pack")] == [str(clerk)]
        monkeypatch.setattr(registry, "_tellers", [lambda _numbers: [(NOW, 12)]])
        assert "12 people were told by mail" in as_text(note_of(incident, now=NOW), title="")
        for stranger in (make.clerk_of(meeting.body), make.administrator()):
            client.force_login(stranger)
            note = reverse("incidents:note", args=[incident.pk])
            assert client.get(note).status_code in (302, 404)


def _fetch(client: Client, address: str, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    if response.streaming:
        b"".join(response)  # the client closes it at its end
    return response


@pytest.mark.django_db
def test_a_download_is_counted_by_hour_and_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = issued.meeting()
    issued.published(meeting)
    file = ReleasedFile.objects.filter(record__kind="paper").get()
    request = RequestFactory().get("/")
    downloads.tally(request, file)
    with CaptureQueriesContext(connection) as queries:
        downloads.tally(request, file)
    assert sum("portal_downloadtally" in one["sql"] for one in queries) == 1
    with time_machine.travel(NOW + timedelta(minutes=60), tick=False):
        downloads.tally(request, file)
    counts = DownloadTally.objects.order_by("hour").values_list("hour", "count")
    assert list(counts) == [(NOW, 2), (NOW + timedelta(hours=1), 1)]
    columns = {one.name for one in DownloadTally._meta.concrete_fields}
    assert columns == {"id", "file", "hour", "count"}

    def broken(*_given: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(downloads, "_count", broken)
    downloads.tally(request, file)
    assert Paper.objects.count() == 1
