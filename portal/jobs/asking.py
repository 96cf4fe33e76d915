"""Asking for a job, and calling one off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.clock import now
from portal.jobs.registry import kind_called
from portal.jobs.running import enqueue
from portal.models.jobs import Job, JobState
from portal.models.users import User
from portal.operations import Refused


def start_job(
    *,
    kind: str,
    arguments: Mapping[str, Any],
    by: User | None,
    body: str = "",
    unique_name: str = "",
) -> Job:
    """Ask for a job; it is queued when the transaction at hand is committed.

    `arguments` are plain JSON values, never records. `by` is None for the portal itself. `body`
    is the permanent slug of the body it belongs to. While a job of the same `unique_name` is
    unfinished that one is returned, so that a double click gives one job.

    Raises UnknownJobKindError, TypeError for arguments that are not plain values, and Refused for
    somebody who has too many unfinished jobs (JOBS_A_PERSON): the worker's queue is everybody's.
    """
    registered = kind_called(kind)
    _require_plain_values(arguments)
    with transaction.atomic():
        if unique_name and (same := _unfinished(unique_name)):
            return same
        _refuse_too_many(by)
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    arguments=dict(arguments),
                    asked_by=by,
                    body=body,
                    unique_name=unique_name,
                    max_attempts=registered.max_attempts,
                    created_at=now(),
                )
        except IntegrityError:
            if unique_name and (same := _unfinished(unique_name)):
                return same
            raise
        enqueue(job.key)
    return job


def cancel_job(*, job: Job, by: User) -> bool:
    """Call a job off; return False when it had finished already.

    A running handler learns of it at its next `progress()` or `cancelled()`; until then it may
    still be working. Whether `by` may do this is the caller's question.
    """
    cancelled = (
        Job.objects.unfinished()
        .filter(key=job.key)
        .update(
            state=JobState.CANCELLED,
            finished_at=now(),
            lease_until=None,
            error=_("Cancelled by %(person)s.") % {"person": by},
        )
    )
    job.refresh_from_db()
    return bool(cancelled)


def _unfinished(unique_name: str) -> Job | None:
    return Job.objects.unfinished().filter(unique_name=unique_name).first()


def _refuse_too_many(by: User | None) -> None:
    if by is None or settings.JOBS_A_PERSON == 0:
        return
    if Job.objects.unfinished().filter(asked_by=by).count() >= settings.JOBS_A_PERSON:
        raise Refused(
            _("%(number)d jobs that you asked for are not finished yet. Wait for one of them.")
            % {"number": settings.JOBS_A_PERSON}
        )


def _require_plain_values(arguments: Mapping[str, Any]) -> None:
    plain = dict(arguments)
    try:
        same = json.loads(json.dumps(plain, allow_nan=False)) == plain
    except (TypeError, ValueError):
        same = False
    if not same:
        raise TypeError("A job's arguments must be plain JSON values: texts, numbers, lists.")
