"""A version for the public from the first mark to the public pack: who, when, and what."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdfium2 import PdfDocument

from boards.models import Document, Paper, Redaction
from boards.operations import papers, redaction_work
from boards.operations.redaction_files import sweep_redactions
from boards.operations.redaction_marks import NewMark, add_marks, reasons_of, remove_marks
from boards.operations.redactions import (
    approve_redaction,
    ask_for_result,
    discard_redaction,
    start_redaction,
)
from boards.packs.handing_out import keep_papers
from boards.packs.issue import open_pack
from boards.packs.places import text_storage_name
from portal import clock
from portal.jobs import JobRefusedError
from portal.models import Job, LogEntry, User
from portal.operations import Conflict, Refused
from portal.pdf import redacting
from portal.pdf.redacting import Fault
from tests import builders
from tests.portal.pdf import redactable
from tests.portal.pdf.at_once import run_at_once
from tests.portal.pdf.papers import new_paper

pytestmark = pytest.mark.django_db
SECRET = redactable.SECRET


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Monday 1 September 2025."""
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run_at_once(monkeypatch)


@pytest.fixture(scope="module")
def content() -> bytes:
    """Two pages; the word on the first."""
    made = io.BytesIO()
    new_paper(redactable.page_of(SECRET), redactable.page_of("nobody")).save(made)
    return made.getvalue()


@pytest.fixture
def paper(content: bytes) -> Paper:
    """A paper that is withheld in part."""
    body = builders.body()
    document = Document.objects.create(
        title="Report", body=body, file=ContentFile(content, name="report.pdf")
    )
    return builders.paper(
        builders.agenda_item(builders.meeting(body)),
        "Use of force",
        is_to_follow=False,
        document=document,
        pdf=document,
        sha256="a" * 64,
        access="part_exempt",
    )


@pytest.fixture
def clerk(paper: Paper) -> User:
    return builders.clerk_of(paper.item.meeting.body, "Cleo Clerk")


def marked(paper: Paper, by: User | None = None) -> Redaction:
    """A version of which the word on the first page is marked."""
    begun = start_redaction(paper, by=by)
    box = (100.0, 715.0, 220.0, 735.0)
    return add_marks(begun, marks=[NewMark(1, box, "1")], by=by, expected_version=begun.version)


@dataclass
class Attempt:
    """Stands in for the attempt of a worker, which would not work inside a test's transaction."""

    by: User | None
    steps: list[tuple[int, int]] = field(default_factory=list)

    def progress(self, done: int, total: int, _label: str = "") -> None:
        """Note how far it is."""
        self.steps.append((done, total))


def make(row: Redaction, by: User | None) -> Redaction:
    """Do the worker's work; the version as it is stored afterwards."""
    attempt: Any = Attempt(by)
    redaction_work.make_version(attempt, redaction=row.pk, version=row.version)
    assert attempt.steps[-1] == (2, 3)
    row.refresh_from_db()
    return row


@pytest.mark.once
def test_marked_made_approved_and_read_by_the_public(paper: Paper, clerk: User) -> None:
    row = make(marked(paper, clerk), clerk)
    assert (row.state, row.faults) == ("made", [])
    assert row.inspection["verdict"] == "accept"
    assert SECRET not in row.text
    assert "[withheld: paragraph 1]" in row.text
    assert "Page 2" in row.text
    saved = approve_redaction(row, by=clerk, expected_version=row.version)
    assert (saved.state, saved.approved_by) == ("approved", clerk)
    paper.refresh_from_db()
    public = paper.public_pdf
    assert public is not None
    assert public.access == "restricted"
    assert paper.public_sha256 == row.result_sha256
    with PdfDocument(public.file.path) as pdf:
        told = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert SECRET not in told
    assert "met the commissioner" in told
    assert saved.text_document is not None
    assert Path(saved.text_document.file.path).read_text(encoding="utf-8") == row.text
    sentences = [one.sentence for one in LogEntry.objects.for_instance(saved)]
    assert any("was approved" in one for one in sentences)
    assert any("1 place was marked" in one for one in sentences)
    assert not any(SECRET in one for one in sentences)
    with pytest.raises(Refused, match="approved"):
        add_marks(saved, marks=[NewMark(1, None, "1")], by=clerk, expected_version=saved.version)
    again = start_redaction(paper, by=clerk)
    assert [mark.reason for mark in again.marks.all()] == ["1"]  # taken over
    assert paper.pdf is not None
    other = SimpleUploadedFile("new.pdf", Path(paper.pdf.file.path).read_bytes() + b"\n")
    new = papers.replace_file(paper, file=other, by=clerk, expected_version=paper.version)
    assert (new.public_pdf, new.public_sha256) == (None, "")
    with pytest.raises(Refused, match="another file"):
        ask_for_result(again, by=clerk)


