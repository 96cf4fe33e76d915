"""What a clerk does with one action, each on a small page that also works on a tablet.

Of two people who open such a page at once the second is told what the first did; everything that
they typed stays in the form, and sending it again applies it to the newer state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.operations import Conflict, Refused
from portal.viewing import asks, find
from scrutiny.models import Action
from scrutiny.operations import actions
from scrutiny.rules.actions import OPEN_STATES
from scrutiny.workspace import action_forms as forms
from scrutiny.workspace.action_shown import BothTexts, both_texts, changes_since, newest_entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from portal.models import User

_UNPROCESSABLE: Final = 422
_CONFLICT: Final = 409
_OVER: Final = frozenset({"closed", "cancelled"})


@dataclass(frozen=True)
class Act:
    """One thing that a clerk does: its words, its form, from which states, and the operation."""

    title: StrOrPromise
    form: type[forms.ActForm]
    states: frozenset[str]
    make: Callable[[Action, User, forms.ActForm], object]
    said: StrOrPromise
    is_warning: bool = False


def _change(action: Action, by: User, form: forms.ActForm) -> object:
    values = {name: value for name, value in form.mine.items() if name != "seen"}
    return actions.update_action(action=action, by=by, values=values, expected_version=form.version)


def _redate(action: Action, by: User, form: forms.ActForm) -> object:
    return actions.redate_action(
        action=action, by=by, expected_version=form.version, **_given(form, "to_date", "reason")
    )


def _rate(action: Action, by: User, form: forms.ActForm) -> object:
    return actions.report_progress(action=action, by=by, **_given(form, "rating", "minute", "text"))


def _move(name: str, *given: str) -> Callable[[Action, User, forms.ActForm], object]:
    def make(action: Action, by: User, form: forms.ActForm) -> object:
        return actions.move_action(
            action=action, move=name, by=by, expected_version=form.version, **_given(form, *given)
        )

    return make


def _given(form: forms.ActForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


ACTS: Final[Mapping[str, Act]] = {
    "close": Act(
        gettext_lazy("Close with a minute"),
        forms.CloseForm,
        OPEN_STATES,
        _move("close", "minute", "evidence"),
        gettext_lazy("The action was closed."),
    ),
    "redate": Act(
        gettext_lazy("Change the date"),
        forms.RedateForm,
        OPEN_STATES,
        _redate,
        gettext_lazy("The action has a new date."),
    ),
    "rate": Act(
        gettext_lazy("Rate the progress"),
        forms.RateForm,
        OPEN_STATES,
        _rate,
        gettext_lazy("The rating was recorded."),
    ),
    "send-back": Act(
        gettext_lazy("Send back: more is to be done"),
        forms.SendBackForm,
        frozenset({"complete_claimed"}),
        _move("send_back", "reason"),
        gettext_lazy("The action was sent back."),
    ),
    "change": Act(
        gettext_lazy("Change words, owner or priority"),
        forms.ChangeForm,
        OPEN_STATES,
        _change,
        gettext_lazy("The action was changed."),
    ),
    "cancel": Act(
        gettext_lazy("Cancel with a minute"),
        forms.CancelForm,
        OPEN_STATES,
        _move("cancel", "minute", "reason"),
        gettext_lazy("The action was cancelled."),
        is_warning=True,
    ),
    "reopen": Act(
        gettext_lazy("Open again"),
        forms.ReopenForm,
        _OVER,
        _move("reopen", "minute", "reason"),
        gettext_lazy("The action is open again."),
    ),
}


def acts_open_to(action: Action, roles: frozenset[str]) -> list[tuple[str, StrOrPromise]]:
    """The names and words of what somebody may do with an action as it stands."""
    if "clerk" not in roles:
        return []
    return [(name, one.title) for name, one in ACTS.items() if action.state in one.states]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Action)
def act(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Ask for what the act needs, and do it. A GET changes nothing.

    Raises Http404 for everybody but a clerk of the body.
    """
    action, user = find(request, Action, key=key), cast("User", request.user)
    one = ACTS.get(name)
    if one is None or "clerk" not in actions.roles_on(action, user):
        raise Http404
    if request.method != "POST":
        if action.state not in one.states:
            return redirect("workspace_action", key=action.key)
        return _answer(request, action, one, one.form(initial=_beginning(action), action=action))
    form = one.form(request.POST, initial=_beginning(action), action=action)
    if not form.is_valid():
        mistakes = [
            (form[field].id_for_label or field, str(text))
            for field in form.errors
            for text in form.errors[field]
        ]
        return _answer(request, action, one, form, mistakes=mistakes, status=_UNPROCESSABLE)
    try:
        one.make(action, user, form)
    except Conflict as conflict:
        return _both(request, cast("Action", conflict.saved), one, form)
    except Refused as refused:
        mistakes = [("main-content", reason) for reason in refused.reasons]
        return _answer(request, action, one, form, mistakes=mistakes, status=_UNPROCESSABLE)
    messages.success(request, str(one.said))
    return redirect("workspace_action", key=action.key)


def _beginning(action: Action) -> dict[str, Any]:
    """What the form begins from."""
    return {
        "text": action.text,
        "owner": action.owner_id,
        "priority": action.priority,
        "expected_version": action.version,
        "seen": newest_entry(action),
    }


def _both(request: HttpRequest, saved: Action, one: Act, form: forms.ActForm) -> HttpResponse:
    """Both texts, what happened meanwhile, and the form with everything that was typed."""
    changed = set(form.mine) - {"seen"}
    typed = {name: value for name, value in form.typed.items() if name in changed}
    again = one.form(initial={**_beginning(saved), **typed}, action=saved)
    for name in typed:
        # Compared with what is saved now, so that sending it again applies it.
        again.fields[name].show_hidden_initial = False
    reason = _(
        "Somebody else changed this action while you were working on it. Nothing that you typed "
        "is lost: it stands in the form. Send it again to apply it."
    )
    return _answer(
        request,
        saved,
        one,
        again,
        mistakes=[("main-content", reason)],
        changes=changes_since(saved, form.cleaned_data.get("seen")),
        both=both_texts(form, again, changed) if one.form is forms.ChangeForm else [],
        status=_CONFLICT,
    )


def _answer(
    request: HttpRequest,
    action: Action,
    one: Act,
    form: forms.ActForm,
    *,
    mistakes: list[tuple[str, str]] | None = None,
    changes: list[Any] | None = None,
    both: list[BothTexts] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "action": action,
        "act": one,
        "form": form,
        "mistakes": mistakes or [],
        "changes": changes or [],
        "both": both or [],
    }
    return render(request, "scrutiny/workspace/action_act.html", context, status=status)
