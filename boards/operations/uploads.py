"""News that a file was uploaded for a meeting, told once it is stored for good."""

from __future__ import annotations

from django.db import transaction
from django.dispatch import Signal

from boards.models import Meeting

#: Arguments: `meeting`. For looking at the file only, never for a rule.
uploaded = Signal()


def announce_upload(meeting: Meeting) -> None:
    """Tell who listens, when the transaction is committed; what goes wrong there stops nothing."""
    transaction.on_commit(lambda: uploaded.send_robust(Meeting, meeting=meeting))