def test_who_may_and_what_is_refused(paper: Paper, clerk: User) -> None:
    body = paper.item.meeting.body
    for other in (builders.with_role(body, "chair"), builders.clerk_of(builders.body())):
        with pytest.raises(Refused, match="does not allow"):
            start_redaction(paper, by=other)
    officer = builders.with_role(body, "proper_officer")
    begun = start_redaction(paper, by=officer)
    assert start_redaction(paper, by=clerk) == begun
    assert len(begun.pages) == 2
    with pytest.raises(Refused, match="Nothing is marked"):
        ask_for_result(begun, by=clerk)
    wrong = {
        "reason": NewMark(1, None, "12"),
        "no page 3": NewMark(3, None, "1"),
        "no size": NewMark(1, (10, 10, 10, 20), "1"),
    }
    for told, mark in wrong.items():
        with pytest.raises(Refused, match=told):
            add_marks(begun, marks=[mark], by=clerk, expected_version=1)
    one = add_marks(begun, marks=[NewMark(2, None, "personal")], by=clerk, expected_version=1)
    with pytest.raises(Conflict):
        add_marks(begun, marks=[NewMark(1, None, "1")], by=officer, expected_version=1)
    assert one.marks.count() == 1  # nothing of the second is stored
    with pytest.raises(Refused, match="Make the version first"):
        approve_redaction(one, by=clerk, expected_version=one.version)
    gone = remove_marks(
        one, marks=[mark.pk for mark in one.marks.all()], by=clerk, expected_version=one.version
    )
    discard_redaction(gone, by=clerk, expected_version=gone.version)
    assert not Redaction.objects.exists()
    promised = builders.paper(paper.item)
    with pytest.raises(Refused, match="no file"):
        start_redaction(promised, by=clerk)
    assert [code for code, _label in reasons_of("non_statutory")] == ["personal", "body"]


