"""Giving and ending a role: the row, Wagtail's group, collection and page rights, and the log."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import RoleAssignment, ScrutinyBody
from boards.operations.admin_rights import keep_in_step
from boards.reading.forgetting import forget_closed_copies
from boards.role_source import forget_roles
from portal import audit, clock
from portal.access import roles_in
from portal.models import User
from portal.operations import Refused, refusals_of


def may_manage_roles(by: User | None, body: ScrutinyBody) -> bool:
    """Whether somebody may give and end roles in a body.

    Administrators of the portal and of the body may; so may the portal itself (`by` is None), when
    it loads a demonstration or is set up from the command line.
    """
    if by is None:
        return True
    return (by.is_active and by.is_superuser) or "admin" in roles_in(by, body.slug)


@transaction.atomic
def grant_role(
    *,
    user: User,
    body: ScrutinyBody,
    role: str,
    by: User | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give an account a role in a body from a day (today) until a day, that day included.

    Raises Refused when `by` may not do so, the account is switched off, there is no such role, the
    dates are the wrong way round, the person has the role already, or it is their own account:
    nobody gives themselves a role, so that an administrator cannot silently become a clerk.
    """
    _refuse_unless_manager(by, body)
    if by is not None and by.pk == user.pk:
        raise Refused(
            _("Nobody gives themselves a role. Ask another administrator of the portal or body.")
        )
    if not user.is_active:
        raise Refused(_("This account is switched off. Switch it on before giving it a role."))
    assignment = RoleAssignment(
        user=user, body=body, role=role, valid_from=valid_from or clock.today(), valid_to=valid_to
    )
    try:
        assignment.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    assignment.save()
    _after_change(assignment)
    sentence = _("%(person)s was given the role “%(role)s” from %(day)s.") % {
        "person": user,
        "role": assignment.get_role_display(),
        "day": date_format(assignment.valid_from, "l j F Y"),
    }
    audit.record(assignment, act=audit.ROLE_GIVEN, by=by, sentence=sentence)
    return assignment


@transaction.atomic
def end_role(
    *, assignment: RoleAssignment, by: User | None, last_day: date | None = None, reason: str = ""
) -> None:
    """End a role: after `last_day`, or at once when no day is given.

    A role that is ended at once counts for nothing from this moment on: yesterday was its last
    day; one that began today or later is removed, and the log keeps that it was given.

    Raises Refused when `by` may not do so or the last day lies before the first.
    """
    _refuse_unless_manager(by, assignment.body)
    words = {"person": assignment.user, "role": assignment.get_role_display()}
    if last_day is None and assignment.valid_from >= clock.today():
        sentence = _("The role “%(role)s” of %(person)s was taken away before it counted.") % words
        audit.record(assignment, act=audit.ROLE_ENDED, by=by, sentence=sentence, reason=reason)
        assignment.delete()
        _after_change(assignment)
        return
    assignment.valid_to = last_day or clock.today() - timedelta(days=1)
    try:
        assignment.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    assignment.save(update_fields=["valid_to"])
    _after_change(assignment)
    sentence = _("The role “%(role)s” of %(person)s ends after %(day)s.") % {
        **words,
        "day": date_format(assignment.valid_to, "l j F Y"),
    }
    audit.record(assignment, act=audit.ROLE_ENDED, by=by, sentence=sentence, reason=reason)


def _refuse_unless_manager(by: User | None, body: ScrutinyBody) -> None:
    if not may_manage_roles(by, body):
        raise Refused(
            _("Only an administrator of the portal or of this body may give and end its roles.")
        )


def _after_change(assignment: RoleAssignment) -> None:
    forget_roles(assignment.user)
    forget_closed_copies(assignment.user, assignment.body)
    keep_in_step(assignment.body)
