"""A pack whose time came while it was built goes out when that is done, not a minute later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from boards.models import Pack
from boards.packs.issue import publish_when_built, set_publication
from portal import clock
from tests.boards.packs import issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def test_it_goes_out_once_its_time_has_come() -> None:
    meeting = issued.meeting()
    pack = issued.checked(meeting)
    assert not publish_when_built(pack), "no time is set"
    at = clock.now() + timedelta(minutes=5)
    set_publication(pack, at=at, by=issued.clerks(meeting)[0])
    assert not publish_when_built(pack), "its time has not come"
    with time_machine.travel(at, tick=False):
        assert publish_when_built(pack)
        assert not publish_when_built(pack), "it is out"
    assert Pack.objects.get(pk=pack.pk).published_at == at


def test_what_stands_against_it_is_kept_with_it() -> None:
    meeting = issued.meeting()
    pack = issued.checked(meeting)
    at = clock.now() + timedelta(minutes=5)
    set_publication(pack, at=at, by=issued.clerks(meeting)[0])
    pack.files.all().delete()
    with time_machine.travel(at, tick=False):
        assert not publish_when_built(pack)
    kept = Pack.objects.get(pk=pack.pk)
    assert kept.state == "checked"
    assert "could not be published" in kept.publish_failed
