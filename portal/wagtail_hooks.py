"""What the floor tells Wagtail: the log of acts that is ours, and the pages of jobs."""

from __future__ import annotations

from django.db import models
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from portal import audit
from portal.models import LogEntry


# After Wagtail's own, which would otherwise send every record to its log without bodies.
@hooks.register("register_log_actions", order=100)
def register_log(actions: LogActionRegistry) -> None:
    """Keep every act on a record in the log that knows which body the record belongs to."""
    actions.register_model(models.Model, LogEntry)
    for act, label in audit.ACTS.items():
        actions.register_action(act, label, label)


@hooks.register("register_admin_urls")
def addresses_of_jobs() -> list[URLResolver]:
    """How far the work is that somebody asked for."""
    return [path("jobs/", include("portal.desk.job_urls"))]
