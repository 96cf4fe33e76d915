"""What a kept page may depend on: a body, what is no release, or everything."""

from __future__ import annotations

from typing import Final

EVERYTHING: Final = ""
"""Raised by every change; pages across bodies depend on it, and those of a permanent key."""
SITE: Final = "*"
"""Raised by what is no release: pages of editors, menus, hosts. Every page depends on it or on
everything."""