@pytest.mark.once
def test_a_change_meanwhile_and_a_refusal(
    paper: Paper, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = marked(paper, clerk)
    job = ask_for_result(row, by=clerk)
    assert ask_for_result(row, by=clerk) == job  # two clicks ask once
    assert job.arguments == {"redaction": row.pk, "version": row.version}
    with pytest.raises(JobRefusedError, match="changed meanwhile"):
        redaction_work.make_version(_nobody(), redaction=row.pk, version=row.version - 1)
    prove = redacting.prove

    def refuse(*args: Any, **how: Any) -> Any:
        return prove(*args, **how)[0], [Fault(2, "A word is left.")]

    with monkeypatch.context() as strict:
        strict.setattr(redaction_work, "prove", refuse)
        with pytest.raises(JobRefusedError, match=r"was refused\. Page 2: A word is left\."):
            make(row, clerk)
    row.refresh_from_db()
    assert (row.state, row.faults, row.result_name) == ("marking", ["Page 2: A word is left."], "")
    Paper.objects.update(access="open")
    row = make(row, clerk)
    with pytest.raises(Refused, match="not withheld in part"):
        approve_redaction(row, by=clerk, expected_version=row.version)
    again = add_marks(row, marks=[NewMark(2, None, "1")], by=clerk, expected_version=row.version)
    assert (again.state, again.text, again.result_sha256) == ("marking", "", "")


def _nobody() -> Any:
    return Attempt(None)


def test_files_of_what_was_not_finished_are_swept(paper: Paper) -> None:
    begun = start_redaction(paper, by=None)
    left = default_storage.path("redactions/3f0c4f1e-6a3e-4a53-9d7b-0f1f6a0a0001")
    Path(left).mkdir(parents=True)
    sweep_redactions(clock.now())
    assert Path(left).exists()  # young
    for folder in Path(left).parent.iterdir():
        os.utime(folder, (0, 0))
    assert sweep_redactions(clock.now()) >= 1
    assert not Path(left).exists()
    assert default_storage.exists(begun.working_name)


@pytest.fixture
def screen(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def address(paper: Paper, rest: str = "") -> str:
    return f"/admin/meetings/{paper.item.meeting_id}/papers/{paper.pk}/redact/{rest}"


def test_the_screens_without_scripting(paper: Paper, screen: Client) -> None:
    url = address(paper)
    assert b"Begin" in screen.get(url).content
    assert screen.get(address(paper, "pages/1/")).status_code == 404
    assert screen.post(url, {"do": "start"}).status_code == 302
    found = screen.post(url, {"do": "find", "words": SECRET.lower()})
    assert found.status_code == 200
    assert b"1 place was found" in found.content
    assert found["Cache-Control"] == "private, no-store"
    assert not LogEntry.objects.filter(data__icontains=SECRET).exists()
    (value,) = [value for value, _hit, ticked, _kind in found.context["rows"] if ticked]
    ticked: dict[str, Any] = {"do": "tick", "sought": SECRET, "places": [value], "reason": "1"}
    late = screen.post(url, {**ticked, "expected_version": "9"})
    assert late.status_code == 409
    assert b"Somebody else changed the marks" in late.content
    assert late.context["rows"][0][2]  # still ticked
    assert screen.post(url, {**ticked, "expected_version": "1"}).status_code == 302
    huge, deep = f"1{'0' * 400}", "[" * 100_000
    for wrong in (
        f"[1,[[{huge},1,2,3]]]",
        f"[{huge},[[1,1,2,3]]]",
        f"[1,[[{'9' * 5000},1,2,3]]]",
        deep,
        "[1,[[-Infinity,1,Infinity,3]]]",
        "[1,[[NaN,1,2,3]]]",
        "[1,[[1,1,20000,3]]]",
        "[true,[[1,1,2,3]]]",
        "[3,[[1,1,2,3]]]",
    ):
        forged = screen.post(url, {**ticked, "places": [wrong], "expected_version": "2"})
        assert forged.status_code == 422, wrong[:40]
    none = screen.post(url, {"do": "tick", "sought": SECRET, "reason": "1"})
    assert none.status_code == 422
    assert b"Tick the places" in none.content
    assert b"stand nowhere" in screen.post(url, {"do": "find", "words": "Kestrel"}).content
    pages = {"do": "pages", "reason": "personal", "expected_version": "2"}
    for wrong in ("7", "two", "2-1"):
        assert screen.post(url, {**pages, "pages": wrong}).status_code == 422
    assert screen.post(url, {**pages, "pages": "2"}).status_code == 302
    row = Redaction.objects.get()
    assert [(mark.page, mark.reason) for mark in row.marks.all()] == [(1, "1"), (2, "personal")]
    page = screen.get(address(paper, "pages/1/"))
    assert b"redact-kept" in page.content
    boxes = {"do": "boxes", "reason": "1", "expected_version": "3", "boxes": "[[0.1,0.1,0.2,0.1]]"}
    edges = (huge, "-Infinity", "NaN", "1.5")
    for drawing in ("[]", deep, *(f"[[{edge},0.1,0.2,0.1]]" for edge in edges)):
        answer = screen.post(address(paper, "pages/1/"), {**boxes, "boxes": drawing})
        assert answer.status_code == 422, drawing[:40]
    assert screen.post(address(paper, "pages/1/"), boxes).status_code == 302
    drawn = row.marks.filter(page=1).last()
    assert drawn is not None
    assert drawn.box == pytest.approx((59.5, 673.6, 178.5, 757.8))
    remove = {"do": "remove", "expected_version": "4", "marks": [str(drawn.pk)]}
    assert screen.post(url, remove).status_code == 302
    assert screen.get(address(paper, "pages/3/")).status_code == 404
    assert screen.get(address(paper, "result/1/")).status_code == 404
    picture = screen.get(address(paper, "marked/2.png"))
    assert picture.content.startswith(b"\x89PNG")
    other = Client()
    other.force_login(builders.clerk_of(builders.body()))
    for rest in ("", "pages/1/", "marked/1.png"):
        assert other.get(address(paper, rest)).status_code == 404
    discard = {"do": "discard", "expected_version": "5"}
    asked = screen.post(url, discard)
    assert asked.status_code == 422
    assert "cannot be had back" in asked.content.decode()
    assert Redaction.objects.exists()
    assert screen.post(url, {**discard, "sure": "on"}).status_code == 302
    assert not Redaction.objects.exists()


@pytest.mark.once
def test_made_looked_at_and_approved_on_the_screens(
    paper: Paper, clerk: User, screen: Client
) -> None:
    row = marked(paper, clerk)
    answer = screen.post(address(paper), {"do": "make"})
    job = Job.objects.get(kind="redact_paper")
    assert answer.headers["Location"] == f"/admin/jobs/{job.key}/"
    assert address(paper) in screen.get(answer.headers["Location"]).content.decode()
    row = make(row, clerk)
    result = screen.get(address(paper, "result/1/"))
    assert SECRET.encode() not in result.content
    assert b"[withheld: paragraph 1]" in result.content
    assert screen.get(address(paper, "result/1.png")).content.startswith(b"\x89PNG")
    approve = {"do": "approve", "expected_version": str(row.version)}
    assert screen.post(address(paper), approve).status_code == 422  # not looked at
    assert screen.post(address(paper), {**approve, "looked": "on"}).status_code == 302
    paper.refresh_from_db()
    assert paper.public_pdf is not None
    assert (
        "Make a version for the public"
        in screen.get(f"/admin/meetings/{paper.item.meeting_id}/").content.decode()
    )


@pytest.mark.once
def test_what_the_gate_notices_is_offered(paper: Paper, screen: Client) -> None:
    said = "Born on 4 March 2014, NHS number 943 476 5919"
    assert paper.pdf is not None
    new_paper(redactable.page_of(said)).save(paper.pdf.file.path)
    begun = start_redaction(paper, by=None)
    offered = screen.post(address(paper), {"do": "suggest"})
    kinds = {kind: hit.words for _value, hit, _ticked, kind in offered.context["rows"]}
    assert kinds["An NHS number"] == "943 476 5919"
    assert "A date of birth" in kinds
    places = [value for value, *_rest in offered.context["rows"]]
    tick = {"do": "tick", "sought": "", "reason": "personal", "places": places}
    assert screen.post(address(paper), {**tick, "expected_version": "7"}).status_code == 409
    answer = screen.post(address(paper), {**tick, "expected_version": str(begun.version)})
    assert answer.status_code == 302
    assert begun.marks.count() == len(places)


@pytest.mark.once
def test_the_public_pack_has_the_version_and_its_text(paper: Paper, client: Client) -> None:
    """The text lies beside the PDF, at its address, and goes with it."""
    row = make(marked(paper), None)
    approve_redaction(row, by=None, expected_version=row.version)
    meeting = paper.item.meeting
    pack = open_pack(meeting, kind="edition", by=None)
    manifest = {
        "items": [
            {
                "papers": [
                    {
                        "key": str(paper.key),
                        "title": "Use of force",
                        "treatment": "public_version",
                        "file_name": "1-use-of-force.pdf",
                    }
                ],
                "background": [],
            }
        ]
    }
    paper.refresh_from_db()
    assert paper.public_pdf is not None
    source = Path(paper.public_pdf.file.path)
    (item,) = keep_papers(pack, manifest, {str(paper.key): source})["items"]
    (kept,) = item["papers"]
    assert kept["text_name"] == "1-use-of-force.txt"
    stored = default_storage.path(text_storage_name(pack, str(paper.key)))
    written = Path(stored).read_text(encoding="utf-8")
    assert "[withheld: paragraph 1]" in written
    assert SECRET not in written
    full = keep_papers(
        pack,
        {"items": [{**item, "papers": [{**kept, "treatment": "include"}]}]},
        {str(paper.key): source},
    )
    assert full["items"][0]["papers"][0]["file_name"] == "1-use-of-force.pdf"
