"""Whether an uploaded log is the kind of file that its name says: office files, and web pages.

Web pages and the older office formats are no papers of a meeting and are taken nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from boards.rules.file_kinds import WrongKindError, check_kind

__all__ = ["check_log"]

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB] 2.2)."""
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER: Final = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"MZ", b"\x7fELF", _COMPOUND)
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def check_log(file: BinaryIO, ending: str) -> None:
    """Check a file as `boards.rules.file_kinds.check_kind` does, and know two kinds more.

    Reads from the beginning and leaves the file there.

    Raises WrongKindError: as `check_kind` does.
    """
    ending = ending.lower()
    if ending in ("html", "htm"):
        _check(file, _check_page)
    elif ending in ("doc", "xls"):
        _check(file, _check_compound)
    else:
        check_kind(file, ending)


def _check(file: BinaryIO, look: Callable[[bytes], None]) -> None:
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not content.strip():
        raise WrongKindError("empty")
    look(content)


def _check_page(content: bytes) -> None:
    if content.startswith(_OTHER) or b"<" not in content.replace(b"\x00", b""):
        raise WrongKindError("mismatch")
    if b"\x00" in content and not content.startswith(_MARKS):
        raise WrongKindError("mismatch")


def _check_compound(content: bytes) -> None:
    if not content.startswith(_COMPOUND):
        raise WrongKindError("mismatch")
    if _MACROS in content:
        raise WrongKindError("macros")
    if _LOCKED in content:
        raise WrongKindError("locked")
