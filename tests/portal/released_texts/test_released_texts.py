"""The words of released files: read after the release, gone within the withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from portal import released_texts
from portal.models import Job, PublicRecord, ReleasedText
from portal.publishing import Copy, File, Target, release, withdraw_all
from portal.released_texts import blocks_of, pages_of, read_missing, reading, store, told_of
from tests.portal.released_texts import files

Callbacks = Callable[..., AbstractContextManager[list[Any]]]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a listener heard, and whether the words were there in the same transaction."""
    told: list[tuple[str, bool]] = []

    def listen(sha256: str) -> None:
        assert transaction.get_connection().in_atomic_block
        told.append((sha256, bool(pages_of(sha256))))

    monkeypatch.setattr(store, "_listeners", [listen])
    return told


def publish(key: str, content: bytes, kind: str = "paper") -> str:
    name = f"{key}.pdf"
    copy = Copy(
        kind,
        key,
        "body",
        f"meetings/m/papers/{name}",
        "Paper",
        {"n": key},
        files=(File(name, "application/pdf", content=content),),
    )
    release(copies=[copy], body="body", subject="A paper for a test", by=None)
    row = PublicRecord.objects.get(kind=kind, key=key, is_current=True)
    return row.files.get().sha256


def withdraw(*keys: str) -> None:
    targets = [Target("paper", key) for key in keys]
    withdraw_all(targets=targets, body="body", by=None, reason="A mistake.", subject="Withdrawn")


def test_read_after_the_release_and_forgotten_within_the_withdrawal(
    heard: list[tuple[str, bool]],
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sha = publish("one", files.untagged())
        scan = publish("scan", files.scanned())
        broken = publish("broken", b"%PDF-1.7 nothing that a reader could open")
        publish("pack", files.tagged(), kind="pack")
    pages = pages_of(sha)
    assert [number for number, _text in pages] == [1, 2, 3]
    assert "quince" in dict(pages)[3]
    assert heard.count((sha, True)) == 1
    told = told_of(scan)
    assert told is not None
    assert (told.source, told.reason) == ("none", "scan")
    told = told_of(broken)
    assert told is not None
    assert (told.reason, told.blocks) == ("unreadable", ())
    assert blocks_of(broken) == []
    assert pages_of(broken) == []
    assert ReleasedText.objects.count() == 3  # a whole pack is not read: its papers are

    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publish("two", files.untagged())  # the same bytes once more: known already
        assert heard == [(sha, True)]
        withdraw("one")
        assert blocks_of(sha)  # the second still stands
        withdraw("two")
        assert blocks_of(sha) is None  # before the commit
    assert read_missing() == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert publish("three", files.untagged()) == sha  # published anew: read anew
    assert blocks_of(sha)


def test_what_is_withdrawn_while_it_is_read_is_not_kept(
    heard: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = publish("one", files.untagged())

    def slowly(paths: Sequence[Path]) -> list[dict[str, object]]:
        withdraw("one")
        return reading.read_files(paths)

    monkeypatch.setattr(released_texts.work, "read_files", slowly)
    assert read_missing() == 0
    assert blocks_of(sha) is None
    assert heard == []


def test_the_command_reads_what_is_missing_and_one_bad_file_stops_no_other(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    first = publish("one", b"%PDF-1.7 broken")
    second = publish("two", files.untagged())
    assert Job.objects.filter(kind="read_released_files").count() == 2
    call_command("read_released_files")
    assert capsys.readouterr().out == "Files read: 2.\n"
    assert blocks_of(first) == []
    assert blocks_of(second)
    call_command("read_released_files")
    assert capsys.readouterr().out == "Files read: 0.\n"

    ReleasedText.objects.all().delete()
    settings.PDF_MEMORY_MB = 24  # no reader starts with so little
    assert read_missing() == 2
    told = told_of(second)
    assert told is not None
    assert told.source == "none"
    assert told.reason
