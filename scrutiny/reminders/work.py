"""What the worker's tick does for reminders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.due import DueKind, register_due
from scrutiny.reminders.sending import count, remind


def register_reminders() -> None:
    """Register the notice; before the outbox, so that what it posts goes out with the same tick."""
    register_due(
        "reminders", kind=DueKind.NOTICE, label=_("reminders of what is due"), preview=count
    )(remind)
