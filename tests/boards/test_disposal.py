"""Disposal: what is held until its date, what goes with a case, and what is left of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from boards.models import DisposalCertificate, Document, LegalHold, Meeting, Paper
from boards.operations.agenda import add_item, remove_item
from boards.operations.disposal import dispose
from boards.operations.legal_holds import lift_hold, place_hold
from boards.operations.papers import remove_paper, upload_paper
from boards.operations.redactions import discard_redaction, start_redaction
from boards.rules.retention import EarlyGround, Obstacle, kept_until, obstacles, retention_of
from portal import audit, clock
from portal.disclosure.clearing import clear_concerns, reopen_concern
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import matter_called
from portal.disclosure.watching import watch_names
from portal.models import Clock, DisclosureClearing, FileScan, LogEntry, PublicRecord, Release, User
from portal.operations import Refused
from portal.rules.calendars import Calendar
from portal.verifying import verify
from scrutiny.operations import reports
from scrutiny.report import render
from tests import builders as make
from tests import builders_scrutiny
from tests.boards.packs import issued, packing

#: A word that no other run has left in the files of the tests.
CANARY = f"Kingfisher{uuid.uuid4().hex[:8]}"
OTHER = f"Goldfinch{uuid.uuid4().hex[:8]}"
AUTHORITY = "DEM 4.2, committee papers"
#: The meeting is on 12 September 2025; the six years end with the eve of their last day.
LAST_DAY, PAST = "2031-09-11T09:00:00Z", "2031-09-12T09:00:00Z"


def test_nothing_goes_before_its_date_without_a_ground_of_the_law() -> None:
    day = date(2025, 9, 12)
    england, wales = (
        kept_until(retention_of(held_on=day, calendar=Calendar(nation=nation)))
        for nation in ("england", "wales")
    )
    assert england == wales == date(2031, 9, 11)
    free: dict[str, Any] = {"until": england, "is_on_hold": False, "is_finished": True}
    after = england + timedelta(days=1)
    assert obstacles(today=england, ground=None, **free) == [Obstacle.NOT_YET]
    assert obstacles(today=after, ground=None, **free) == []
    assert obstacles(today=day, ground=EarlyGround.COURT_ORDER, **free) == []
    held = {**free, "is_on_hold": True}
    for ground in (None, *EarlyGround):
        assert Obstacle.ON_HOLD in obstacles(today=after, ground=ground, **held)
    open_ended = {**free, "until": None, "is_finished": False}
    found = obstacles(today=after, ground=None, **open_ended)
    assert found == [Obstacle.NOT_FINISHED, Obstacle.NO_DATE]


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Meeting:
    """A published meeting whose words, files, log, scans and clocks all say the canary."""
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    monkeypatch.setattr("portal.publishing.refuse_unless_clear", lambda *_given, **_named: None)
    with (
        time_machine.travel("2025-09-01T09:00:00Z", tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        found = issued.meeting(title=f"{CANARY} meeting", place=f"{CANARY} Hall")
        item = packing.item(found, f"{CANARY} item", questions=f"Who is {CANARY}?")
        paper = packing.paper(item, f"{CANARY} letter", content=f"%PDF-1.7 {CANARY}".encode())
        packing.background(item, f"{CANARY} tables")
        secret = packing.paper(item, f"{CANARY} file", content=f"%PDF-1.7 closed {CANARY}".encode())
        packing.withhold(secret, which_part=f"All about {CANARY}")
        issued.published(found)
        found.starts_at = None
        found.save()
        issued.published(found, reason="The time changed.")
        body = found.body.slug
        audit.record(
            paper, act=audit.CHANGE, by=None, sentence=f"{CANARY} was corrected.", reason=CANARY
        )
        matter = {"matter": f"meeting:{found.key}", "body": body}
        scan = FileScan.objects.create(
            **matter,
            sha256="0",
            ending="pdf",
            mark="m",
            concerns=[{"shown": CANARY}],
            scanned_at=clock.now(),
        )
        # As entries were written before they named their case.
        LogEntry.objects.log_action(scan, audit.VIEW, sentence=f"A page of {CANARY} was opened.")
        DisclosureClearing.objects.create(
            **matter,
            digest="d",
            code="name",
            level="stop",
            shown=CANARY,
            reason=CANARY,
            cleared_at=clock.now(),
        )
        Clock.objects.create(
            rule="x", body=body, subject_kind="paper", subject_key=paper.key, label=CANARY
        )
    return found


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, and every file of both storages."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all().values():
            yield model._meta.label, str(row)
    for storage in (default_storage, storages["public"]):
        for path in Path(storage.path("")).rglob("*"):
            if path.is_file():
                yield str(path), path.name + path.read_bytes().decode("latin-1")


def canaries(word: str) -> list[str]:
    return [place for place, text in everything_stored() if re.search(word, text, re.IGNORECASE)]


def disposed(meeting: Meeting, by: User, capture: Any, **given: Any) -> DisposalCertificate:
    values = {"authority": AUTHORITY, "confirmed": None, **given}
    with capture(execute=True):
        return dispose(body=meeting.body, kind="meeting", key=meeting.key, by=by, **values)


@pytest.mark.django_db
def test_a_meeting_goes_with_everything_and_no_canary_is_left(
    meeting: Meeting, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    capture = django_capture_on_commit_callbacks
    olga = make.with_role(meeting.body, "proper_officer", "Olga Officer")
    base = f"/{meeting.body.slug}/meetings/2025-09-12-{meeting.slug}/"
    paths = {
        f"/{row.body}/{row.path}" for row in PublicRecord.objects.filter(path__contains="2025-")
    }
    assert {base, f"{base}packs/1.pdf"} <= paths
    before = canaries(CANARY)
    for expected in ("boards.Meeting", "portal.PublicRecord", "portal.LogEntry", "boards.Paper"):
        assert expected in before
    last = "open to inspection until Thursday 11 September 2031"
    with time_machine.travel(LAST_DAY, tick=False), pytest.raises(Refused, match=last):
        disposed(meeting, olga, capture)
    with time_machine.travel(PAST, tick=False):
        with pytest.raises(Refused) as refused:
            disposed(meeting, olga, capture, authority=" ")
        assert len(refused.value.reasons) == 2
        number = int(re.findall(r"\d+", refused.value.reasons[-1])[0])
        for somebody in (make.clerk_of(meeting.body), make.administrator(), None):
            with pytest.raises(Refused):
                disposed(meeting, somebody, capture, confirmed=number)  # type: ignore[arg-type]
        place_hold(body=meeting.body, kind="meeting", key=meeting.key, reason="A claim.", by=olga)
        with pytest.raises(Refused, match="legal hold"):
            disposed(meeting, olga, capture, confirmed=number, ground="court_order")
        lift_hold(body=meeting.body, kind="meeting", key=meeting.key, reason="Settled.", by=olga)
        certificate = disposed(meeting, olga, capture, confirmed=number)
        assert canaries(CANARY) == []
        assert not Meeting.objects.exists()
        assert not Document.objects.exists()
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 410, path
            assert "Disposed of under the retention schedule" in answer.content.decode()
        report = verify()
        assert report.fault is None
        assert report.disposed == PublicRecord.objects.filter(path__startswith="disposed:").count()
        assert report.disposed >= 6
        with pytest.raises(Refused, match="disposed of it already"):
            disposed(meeting, olga, capture, confirmed=number)
    assert (certificate.records, certificate.authority) == (number, AUTHORITY)
    assert certificate.counts["Papers".lower()] == 3
    made = Release.objects.get(number=certificate.release_number)
    assert made.act == Release.Act.DISPOSE
    assert made.released_by == olga
    kept = LogEntry.objects.filter(sentence__startswith="Disposed of under")
    assert kept.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_the_log_forgets_what_was_removed_or_cleared_before(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Case 62, through the operations that clerks use."""
    capture, word = django_capture_on_commit_callbacks, f"Plover{uuid.uuid4().hex[:8]}"
    meeting = make.meeting(make.body(), title="Panel meeting")
    clerk = make.clerk_of(meeting.body)
    officer = make.with_role(meeting.body, "proper_officer")
    other = packing.paper(packing.item(make.meeting(meeting.body)), "Goes on")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False), capture(execute=True):
        item = add_item(meeting=meeting, title=f"{word} item", by=clerk)
        file = packing.pdf(word, "NHS number 943 476 5919")
        paper = upload_paper(
            item=item,
            title=f"{word} letter",
            file=SimpleUploadedFile(f"{word}.pdf", file),
            by=clerk,
        )
        named = matter_called(f"meeting:{meeting.key}")
        assert named is not None
        watch_names(matter=named.key, body=named.body, names=["Jane Doe"], by=officer)
        digests = [one.digest for one in concerns_of_matter(named) if one.is_open]
        clear_concerns(named, digests=digests, reason=f"{word} is an example.", by=officer)
        reopen_concern(DisclosureClearing.objects.all()[0], reason=f"{word}!", by=officer)
        begun = start_redaction(paper, by=clerk)
        discard_redaction(begun, by=clerk, expected_version=begun.version)
        assert paper.pdf is not None
        audit.record(paper.pdf, act=audit.VIEW, by=clerk, sentence=f"{word} was opened.")
        remove_paper(paper, by=clerk, expected_version=paper.version)
        item.refresh_from_db()
        remove_item(item, by=clerk, expected_version=item.version)
        audit.record(other, act=audit.CHANGE, by=clerk, sentence="Another case.")
    assert not Document.objects.filter(title__contains=word).exists()
    about = {one.content_type.model for one in LogEntry.objects.filter(sentence__contains=word)}
    assert about >= {"agendaitem", "paper", "redaction", "document"}, about
    with time_machine.travel(PAST, tick=False):
        disposed(meeting, officer, capture, confirmed=1)
        assert canaries(word) == []
        assert verify().fault is None
    assert LogEntry.objects.for_instance(other).get().sentence == "Another case."


