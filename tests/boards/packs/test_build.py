"""A meeting becomes a pack: files, pages, proof; and what stands in the way is named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Meeting, Pack, PackFile, Paper
from boards.packs import build, orphans, sheets
from boards.packs import manifest as manifests
from boards.packs.assemble import assemble
from boards.packs.facts import meeting_facts
from boards.packs.papers import PackRefused
from portal import clock
from portal.models import Job
from portal.operations import Refused
from portal.pdf.reading import read_everything
from tests import builders as make
from tests.boards.packs import packing

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECRET = "Chronology of Jordan Example"
SECRET_WORDS = "On the ninth of March nobody came to the house although help was asked for twice."


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """Six clear working days before the meeting."""
    with time_machine.travel(datetime(2025, 9, 3, 10, tzinfo=UTC), tick=False):
        yield


def full_meeting() -> Meeting:
    """One of everything: open, written, to follow, withheld, part exempt and late."""
    of = packing.meeting(
        title_cy="Cyfarfod y panel",
        questions_due_on=date(2025, 9, 8),
        questions_due_at=time(12),
    )
    packing.item(of, "Welcome and apologies", purpose="formal", minutes=5)
    report = packing.item(of, "The annual report", lead="Councillor Ada Ash", text="Ask about it.")
    long_text = ["Some words of the report about the year that has gone by."] * 60
    packing.paper(report, "Annual report", packing.pdf("Annual report", *long_text))
    packing.paper(report, "Measures", kind="appendix")
    packing.background(report)
    written = packing.item(of, "Questions from the public")
    text = "<h3>What was asked</h3><p>Twelve questions were asked this year.</p>"
    packing.paper(written, "Public questions", source="written", text=text)
    packing.paper(written, "Financial monitoring", is_to_follow=True)
    secret = packing.item(of, "Case of Jordan Example", text="Jordan was not visited for weeks.")
    packing.withhold(secret)
    packing.paper(secret, SECRET, packing.pdf(SECRET, SECRET_WORDS), name="jordan-example.pdf")
    contract = packing.item(of, "Contracts")
    price = packing.pdf("Contract", "The price per call is four pounds and ninety pence from May.")
    part = packing.paper(contract, "Contract with Acme Voices", price, public_title="Helpline")
    packing.withhold(part, "part_exempt", paragraphs=[3], which_part="The price")
    packing.public_version(part, packing.pdf("Helpline", "The price is left out here."))
    packing.item(of, "Custody suite", state="added_late", urgency_reason="It closes in a week")
    return of


def stored(file: PackFile) -> Path:
    return Path(default_storage.path(file.storage_name))


def text_of_pages(path: Path) -> list[str]:
    """The text of each page, in one line."""
    read = read_everything(path)
    return [
        " ".join(
            " ".join(one.text for one in read.passages if one.place == "page" and one.page == n)
            .replace("\xad", "")
            .split()
        )
        for n in range(1, read.pages + 1)
    ]


def test_a_meeting_becomes_a_public_and_a_restricted_pack() -> None:
    of = full_meeting()
    pack = packing.pack(of)
    heard: list[str] = []
    files = build.build_files(pack, by=None, on_progress=lambda *step: heard.append(str(step[2])))
    public, restricted = files
    assert [one.audience for one in files] == ["public", "restricted"]
    assert "Paper 2 of 4: Measures" in heard
    pack.refresh_from_db()
    assert pack.fingerprint == build.fingerprint_of(pack)
    assert pack.certificate["clear_days_given"] == 6

    # every page of a paper lies where index and manifest say
    read = {file.audience: text_of_pages(stored(file)) for file in files}
    for file, private in ((public, False), (restricted, True)):
        texts = read[file.audience]
        assert len(texts) == file.pages == file.manifest["pages"]
        for item in file.manifest["items"]:
            for paper in item["papers"]:
                if paper["pages_from"]:
                    first = texts[paper["pages_from"] - 1]
                    found = paper["title"] in first or "Contract" in first
                    assert found or item["page"] == paper["pages_from"], (paper["title"], first)
        whole = " ".join(texts)
        assert (SECRET in whole, SECRET_WORDS in whole) == (private, private)
        assert "exempt under paragraph 2" in whole.casefold().replace("Exempt", "exempt")
        assert texts[-1].count("Notice certificate") == 1
        for number, text in enumerate(texts, start=1):
            assert re.search(rf"\b{number}\b", text), f"page {number} has no number"
    assert public.proof["holds"]
    assert public.proof["withheld"] == 3
    assert public.proof["checked"]["titles"] >= 3

    # the banner heads every page of restricted papers, and stands nowhere in the public pack
    texts = read["restricted"]
    secret = next(
        p for i in restricted.manifest["items"] for p in i["papers"] if p["title"] == SECRET
    )
    for page in range(secret["pages_from"], secret["pages_to"] + 1):
        assert "NOT FOR PUBLICATION" in texts[page - 1]
        assert "paragraph 2" in texts[page - 1]
    annual = restricted.manifest["items"][1]["papers"][0]
    assert "NOT FOR PUBLICATION" not in texts[annual["pages_from"] - 1]
    assert "NOT FOR PUBLICATION" not in " ".join(read["public"])

    # accessible, with bookmarks
    assert public.is_tagged
    outcome = page_validation.validate_pdf_bytes(stored(public).read_bytes(), profile="ua1")
    assert outcome.is_compliant, outcome
    with pikepdf.open(stored(public)) as opened:
        with opened.open_outline() as outline:
            marks = [(one.title, [kid.title for kid in one.children]) for one in outline.root]
        assert str(opened.docinfo.Title).startswith("Panel meeting, Friday 12 September 2025")
    titles = [title for title, _ in marks]
    assert "4. Item not for publication" in titles
    assert not any("Jordan" in str(mark) for mark in marks)


def test_a_broken_assembly_is_found_by_the_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The withheld paper goes in; its title stands in the contents; or in the metadata."""
    of = packing.meeting()
    secret = packing.paper(packing.item(of, "Cases"), SECRET, packing.pdf(SECRET, SECRET_WORDS))
    packing.withhold(secret)

    def proof() -> dict[str, Any]:
        facts = meeting_facts(of, kind="edition", publish_on=clock.today())
        made = assemble(
            facts, audience="public", kind="edition", number=1, first_page=1, folder=tmp_path
        )
        return made.proof

    with monkeypatch.context() as broken:
        broken.setattr(manifests, "treatment_of", lambda *_about: "include")
        assert {"words", "title"} <= {one["kind"] for one in proof()["hits"]}
    with monkeypatch.context() as broken:
        broken.setattr(manifests, "keeps_its_title", lambda *_about: True)
        assert {one["kind"] for one in proof()["hits"]} == {"title"}
    with monkeypatch.context() as broken:
        broken.setattr(sheets, "file_title", lambda *_about: f"Pack with {SECRET}")
        found = proof()
        assert not found["holds"]
        assert {"property", "metadata"} & {one["place_code"] for one in found["hits"]}
        for digest in {one["digest"] for one in found["hits"]}:
            of.proof_clearings.create(
                digest=digest, shown="x", place="y", reason="z", cleared_at=clock.now()
            )
        cleared = proof()
        assert (cleared["holds"], cleared["hits"]) == (True, [])
        assert len(cleared["cleared_hits"]) == len(found["hits"])


