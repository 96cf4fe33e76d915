"""One's own account: the second factor, the password, the sessions, and how one comes to it."""

from __future__ import annotations
