"""The record cannot be rewritten: triggers in the database, and the one way round them.

docs/protected-record.md says what is protected, who may pass and what cannot be known.
"""

from __future__ import annotations

from portal.protection.session import NotAllowedHere, Purpose, purpose_now, rewriting
from portal.protection.triggers import install, missing_triggers, remove

__all__ = [
    "NotAllowedHere",
    "Purpose",
    "install",
    "missing_triggers",
    "purpose_now",
    "remove",
    "rewriting",
]
