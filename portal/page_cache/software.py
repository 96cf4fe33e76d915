"""One word for the software that makes the pages, so that a new version finds none of the old."""

from __future__ import annotations

import hashlib
import time
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

__all__ = ["STARTED", "version"]

STARTED: Final = time.time()
"""When this process began, in Unix time: no page is said to be older."""
_FOLDERS: Final = ("portal", "boards", "scrutiny", "home", "templates")
_KINDS: Final = frozenset({".py", ".html", ".txt", ".mo"})
_SETTINGS: Final = (
    "BASE_URL",
    "ALLOWED_HOSTS",
    "DEBUG",
    "DEMONSTRATION",
    "LANGUAGE_CODE",
    "WAGTAIL_SITE_NAME",
)


@cache
def version() -> str:
    """A hash of the sources, the names of the static files and the settings that pages show.

    Read once in the life of a process. Every process of one installation finds the same.
    """
    digest = hashlib.sha256()
    for name in _SETTINGS:
        digest.update(repr(getattr(settings, name, None)).encode())
    root = Path(settings.BASE_DIR)
    files = [root / "requirements.txt", Path(settings.STATIC_ROOT or root) / "staticfiles.json"]
    for folder in _FOLDERS:
        files += sorted((root / folder).rglob("*"))
    for file in files:
        if file.suffix in _KINDS | {".json"} and file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
