"""A file that cannot go in is refused by its name, and nothing is written; nothing is dropped."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.pdf import merging
from portal.pdf.child import ChildCrashedError
from portal.pdf.merging import MergePart, MergeRefusedError, MergeRequest, merge_pdfs
from tests.portal.pdf.merging_files import merge
from tests.portal.pdf.papers import LINE, kept, new_paper

OWNER = pikepdf.Encryption(owner="x", allow=pikepdf.Permissions(modify_assembly=False))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files and bad ones of every kind."""
    made = tmp_path_factory.mktemp("files")
    kept(new_paper(LINE, LINE), made / "good.pdf")
    kept(new_paper(LINE), made / "more.pdf")
    kept(
        new_paper(LINE),
        made / "password_needed.pdf",
        encryption=pikepdf.Encryption(user="x", owner="y"),
    )
    kept(new_paper(LINE), made / "assembly_forbidden.pdf", encryption=OWNER)
    kept(new_paper(*[b""] * 9), made / "over_limits.pdf")
    (made / "empty.pdf").write_bytes(b"")
    (made / "not_a_pdf.pdf").write_bytes(b"<html>" * 900)
    (made / "damaged.pdf").write_bytes((made / "good.pdf").read_bytes()[:200])
    loop = new_paper(LINE)
    loop.Root.Pages.Kids.append(loop.Root.Pages)
    loop.Root.Pages.Count = 5
    kept(loop, made / "loop.pdf")
    hidden = new_paper(LINE + b"60 690 300 30 re f\n")
    kept(hidden, made / "hidden.pdf")
    return made


@pytest.mark.parametrize(
    "name",
    ["password_needed", "assembly_forbidden", "over_limits", "empty", "not_a_pdf", "damaged"],
)
def test_the_child_names_part_and_code(folder: Path, tmp_path: Path, name: str) -> None:
    files = [folder / "good.pdf", folder / f"{name}.pdf"]
    answer = merge(tmp_path / "out.pdf", files, most_pages=8)
    assert (answer["refused"]["part"], answer["refused"]["code"]) == (1, name)
    assert not (tmp_path / "out.pdf").exists()


def test_a_restricted_file_goes_in_where_the_body_allows_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert merge(out, [folder / "assembly_forbidden.pdf"], allow_restricted=True)["pages"] == 1
    with pikepdf.open(out) as pack:
        assert not pack.is_encrypted


def test_the_portal_is_told_which_file_and_why(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    good = MergePart(path=folder / "good.pdf", title="Paper 1")
    seen: list[tuple[int, int]] = []
    report = merge_pdfs(
        MergeRequest(out=out, parts=(good, good), title="Pack"),
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert (report.pages, report.parts[1].pages_from, report.parts[1].pages_to) == (4, 3, 4)
    assert report.parts[0].codes == ("untagged",)
    assert report.parts[0].has_text
    assert seen == [(0, 2), (1, 2)]
    assert 20 < report.peak_mb < 150
    before = out.read_bytes()
    bad = MergePart(path=folder / "loop.pdf", title="Paper 2")
    with pytest.raises(MergeRefusedError, match="Paper 2: The file is damaged") as refused:
        merge_pdfs(MergeRequest(out=out, parts=(good, bad), title="Pack"))
    assert (refused.value.part, refused.value.code) == (bad, "damaged")
    assert out.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["out.pdf"]


def test_a_file_over_which_the_child_breaks_down_is_refused_by_its_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(task: str, request: dict[str, Any], **how: Any) -> dict[str, Any]:
        how["on_progress"]({"step": "joining", "part": 1})
        raise ChildCrashedError("broke down")

    monkeypatch.setattr(merging, "run_apart", breaks)
    parts = tuple(MergePart(path=folder / "good.pdf", title=title) for title in ("One", "Two"))
    with pytest.raises(MergeRefusedError, match="Two: The file is damaged"):
        merge_pdfs(MergeRequest(out=tmp_path / "out.pdf", parts=parts, title="Pack"))


def command(*arguments: str | Path) -> tuple[dict[str, Any], str]:
    """Run the command; what it printed as JSON, and the error."""
    written, fault = StringIO(), ""
    try:
        call_command("merge_pack", *map(str, arguments), "--json", stdout=written)
    except CommandError as error:
        fault = str(error)
    return json.loads(written.getvalue() or "{}"), fault


def test_the_command_refuses_skips_and_lets_through(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    files = [folder / name for name in ("good.pdf", "hidden.pdf", "not_a_pdf.pdf", "more.pdf")]
    report, fault = command("--out", out, *files)
    assert [one["refused"] for one in report["inputs"]] == [False, True, True, False]
    assert "hidden_text" in report["inputs"][1]["codes"]
    assert "not_a_pdf.pdf: This is not a PDF" in fault
    assert not out.exists()
    report, fault = command("--out", out, *files, "--skip-refused", "--title", "Papers")
    assert not fault
    assert [(one["pages_from"], one["pages_to"]) for one in report["inputs"]] == [
        (1, 2),
        (None, None),
        (None, None),
        (3, 3),
    ]
    report, fault = command("--out", out, *files[:2], "--allow-blocked", "--front-sheet")
    assert (report["pages"], report["tagged"], fault) == (4, False, "")
    with pikepdf.open(out) as pack:
        links = list(pack.pages[0].obj.Annots)
        assert [link.Dest[0].objgen for link in links] == [
            pack.pages[1].objgen,
            pack.pages[3].objgen,
        ]
    assert [file.name for file in tmp_path.iterdir()] == ["out.pdf"]


def test_the_command_says_what_is_wrong_in_one_line(folder: Path, tmp_path: Path) -> None:
    good = folder / "good.pdf"
    assert command("--out", good, good)[1].endswith("write somewhere else")
    assert "missing.pdf" in command("--out", tmp_path / "o.pdf", tmp_path / "missing.pdf")[1]
    assert "No such file" in command("--out", tmp_path / "no" / "o.pdf", good)[1]


def test_every_sample_is_merged_or_refused(samples: Path, tmp_path: Path) -> None:
    with (samples / "list.csv").open(newline="") as table:
        listed = {
            samples / row["file"]: row["expected"]
            for row in csv.DictReader(table)
            if row["file"].startswith("pdf/") and "bomb" not in row["file"]
        }
    out = tmp_path / "out.pdf"
    good = [file for file, expected in listed.items() if "refuse" not in expected]
    answer = merge(out, good)
    assert "refused" not in answer
    with pikepdf.open(out) as pack:
        assert not pack.get_warnings()
        assert len(pack.pages) == answer["pages"]
    for file, part in zip(good, answer["parts"], strict=True):
        with pikepdf.open(file) as before:
            assert len(before.pages) == part["pages_to"] - part["pages_from"] + 1, file.name
    for file, expected in listed.items():
        if expected == "refuse":
            assert "refused" in merge(tmp_path / "none.pdf", [file]), file.name
    assert len(good) > 40
