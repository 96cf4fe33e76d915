"""The outbox: letters are posted in the transaction of what they tell of, and sent later.

docs/outbox.md says what it promises and how to post a letter.
"""

from __future__ import annotations

from portal.outbox.kinds import LetterKind, kind_named, register_kind
from portal.outbox.posting import post

__all__ = ["LetterKind", "kind_named", "post", "register_kind"]
