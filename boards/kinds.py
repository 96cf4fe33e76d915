"""The kinds of public record that this app releases. Public views may import this: no models."""

from __future__ import annotations

from typing import Final

BODY: Final = "body"
MEMBERS: Final = "members"
MEETING: Final = "meeting"

#: An edition or a supplement of a pack, with its PDF.
PACK: Final = "pack"
#: What a pack changed of what was public before.
CHANGES: Final = "pack_changes"
#: One paper of a pack as a file of its own.
PAPER: Final = "paper"
BACKGROUND: Final = "background_paper"
#: The notice of a meeting, or that it is put off or called off.
NOTICE: Final = "notice"
#: How many asked for another format in each year, and how fast they had it. It has no page.
FORMATS: Final = "formats"
