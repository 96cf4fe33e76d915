"""An account that stands in the record is switched off, never deleted.

The log and the releases say who acted. If the account went, they would point at nobody, and the
database refuses to change them.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.models import LogEntry, Release, User


def stands_in_record(user: User) -> bool:
    """Whether the log or a release says that this person acted."""
    acted = LogEntry.objects.filter(user_id=user.pk).exists()
    return acted or Release.objects.filter(released_by_id=user.pk).exists()


def keep_who_acted(sender: object, instance: User, **kwargs: Any) -> None:
    """Refuse to delete such an account, whoever asks; for `pre_delete`.

    Raises ProtectedError.
    """
    if stands_in_record(instance):
        raise ProtectedError(_refusal(instance), {instance})


def offer_to_switch_off(request: HttpRequest, user: User) -> HttpResponse | None:
    """Wagtail's page “Delete user”: say why not and what to do; for `before_delete_user`."""
    if not stands_in_record(user):
        return None
    messages.error(request, _refusal(user))
    return redirect("wagtailusers_users:edit", user.pk)


def offer_to_switch_off_all(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several at once; for `before_bulk_action`."""
    if action_type != "delete" or action.model is not User:
        return None
    kept = [one for one in objects if stands_in_record(one)]
    if not kept:
        return None
    for one in kept:
        messages.error(request, _refusal(one))
    return redirect("wagtailusers_users:index")


def _refusal(user: User) -> str:
    return _(
        "%(person)s stands in the record, so the account cannot be deleted: the log would no "
        "longer say who acted. Take “Active” off instead; then nobody can sign in with it."
    ) % {"person": user}
