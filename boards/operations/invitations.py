"""Inviting people: a letter with a link that works once, for a week, and gives what was promised.

The roles are given when the link is taken up, in the name of the inviter, by the operation that
gives every role: what the inviter may no longer give by then is not given.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Role, ScrutinyBody
from boards.operations.roles import grant_role, may_manage_roles
from portal import audit, clock
from portal.addresses import main_url
from portal.models import Invitation, User
from portal.operations import Refused
from portal.outbox import post
from portal.signed_links.tokens import hash_of, new_token

#: How long a link works.
GOOD_FOR: Final = timedelta(days=7)
_USE: Final = "invitation"


def find_invitation(token: str) -> Invitation | None:
    """The invitation that a link opens now; None for one that was used, withdrawn or is over."""
    rows = Invitation.objects.open_at(clock.now()).select_related("invited_by")
    return rows.filter(token_hash=hash_of(token, use=_USE)).first()


@transaction.atomic
def invite(*, name: str, email: str, body: ScrutinyBody, roles: list[str], by: User) -> Invitation:
    """Invite somebody to take roles in a body, and post the letter.

    Raises Refused when `by` may not give roles there, invites themselves, names no role or one
    that there is not, or the address is none.
    """
    _refuse_unless_manager(by, body)
    reasons = []
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        reasons.append(_("Enter an e-mail address in the right form, like name@example.com"))
    if not name.strip():
        reasons.append(_("Enter the name of the person."))
    if not roles or not set(roles) <= set(Role.values):
        reasons.append(_("Choose at least one role."))
    if address == by.email.lower():
        reasons.append(_("Nobody gives themselves a role."))
    if reasons:
        raise Refused(*reasons)
    token, moment = new_token(), clock.now()
    invitation = Invitation.objects.create(
        name=name.strip()[:150],
        email=address,
        body=body.slug,
        roles=sorted(set(roles)),
        token_hash=hash_of(token, use=_USE),
        invited_by=by,
        invited_at=moment,
        expires_at=moment + GOOD_FOR,
    )
    _log(invitation, by, _("%(person)s was invited.") % {"person": invitation.name})
    _post(invitation, body, token)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User) -> None:
    """Send a new link, for another week. The old one is void. Raises Refused as `invite` does."""
    body = _body_of(invitation)
    _refuse_unless_manager(by, body)
    token, moment = new_token(), clock.now()
    rows = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not rows.update(
        token_hash=hash_of(token, use=_USE),
        invited_by=by,
        invited_at=moment,
        expires_at=moment + GOOD_FOR,
        sent_count=F("sent_count") + 1,
    ):
        raise Refused(_("This invitation was taken up or withdrawn."))
    invitation.refresh_from_db()
    _log(invitation, by, _("%(person)s was invited again.") % {"person": invitation.name})
    _post(invitation, body, token)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """Make the link void. Raises Refused for one that was taken up already."""
    _refuse_unless_manager(by, _body_of(invitation))
    rows = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not rows.update(revoked_at=clock.now()):
        raise Refused(_("This invitation was taken up or withdrawn."))
    sentence = _("The invitation of %(person)s was withdrawn.") % {"person": invitation.name}
    _log(invitation, by, sentence)


@transaction.atomic
def take_up(invitation: Invitation, *, user: User) -> None:
    """Use the link up for an account of the invited address, and give the roles.

    An account that is not stored yet is stored. Raises Refused when the link is void by now, the
    account has another address or is switched off, or the inviter may no longer give the roles.
    """
    if user.email.lower() != invitation.email or not user.is_active:
        raise Refused(_("This invitation is for somebody else."))
    if user._state.adding:
        user.save()
    rows = Invitation.objects.open_at(clock.now()).filter(pk=invitation.pk)
    if not rows.update(accepted_at=clock.now(), accepted_by=user):
        raise Refused(_("This link does not work any more."))
    body = _body_of(invitation)
    mine = user.role_assignments.filter(body=body)
    held = set(
        (mine.on(clock.today()) | mine.filter(valid_to__isnull=True)).values_list("role", flat=True)
    )
    for role in invitation.roles:
        if role not in held:
            grant_role(user=user, body=body, role=role, by=invitation.invited_by)
    sentence = _("%(person)s took up the invitation.") % {"person": invitation.name}
    _log(invitation, user, sentence)


def _body_of(invitation: Invitation) -> ScrutinyBody:
    return ScrutinyBody.objects.get(slug=invitation.body)


def _refuse_unless_manager(by: User, body: ScrutinyBody) -> None:
    if not may_manage_roles(by, body):
        raise Refused(
            _("Only an administrator of the portal or of this body may invite people to it.")
        )


def _log(invitation: Invitation, by: User, sentence: str) -> None:
    audit.record(invitation, act=audit.INVITED, by=by, sentence=sentence, body=invitation.body)


def _post(invitation: Invitation, body: ScrutinyBody, token: str) -> None:
    text = "\n\n".join(
        (
            _("%(inviter)s invites you to the scrutiny portal, to work for: %(body)s")
            % {"inviter": invitation.invited_by, "body": body.name},
            _("Come in here. The link works once, and for seven days:"),
            main_url(reverse("account_invitation", args=[token]).lstrip("/")),
            _("If you expect no invitation, there is nothing to do."),
        )
    )
    post(
        to=invitation.email,
        name=invitation.name,
        subject=_("An invitation to the scrutiny portal"),
        text=text,
        kind="invitation",
        once=f"invitation:{invitation.pk}:{invitation.sent_count}",
        body=body.slug,
    )
