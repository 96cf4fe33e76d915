"""Asks a virus scanner about uploaded files, where the installation names one.

The scanner is ClamAV's daemon, or anything that speaks its INSTREAM (clamd(8)): the file goes to it
in pieces, each with its length before it, and one line comes back. Where no scanner is set, uploads
work and every screen that takes them says that they are not scanned. Where one is set and does not
answer, nothing is stored: what could not be scanned is not taken for clean.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from django.conf import settings
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User

CHUNK: Final = 1024 * 1024
CONNECTING: Final = 5.0
"""Seconds that the scanner may take to be reached."""
SCANNING: Final = 60.0
"""Seconds between two signs of life while it looks at a file."""
LONGEST_ANSWER: Final = 4096
PORT: Final = 3310
_UNIX: Final = "unix:"
_TCP: Final = "tcp://"


class ScannerError(RuntimeError):
    """The scanner cannot be reached, or gave no verdict; the message is for the log."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner said of a file; `signature` is the name of what it found, or empty."""

    signature: str = ""


def is_scanned() -> bool:
    """Whether uploads are scanned here."""
    return bool(settings.CLAMD_ADDRESS)


def not_scanned() -> str:
    """The sentence for the screens that take files; empty where they are scanned."""
    if is_scanned():
        return ""
    return _("Files are not scanned for viruses here.")


def state() -> str:
    """How the scanner is, for whatever watches the portal: a word."""
    if not is_scanned():
        return "not scanned"
    try:
        with _connected() as scanner:
            scanner.settimeout(CONNECTING)
            scanner.sendall(b"zPING\0")
            return "ok" if _answer(scanner) == "PONG" else "unreachable"
    except (OSError, ScannerError):
        return "unreachable"


def scan(file: BinaryIO) -> Verdict:
    """Have a file scanned, from its beginning; it is left at its beginning.

    Raises:
        ScannerError: there was no verdict.
    """
    try:
        with _connected() as scanner:
            scanner.settimeout(SCANNING)
            scanner.sendall(b"zINSTREAM\0")
            file.seek(0)
            while chunk := file.read(CHUNK):
                scanner.sendall(struct.pack(">L", len(chunk)) + chunk)
            scanner.sendall(struct.pack(">L", 0))
            said = _answer(scanner)
    except OSError as error:
        raise ScannerError(str(error)) from error
    finally:
        file.seek(0)
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND").partition(": ")[2] or "unknown")
    if said.endswith(": OK"):
        return Verdict()
    raise ScannerError(said[:200])


def refuse_infected(file: BinaryIO, *, name: str, by: User | None) -> None:
    """Refuse a file in which the scanner finds something, and one that it cannot look at.

    Args:
        file: read from its beginning, and left there.
        name: as it was typed, for the sentence. It is not logged.
        by: who uploads it.

    Raises:
        Refused: with a sentence that says what to do. An entry of the log is written, outside any
            transaction that ends with the refusal.
    """
    if not is_scanned():
        return
    try:
        found = scan(file)
    except ScannerError as error:
        audit.upload_refused(by=by, why="not scanned", detail=str(error))
        raise Refused(
            _(
                "“%s” cannot be scanned for viruses now, so it was not stored. Try again in a few "
                "minutes; if it happens again, tell whoever runs the portal."
            )
            % name
        ) from error
    if found.signature:
        audit.upload_refused(by=by, why="virus", detail=found.signature)
        raise Refused(
            _(
                "“%s” was not stored: the virus scanner found something in it. Do not send it on, "
                "and tell your computer support."
            )
            % name
        )


def _connected() -> socket.socket:
    """A connection to the scanner.

    Raises:
        ScannerError: the setting names no place.
        OSError: it cannot be reached.
    """
    address: str = settings.CLAMD_ADDRESS
    if address.startswith(_UNIX):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(CONNECTING)
        try:
            scanner.connect(address.removeprefix(_UNIX))
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = address.removeprefix(_TCP).rpartition(":")
    if not port.isdecimal():
        host, port = address.removeprefix(_TCP), str(PORT)
    return socket.create_connection((host.strip("[]"), int(port)), CONNECTING)


def _answer(scanner: socket.socket) -> str:
    """One answer of the scanner, which ends it with a zero byte or by hanging up."""
    said = b""
    while len(said) < LONGEST_ANSWER and b"\0" not in said:
        part = scanner.recv(LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
