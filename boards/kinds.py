"""The kinds of public record that this app releases. Public views may import this: no models."""

from __future__ import annotations

from typing import Final

BODY: Final = "body"
MEMBERS: Final = "members"
MEETING: Final = "meeting"
