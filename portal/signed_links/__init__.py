"""Links that let somebody without an account send one thing. docs/signed-links.md says how."""

from __future__ import annotations

from portal.signed_links.answers import Spent, decide, receive
from portal.signed_links.making import make_link, revoke, revoke_held_by, revoke_standing
from portal.signed_links.opening import link_of, note_opened
from portal.signed_links.purposes import Purpose, lasting, register_purpose

__all__ = [
    "Purpose",
    "Spent",
    "decide",
    "lasting",
    "link_of",
    "make_link",
    "note_opened",
    "receive",
    "register_purpose",
    "revoke",
    "revoke_held_by",
    "revoke_standing",
]