def test_a_file_that_is_not_what_was_uploaded_is_named() -> None:
    """Fault cases 12 and 13: missing, empty, truncated, changed; other packs go on."""
    of = packing.meeting()
    item = packing.item(of, "Reports")
    papers = [packing.paper(item, f"Report number {n}") for n in range(1, 6)]
    pack = packing.pack(of)
    paths = [Path(one.pdf.file.path) for one in papers if one.pdf]
    whole = [path.read_bytes() for path in paths]
    paths[0].unlink()
    paths[1].write_bytes(b"")
    paths[2].write_bytes(whole[2][: len(whole[2]) // 2])
    paths[3].write_bytes(packing.pdf("Another", "Quite another text."))
    with pytest.raises(PackRefused) as refused:
        build.build_files(pack, by=None)
    said = refused.value.reasons
    assert len(said) == 4
    for number, words in enumerate(("missing", "empty", "no longer", "no longer"), start=1):
        assert words in said[number - 1]
        assert f"“Report number {number}” of item 1" in said[number - 1]
    assert not PackFile.objects.exists()

    # without its row at all (the document was taken from the paper), and with nothing written
    for path, content in zip(paths, whole, strict=True):
        path.write_bytes(content)
    Paper.objects.filter(pk=papers[0].pk).update(pdf=None, document=None)
    Paper.objects.filter(pk=papers[1].pk).update(source="written", text="")
    Paper.objects.filter(pk=papers[2].pk).update(source="records", records_source="unknown")
    with pytest.raises(PackRefused) as refused:
        build.build_files(pack, by=None)
    assert [words.split(" ")[0] for words in refused.value.reasons] == ["The"] * 3
    assert "Upload it, or mark it as to follow" in refused.value.reasons[0]
    Paper.objects.filter(pk__in=[one.pk for one in papers[:3]]).update(is_to_follow=True)
    Paper.objects.filter(pk=papers[2].pk).update(source="uploaded", pdf=None)
    assert len(build.build_files(pack, by=None)) == 1


def test_a_longer_agenda_takes_no_more_queries() -> None:
    of = packing.meeting()
    counts = []
    for _ in range(2):
        for number in range(3):
            item = packing.item(of, f"Item {number}")
            packing.withhold(packing.paper(item, content=b"%PDF-"))
            packing.background(item)
        with CaptureQueriesContext(connection) as asked:
            meeting_facts(of, kind="supplement", publish_on=clock.today())
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= 12  # the first one also asks for host names


def test_a_non_statutory_board_reads_nothing_of_the_act() -> None:
    of = make.meeting(make.safeguarding_board("Northmere Board"), "Board meeting")
    item = packing.item(of, "Learning")
    secret = packing.paper(item, "Case notes of the review", access="exempt")
    packing.withhold(secret, paragraphs=[], ground="It names a family")
    files = build.build_files(packing.pack(of), by=None)
    for file in files:
        whole = " ".join(text_of_pages(stored(file)))
        assert "Local Government" not in whole
        assert "Schedule 12A" not in whole
        assert "It names a family" in whole
        assert "Worried about a child?" in whole


def test_a_supplement_continues_the_numbers_and_holds_what_is_new() -> None:
    of = packing.meeting()
    item = packing.item(of, "Finance")
    follows = packing.paper(item, "Financial monitoring", is_to_follow=True)
    packing.paper(item, "Budget")
    edition = packing.pack(of, state=Pack.State.ASSEMBLING)
    first = build.build_files(edition, by=None)[0]
    Pack.objects.filter(pk=edition.pk).update(state=Pack.State.PUBLISHED)
    content = packing.pdf("Financial monitoring", "Here it is at last.")
    document = packing.document(of.body, content, "late.pdf")
    Paper.objects.filter(pk=follows.pk).update(pdf=document, sha256=_sha(content))
    packing.item(of, "Custody suite", state="added_late", urgency_reason="It closes in a week")

    supplement = packing.pack(of, kind=Pack.Kind.SUPPLEMENT)
    file = build.build_files(supplement, by=None)[0]
    shown = [(one["number"], [p["title"] for p in one["papers"]]) for one in file.manifest["items"]]
    assert shown == [(1, ["Financial monitoring"]), (2, [])]
    assert file.manifest["first_page"] == first.pages + 1
    texts = text_of_pages(stored(file))
    assert "Supplement 2 to the pack of Panel meeting" in texts[0]
    assert f"Pages {first.pages + 1} to {first.pages + file.pages}" in texts[0]
    assert str(first.pages + 1) in texts[0].split()[-1]
    with pytest.raises(Refused, match="not in preparation"):
        build.build_files(edition, by=None)


def test_orphans_go_and_nothing_else(tmp_path: Path) -> None:
    """Fault case 2: a file without a row is removed by the sweep, a row never lacks its file."""
    of = packing.meeting()
    packing.paper(packing.item(of, "Reports"), "Report")
    pack = packing.pack(of)
    later = datetime.now(UTC).replace(year=2030)
    orphans.sweep_orphans(later)  # what other tests left, whose rows are gone
    kept = stored(build.build_files(pack, by=None)[0])
    folder = kept.parent
    (folder / "public-000000000000.pdf").write_bytes(b"left behind")
    waiting = Path(default_storage.path("packs/building/one"))
    waiting.mkdir(parents=True)
    (waiting / "merged.pdf").write_bytes(b"left behind too")
    waits = build.start_build(pack, by=None)
    assert orphans.sweep_orphans(later) == 0, "a build is at work"
    Job.objects.filter(pk=waits.pk).delete()
    assert orphans.sweep_orphans(datetime(2001, 1, 1, tzinfo=UTC)) == 0
    assert orphans.sweep_orphans(later) == 2
    assert kept.exists()
    assert build.build_files(pack, by=None)[0].storage_name.endswith(kept.name)  # the same bytes
    assert sorted(one.name for one in folder.iterdir()) == sorted({kept.name, "papers"})
    assert not waiting.exists()


def test_the_command_builds_checks_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    of = packing.meeting()
    packing.withhold(packing.paper(packing.item(of, "Cases"), SECRET))
    path = f"/{of.body.slug}/meetings/2025-09-12-{of.slug}/"
    out = tmp_path / "pack.pdf"
    call_command("build_pack", path, audience="public", out=str(out), json=True)
    said = json.loads(capsys.readouterr().out)
    with pikepdf.open(out) as opened:
        assert len(opened.pages) == said["pages"]
    assert (said["proof"]["holds"], said["kind"]) == (True, "edition")
    assert not PackFile.objects.exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["pack.pdf"]
    out.unlink()
    monkeypatch.setattr(manifests, "keeps_its_title", lambda *_about: True)
    with pytest.raises(CommandError, match="something withheld shows in the pack: title at page"):
        call_command("build_pack", path, audience="public", out=str(out))
    assert not out.exists()
    for wrong in ("/nowhere/", f"/{of.body.slug}/meetings/2025-09-13-{of.slug}/"):
        with pytest.raises(CommandError, match="meeting"):
            call_command("build_pack", wrong, audience="public")


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
