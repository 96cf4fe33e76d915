"""What happens at a set time: once, in order, whatever the clock and the scheduler do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.due import DueKind, Outcome, due_by, due_tasks, register_due, registry, run_due_tasks
from portal.models.jobs import DueRun, Job, JobState

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2025, 9, 12, 9, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def nine() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_tasks", {})


class Publications:
    """Stands for records that become public at a set time."""

    def __init__(self, *set_times: datetime) -> None:
        self.waiting = sorted(set_times)
        self.published: list[datetime] = []

    def publish(self, now: datetime) -> int:
        ready = [at for at in self.waiting if at <= now]
        self.waiting = [at for at in self.waiting if at > now]
        self.published += ready
        return len(ready)


def publications(*set_times: datetime) -> Publications:
    records = Publications(*set_times)
    register_due("publications", label="Publications at a set time")(records.publish)
    return records


def notices(count: int) -> list[datetime]:
    sent: list[datetime] = []

    @register_due(
        "reminders", kind=DueKind.NOTICE, label="Reminders", preview=lambda _now: count - len(sent)
    )
    def send(now: datetime) -> int:
        sending = [now] * (count - len(sent))
        sent.extend(sending)
        return len(sending)

    return sent


def counts(now: datetime) -> list[int]:
    return [result.count for result in run_due_tasks(now).results]


class TestTheTick:
    def test_after_six_silent_hours_everything_happens_once_and_in_order(self) -> None:
        times = [NINE - timedelta(hours=h) for h in (1, 5, 3)]
        later = NINE + timedelta(minutes=1)
        records = publications(*times, later)
        assert [counts(NINE), counts(NINE)] == [[3], [0]]
        assert records.published == sorted(times)
        assert counts(later) == [1]

    def test_a_clock_put_back_publishes_nothing_again(self) -> None:
        records = publications(NINE)
        assert [counts(NINE), counts(NINE - timedelta(hours=2)), counts(NINE)] == [[1], [0], [0]]
        assert records.published == [NINE]

    def test_notices_come_after_the_tasks(self) -> None:
        notices(1)
        publications()
        assert [task.name for task in due_tasks()] == ["publications", "reminders"]
        assert [task.name for task in due_tasks(DueKind.NOTICE)] == ["reminders"]

    def test_one_that_fails_does_not_stop_the_others(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        @register_due("broken")
        def broken(now: datetime) -> int:
            raise ZeroDivisionError("secret words")

        records = publications(NINE)
        report = run_due_tasks(NINE)
        assert [r.outcome for r in report.results] == [Outcome.FAILED, Outcome.DONE]
        assert (report.failed, records.published) == (("broken",), [NINE])
        assert "secret words" in caplog.text
        guard = DueRun.objects.get(name="broken")
        assert (guard.error, guard.lease_until) == ("ZeroDivisionError", None)

    def test_dead_jobs_are_swept_first(self) -> None:
        Job.objects.create(
            kind="any",
            created_at=NINE,
            started_at=NINE,
            state=JobState.RUNNING,
            attempts=3,
            lease_until=NINE - timedelta(seconds=1),
        )
        swept = run_due_tasks(NINE).swept
        assert swept is not None
        assert swept.given_up == 1

    def test_another_day_does_not_touch_living_jobs(self) -> None:
        """`--on` moves what is due, never the leases."""
        job = Job.objects.create(
            kind="any",
            created_at=NINE,
            started_at=NINE,
            state=JobState.RUNNING,
            attempts=1,
            lease_until=NINE + timedelta(seconds=60),
        )
        run_due_tasks(NINE, as_of=NINE + timedelta(days=30))
        job.refresh_from_db()
        assert job.state == JobState.RUNNING

    def test_a_failing_sweep_does_not_stop_what_is_due(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(now: datetime) -> None:
            raise KeyError("args")

        monkeypatch.setattr("portal.due.running.sweep_dead_jobs", broken)
        records = publications(NINE)
        report = run_due_tasks(NINE)
        assert (report.failed, records.published) == (("sweep of stopped jobs",), [NINE])
        assert "The sweep of dead jobs failed" in caplog.text


class TestTheGuard:
    @pytest.mark.parametrize(
        ("lease_until", "outcome"),
        [
            (NINE + timedelta(minutes=5), Outcome.HELD),
            (NINE, Outcome.HELD),
            (NINE - timedelta(seconds=1), Outcome.DONE),
            (NINE + timedelta(hours=2), Outcome.DONE),
        ],
        ids=["held", "until now", "its holder died", "clock put back by two hours"],
    )
    def test_holds_while_another_machine_is_at_it(
        self, lease_until: datetime, outcome: Outcome
    ) -> None:
        records = publications(NINE)
        DueRun.objects.create(name="publications", worker_name="other", lease_until=lease_until)
        assert [r.outcome for r in run_due_tasks(NINE).results] == [outcome]
        assert bool(records.published) == (outcome is Outcome.DONE)

    def test_is_held_while_the_function_runs(self) -> None:
        inner: list[Outcome] = []

        @register_due("nested")
        def nested(now: datetime) -> int:
            if not inner:
                inner.append(Outcome.FAILED)  # what stays if the next line never answers
                inner[:] = [r.outcome for r in run_due_tasks(now).results]
            return 1

        assert [r.outcome for r in run_due_tasks(NINE).results] == [Outcome.DONE]
        assert inner == [Outcome.HELD]

    def test_a_machine_that_was_too_slow_does_not_free_the_next_ones_guard(self) -> None:
        @register_due("slow")
        def slow(now: datetime) -> int:
            DueRun.objects.update(worker_name="other", lease_until=NINE + timedelta(minutes=9))
            return 1

        run_due_tasks(NINE)
        assert DueRun.objects.get().lease_until == NINE + timedelta(minutes=9)

    def test_it_notes_how_it_went(self, nine: time_machine.Traveller) -> None:
        publications(NINE)
        run_due_tasks(NINE)
        guard = DueRun.objects.get()
        assert (guard.started_at, guard.finished_at, guard.done) == (NINE, NINE, 1)


class TestRegistering:
    def test_one_name_one_function(self) -> None:
        publications()
        with pytest.raises(ValueError, match="'publications' is registered already"):
            publications()

    def test_a_notice_can_be_counted_without_sending(self) -> None:
        with pytest.raises(ValueError, match="needs a preview"):
            register_due("reminders", kind=DueKind.NOTICE)


class TestTheDayThatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            (None, NINE),
            ("2025-09-12", NINE),
            ("2025-09-11", datetime(2025, 9, 11, 23, 59, 59, 999999, tzinfo=LONDON)),
            ("2025-10-26", datetime(2025, 10, 26, 23, 59, 59, 999999, tzinfo=UTC)),
            ("2025-03-30", datetime(2025, 3, 30, 22, 59, 59, 999999, tzinfo=UTC)),
            ("2024-02-29", datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC)),
        ],
        ids=["none", "today ends now", "day before", "winter", "summer", "leap day"],
    )
    def test_ends_at_its_midnight(self, typed: str | None, expected: datetime) -> None:
        assert due_by(typed, NINE) == expected

    def test_today_is_the_civil_day(self) -> None:
        """At 00:30 British Summer Time it is still the day before in UTC."""
        half_past_midnight = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
        assert due_by("2025-07-01", half_past_midnight) == half_past_midnight
        assert due_by("2025-06-30", half_past_midnight) < half_past_midnight

    @pytest.mark.parametrize(
        "typed", ["2025-02-30", "foo", "", "20250912", "2025-W37-5", "12/9/25"]
    )
    def test_what_is_no_date_is_named(self, typed: str) -> None:
        with pytest.raises(ValueError, match="is not a date; write it like 2025-09-12") as error:
            due_by(typed, NINE)
        assert f"'{typed}'" in str(error.value)


class TestSummerAndWinterTime:
    @pytest.mark.parametrize(
        ("set_for", "instant"),
        [
            (datetime(2025, 3, 30, 1, 30, tzinfo=LONDON), datetime(2025, 3, 30, 1, 30, tzinfo=UTC)),
            (
                datetime(2025, 10, 26, 1, 30, tzinfo=LONDON),
                datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
            ),
            (datetime(2025, 7, 1, 0, 30, tzinfo=LONDON), datetime(2025, 6, 30, 23, 30, tzinfo=UTC)),
        ],
        ids=["an hour that does not exist", "an hour that comes twice", "half past midnight"],
    )
    def test_each_publication_happens_once(self, set_for: datetime, instant: datetime) -> None:
        """The tick runs each minute from two hours before to two hours after."""
        records = publications(set_for.astimezone(UTC))
        start = instant - timedelta(hours=2)
        ticks = [start + timedelta(minutes=m) for m in range(241)]
        hits = [tick for tick in ticks if counts(tick) == [1]]
        assert hits == [instant]
        assert len(records.published) == 1


def said(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


class TestRunDue:
    def test_says_what_was_done(self) -> None:
        publications(NINE)
        notices(0)
        assert said("run_due").splitlines() == [
            "What was due by Friday 12 September 2025, 09:00:",
            "Jobs: none had stopped.",
            "Publications at a set time: 1 done.",
            "Reminders: nothing was due.",
        ]

    def test_on_another_day(self) -> None:
        records = publications(NINE, NINE + timedelta(days=1))
        assert "Saturday 13 September 2025, 23:59" in said("run_due", "--on", "2025-09-13")
        assert len(records.published) == 2

    def test_json(self) -> None:
        publications(NINE)
        assert json.loads(said("run_due", "--json")) == {
            "as_of": "2025-09-12T09:00:00+01:00",
            "jobs": {"put_back": 0, "given_up": 0, "queued": 0},
            "tasks": [{"name": "publications", "kind": "task", "outcome": "done", "count": 1}],
            "failed": [],
        }

    def test_a_failure_is_told_at_the_end(self, caplog: pytest.LogCaptureFixture) -> None:
        @register_due("broken", label="Embargoes")
        def broken(now: datetime) -> int:
            raise KeyError("x")

        out = StringIO()
        with pytest.raises(CommandError, match=r"Failed \(the log has the details\): Embargoes\."):
            call_command("run_due", stdout=out)
        assert "Embargoes: failed; the log has the details." in out.getvalue()

    def test_one_that_is_held_is_told(self) -> None:
        publications()
        DueRun.objects.create(name="publications", lease_until=NINE + timedelta(minutes=1))
        assert "left alone, another process is doing it." in said("run_due")

    @pytest.mark.parametrize("command", ["run_due", "send_due_notices"])
    def test_no_date_no_run(self, command: str) -> None:
        records = publications(NINE)
        with pytest.raises(CommandError, match="'2025-02-30' is not a date"):
            said(command, "--on", "2025-02-30")
        assert records.published == []

    def test_in_a_rehearsal(self, settings: Any) -> None:
        settings.PORTAL_TODAY = date(2026, 2, 3)
        records = publications(datetime(2026, 2, 3, 8, 0, tzinfo=LONDON))
        assert "Tuesday 3 February 2026, 09:00" in said("run_due")
        assert len(records.published) == 1


class TestSendDueNotices:
    def test_sends_notices_only_and_once(self) -> None:
        records = publications(NINE)
        sent = notices(2)
        assert said("send_due_notices") == "Reminders: 2 done.\n"
        assert said("send_due_notices") == "Reminders: nothing was due.\n"
        assert (len(sent), records.published) == (2, [])

    def test_dry_run_only_counts(self) -> None:
        sent = notices(2)
        assert said("send_due_notices", "--dry-run") == "Reminders: 2 would be sent.\n"
        assert sent == []

    def test_none_are_set_up(self) -> None:
        assert said("send_due_notices") == "No notices are set up, so nothing was sent.\n"

    def test_json(self) -> None:
        notices(2)
        assert json.loads(said("send_due_notices", "--dry-run", "--json")) == {
            "as_of": "2025-09-12T09:00:00+01:00",
            "dry_run": True,
            "notices": [{"name": "reminders", "kind": "notice", "outcome": "done", "count": 2}],
            "failed": [],
        }

    def test_as_on_another_day(self) -> None:
        sent = notices(1)
        said("send_due_notices", "--on", "2025-09-20")
        assert sent == [datetime(2025, 9, 20, 23, 59, 59, 999999, tzinfo=LONDON)]