@pytest.mark.django_db
def test_what_others_cite_stays_as_a_number_without_words(
    django_capture_on_commit_callbacks: Any,
) -> None:
    meeting = make.concluded_meeting(make.body(), title=f"{OTHER} day")
    minute = make.minute(meeting, number="12", text=f"{OTHER} agreed.")
    review = builders_scrutiny.ready_review(meeting.body)
    type(review).objects.filter(pk=review.pk).update(closed_minute=minute)
    olga = make.with_role(meeting.body, "proper_officer")
    with time_machine.travel(PAST, tick=False):
        certificate = disposed(
            meeting, olga, django_capture_on_commit_callbacks, confirmed=2, ground=""
        )
    minute.refresh_from_db()
    meeting.refresh_from_db()
    assert (minute.number, minute.text) == ("12", "Disposed of")
    assert OTHER not in meeting.title + meeting.slug
    assert canaries(OTHER) == []
    assert any("emptied and kept" in name for name in certificate.counts)


@pytest.mark.django_db
def test_what_the_public_has_had_cannot_be_deleted(meeting: Meeting) -> None:
    """The document is a part of the paper, so it is held by the paper."""
    paper = Paper.objects.get(title=f"{CANARY} letter")
    held = pytest.raises(ProtectedError, match="kept until it is disposed of")
    with held, transaction.atomic():
        paper.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        paper.document.delete()  # type: ignore[union-attr]


