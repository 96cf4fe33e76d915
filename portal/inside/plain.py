"""Plain text and comma-separated values."""

from __future__ import annotations

import csv
import io
from typing import Final

from portal.inside.gathering import Gathering
from portal.inside.tables import lines_of

_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_SAMPLE: Final = 8192


def decoded(content: bytes) -> str:
    """Text by its byte order mark, as UTF-8 if it can be, and else as Windows writes it."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_text(content: bytes, found: Gathering) -> None:
    """Plain text."""
    found.say(decoded(content))


def read_values(content: bytes, found: Gathering) -> None:
    """Comma-separated values; where the rows cannot be told apart, the text as it is."""
    text = decoded(content)
    try:
        how = csv.Sniffer().sniff(text[:_SAMPLE], ",;\t|")
    except csv.Error:
        how = csv.excel
    try:
        found.say("\n".join(lines_of(csv.reader(io.StringIO(text, newline=""), how))))
    except csv.Error:
        found.say(text)
