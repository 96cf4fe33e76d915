"""Letters to somebody whose way in has changed, so that a thief cannot do it unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext as _

from portal.addresses import main_url
from portal.outbox import post

if TYPE_CHECKING:
    from portal.models import User


def tell_of_change(user: User, sentence: str) -> None:
    """Tell somebody that their password or second factor was changed."""
    text = "\n\n".join(
        (
            sentence,
            _("If it was you, there is nothing to do."),
            _(
                "If it was not you, ask for a new password here, which ends all sessions, and "
                "tell the clerk of your body or the administrator of the portal at once:"
            ),
            main_url("workspace/account/new-password/"),
        )
    )
    post(
        to=user.email,
        name=user.get_full_name(),
        user=user,
        subject=_("Your account was changed"),
        text=text,
        kind="security",
        once=f"security:{uuid4()}",
    )
