"""Start-up of what keeps people to account: elevations, sign-ins, and the screens of both."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import audit
from portal.access import OFFICE_ROLES, register_role_source, roles_of
from portal.admin_addresses import Audience, Guard, Parameters, open_namespace
from portal.due import register_due
from portal.elevating import elevated_roles, end_overdue, is_elevated
from portal.models import User
from portal.signing_in import register_sign_ins


def register_accountability() -> None:
    """Fill the registries of the floor; called once at start-up."""
    register_role_source(elevated_roles)
    register_due("elevations", label=_("elevations whose time is over"))(end_overdue)
    register_sign_ins()
    open_namespace("audit")
    open_namespace(
        "wagtailusers_users",
        to=Audience.ADMINISTRATORS,
        guards=[Guard(frozenset(), works_as_themselves)],
    )


def works_as_themselves(request: HttpRequest, parameters: Parameters) -> bool:
    """Whether the person works by no elevation: accounts are not a clerk's work."""
    return not is_elevated(request.user)


def tell_the_bodies(request: HttpRequest, account: User) -> None:
    """Log a change of somebody's account in every body where they hold an office.

    Who can set another person's password could sign in as that person; so the officers of the body
    read of it in their own log. Called by Wagtail after an account was saved.
    """
    by = request.user
    if not by.is_authenticated or by.pk == account.pk:
        return
    sentence = _("The account of %(person)s was changed by an administrator of the portal.")
    for body, roles in sorted(roles_of(account).items()):
        if roles & OFFICE_ROLES:
            words = str(sentence) % {"person": account}
            audit.record(account, act=audit.CHANGE, by=by, sentence=words, body=body)
