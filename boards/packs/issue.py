"""Everything that people do with packs, in one place for screens and commands.

`build` makes the files; here a pack is opened, checked, published, withdrawn.
"""

from __future__ import annotations

from boards.packs.clearing import clear_hit
from boards.packs.preparing import check_pack, discard_pack, open_pack, reopen_pack
from boards.packs.publication import (
    publish_due_packs,
    publish_pack,
    publish_when_built,
    set_publication,
    unset_publication,
)
from boards.packs.republishing import release_and_republish
from boards.packs.withdrawing import packs_with, withdraw_everywhere, withdraw_pack

__all__ = [
    "check_pack",
    "clear_hit",
    "discard_pack",
    "open_pack",
    "packs_with",
    "publish_due_packs",
    "publish_pack",
    "publish_when_built",
    "release_and_republish",
    "reopen_pack",
    "set_publication",
    "unset_publication",
    "withdraw_everywhere",
    "withdraw_pack",
]
