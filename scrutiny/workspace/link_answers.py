"""What came in by link: the list for clerks, and the page on which one decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from boards.models import Person
from portal import clock
from portal.access import body_names, rows_for
from portal.models import ReceivedAnswer, SignedLink
from portal.operations import Refused
from portal.viewing import asks
from scrutiny.by_link.standing import ShownLink, shown_links
from scrutiny.by_link.subjects import ACTION, KINDS, Subject, holder_of, kind_of, subject_of
from scrutiny.models import Action
from scrutiny.operations.link_answers import confirm_answer, decline_answer
from scrutiny.workspace.link_page import CLERKS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.access import Visitor
    from portal.models import User

_UNPROCESSABLE = 422
_SHOWN_DAYS = 90
_SHOWN_AT_MOST = 100


@dataclass(frozen=True)
class LinkRow:
    """One link in the list: what it is about, where it stands."""

    shown: ShownLink
    title: str
    person: str
    body: str
    address: str


def waiting_answers(user: Visitor) -> QuerySet[ReceivedAnswer]:
    """What came in by link and waits for somebody who is a clerk of its body, oldest first."""
    names = [kind.name for kind in KINDS]
    rows = rows_for(user, ReceivedAnswer, CLERKS).filter(
        state=ReceivedAnswer.State.WAITING, link__purpose__in=names
    )
    return rows.order_by("received_at", "pk")


@login_required
@require_safe
@asks(ReceivedAnswer, SignedLink)
def links(request: HttpRequest) -> HttpResponse:
    """What waits to be confirmed, and the links of the last three months."""
    since = clock.now() - timedelta(days=_SHOWN_DAYS)
    waiting = [one.link for one in waiting_answers(request.user).select_related("link__made_by")]
    sent = (
        rows_for(request.user, SignedLink, CLERKS)
        .filter(made_at__gte=since, purpose__in=[kind.name for kind in KINDS])
        .select_related("answer", "made_by")[:_SHOWN_AT_MOST]
    )
    context = {"waiting": _rows(waiting), "sent": _rows(list(sent))}
    return render(request, "scrutiny/workspace/link_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(ReceivedAnswer)
def link_answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """One answer that came in: confirm it, or leave it aside with a reason."""
    rows = rows_for(request.user, ReceivedAnswer, CLERKS).select_related("link", "decided_by")
    found = rows.filter(key=key).first()
    subject = subject_of(found.link) if found else None
    if found is None or subject is None:
        raise Http404
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST":
        mistakes = _decide(request, found)
        if not mistakes:
            return HttpResponseRedirect(reverse("workspace_links"))
        found.refresh_from_db()
    context = {
        "answer": found,
        "subject": subject,
        "person": Person.objects.filter(key=found.link.holder_key).first(),
        "title": kind_of(subject).title % subject.reference,
        "about": address_of(subject),
        "is_waiting": found.state == ReceivedAnswer.State.WAITING,
        "may_be_done": kind_of(subject).may_be_done,
        "reason": request.POST.get("reason", ""),
        "mistakes": mistakes,
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "scrutiny/workspace/link_answer.html", context, status=status)


def address_of(subject: Subject) -> str:
    """The page of links about a record."""
    name = "workspace_action_link" if isinstance(subject, Action) else "workspace_request_link"
    return reverse(name, args=[subject.key])


def _decide(request: HttpRequest, answer: ReceivedAnswer) -> list[tuple[str, str]]:
    user = cast("User", request.user)
    try:
        if request.POST.get("do") == "decline":
            decline_answer(answer=answer, by=user, reason=request.POST.get("reason", ""))
            messages.success(request, _("It was left aside. The reason is kept with it."))
        else:
            confirm_answer(answer=answer, by=user)
            messages.success(request, _("It was confirmed, and shows now."))
    except Refused as refused:
        return [("id_reason", reason) for reason in refused.reasons]
    return []


def _rows(found: list[SignedLink]) -> list[LinkRow]:
    """Rows with what they are about, in one query for each kind of record."""
    subjects: dict[UUID, Subject] = {}
    for kind in KINDS:
        keys = [one.subject_key for one in found if one.purpose == kind.name]
        holder = "owner" if kind is ACTION else "addressee"
        if keys:
            rows = kind.model._base_manager.filter(key__in=keys).select_related("body", holder)
            subjects |= {row.key: row for row in rows}
    names = body_names()
    return [
        LinkRow(
            shown=one,
            title=str(kind_of(subject).title) % subject.reference,
            person=holder_of(subject).name,
            body=names.get(one.link.body, one.link.body),
            address=address_of(subject),
        )
        for one in shown_links(found)
        if (subject := subjects.get(one.link.subject_key)) is not None
    ]
