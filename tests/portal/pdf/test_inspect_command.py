"""`inspect_pdf`, from the outside, and what stands behind it in the parent."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.pdf import inspecting
from portal.pdf.child import ChildTimeError, Limits, run_apart
from portal.pdf.inspecting import Inspection, inspect_file, inspect_files
from portal.pdf.reasons import _SENTENCES, reason_for
from tests.portal.pdf.papers import LINE, kept, new_paper

FIELDS = {
    *("file", "verdict", "reasons", "pages", "tagged", "language", "title", "encrypted", "signed"),
    *("has_text", "scripts", "attachments", "hidden_text", "personal_data"),
}
#: One stands for another where a file is all of them.
UNUSABLE = {"damaged", "not_a_pdf", "empty"}
NOTES = {"untagged", "no_language", "no_title"}


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    call_command("inspect_pdf", *arguments)
    return json.loads(capsys.readouterr().out)


def fits(row: dict[str, str], found: Inspection) -> bool:
    if found.verdict not in row["expected"].split(" or "):
        return False
    for code in filter(None, row["codes"].split(";")):
        wanted = UNUSABLE if code in UNUSABLE else {code}
        if code.startswith("not:") == bool(wanted & found.codes) or code[4:] in found.codes:
            return False
    return True


def test_every_sample_has_the_outcome_and_the_codes_of_the_list(samples: Path) -> None:
    with (samples / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"].endswith(".pdf")]
    assert len(rows) > 60
    found = inspect_files([samples / row["file"] for row in rows])
    wrong = [
        (row["file"], row["expected"], row["codes"], one.verdict, sorted(one.codes))
        for row, one in zip(rows, found, strict=True)
        if not fits(row, one)
    ]
    assert not wrong
    for row, one in zip(rows, found, strict=True):
        if one.pages and row["pages"].isdecimal():
            assert one.pages == int(row["pages"]), row["file"]
        if one.pages and row["tagged"] in ("yes", "no"):
            assert one.tagged == (row["tagged"] == "yes"), row["file"]
        if one.pages and row["language"]:
            assert one.language == row["language"], row["file"]
        assert bool(one.hidden_text) == ("hidden_text" in one.codes), row["file"]
    bound = [samples / row["file"] for row in rows if "assembly_forbidden" in row["codes"]]
    assert {one.verdict for one in inspect_files(bound, allow_restricted=True)} == {"warn"}


def test_the_report_has_all_fields_even_for_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept(new_paper(LINE + b"0 g 60 695 300 20 re f"), tmp_path / "a paper.v2.pdf")
    (report,) = command(capsys, "--json", str(path))
    assert set(report) == FIELDS
    assert (report["file"], report["verdict"], report["pages"]) == (str(path), "block", 1)
    assert [one["code"] for one in report["personal_data"]] == ["hidden_text"]
    assert set(report["reasons"][0]) == {"code", "message", "page"}
    assert (report["reasons"][0]["code"], report["reasons"][0]["page"]) == ("hidden_text", 1)
    assert report["hidden_text"][0]["text"].startswith("The meeting was opened")


def test_personal_data_is_named_and_changes_no_verdict(tmp_path: Path) -> None:
    born = b"BT /F1 12 Tf 72 600 Td (Date of birth: 9 March 2012) Tj ET\n"
    told: list[int] = []
    said, clean = inspect_files(
        [
            kept(new_paper(LINE + born), tmp_path / "a.pdf"),
            kept(new_paper(LINE), tmp_path / "b.pdf"),
        ],
        on_each=told.append,
    )
    assert [(one["code"], one["level"], one["page"]) for one in said.personal_data] == [
        ("date_of_birth", "stop", 1)
    ]
    assert "2012" not in json.dumps(said.personal_data)
    assert said.verdict == clean.verdict == "accept"
    assert clean.personal_data == ()
    assert told == [1, 2]
    (unasked,) = inspect_files([tmp_path / "a.pdf"], personal_data=False)
    assert unasked.personal_data == ()


def test_where_the_look_for_personal_data_fails_the_rest_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(new_paper(LINE), tmp_path / "a.pdf")
    looked = run_apart

    def cut(*args: Any, on_progress: Any, **more: Any) -> Any:
        def only_looked(progress: dict[str, Any]) -> None:
            if "looked" not in progress:
                raise ChildTimeError("too long")
            on_progress(progress)

        return looked(*args, on_progress=only_looked, **more)

    monkeypatch.setattr(inspecting, "run_apart", cut)
    found = inspect_files([path, path])
    assert [one.verdict for one in found] == ["accept", "accept"]
    for one in found:
        assert [(data["code"], data["level"]) for data in one.personal_data] == [("unread", "stop")]


def test_one_broken_file_does_not_stop_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj\n<<\n")
    whole = kept(new_paper(LINE), tmp_path / "whole.pdf")
    found = command(capsys, "--json", str(broken), str(whole), str(broken))
    assert [one["verdict"] for one in found] == ["refuse", "accept", "refuse"]


def test_a_file_that_cannot_be_opened_at_all_is_an_error_after_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = kept(new_paper(LINE), tmp_path / "whole.pdf")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 [1].pdf"))
    odd.write_bytes(whole.read_bytes())
    call_command("inspect_pdf", str(odd))
    assert "caf\\udce9 [1].pdf (1 pages)" in capsys.readouterr().out
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for closed in (pipe, tmp_path):
        with pytest.raises(CommandError, match="it is not a file"):
            call_command("inspect_pdf", str(closed))
    with pytest.raises(CommandError, match=r"absent\.pdf' cannot be opened: No such file"):
        call_command("inspect_pdf", str(tmp_path / "absent.pdf"), str(whole))
    assert capsys.readouterr().out.startswith(f"accept: {whole} (1 pages)")


def test_a_child_that_breaks_down_costs_its_file_and_no_other(tmp_path: Path) -> None:
    """A page of very many small parts, which needs more memory than there is."""
    whole = kept(new_paper(LINE), tmp_path / "whole.pdf")
    large = kept(new_paper(LINE + b"0 0 9 9 re f 1 0 0 1 0 0 cm\n" * 240_000), tmp_path / "big.pdf")
    told: list[int] = []
    found = inspect_files(
        [whole, large, whole],
        limits=Limits(seconds=20, memory_mb=140),
        on_each=told.append,
        personal_data=False,
    )
    assert [one.verdict for one in found] == ["accept", "refuse", "accept"]
    assert found[1].codes == {"over_limits"}
    assert told == [1, 2, 3]


def test_no_file_takes_longer_than_it_may(tmp_path: Path) -> None:
    slow = kept(new_paper(*[LINE + b"0 0 9 9 re f\n" * 60_000] * 12), tmp_path / "slow.pdf")
    found = inspect_file(slow, limits=Limits(seconds=0.6))
    assert (found.verdict, found.codes) == ("refuse", frozenset({"over_limits"}))
    assert "longer" in found.reasons[0].message


def test_the_sentences_say_what_to_do_and_where() -> None:
    finding = {"code": "image_only", "pages": [7, 2], "facts": {}}
    reason = reason_for(finding)
    assert reason.page == 2
    assert reason.message.startswith("Pages 2 and 7: a picture without text")
    many = reason_for({"code": "image_only", "pages": list(range(3, 15)), "facts": {}})
    assert many.message.startswith("Pages 3, 4, 5, 6, 7 and 7 more: ")
    lost = reason_for({"code": "damaged", "facts": {"what": "lost", "said": 5, "pages": 3}})
    assert "should have 5 pages, but only 3 are left" in lost.message
    for code in _SENTENCES:
        sentence = reason_for({"code": code}).message
        assert sentence.endswith("."), code
        assert "%(" not in sentence, code
        assert "None" not in sentence or code == "over_limits", code


def test_sentences_are_made_in_the_reader_s_language(tmp_path: Path) -> None:
    path = kept(new_paper(LINE), tmp_path / "paper.pdf")
    with translation.override("cy"):
        assert inspect_file(path).reasons[0].code == "untagged"
