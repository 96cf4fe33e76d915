"""The tables of the trackers: written with each release, and the same when made anew."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import publishing
from portal.models import Release
from scrutiny import kinds
from scrutiny.public_tables import PublicLink, TrackedRecord, TrackedTag, TrackedValue
from scrutiny.tracking.writing import rebuild
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db


def contents() -> list[Any]:
    """Everything in the tables but the numbers that the database gives out."""
    rows: list[Any] = [
        sorted(
            tuple((name, str(value)) for name, value in one.items() if name != "id")
            for one in model._default_manager.values()
        )
        for model in (TrackedRecord, TrackedValue, PublicLink)
    ]
    tags = TrackedTag.objects.values_list("record__key", "facet", "value", "label", "place")
    return [*rows, sorted(tags)]


def test_a_release_writes_the_row_of_its_record() -> None:
    record = make.recommendation()
    row = TrackedRecord.objects.get()
    assert (row.tracker, row.kind, row.key) == ("recommendations", record.kind, record.key)
    assert (row.body, row.path, row.year) == (make.PANEL, record.path, "2025-26")
    assert row.awaits_on == row.due_on == date(2026, 3, 30)
    assert row.addressee_name == "Ann Holder, Commissioner"
    assert row.addressee.startswith("ann-holder-commissioner-")
    assert [one.value for one in row.tags.all()] == ["domestic-abuse"]
    assert TrackedValue.objects.get(facet="year", body="").count == 1


def test_a_newer_version_takes_the_place_of_the_older() -> None:
    make.recommendation()
    make.recommendation(state="accepted", answer=make.answer(answered_on="2026-04-02"))
    row = TrackedRecord.objects.get()
    assert (row.status, row.decision, row.was_late) == ("accepted", "accepted", True)
    assert row.awaits_on == date.max
    assert not TrackedValue.objects.filter(value="issued").exists()


def test_what_is_withdrawn_or_undone_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    record = make.whole_thread()
    publishing.withdraw(
        kind=record.kind, key=record.key, body=record.body, by=None, reason="Made in error."
    )
    assert not TrackedRecord.objects.filter(kind=kinds.RECOMMENDATION).exists()
    assert not PublicLink.objects.filter(stated_key=record.key).exists()
    before = contents()

    def fail(*args: object) -> None:
        raise RuntimeError

    releases = Release.objects.count()
    monkeypatch.setattr("portal.released_rows._writers", [fail])
    with pytest.raises(RuntimeError):
        make.recommendation(2)
    assert Release.objects.count() == releases
    assert contents() == before


def test_an_older_version_that_is_withdrawn_changes_nothing() -> None:
    make.recommendation()
    record = make.recommendation(text="Another text.")
    before = contents()
    publishing.withdraw(
        kind=record.kind, key=record.key, body=record.body, by=None, reason="Error.", version=1
    )
    assert contents() == before


def test_the_command_makes_the_tables_anew(capsys: pytest.CaptureFixture[str]) -> None:
    make.whole_thread()
    before = contents()
    TrackedRecord.objects.all().delete()
    PublicLink.objects.all().delete()
    TrackedValue.objects.update(count=99)
    call_command("rebuild_trackers")
    assert capsys.readouterr().out == "5 records are listed.\n"
    assert contents() == before


STATES = st.sampled_from(["issued", "accepted", "rejected", "closed_implemented"])
THEMES = st.lists(
    st.sampled_from(["domestic-abuse", "missing-children", "police-stations"]), max_size=2
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("recommendation"), st.integers(1, 3), STATES, THEMES),
        st.tuples(st.just("finding"), st.integers(1, 2), st.booleans(), THEMES),
        st.tuples(st.just("external"), st.integers(1, 2), st.sampled_from(["ofsted", "cqc"])),
        st.tuples(
            st.just("response"), st.integers(1, 2), st.sampled_from(["requested", "complete"])
        ),
        st.tuples(st.just("action"), st.integers(1, 2), st.sampled_from(["open", "closed"])),
        st.tuples(st.just("withdraw"), st.sampled_from(["recommendation", "finding"]), st.just(1)),
    ),
    max_size=8,
)


def perform(act: tuple[Any, ...]) -> None:
    """Release or withdraw as one act of the property says."""
    what, name, *rest = act
    if what == "recommendation":
        themes = [{"slug": one, "name": one.title(), "name_cy": ""} for one in rest[1]]
        make.recommendation(name, state=rest[0], themes=themes, body=f"body-{name % 2}")
    elif what == "finding":
        theme = {"slug": rest[1][0], "name": "A theme", "name_cy": ""} if rest[1] else None
        make.finding(name, is_positive=rest[0], theme=theme)
    elif what == "external":
        make.external_finding(name, source={"authors": [{"code": rest[0], "name": rest[0]}]})
    elif what == "response":
        make.response(name, state=rest[0], received_on="2026-05-01")
    elif what == "action":
        make.action(name, state=rest[0], due_on="2026-04-01" if name == 1 else None)
    else:
        key = make.key(name, rest[0])
        bodies = ("body-1", make.PANEL)
        for body in bodies:
            try:
                publishing.withdraw(kind=name, key=key, body=body, by=None, reason="Error.")
            except publishing.PublishingError:
                continue


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_one_by_one_gives_the_same_as_anew(acts: list[tuple[Any, ...]]) -> None:
    for act in acts:
        perform(act)
    step_by_step = contents()
    rebuild()
    assert contents() == step_by_step
