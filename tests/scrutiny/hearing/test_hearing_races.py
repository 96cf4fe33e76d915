"""The same answer sent several times at once is one row, and makes one action."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial

import pytest
import time_machine

from scrutiny.models import Action, HearingEntry
from tests.boards.test_pack_races import at_once
from tests.scrutiny.hearing.test_hearing_operations import Room

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 6


@pytest.fixture(autouse=True)
def _day_of_the_meeting() -> Iterator[None]:
    with time_machine.travel("2025-09-12T10:00:00Z", tick=True):
        yield


def test_the_same_answer_sent_at_once_is_one_row() -> None:
    room = Room()
    send = partial(room.enter, key=uuid.uuid4(), **room.take_away("action"))
    assert at_once([send] * TIMES) == ["done"] * TIMES
    assert HearingEntry.objects.count() == 1
    assert [one.number for one in Action.objects.all()] == [1]


def test_answers_of_two_people_at_once_are_numbered_without_gaps() -> None:
    room = Room()
    works = [partial(room.enter, **room.take_away("action")) for _time in range(TIMES)]
    assert at_once(works) == ["done"] * TIMES
    assert sorted(one.number for one in Action.objects.all()) == list(range(1, TIMES + 1))
