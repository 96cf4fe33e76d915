"""A meeting from a folder of real papers is published whole, and says what it could not take."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from home.demo.sample_meeting import publish_sample_meeting
from portal.models import PublicRecord
from tests import builders

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@time_machine.travel("2025-09-01T09:00:00Z", tick=False)
def test_a_folder_of_sample_papers_becomes_a_public_meeting(samples: Path) -> None:
    said: list[str] = []
    folder = samples / "packs" / "PSTB01_2010-06-24"
    pack = publish_sample_meeting(folder, body=builders.body(), say=said.append)
    assert pack.state == "published"
    assert said == ["  4 contacts in the papers are cleared: they were published before."]
    agenda = PublicRecord.objects.current().get(kind="meeting").payload["agenda"]
    papers = [paper for item in agenda["items"] for paper in item["papers"]]
    assert [(one["treatment"], one["pages"]) for one in papers] == [
        ("include", 1),
        ("include", 1),
        ("include", 5),
        ("include", 2),
    ]
    assert pack.files.get(audience="public").proof["holds"]
