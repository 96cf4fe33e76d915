from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import builders_scrutiny as make
from tests.builders_public import release_board
from tests.scrutiny.report.documents import full_document
from tests.scrutiny.report.test_views import BASE, publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]


@pytest.fixture
def published() -> None:
    release_board("northmere-board")
    publish(full_document())


@pytest.mark.parametrize(
    ("form", "start"),
    [("pdf", b"%PDF-1.7"), ("json", b"{"), ("csv", b"\xef\xbb\xbfBody"), ("html", b"<!DOCTYPE")],
)
def test_the_published_edition_is_written(
    published: None, tmp_path: Path, form: str, start: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"report.{form}"
    call_command("export_report", f"{BASE}/", format=form, out=str(target))
    assert target.read_bytes().startswith(start)
    assert str(target) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [target]


def test_without_a_file_it_goes_to_the_pipe(
    published: None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("export_report", BASE, format="csv")
    assert capsysbinary.readouterr().out.startswith(b"\xef\xbb\xbfBody")


def test_a_draft_says_that_it_is_one(tmp_path: Path) -> None:
    review = make.ready_review()
    target = tmp_path / "draft.html"
    path = f"/{review.body.slug}/reviews/{review.slug}/"
    call_command("export_report", path, format="html", out=str(target), draft=True)
    assert "It has not been published" in target.read_text()


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("/nothing/", {}, "is no path of a review"),
        ("/northmere-board/meetings/x/", {}, "is no path of a review"),
        ("/northmere-board/reviews/other/", {}, "has no published report"),
        ("/northmere-board/reviews/other/", {"draft": True}, "has no report in preparation"),
        (BASE, {"out": "/nowhere/at/all.csv"}, "cannot write /nowhere/at/all.csv"),
    ],
)
def test_a_wrong_call_gives_one_line(
    published: None, path: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(CommandError, match=message) as refusal:
        call_command("export_report", path, format="csv", **options)
    assert "\n" not in str(refusal.value)


def test_a_failure_while_writing_leaves_no_half_file(published: None, tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(CommandError, match="cannot write"):
        call_command("export_report", BASE, format="csv", out=str(target))
    assert list(tmp_path.iterdir()) == [target]
