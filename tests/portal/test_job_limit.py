"""Nobody fills the worker's queue: a few unfinished jobs a person, the rest later (case 57)."""

from __future__ import annotations

from typing import Any

import pytest

from portal import clock
from portal.jobs import register, registry, start_job
from portal.models.jobs import Job, JobState
from portal.operations import Refused
from tests import builders

pytestmark = pytest.mark.django_db


def _noted(run: Any, **arguments: Any) -> dict[str, Any]:
    return {}


def test_a_person_has_so_many_unfinished_jobs_and_no_more(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr("portal.jobs.asking.enqueue", str)
    register("noted")(_noted)
    settings.JOBS_A_PERSON = 3
    member, other = builders.user(), builders.user()

    def ask(who: Any, name: str = "") -> Job:
        return start_job(kind="noted", arguments={}, by=who, unique_name=name)

    first = [ask(member, "mine"), ask(member), ask(member)]
    with pytest.raises(Refused, match="3 jobs"):
        ask(member)
    assert ask(member, "mine") == first[0]  # the same once more is no other
    assert ask(other).asked_by == other
    assert len({ask(None).pk for _ in range(5)}) == 5  # the portal's own
    Job.objects.filter(pk=first[1].pk).update(state=JobState.DONE, finished_at=clock.now())
    ask(member)
    assert Job.objects.filter(asked_by=member).count() == 4
    settings.JOBS_A_PERSON = 0
    assert ask(member).asked_by == member
