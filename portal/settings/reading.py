"""Reading settings from the environment, strictly.

A value that is there but wrong is refused with its name, instead of being taken for "off".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR: Final = Path(__file__).resolve().parent.parent.parent
"""The folder that holds ``manage.py``."""

env: Final = environ.Env()

_ON = frozenset({"1", "on", "true", "yes"})
_OFF = frozenset({"0", "off", "false", "no"})


def switch(name: str, *, default: bool) -> bool:
    """Read an on/off setting; anything but the usual words is an error that names it."""
    text = env.str(name, default="").strip().lower()
    if not text:
        return default
    if text in _ON:
        return True
    if text in _OFF:
        return False
    raise ImproperlyConfigured(f"{name} must be 'on' or 'off', not '{text}'.")


def number(name: str, *, default: int) -> int:
    """Read a whole number, not below zero."""
    text = env.str(name, default="").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not '{text}'.")
    return int(text)


def names(name: str, *, default: Iterable[str] = ()) -> list[str]:
    """Read a list of words separated by commas; empty entries are dropped."""
    text = env.str(name, default="")
    return [word.strip() for word in text.split(",") if word.strip()] or list(default)


def day(name: str) -> date | None:
    """Read a date written as 2025-09-12, or nothing."""
    text = env.str(name, default="").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a date like 2025-09-12, not '{text}'."
        ) from None


def folder(name: str, *, default: Path) -> Path:
    """Read a folder; a relative one counts from the folder that holds ``manage.py``."""
    text = env.str(name, default="").strip()
    return (BASE_DIR / text).resolve() if text else default


def missing(required: Iterable[tuple[str, str]]) -> list[str]:
    """Return one line for each required setting that is not there: name and what it is for."""
    return [
        f"{name} is not set: {purpose}."
        for name, purpose in required
        if not env.str(name, default="").strip()
    ]
