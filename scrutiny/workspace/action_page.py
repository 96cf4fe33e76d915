"""One action: what is to be done and how it stands, for its owner, its body and the clerk.

Whoever owns it adds updates with files and says when it is done. Updates are never changed, so two
people who report at once never get into each other's way; whoever says that it is done, or changes
it as a clerk, while somebody else was first, is told what happened and keeps what they typed.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from boards.media_views import keep_private
from portal import virus
from portal.operations import Conflict, Refused
from portal.viewing import asks, find
from scrutiny.models import Action, ProgressAttachment, ProgressUpdate
from scrutiny.operations import actions, progress
from scrutiny.rules.actions import OPEN_STATES, WITH_OWNER
from scrutiny.words import records as words
from scrutiny.workspace.action_acts import acts_open_to
from scrutiny.workspace.action_forms import ClaimForm, UpdateForm
from scrutiny.workspace.action_shown import (
    changes_since,
    facts_of_action,
    newest_entry,
    updates_of,
)

if TYPE_CHECKING:
    from portal.models import User

_UNPROCESSABLE: Final = 422
_CONFLICT: Final = 409
_log = logging.getLogger("portal.media")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Action, ProgressUpdate)
def action(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an action; take an update, the report that it is done, or a clerk's confirmation."""
    one = find(request, Action, key=key)
    if request.method != "POST":
        return _answer(request, one, UpdateForm(initial=_beginning(one)))
    if request.POST.get("do") == "confirm":
        return _confirm(request, one)
    is_claim = request.POST.get("do") == "claim"
    form = (ClaimForm if is_claim else UpdateForm)(request.POST, request.FILES)
    if not form.is_valid():
        mistakes = [
            (form[name].id_for_label, str(text))
            for name in form.errors
            for text in form.errors[name]
        ]
        return _answer(request, one, form, mistakes=mistakes, status=_UNPROCESSABLE)
    try:
        said = _report(one, form, cast("User", request.user), is_claim=is_claim)
    except Conflict as conflict:
        return _conflict(request, cast("Action", conflict.saved), form)
    except Refused as refused:
        mistakes = [("id_text", reason) for reason in refused.reasons]
        return _answer(request, one, form, mistakes=mistakes, status=_UNPROCESSABLE)
    messages.success(request, said)
    return HttpResponseRedirect(request.path)


@login_required
@require_safe
@asks(ProgressAttachment)
def file(request: HttpRequest, key: UUID, pk: int) -> HttpResponseBase:
    """A file that came with an update, for those who may read the update; always a download.

    Each opening is logged. Raises Http404 for everybody else, and for no file at all.
    """
    found = find(request, ProgressAttachment, pk=pk, update__action__key=key)
    try:
        content = default_storage.open(found.storage_name, "rb")
    except FileNotFoundError as error:
        _log.error("A stored file is missing: %s", found.storage_name)
        raise Http404 from error
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    return keep_private(answer)


def _report(one: Action, form: UpdateForm, user: User, *, is_claim: bool) -> str:
    given = form.cleaned_data
    if is_claim:
        actions.move_action(
            action=one,
            move="claim_complete",
            by=user,
            expected_version=int(given["expected_version"] or 0),
            text=given["text"],
            evidence=given["proof"],
            files=given["attachments"],
        )
        return _("Reported as done. Only the body can close it, at a meeting.")
    update = actions.report_progress(
        action=one, by=user, text=given["text"], proof=given["proof"], files=given["attachments"]
    )
    if update.confirmed_at is not None:
        return _("Your update was added.")
    return _("Your update was added. Others see it once the clerk has confirmed it.")


def _confirm(request: HttpRequest, one: Action) -> HttpResponse:
    chosen = request.POST.get("update", "")
    update = one.updates.filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
    if update is None:
        raise Http404
    try:
        progress.confirm_update(update=update, by=cast("User", request.user))
    except Refused as refused:
        mistakes = [("updates", reason) for reason in refused.reasons]
        form = UpdateForm(initial=_beginning(one))
        return _answer(request, one, form, mistakes=mistakes, status=_UNPROCESSABLE)
    messages.success(request, _("The update was confirmed."))
    return redirect(f"{request.path}#updates")


def _conflict(request: HttpRequest, saved: Action, form: UpdateForm) -> HttpResponse:
    """What happened meanwhile, and the form with everything that was typed."""
    given = form.cleaned_data
    typed = {"text": given["text"], "proof": given["proof"]}
    reason = _(
        "Somebody else changed this action while you were working on it. Nothing that you typed "
        "is lost: it stands in the form. Send it again to apply it."
    )
    mistakes = [("id_text", reason)]
    if given["attachments"]:
        mistakes.append(("id_attachments", _("Choose your files again: a browser forgets them.")))
    return _answer(
        request,
        saved,
        UpdateForm(initial={**_beginning(saved), **typed}),
        mistakes=mistakes,
        changes=changes_since(saved, given.get("seen")),
        keeps_form=True,
        status=_CONFLICT,
    )


def _beginning(one: Action) -> dict[str, Any]:
    return {"expected_version": one.version, "seen": newest_entry(one)}


def _answer(
    request: HttpRequest,
    one: Action,
    form: UpdateForm,
    *,
    mistakes: list[tuple[str, str]] | None = None,
    changes: list[Any] | None = None,
    keeps_form: bool = False,
    status: int = 200,
) -> HttpResponse:
    user = cast("User", request.user)
    roles = actions.roles_on(one, user)
    may = bool(roles & {"owner", "clerk"})
    context = {
        "action": one,
        "status": words.ACTION_STATUS[one.state],
        "facts": facts_of_action(one),
        "redatings": one.redatings.all(),
        "updates": updates_of(one, user),
        "form": form,
        "mistakes": mistakes or [],
        "changes": changes or [],
        "can_report": may and (one.state in OPEN_STATES or form.is_bound or keeps_form),
        "can_claim": one.state in WITH_OWNER or keeps_form,
        "is_clerk": "clerk" in roles,
        "acts": acts_open_to(one, roles),
        "not_scanned": virus.not_scanned(),
    }
    return render(request, "scrutiny/workspace/action.html", context, status=status)