@pytest.mark.once
@pytest.mark.django_db
def test_the_screens_of_disposal(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    meeting = make.concluded_meeting(make.body("Northmere"), title="Old day")
    other = make.concluded_meeting(make.body("Elsewhere"))
    olga = make.with_role(meeting.body, "proper_officer", "Olga Officer")
    with time_machine.travel(PAST, tick=False):
        client.force_login(olga)
        page = client.get(reverse("disposal:index")).content.decode()
        assert "Old day" in page
        assert "Wednesday 12 June 2031" not in page
        assert "Thursday 12 June 2031" in page
        case = ["disposal:case", [meeting.body.slug, "meeting", meeting.key]]
        address = reverse(case[0], args=case[1])  # type: ignore[arg-type]
        assert "1 record in all" in client.get(address).content.decode()
        refused = client.post(address, {"authority": AUTHORITY, "confirmed": "7"})
        assert (refused.status_code, "Type the number" in refused.content.decode()) == (422, True)
        hold = reverse("disposal:hold", args=[meeting.body.slug, "meeting", meeting.key])
        client.post(hold, {"reason": "A claim is pending."})
        assert LegalHold.objects.get().lifted_at is None
        assert "A claim is pending" in client.get(address).content.decode()
        client.post(hold, {"reason": "Settled."})
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address, {"authority": AUTHORITY, "confirmed": "1"}, follow=True)
        text = answer.content.decode()
        made = DisposalCertificate.objects.get()
        assert AUTHORITY in text
        assert "Olga Officer" in text
        pdf = client.get(reverse("disposal:pdf", args=[meeting.body.slug, made.key]))
        assert pdf.content.startswith(b"%PDF-")
        assert client.get(address).status_code == 404
        foreign = reverse("disposal:case", args=[other.body.slug, "meeting", other.key])
        assert client.get(foreign).status_code == 404
        client.force_login(make.clerk_of(other.body))
        page = client.get(reverse("disposal:index")).content.decode()
        assert "Only the proper officer" in page
        assert client.get(foreign).status_code == 404


@pytest.mark.once
@pytest.mark.django_db
def test_a_review_goes_once_it_has_been_over_for_six_years(
    client: Client, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    monkeypatch.setattr("portal.publishing.refuse_unless_clear", lambda *_given, **_named: None)
    capture, word = django_capture_on_commit_callbacks, f"Heron{uuid.uuid4().hex[:8]}"
    body = make.body()
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False), capture(execute=True):
        review = builders_scrutiny.ready_review(body)
        review.reports.update(summary=f"What {word} told us.")
        review.findings.update(text=f"{word} was right.")
        type(review).objects.filter(pk=review.pk).update(title=f"Review {word}")
        reports.publish_report(report=review.reports.get(), by=make.clerk_of(body))
    olga = make.with_role(body, "proper_officer")
    assert canaries(word)
    addresses = {f"/{row.body}/{row.path}" for row in PublicRecord.objects.filter(kind="review")}
    with time_machine.travel(PAST, tick=False):
        with pytest.raises(Refused, match="not finished"):
            go_review(review, olga, capture)
        type(review).objects.filter(pk=review.pk).update(state="closed")
        with pytest.raises(Refused) as refused:
            go_review(review, olga, capture)
        assert len(refused.value.reasons) == 1, refused.value.reasons
        number = int(re.findall(r"\d+", refused.value.reasons[0])[0])
        certificate = go_review(review, olga, capture, number)
        assert canaries(word) == []
        assert certificate.counts["reviews"] == 1
        assert not type(review).objects.exists()
        for address in addresses:
            assert client.get(address).status_code == 410, address
        assert verify().fault is None


def go_review(review: Any, by: User, capture: Any, number: int | None = None) -> Any:
    with capture(execute=True):
        return dispose(
            body=review.body,
            kind="review",
            key=review.key,
            by=by,
            authority=AUTHORITY,
            confirmed=number,
        )
