"""Jobs: asked for once, run once, retried, swept, called off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_tasks import task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.jobs import (
    JobRefusedError,
    JobRun,
    JobStoppedError,
    UnknownJobKindError,
    beat,
    cancel_job,
    last_beat,
    register,
    registry,
    renew_leases,
    run_job,
    running,
    start_job,
    sweep_dead_jobs,
)
from portal.models.jobs import Job, JobState, WorkerBeat
from portal.models.users import User

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 9, 12, 11, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
Commit = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


@pytest.fixture(autouse=True)
def noon(settings: Any) -> Iterator[time_machine.Traveller]:
    settings.JOB_LEASE_SECONDS = int(LEASE.total_seconds())
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the kinds that a test registers."""
    monkeypatch.setattr(registry, "_kinds", {})


@pytest.fixture
def queue() -> Iterator[None]:
    """The worker's queue lies in the database, as in production."""
    immediate = task_backends["worker"]
    task_backends["worker"] = cast("BaseTaskBackend", DatabaseBackend("worker", {}))
    yield
    task_backends["worker"] = immediate


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("clerk@northmere.example", first_name="Ann", last_name="Lee")


def a_job(**values: Any) -> Job:
    return Job.objects.create(**{"kind": "noted", "created_at": NOON, **values})


def a_running_job(*, lease_until: datetime = NOON + LEASE, **values: Any) -> Job:
    return a_job(
        state=JobState.RUNNING,
        attempts=values.pop("attempts", 1),
        lease_until=lease_until,
        started_at=values.pop("started_at", NOON),
        **values,
    )


def noted() -> list[str]:
    """Register the kind `noted`, which adds its word to the list that is returned."""
    words: list[str] = []

    @register("noted")
    def note(job: JobRun, word: str = "done") -> dict[str, str]:
        words.append(word)
        return {"word": word}

    return words


def queued_keys() -> list[str]:
    rows = DBTaskResult.objects.filter(status="READY").values_list("args_kwargs", flat=True)
    return [row["args"][0] for row in rows]


