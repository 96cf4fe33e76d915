"""What these tests take away: two bodies with everything, and helpers that read the answers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.test import Client

from portal.models import PublicRecord
from portal.publishing import Copy, File, release
from portal.spreadsheets import as_written
from tests.builders_public import key_of
from tests.home.test_public_walk import BOARD, HOST, PANEL, everything
from tests.scrutiny.trackers import releasing

__all__ = ["BOARD", "HOST", "PANEL", "content", "get_json", "put_paper", "rows_of", "world"]


def world() -> None:
    """Two bodies, one of them on a host of its own, with every kind of record."""
    everything()
    for number, state in enumerate(("requested", "published", "published"), start=5):
        received = {5: None, 6: "2026-03-20", 7: "2026-04-10"}[number]
        releasing.response(number, state=state, received_on=received)
    releasing.action(
        9,
        text="=HYPERLINK(1)",
        due_on="2026-02-27",
        redatings=[{"from_date": "2026-01-30", "to_date": "2026-02-27", "reason": "Ill."}],
    )
    put_paper()


def put_paper(name: str = "paper", body: str = PANEL) -> PublicRecord:
    """A paper with its file."""
    meeting = PublicRecord.objects.filter(kind="meeting", body=body).order_by("pk")[0]
    copy = Copy(
        kind="paper",
        key=key_of("paper", name),
        body=body,
        path=f"{meeting.path}papers/1-plan.csv",
        title="The plan",
        payload={
            "title": "The plan",
            "title_cy": "Y cynllun",
            "meeting": meeting.key,
            "pages": 3,
            "is_tagged": True,
        },
        happened_on=meeting.happened_on,
        files=(File("1-plan.csv", "text/csv", b"A plan"),),
    )
    release(copies=[copy], body=body, subject="a paper for a test", by=None, takes_back=True)
    return PublicRecord.objects.get(kind="paper", key=copy.key, is_current=True)


def content(client: Client, address: str, *, host: str = "localhost") -> bytes:
    """The whole content of a file."""
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200, (address, response.status_code)
    found: bytes = (
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
        if response.streaming
        else response.content
    )
    return found


def rows_of(client: Client, address: str, *, host: str = "localhost") -> list[dict[str, str]]:
    """The rows of a CSV, every cell as it was written."""
    text = content(client, address, host=host).decode("utf-8-sig")
    table = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: as_written(cell) for name, cell in row.items()} for row in table]


def get_json(client: Client, address: str, *, host: str = "localhost") -> Any:
    """What a JSON answer says."""
    return json.loads(content(client, address, host=host))
