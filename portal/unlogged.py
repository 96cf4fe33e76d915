"""Addresses that are secrets themselves are written into no log."""

from __future__ import annotations

import logging
import re
from typing import Final

_PART: Final = r"[^\s/?#\"'<>]+"
#: What stands before the secret of an address, on any host: links of letters and calendars.
_SECRETS: Final = re.compile(
    r"(/(?:alerts/(?:confirm|mine|stop)|answer|calendar|letters/stop|workspace/invitation)/"
    rf"|/workspace/account/new-password/{_PART}/){_PART}"
)


def without_secrets(text: str) -> str:
    """A text in which the secret part of every such address is left out."""
    return _SECRETS.sub(r"\1…", text)


class SecretAddressFilter(logging.Filter):
    """Takes the secrets out of every line; Django writes the address of what it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line where it names such an address; every line is kept."""
        text = record.getMessage()
        cleaned = without_secrets(text)
        if cleaned != text:
            record.msg, record.args = cleaned, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_secrets(record.exc_text)
        return True
