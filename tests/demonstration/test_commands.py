"""What the commands say of the built demonstration: whole, complete, and the same when repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from portal.models import PublicRecord, Release
from tests.demonstration.building import Site
from tests.tampering import behind_the_back

pytestmark = [pytest.mark.once, pytest.mark.django_db]
REVIEW = "/northmere-panel/reviews/police-contribution-to-child-protection/"
#: How each format begins, and something that its reader must find in it.
FORMATS = {
    "pdf": (b"%PDF-1.", b"%%EOF"),
    "html": (b"<!DOCTYPE html>", b"Police contribution to child protection"),
    "json": (b"{", b"Police contribution to child protection"),
    "csv": (b"", b"Police contribution to child protection"),
}


def counted() -> dict[str, int]:
    """How many rows every table holds."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_the_record_is_whole(demonstration: Site, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_record")
    assert capsys.readouterr().out.strip()


def test_loading_twice_changes_nothing(
    demonstration: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before, last = counted(), Release.objects.latest("pk").hash
    assert before["portal.Release"] > 10
    call_command("load_demo")
    assert counted() == before
    assert Release.objects.latest("pk").hash == last
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_can_be_exported(demonstration: Site, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"report.{form}"
    call_command("export_report", REVIEW, "--format", form, "--out", str(target))
    begins, holds = FORMATS[form]
    content = target.read_bytes()
    assert content.startswith(begins)
    assert holds in content
    if form == "json":
        assert json.loads(content)["edition"] == 2


def test_a_changed_record_is_noticed(demonstration: Site) -> None:
    record = PublicRecord.objects.filter(kind="report").latest("pk")
    kept = record.payload
    with behind_the_back():
        PublicRecord.objects.filter(pk=record.pk).update(payload={**kept, "title": "Another"})
    with pytest.raises(CommandError, match="was changed after it was released"):
        call_command("verify_record")
    with behind_the_back():
        PublicRecord.objects.filter(pk=record.pk).update(payload=kept)
