"""Work done outside a request: jobs with a lease, the worker's beat, the guard of what is due."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

__all__ = ["DueRun", "Job", "JobState", "WorkerBeat"]


class JobState(models.TextChoices):
    """Where a job stands. Waiting and running are unfinished, the others final."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)
FINISHED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, as the worker and the progress pages ask for them."""

    def unfinished(self) -> JobQuerySet:
        """Jobs that wait or run."""
        return self.filter(state__in=UNFINISHED)

    def waiting(self) -> JobQuerySet:
        """Jobs that nobody has begun, or that are to be tried again."""
        return self.filter(state=JobState.WAITING)

    def with_lapsed_lease(self, now: datetime, latest: datetime) -> JobQuerySet:
        """Running jobs whose worker has not been heard of.

        Their lease ended before `now`, or it ends after `latest`, the furthest that any lease
        given by a clock that is right can reach (so the clock was put back meanwhile).
        """
        return self.filter(state=JobState.RUNNING).filter(
            Q(lease_until__lt=now) | Q(lease_until__gt=latest)
        )

    def of_body(self, body: str) -> JobQuerySet:
        """Jobs of one body, by its permanent slug."""
        return self.filter(body=body)


class Job(models.Model):
    """One piece of work for the worker, with its progress, its lease and what came of it.

    `kind` names a handler in the registry of `portal.jobs`; `arguments` are plain JSON values.
    Only `portal.jobs` changes a row.
    """

    key = models.UUIDField(_("permanent key"), primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    unique_name = models.CharField(
        _("name that only one unfinished job may have"), max_length=200, blank=True
    )
    body = models.CharField(_("body"), max_length=80, blank=True, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="jobs",
    )

    state = models.CharField(
        _("state"), max_length=20, choices=JobState, default=JobState.WAITING, db_index=True
    )
    progress_done = models.PositiveIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveIntegerField(_("steps in all"), default=0)
    progress_label = models.CharField(_("what is being done"), max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=3, validators=[MinValueValidator(1)]
    )
    lease_until = models.DateTimeField(_("lease ends at"), null=True, blank=True)
    worker_name = models.CharField(_("worker"), max_length=120, blank=True)

    created_at = models.DateTimeField(_("asked for at"))
    started_at = models.DateTimeField(_("last begun at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "key"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["unique_name"],
                condition=Q(state__in=UNFINISHED) & ~Q(unique_name=""),
                name="one_unfinished_job_per_name",
                violation_error_message=_("This is being done already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=JobState.values),
                name="job_state_is_known",
                violation_error_message=_("A job cannot be in this state."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=""),
                name="job_has_a_kind",
                violation_error_message=_("A job needs a kind."),
            ),
            models.CheckConstraint(
                condition=Q(attempts__lte=F("max_attempts")),
                name="job_within_its_attempts",
                violation_error_message=_("A job cannot be tried more often than allowed."),
            ),
            models.CheckConstraint(
                condition=Q(progress_done__lte=F("progress_total")),
                name="job_progress_within_total",
                violation_error_message=_("More steps are done than there are."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=JobState.RUNNING, lease_until__isnull=False, started_at__isnull=False
                )
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
                name="job_lease_only_while_running",
                violation_error_message=_("A running job has a lease, and no other job has one."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, finished_at__isnull=True)
                | Q(state__in=FINISHED, finished_at__isnull=False),
                name="job_finished_at_when_finished",
                violation_error_message=_("A finished job says when, and no other job does."),
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.FAILED) | ~Q(error=""),
                name="failed_job_says_why",
                violation_error_message=_("A failed job says what went wrong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to this job."""
        return self.state in FINISHED

    @property
    def percent(self) -> int | None:
        """Progress from 0 to 100, or None while the number of steps is unknown."""
        if self.state == JobState.DONE:
            return 100
        return self.progress_done * 100 // self.progress_total if self.progress_total else None


class WorkerBeat(models.Model):
    """A worker's sign of life, renewed every few seconds while it runs."""

    name = models.CharField(_("worker"), max_length=120, unique=True)
    beat_at = models.DateTimeField(_("last heard of at"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("worker's beat")
        verbose_name_plural = _("workers' beats")

    def __str__(self) -> str:
        return self.name


class DueRun(models.Model):
    """The guard of one thing that falls due: who runs it now, and how it went last time.

    While `lease_until` lies ahead no other machine runs it.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    lease_until = models.DateTimeField(_("lease ends at"), null=True, blank=True)
    worker_name = models.CharField(_("worker"), max_length=120, blank=True)
    started_at = models.DateTimeField(_("last begun at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("last finished at"), null=True, blank=True)
    done = models.PositiveIntegerField(_("things done last time"), default=0)
    error = models.TextField(_("what went wrong last time"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("run of what is due")
        verbose_name_plural = _("runs of what is due")

    def __str__(self) -> str:
        return self.name
