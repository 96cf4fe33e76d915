"""Papers: uploading, converting, replacing, withdrawing; nothing half stored."""

from __future__ import annotations

import errno
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from boards.models import AgendaItem, Document, Meeting, Paper, ScrutinyBody
from boards.operations import paper_files, papers
from boards.operations.background import add_background_paper, remove_background_paper
from portal.models import LogEntry, User
from portal.operations import Conflict, Refused
from portal.pdf.inspecting import Inspection
from portal.pdf.reasons import reason
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Monday 1 September 2025."""
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.fixture
def item() -> AgendaItem:
    return builders.agenda_item(builders.meeting(builders.body()))


@pytest.fixture
def clerk(item: AgendaItem) -> User:
    return builders.clerk_of(item.meeting.body)


@pytest.fixture
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every PDF is acceptable, without a child process for each."""
    monkeypatch.setattr(
        paper_files,
        "inspect_file",
        lambda path: Inspection(file=str(path), verdict="accept", reasons=(), pages=1),
    )


def pdf(name: str = "Report v7 FINAL.pdf", mark: str = "") -> SimpleUploadedFile:
    """A PDF of one empty page; `mark` makes it another file."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = mark or "Report"
        document.save(made)
    return SimpleUploadedFile(name, made.getvalue(), "application/pdf")


def docx(name: str = "Minutes.docx") -> SimpleUploadedFile:
    """What the judge of kinds takes for a Word file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return SimpleUploadedFile(name, made.getvalue())


def stored_files() -> set[str]:
    """Every file in private storage."""
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_an_uploaded_pdf_is_looked_into_and_kept_private(item: AgendaItem, clerk: User) -> None:
    file = pdf()
    content = file.read()
    file.seek(0)
    paper = papers.upload_paper(
        item=item, title="Knife crime", file=file, by=clerk, kind="appendix", author="Chief"
    )
    assert paper.document == paper.pdf
    document = paper.document
    assert document is not None
    assert (document.body, document.access) == (item.meeting.body, "restricted")
    assert document.uploaded_by_user == clerk
    assert document.filename == "Report_v7_FINAL.pdf"
    assert document.collection.name != "Root"
    assert paper.sha256 == hashlib.sha256(content).hexdigest()
    assert Path(document.file.path).read_bytes() == content
    assert paper.inspection["pages"] == 1
    assert "file" not in paper.inspection  # no path of the machine
    assert (paper.position, paper.kind, paper.author) == (1, "appendix", "Chief")
    sentence = LogEntry.objects.for_instance(paper).get().sentence
    assert sentence == f"Paper “Knife crime” of item “{item.title}” was uploaded."


