"""How far a job is: a page that can be left and found again, and works without scripting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal import clock
from portal.jobs import cancel_job, start_job
from portal.jobs.registry import UnknownJobKindError, kind_called
from portal.models import Job, JobState, User
from portal.operations import Refused
from portal.viewing import asks, visible

#: Where whoever asked for a job wants to go back to, by the kind of job.
_places: Final[dict[str, Callable[[Job], str]]] = {}


def register_job_place(kind: str, place: Callable[[Job], str]) -> None:
    """Say to which page a job of this kind belongs; an app does so at start-up.

    `place` returns the address, empty when what the job was about is gone.
    """
    _places[kind] = place


@asks(Job)
class JobPage(WagtailAdminTemplateMixin, View):
    """One job of a body in which the person holds an office."""

    template_name = "portal/desk/job.html"
    header_icon = "cogs"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The job among those of the person's bodies, or not found."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        self.job: Job = get_object_or_404(jobs_for(self.user), key=kwargs["key"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show how far it is."""
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_page_title(self) -> str:
        """What the job does."""
        try:
            return str(kind_called(self.job.kind).label)
        except UnknownJobKindError:
            return self.job.kind

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The bar, the words beside it and the ways on."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        job = self.job
        context.update(
            job=job,
            back_url=place_of(job),
            took=duration_words(_took(job)),
            may_retry=job.state in (JobState.FAILED, JobState.CANCELLED),
        )
        return context


class JobCancel(JobPage):
    """Call a job off. POST only."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call it off, and show that."""
        if not cancel_job(job=self.job, by=self.user):
            messages.info(request, _("It had finished already."))
        return HttpResponseRedirect(reverse("jobs:job", args=[self.job.key]))


class JobRetry(JobPage):
    """Ask once more for a job that failed or was called off. POST only."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it in this person's own name, and show the new one."""
        job = self.job
        if job.state in (JobState.FAILED, JobState.CANCELLED):
            arguments = dict(job.arguments)
            if "by" in arguments:
                arguments["by"] = self.user.pk
            try:
                job = start_job(
                    kind=job.kind,
                    arguments=arguments,
                    by=self.user,
                    body=job.body,
                    unique_name=job.unique_name,
                )
            except Refused as refused:
                messages.error(request, " ".join(refused.reasons))
        return HttpResponseRedirect(reverse("jobs:job", args=[job.key]))


def jobs_for(user: User) -> QuerySet[Job]:
    """The jobs of the bodies in which somebody holds an office."""
    return visible(user, Job).exclude(body="")


def place_of(job: Job) -> str:
    """The page that a job belongs to; empty for none."""
    place = _places.get(job.kind)
    return place(job) if place else ""


def _took(job: Job) -> timedelta:
    """The time since it was asked for, until now or until it finished."""
    return max((job.finished_at or clock.now()) - job.created_at, timedelta())


def duration_words(time: timedelta) -> str:
    """A time as people say it: “2 minutes 5 seconds”."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    second_words = ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    if not minutes:
        return second_words
    minute_words = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return f"{minute_words} {second_words}"
