"""Take the second factor off an account whose owner has lost telephone, passkey and codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.door import sessions
from portal.door.letters import tell_of_change
from portal.models import User


class Command(BaseCommand):
    """For the person who keeps the machine, after they have made sure who asks."""

    help = "Removes the second factor of an account and ends its sessions; the owner gets a letter."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address of the account."""
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it, say so in the log and to the owner."""
        user = User.objects.filter(email=str(options["email"]).strip().lower()).first()
        if user is None:
            raise CommandError(_("There is no account with this address."))
        removed, _kinds = Authenticator.objects.filter(user=user).delete()
        sessions.end_others(user, here=None, by=None)
        sentence = _("The second factor of your account was removed by those who keep the portal.")
        audit.record(user, act=audit.SECOND_FACTOR_CHANGED, by=None, sentence=sentence, body="")
        tell_of_change(user, sentence)
        self.stdout.write(f"{removed}")