class TestAsking:
    def test_runs_after_the_commit_with_its_progress_and_result(
        self, clerk: User, django_capture_on_commit_callbacks: Commit
    ) -> None:
        seen: list[User | None] = []

        @register("counted")
        def count(job: JobRun, upto: int) -> dict[str, int]:
            seen.append(job.by)
            job.progress(2, upto, "Counting")
            return {"counted": upto}

        with django_capture_on_commit_callbacks(execute=True):
            job = start_job(kind="counted", arguments={"upto": 5}, by=clerk, body="panel")
            assert job.state == JobState.WAITING
            assert seen == []
        job.refresh_from_db()
        assert (job.state, job.result, job.attempts) == (JobState.DONE, {"counted": 5}, 1)
        assert (job.progress_done, job.progress_total, job.progress_label) == (2, 5, "Counting")
        assert (job.started_at, job.finished_at, job.lease_until) == (NOON, NOON, None)
        assert (job.asked_by, job.body, seen) == (clerk, "panel", [clerk])

    def test_nothing_is_left_when_the_transaction_is_undone(
        self, django_capture_on_commit_callbacks: Commit
    ) -> None:
        words = noted()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            start_job(kind="noted", arguments={}, by=None)
            transaction.set_rollback(True)
        assert (Job.objects.count(), words) == (0, [])

    def test_a_double_click_gives_one_job(self, queue: None) -> None:
        noted()
        first = start_job(kind="noted", arguments={}, by=None, unique_name="pack 7")
        second = start_job(kind="noted", arguments={}, by=None, unique_name="pack 7")
        assert (first, Job.objects.count()) == (second, 1)
        run_job(first.key)
        assert start_job(kind="noted", arguments={}, by=None, unique_name="pack 7") != first

    def test_jobs_without_a_name_are_not_the_same(self, queue: None) -> None:
        noted()
        for _ in range(2):
            start_job(kind="noted", arguments={}, by=None)
        assert Job.objects.count() == 2

    def test_a_double_click_on_two_machines_at_once(
        self, queue: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Both look before either has written: the constraint decides."""
        noted()
        first = start_job(kind="noted", arguments={}, by=None, unique_name="pack 7")
        looks = iter([None, first])
        monkeypatch.setattr("portal.jobs.asking._unfinished", lambda _name: next(looks))
        assert start_job(kind="noted", arguments={}, by=None, unique_name="pack 7") == first
        assert Job.objects.count() == 1

    def test_an_unknown_kind_is_refused_at_once(self) -> None:
        with pytest.raises(UnknownJobKindError, match="'nothing'"):
            start_job(kind="nothing", arguments={}, by=None)
        assert not Job.objects.exists()

    @pytest.mark.parametrize(
        "value", [date(2025, 9, 12), (1, 2), {1: 2}, float("nan"), object(), uuid4()]
    )
    def test_arguments_are_plain_values(self, value: object) -> None:
        noted()
        with pytest.raises(TypeError, match="plain JSON values"):
            start_job(kind="noted", arguments={"word": value}, by=None)

    def test_one_name_one_handler(self) -> None:
        noted()
        with pytest.raises(ValueError, match="'noted' is registered already"):
            noted()


class TestRunning:
    def test_is_run_once(self) -> None:
        words, job = noted(), a_job()
        assert [run_job(job.key), run_job(job.key)] == [True, False]
        assert words == ["done"]

    def test_an_unknown_job_is_nothing(self) -> None:
        assert run_job(uuid4()) is False

    def test_another_workers_job_is_left_alone(self) -> None:
        words, job = noted(), a_running_job()
        assert run_job(job.key) is False
        assert words == []

    @pytest.mark.parametrize(
        "lease_until",
        [NOON - timedelta(seconds=1), NOON + timedelta(hours=2)],
        ids=["worker died", "clock put back by two hours"],
    )
    def test_a_lapsed_lease_can_be_taken(self, lease_until: datetime) -> None:
        words, job = noted(), a_running_job(lease_until=lease_until)
        assert run_job(job.key) is True
        job.refresh_from_db()
        assert (job.state, job.attempts, words) == (JobState.DONE, 2, ["done"])

    def test_a_claim_that_comes_second_does_nothing(self) -> None:
        """Two workers have read the waiting row; one claims it before the other writes."""
        first, second = Job.objects.get(key=a_job().key), Job.objects.get()
        assert running._claim(first) is not None
        assert running._claim(second) is None

    def test_a_claim_of_an_older_attempt_does_nothing(self) -> None:
        """Between reading and writing the job was run, failed and put back by another worker."""
        job = a_job()
        Job.objects.filter(key=job.key).update(attempts=1)
        assert running._claim(job) is None

    def test_a_failure_is_tried_three_times_and_told_in_plain_words(
        self,
        queue: None,
        django_capture_on_commit_callbacks: Commit,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        tries: list[int] = []

        @register("broken")
        def broken(job: JobRun) -> dict[str, str]:
            tries.append(job.attempt)
            raise ZeroDivisionError("secret words")

        with django_capture_on_commit_callbacks(execute=True):
            job = start_job(kind="broken", arguments={}, by=None)
        for done in (1, 2, 3):
            assert len(queued_keys()) == done  # one more for each attempt that is left
            with django_capture_on_commit_callbacks(execute=True):
                run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.attempts, tries) == (JobState.FAILED, 3, [1, 2, 3])
        assert job.error == (
            "A fault in the program stopped this; the portal's log has the details."
        )
        assert caplog.text.count("ZeroDivisionError: secret words") == 3
        assert run_job(job.key) is False

    def test_a_refusal_is_not_tried_again(self) -> None:
        @register("refusing")
        def refuse(job: JobRun) -> dict[str, str]:
            raise JobRefusedError("The file of item 4 is empty.")

        job = a_job(kind="refusing")
        run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.FAILED, 1)
        assert job.error == "The file of item 4 is empty."

    def test_a_result_that_cannot_be_stored_is_a_failure(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        @register("dated", max_attempts=1)
        def dated(job: JobRun) -> dict[str, date]:
            return {"on": date(2025, 9, 12)}

        job = a_job(kind="dated", max_attempts=1)
        run_job(job.key)
        job.refresh_from_db()
        assert job.state == JobState.FAILED

    def test_progress_is_never_hidden_in_an_open_transaction(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        @register("hiding", max_attempts=1)
        def hide(job: JobRun) -> dict[str, str]:
            with transaction.atomic():
                job.progress(1, 2)
            return {}

        job = a_job(kind="hiding", max_attempts=1)
        run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.progress_total) == (JobState.FAILED, 0)
        assert "durable" in caplog.text

    def test_progress_renews_the_lease(self, noon: time_machine.Traveller) -> None:
        leases: list[datetime | None] = []

        @register("long")
        def long(job: JobRun) -> dict[str, str]:
            noon.move_to(NOON + timedelta(seconds=50), tick=False)
            job.progress(1, 2)
            leases.append(Job.objects.get(key=job.key).lease_until)
            return {}

        run_job(a_job(kind="long").key)
        assert leases == [NOON + timedelta(seconds=110)]

    def test_a_slow_attempt_does_not_overwrite_the_next_one(self) -> None:
        """The first worker hung; the second took over and finished; then the first wakes up."""
        outcomes: list[str] = []

        @register("slow")
        def slow(job: JobRun) -> dict[str, str]:
            if job.attempt == 1:
                Job.objects.filter(key=job.key).update(lease_until=NOON - LEASE)
                run_job(job.key)
                assert job.cancelled()
                with pytest.raises(JobStoppedError):
                    job.progress(1, 2)
            outcomes.append(f"attempt {job.attempt}")
            return {"by": f"attempt {job.attempt}"}

        job = a_job(kind="slow")
        run_job(job.key)
        job.refresh_from_db()
        assert outcomes == ["attempt 2", "attempt 1"]
        assert (job.result, job.attempts) == ({"by": "attempt 2"}, 2)

    def test_an_attempt_that_was_taken_over_cannot_touch_the_one_that_runs(self) -> None:
        @register("taken over")
        def taken_over(job: JobRun) -> dict[str, str]:
            row = Job.objects.filter(key=job.key)
            row.update(lease_until=NOON - LEASE)
            assert running._claim(row.get()) is not None
            assert job.cancelled()
            with pytest.raises(JobStoppedError):
                job.progress(1, 2)
            return {"by": "the first"}

        job = a_job(kind="taken over")
        run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.RUNNING, 2)
        assert (job.result, job.progress_total, job.lease_until) == ({}, 0, NOON + LEASE)

    def test_a_worker_told_to_stop_gives_the_job_back_uncounted(
        self, queue: None, django_capture_on_commit_callbacks: Commit
    ) -> None:
        @register("stopped")
        def stopped(job: JobRun) -> dict[str, str]:
            raise SystemExit(1)

        job = a_job(kind="stopped")
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(SystemExit):
            run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.attempts, queued_keys()) == (JobState.WAITING, 0, [str(job.key)])
        assert running.in_this_process == set()


class TestCallingOff:
    def test_a_waiting_job_is_never_begun(self, clerk: User) -> None:
        words, job = noted(), a_job()
        assert cancel_job(job=job, by=clerk) is True
        assert (job.state, job.error) == (JobState.CANCELLED, "Cancelled by Ann Lee.")
        assert run_job(job.key) is False
        assert words == []

    def test_a_running_handler_stops_at_its_next_step(self, clerk: User) -> None:
        reached: list[str] = []

        @register("called off")
        def called_off(job: JobRun) -> dict[str, str]:
            assert not job.cancelled()
            cancel_job(job=Job.objects.get(key=job.key), by=clerk)
            assert job.cancelled()
            reached.append("before")
            job.progress(1, 2)
            reached.append("after")
            return {}

        job = a_job(kind="called off")
        run_job(job.key)
        job.refresh_from_db()
        assert (job.state, job.result, reached) == (JobState.CANCELLED, {}, ["before"])

    def test_a_finished_job_stays_as_it_is(self, clerk: User) -> None:
        noted()
        job = a_job()
        run_job(job.key)
        assert cancel_job(job=job, by=clerk) is False
        assert (job.state, job.error) == (JobState.DONE, "")


class TestSweeping:
    @pytest.fixture(autouse=True)
    def _in_the_database(self, queue: None) -> None:
        return

    @pytest.fixture
    def sweep(self, django_capture_on_commit_callbacks: Commit) -> Callable[[], tuple[int, ...]]:
        def sweep() -> tuple[int, ...]:
            with django_capture_on_commit_callbacks(execute=True):
                swept = sweep_dead_jobs(NOON)
            return (swept.put_back, swept.given_up, swept.queued)

        return sweep

    @pytest.mark.parametrize(
        "lease_until",
        [NOON - timedelta(seconds=1), NOON + timedelta(hours=2)],
        ids=["worker died", "clock put back by two hours"],
    )
    def test_a_dead_job_is_put_back(
        self, lease_until: datetime, sweep: Callable[[], tuple[int, ...]]
    ) -> None:
        job = a_running_job(lease_until=lease_until)
        assert sweep()[:2] == (1, 0)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.lease_until) == (JobState.WAITING, 1, None)
        assert str(job.key) in queued_keys()
        assert sweep() == (0, 0, 0)

    def test_a_living_job_is_left_alone(self, sweep: Callable[[], tuple[int, ...]]) -> None:
        job = a_running_job(lease_until=NOON)
        assert sweep() == (0, 0, 0)
        job.refresh_from_db()
        assert job.state == JobState.RUNNING

    def test_after_the_last_attempt_it_is_given_up(
        self, sweep: Callable[[], tuple[int, ...]]
    ) -> None:
        job = a_running_job(lease_until=NOON - LEASE, attempts=3)
        assert sweep() == (0, 1, 0)
        job.refresh_from_db()
        assert (job.state, job.finished_at) == (JobState.FAILED, NOON)
        assert job.error == "The portal stopped in the middle of this every time it was tried."

    def test_a_waiting_job_without_a_place_in_the_queue_gets_one(
        self, sweep: Callable[[], tuple[int, ...]]
    ) -> None:
        forgotten, known = a_job(), a_job()
        running.run_queued_job.enqueue(str(known.key))
        DBTaskResult.objects.create(  # left the queue, but its worker died before the claim
            status="RUNNING",
            args_kwargs={"args": [str(forgotten.key)], "kwargs": {}},
            task_path=running.run_queued_job.module_path,
            backend_name="worker",
            run_after=NOON,
        )
        assert sweep() == (0, 0, 1)
        assert sorted(queued_keys()) == sorted([str(known.key), str(forgotten.key)])

    def test_finished_jobs_are_left_alone(self, sweep: Callable[[], tuple[int, ...]]) -> None:
        noted()
        run_job(a_job().key)
        assert sweep() == (0, 0, 0)

    def test_old_rows_of_the_queue_are_dropped(self, sweep: Callable[[], tuple[int, ...]]) -> None:
        for days in (6, 8):
            DBTaskResult.objects.create(
                status="SUCCESSFUL",
                args_kwargs={"args": [str(days)], "kwargs": {}},
                task_path=running.run_queued_job.module_path,
                backend_name="worker",
                run_after=NOON,
                finished_at=NOON - timedelta(days=days),
            )
        sweep()
        rows = DBTaskResult.objects.values_list("args_kwargs", flat=True)
        assert [row["args"] for row in rows] == [["6"]]


class TestBeats:
    def test_none_then_the_latest(self) -> None:
        assert last_beat() is None
        WorkerBeat.objects.create(name="other", beat_at=NOON - timedelta(hours=1))
        beat(NOON)
        beat(NOON)
        assert last_beat() == NOON
        assert WorkerBeat.objects.count() == 2

    def test_a_worker_that_stopped_yesterday_is_forgotten(self) -> None:
        WorkerBeat.objects.create(name="other", beat_at=NOON - timedelta(days=2))
        beat(NOON)
        assert not WorkerBeat.objects.filter(name="other").exists()

    @pytest.mark.parametrize(
        ("minutes", "renewed"), [(0, 1), (29, 1), (31, 0)], ids=["new", "long", "hung"]
    )
    def test_only_jobs_of_this_process_that_are_not_hung_keep_their_lease(
        self, minutes: int, renewed: int
    ) -> None:
        job = a_running_job(started_at=NOON - timedelta(minutes=minutes))
        foreign = a_running_job()
        run = JobRun.of(job, attempt=1)
        running.in_this_process.add(run)
        try:
            assert renew_leases(NOON + timedelta(seconds=30)) == renewed
        finally:
            running.in_this_process.discard(run)
        job.refresh_from_db()
        foreign.refresh_from_db()
        assert job.lease_until == NOON + LEASE + renewed * timedelta(seconds=30)
        assert foreign.lease_until == NOON + LEASE


class TestTheRow:
    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"state": "asleep"}, "A job cannot be in this state."),
            ({"kind": ""}, "A job needs a kind."),
            ({"attempts": 4}, "A job cannot be tried more often than allowed."),
            ({"progress_done": 1}, "More steps are done than there are."),
            ({"state": "running"}, "A running job has a lease, and no other job has one."),
            ({"lease_until": NOON}, "A running job has a lease, and no other job has one."),
            ({"state": "done"}, "A finished job says when, and no other job does."),
            ({"finished_at": NOON}, "A finished job says when, and no other job does."),
            ({"state": "failed", "finished_at": NOON}, "A failed job says what went wrong."),
        ],
    )
    def test_refuses_what_cannot_be(self, values: dict[str, Any], message: str) -> None:
        job = Job(**{"kind": "noted", "created_at": NOON, **values})
        with pytest.raises(ValidationError) as refused:
            job.validate_constraints()
        assert message in refused.value.messages
        with pytest.raises(IntegrityError), transaction.atomic():
            job.save()

    def test_one_unfinished_job_per_name(self) -> None:
        a_job(unique_name="pack 7", state=JobState.DONE, finished_at=NOON)
        a_job(unique_name="pack 7")
        with pytest.raises(ValidationError, match=r"This is being done already\."):
            Job(kind="noted", created_at=NOON, unique_name="pack 7").validate_constraints()
        with pytest.raises(IntegrityError), transaction.atomic():
            a_job(unique_name="pack 7")

    @pytest.mark.parametrize(
        ("values", "percent"),
        [
            ({}, None),
            ({"progress_done": 1, "progress_total": 3}, 33),
            ({"state": "done"}, 100),
        ],
    )
    def test_percent(self, values: dict[str, Any], percent: int | None) -> None:
        assert Job(**values).percent == percent
