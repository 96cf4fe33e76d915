"""Where the files of a pack lie in private storage."""

from __future__ import annotations

from boards.models import Pack


def folder_of(pack: Pack) -> str:
    """The place of everything that was built for a pack."""
    return f"packs/{pack.meeting.key}/{pack.key}"


def paper_storage_name(pack: Pack, key: str) -> str:
    """Where the clean file of a paper of a pack waits, by the permanent key of the paper."""
    return f"{folder_of(pack)}/papers/{key}.pdf"


def text_storage_name(pack: Pack, key: str) -> str:
    """Where the text version of such a paper waits."""
    return f"{folder_of(pack)}/papers/{key}.txt"