@pytest.mark.once
def test_what_cannot_be_used_is_refused_by_name_and_leaves_nothing(
    item: AgendaItem,
    clerk: User,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    before = stored_files()

    def refused(file: SimpleUploadedFile, *words: str) -> None:
        with pytest.raises(Refused) as told:
            papers.upload_paper(item=item, title="T", file=file, by=clerk)
        for word in words:
            assert word in str(told.value), told.value
        assert not Paper.objects.exists()
        assert not Document.objects.exists()
        assert stored_files() == before

    refused(SimpleUploadedFile("a.exe", b"MZ..."), "“a.exe”", "is not accepted")
    refused(SimpleUploadedFile("a.csv", b"a,b"), "“a.csv”", "Save it as PDF")
    refused(SimpleUploadedFile("b.pdf", b"  "), "“b.pdf”", "is empty")
    refused(SimpleUploadedFile("c.pdf", b"<html>"), "“c.pdf”", "not what its name says")
    refused(SimpleUploadedFile("d.docx", b"PK\x03\x04 no"), "“d.docx”", "cannot be opened")
    refused(SimpleUploadedFile("e.pdf", b"%PDF-1.7 nothing more"), "“e.pdf”", "cannot be used")
    settings.SOFFICE = "no-such-program"
    refused(docx(), "“Minutes.docx”", "File, Save as, PDF")
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    refused(pdf(), "“Report v7 FINAL.pdf” is too large", "10\xa0bytes")


@pytest.mark.usefixtures("_trusting")
def test_no_name_of_a_file_is_too_strange(item: AgendaItem, clerk: User) -> None:
    kept = []
    for name in ("...pdf", "!!!.PDF", "Sîon & Ffïon (2).pdf", f"{'長' * 200}.pdf", "../../a b.pdf"):
        paper = papers.upload_paper(item=item, title="T", file=pdf(name), by=clerk)
        assert paper.document is not None
        kept.append(paper.document.filename)
        assert Path(paper.document.file.path).stat().st_size > 0
    assert kept == [
        "file.pdf",
        "file.pdf",
        "Sîon_Ffïon_2.pdf",
        f"{'長' * 60}.pdf",
        "a_b.pdf",
    ]


@pytest.mark.once
@pytest.mark.usefixtures("_trusting")
def test_a_full_disk_leaves_nothing_half_stored(
    item: AgendaItem, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_files()
    save = FileSystemStorage._save  # type: ignore[attr-defined]

    def fails_half_way(storage: FileSystemStorage, name: str, content: Any) -> str:
        save(storage, name, ContentFile(b"half"))
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(FileSystemStorage, "_save", fails_half_way)
        with pytest.raises(Refused, match="no room for “Report v7 FINAL"):
            papers.upload_paper(item=item, title="T", file=pdf(), by=clerk)
    assert stored_files() == before
    with pytest.raises(Refused):  # the file is stored, then the row cannot be
        papers.upload_paper(item=item, title="T" * 301, file=pdf(), by=clerk)
    assert stored_files() == before
    assert not Document.objects.exists()
    assert papers.upload_paper(item=item, title="T", file=pdf(), by=clerk).pk
    assert len(stored_files()) == len(before) + 1


@pytest.mark.once
def test_an_office_file_is_converted_and_both_are_kept(
    item: AgendaItem, clerk: User, tmp_path: Path, settings: Any
) -> None:
    stand_in = tmp_path / "soffice"
    stand_in.write_bytes(
        b'#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\n'
        b'cp "$(dirname "$0")/made.pdf" "$2/$(basename "${3%.*}").pdf"\n'
    )
    stand_in.chmod(0o755)
    (tmp_path / "made.pdf").write_bytes(pdf(mark=" ").read())
    settings.SOFFICE = str(stand_in)
    paper = papers.upload_paper(item=item, title="Minutes of June", file=docx(), by=clerk)
    assert paper.document is not None
    assert paper.pdf is not None
    assert (paper.document.filename, paper.pdf.filename) == ("Minutes.docx", "Minutes.pdf")
    with pikepdf.open(paper.pdf.file.path) as made:
        assert made.open_metadata()["dc:title"] == "Minutes of June"
        assert made.Root.ViewerPreferences.DisplayDocTitle
        assert str(made.Root.Lang) == "en-GB"
    stored = Path(paper.pdf.file.path).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == paper.sha256
    stand_in.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    with pytest.raises(Refused, match="could not be turned into a PDF"):
        papers.upload_paper(item=item, title="T", file=docx(), by=clerk)
    papers.remove_paper(paper, by=clerk, expected_version=paper.version)
    assert not Document.objects.exists()


@pytest.mark.usefixtures("_trusting")
def test_a_file_that_hides_text_is_kept_but_marked(
    item: AgendaItem, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Inspection(file="x", verdict="block", reasons=(reason("hidden_text", pages=[1]),))
    monkeypatch.setattr(paper_files, "inspect_file", lambda _path: found)
    paper = papers.upload_paper(item=item, title="T", file=pdf(), by=clerk)
    assert paper.inspection["verdict"] == "block"


@pytest.mark.usefixtures("_trusting")
def test_a_promised_paper_arrives_and_is_replaced(
    item: AgendaItem,
    clerk: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    paper = papers.promise_paper(item=item, title="Monitoring", by=clerk)
    assert paper.is_to_follow
    here = papers.replace_file(paper, file=pdf(mark="one"), by=clerk, expected_version=1)
    assert (here.is_to_follow, here.version) == (False, 2)
    first = here.document
    assert first is not None
    with pytest.raises(Conflict):
        papers.replace_file(paper, file=pdf(mark="two"), by=clerk, expected_version=1)
    with django_capture_on_commit_callbacks(execute=True):
        again = papers.replace_file(here, file=pdf(mark="two"), by=clerk, expected_version=2)
    assert again.sha256 != here.sha256
    assert not Document.objects.filter(pk=first.pk).exists()
    assert not default_storage.exists(first.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        public = papers.attach_public_version(
            again, file=pdf("public.pdf", mark="three"), by=clerk, expected_version=3
        )
    assert public.public_pdf is not None
    assert public.public_sha256 not in ("", public.sha256)
    gone = papers.remove_public_version(public, by=clerk, expected_version=4)
    assert (gone.public_pdf, gone.public_sha256) == (None, "")
    assert Document.objects.count() == 1


@pytest.mark.usefixtures("_trusting")
def test_a_file_that_two_papers_share_stays(item: AgendaItem, clerk: User) -> None:
    paper = papers.upload_paper(item=item, title="T", file=pdf(), by=clerk)
    other = builders.paper(item, document=paper.document, pdf=paper.pdf, is_to_follow=False)
    papers.remove_paper(paper, by=clerk, expected_version=1)
    assert Document.objects.get() == other.document


def test_written_papers_and_papers_from_records(item: AgendaItem, clerk: User) -> None:
    with pytest.raises(Refused, match="Write the text"):
        papers.write_paper(item=item, title="Note", text=" ", by=clerk)
    paper = papers.write_paper(item=item, title="Note", text="<p>Agreed.</p>", by=clerk)
    with pytest.raises(Refused, match="Write the text"):
        papers.update_paper(paper, text="", by=clerk, expected_version=1)
    paper = papers.update_paper(paper, text="<p>Done.</p>", by=clerk, expected_version=1)
    assert (paper.text, paper.source) == ("<p>Done.</p>", "written")
    with pytest.raises(Refused, match="no file to replace"):
        papers.replace_file(paper, file=pdf(), by=clerk, expected_version=2)
    with pytest.raises(Refused, match="no records of this kind"):
        papers.add_records_paper(item=item, title="Log", source="no_such", by=clerk)
    promised = papers.promise_paper(item=item, title="Later", by=clerk)
    with pytest.raises(Refused, match="not written here"):
        papers.update_paper(promised, text="x", by=clerk, expected_version=1)
    with pytest.raises(TypeError, match="no such values: access"):
        papers.update_paper(promised, access="open", by=clerk, expected_version=1)


def test_order_withdrawal_and_removal(item: AgendaItem, clerk: User) -> None:
    one, two = (papers.promise_paper(item=item, title=t, by=clerk) for t in ("One", "Two"))
    with pytest.raises(Refused, match="added or taken away"):
        papers.reorder_papers(item, order=[two.pk], by=clerk, expected_version=1)
    papers.reorder_papers(item, order=[two.pk, one.pk], by=clerk, expected_version=1)
    with pytest.raises(Conflict):
        papers.reorder_papers(item, order=[one.pk, two.pk], by=clerk, expected_version=1)
    assert [paper.title for paper in item.papers.all()] == ["Two", "One"]
    with pytest.raises(Refused, match="Give a reason"):
        papers.withdraw_paper(one, reason=" ", by=clerk)
    gone = papers.withdraw_paper(one, reason="Wrong figures.", by=clerk, expected_version=1)
    assert gone.is_withdrawn
    with pytest.raises(Refused, match="was withdrawn"):
        papers.update_paper(gone, title="Other", by=clerk, expected_version=2)
    papers.remove_paper(two, by=clerk, expected_version=1)
    left = builders.agenda_item(item.meeting, state="withdrawn")
    with pytest.raises(Refused, match="deferred or withdrawn"):
        papers.promise_paper(item=left, title="No", by=clerk)
    for stranger in (builders.with_role(item.meeting.body, "chair"), builders.clerk_of(body_of())):
        with pytest.raises(Refused, match="does not allow"):
            papers.upload_paper(item=item, title="No", file=pdf(), by=stranger)
    Meeting.objects.update(state="cancelled")
    with pytest.raises(Refused, match="closed"):
        papers.promise_paper(item=item, title="No", by=clerk)


def body_of() -> ScrutinyBody:
    return builders.body()


@pytest.mark.usefixtures("_trusting")
def test_a_background_paper_is_kept_as_it_is(item: AgendaItem, clerk: User) -> None:
    table = SimpleUploadedFile("figures.csv", b"area,count\nNorth,3\n")
    paper = add_background_paper(item=item, title="Figures", file=table, by=clerk)
    assert paper.document is not None
    assert paper.document.filename == "figures.csv"
    remove_background_paper(paper, by=clerk, expected_version=1)
    assert not Document.objects.exists()


@pytest.mark.once
def test_a_background_paper_that_hides_words_is_refused(
    item: AgendaItem, clerk: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    found = Inspection(file="f", verdict="block", reasons=(reason("hidden_text"),), pages=1)
    monkeypatch.setattr(paper_files, "inspect_file", lambda _path: found)
    settings.SOFFICE = "/nowhere/soffice"
    for file, said in ((pdf("Law.pdf"), "can still be copied"), (docx(), "File, Save as, PDF")):
        with pytest.raises(Refused, match=said):
            add_background_paper(item=item, title="Law", file=file, by=clerk)
    assert not Document.objects.exists()


@pytest.mark.once
@pytest.mark.usefixtures("_trusting")
def test_the_file_of_a_paper_cannot_be_deleted_in_the_admin(
    item: AgendaItem, clerk: User, client: Client
) -> None:
    paper = papers.upload_paper(item=item, title="Knife crime", file=pdf(), by=clerk)
    assert paper.document is not None
    client.force_login(clerk)
    answer = client.post(f"/admin/documents/delete/{paper.document.pk}/", follow=True)
    assert answer.status_code == 200
    assert "other records rest on it: Knife crime" in answer.content.decode()
    assert Document.objects.filter(pk=paper.document.pk).exists()
