"""Two people at once: one publication, one order of the agenda, one end of a pack."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client

from boards.models import Meeting, Pack
from boards.operations.agenda import reorder_items
from boards.packs import issue
from portal.models import LogEntry, PublicRecord, Release
from portal.operations import Refused
from tests.boards.packs import issued, packing

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("files_say_nothing"),
]

CLICKS = 20


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=True):
        yield


def at_once(works: Sequence[Callable[[], object]]) -> list[str]:
    """Start all together, each on a connection of its own; say of each "done" or "refused"."""
    start = threading.Barrier(len(works))
    said = ["died"] * len(works)

    def run(place: int) -> None:
        start.wait()
        try:
            works[place]()
            said[place] = "done"
        except Refused:
            said[place] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_twenty_clicks_on_publish_make_one_publication() -> None:
    """Fault case 10."""
    pack = issued.checked(issued.meeting())
    cleo, _dora = issued.clerks(pack.meeting)
    before = Release.objects.count()
    said = at_once([lambda: issue.publish_pack(pack, by=cleo) for _ in range(CLICKS)])
    assert (said.count("done"), said.count("refused")) == (1, CLICKS - 1)
    moves = LogEntry.objects.for_instance(pack).filter(data__move="publish")
    assert moves.count() == 1
    assert PublicRecord.objects.filter(kind="pack").count() == 1
    # The meeting's state, then everything that goes out with the pack; in one transaction.
    assert Release.objects.count() == before + 2


def test_two_orders_at_once_leave_one_of_them_whole() -> None:
    """Fault case 9."""
    meeting = issued.meeting()
    for title in ("Two", "Three", "Four"):
        packing.item(meeting, title)
    cleo, dora = issued.clerks(meeting)
    keys = list(meeting.agenda_items.order_by("position").values_list("pk", flat=True))
    orders = [keys[::-1], [*keys[1:], keys[0]]]
    current = Meeting.objects.get(pk=meeting.pk)
    said = at_once(
        [
            partial(reorder_items, current, order=order, by=by, expected_version=current.version)
            for order, by in zip(orders, (cleo, dora), strict=True)
        ]
    )
    assert sorted(said) == ["done", "refused"]
    now = list(meeting.agenda_items.order_by("position").values_list("pk", flat=True))
    assert now == orders[said.index("done")]


def test_a_withdrawal_during_a_publication_ends_in_one_state_everywhere() -> None:
    """Fault case 11: the second edition goes out while the first is withdrawn."""
    meeting = issued.meeting()
    first = issued.published(meeting)
    second = issued.checked(meeting, reason="A figure was wrong.")
    cleo, dora = issued.clerks(meeting)
    at_once(
        [
            lambda: issue.publish_pack(second, by=cleo),
            lambda: issue.withdraw_pack(first, reason="It was the wrong file.", by=dora),
        ]
    )
    base = f"/{meeting.body.slug}/meetings/2025-09-12-{meeting.slug}/"
    for pack in Pack.objects.all():
        answer = Client().head(f"{base}packs/{pack.number}.pdf").status_code
        gone = {"withdrawn": 410, "published": 200, "superseded": 200}
        assert answer == gone.get(pack.state, 404), (pack.number, pack.state)
