"""The connection to the mail server, whatever mail back end Django is given."""

from __future__ import annotations

import logging
from typing import Any, Final, Self

from django.core.mail import get_connection

_log: Final = logging.getLogger("portal.mail")


class MailServer:
    """The connection to the mail server: opened when needed, kept for the batch, thrown away when
    it fails. A connection on which encryption failed is never used again (CVE-2026-7666)."""

    def __init__(self) -> None:
        self._open: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.drop()

    def open(self) -> None:
        """Connect, unless it is connected."""
        if self._open is None:
            connection = get_connection(fail_silently=False)
            self._open = connection
            connection.open()

    def hand_over(self, message: Any) -> None:
        """Send one message. Raises what the back end raises, or RuntimeError when it took none."""
        if not self._open.send_messages([message]):
            raise RuntimeError("The mail back end did not take the letter.")

    def drop(self) -> None:
        """Close it, whatever state it is in."""
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            connection.close()
        except Exception:  # noqa: BLE001 - it is thrown away in any case
            _log.debug("A connection to the mail server did not close cleanly.", exc_info=True)
