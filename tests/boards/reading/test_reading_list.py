"""What a member is told of the packs of their coming meetings since they read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import Pack, Paper
from boards.packs.issue import withdraw_pack
from boards.reading_list import next_meetings
from portal.models import User
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.reading import packs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 9, 3, 10, tzinfo=UTC), tick=False):
        yield


def opened(reader: User, pack: Pack, audience: str = "restricted") -> None:
    client = Client()
    client.force_login(reader)
    if audience == "restricted":
        packs.ready_copy(reader, pack)
    answer: Any = client.get(packs.address(pack, audience))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def rewritten(paper: Paper) -> None:
    paper.pdf = paper.document = packing.document(
        paper.item.meeting.body, b"%PDF-1.7 rewritten", "rewritten.pdf"
    )
    paper.sha256 = "ab" * 32
    paper.save()


def test_not_yet_read_read_and_changed_since(monkeypatch: pytest.MonkeyPatch) -> None:
    of, item, _paper = packs.meeting()
    first = issued.published(of)
    reader, other = (make.with_role(of.body, "member") for _n in range(2))

    def said(person: User = reader) -> str:
        (one,) = next_meetings(person, on=date(2025, 9, 3))
        assert one.is_restricted
        assert one.address == f"/workspace/meetings/{of.key}/"
        return one.sentence

    assert said() == "Not yet read"
    opened(reader, first)
    assert said() == "Read on Wednesday 3 September 2025"
    packing.paper(item, "A late paper", content=b"%PDF-1.7 late")
    more = packing.item(of, "Any other business")
    packing.paper(more, "One more", content=b"%PDF-1.7 more")
    second = issued.published(of, reason="Papers came late")
    rows = second.files.filter(audience="restricted")
    for file in rows:  # the paper of the first item reads otherwise now
        file.manifest["items"][0]["papers"][0]["sha256"] = "ab" * 32
        file.save()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert said() == (
            "Changed since you read it on Wednesday 3 September 2025: 2 papers new, 1 replaced"
        )
    assert len(queries) <= 6  # roles, substitutions, files, readings, manifests
    assert said(other) == "Not yet read"
    opened(reader, second)
    assert said() == "Read on Wednesday 3 September 2025"
    assert not next_meetings(make.with_role(of.body, "partner"), on=date(2025, 9, 3))
    assert not next_meetings(make.user(), on=date(2025, 9, 3))
    assert not next_meetings(reader, on=date(2025, 9, 13))
    withdraw_pack(second, reason="A name was in it", by=None)
    assert not next_meetings(reader, on=date(2025, 9, 3))


def test_a_public_pack_and_its_supplement() -> None:
    """Nothing withheld: the file for the public is what the member reads, and it is remembered."""
    of = issued.meeting()
    first = issued.published(of)
    reader = make.with_role(of.body, "member")
    opened(reader, first, "public")
    (one,) = next_meetings(reader, on=date(2025, 9, 3))
    assert (one.is_restricted, one.sentence[:4], one.pages) == (False, "Read", one.files[0].pages)
    packing.paper(of.agenda_items.get(), "To follow", content=b"%PDF-1.7 follows")
    issued.published(of, kind="supplement", reason="It followed")
    (one,) = next_meetings(reader, on=date(2025, 9, 3))
    assert one.sentence.endswith("1 paper new")
    assert len(one.files) == 2
