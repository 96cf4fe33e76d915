"""What kind of file some bytes are, judged by the content and never by the name alone.

Only kinds that a clerk needs are known: PDF, Word, Excel and PowerPoint without macros,
OpenDocument, rich text, comma-separated values and plain text. Everything else is refused, also
whatever a browser would run (HTML, SVG, XML) or an operating system would start.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Final

from portal.rules.archives import UnsafeArchiveError, refuse_unsafe_list, refuse_unsafe_parts

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"

#: The media type under which a file of each kind is served, by the ending of its name.
MEDIA_TYPES: Final[dict[str, str]] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "rtf": "application/rtf",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_OFFICE_FOLDERS: Final = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
#: Plain text with these first is meant for a browser (WHATWG MIME Sniffing, section 7.1).
_MARKUP: Final = re.compile(
    rb"<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|style|title|table|div|font|img|a|p|b"
    rb"|br|h1)[\s>/]",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 1_000_000
_TYPES: Final = "[Content_Types].xml"
_UNSAFE: Final = {"not_an_archive": "broken", "locked": "locked"}
_LONGEST_TYPE: Final = 100
_PROLOG: Final = 262_144
"""Bytes of a part within which its first element must begin."""
_BEGINNING: Final = re.compile(rb"<!DOCTYPE|<!ENTITY|<[A-Za-z_]", re.IGNORECASE)
_MACROS: Final = ("basic/", "scripts/", "xl/macrosheets/")
_RUNNING: Final = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)


@dataclass(frozen=True)
class WrongKindError(Exception):
    """The content is not what the ending of the name promises; `why` is one word for tests."""

    why: str


def check_kind(file: BinaryIO, ending: str) -> None:
    """Check that a file's content is of the kind its name ends in.

    Reads from the beginning and leaves the file at its beginning. `ending` has no dot.

    Raises WrongKindError: `unknown` ending, `empty` file, `mismatch` of content and name, `markup`
    that a browser would run, `macros`, `bomb` (it unpacks to far more than a paper, leads out of
    its folder, or refers to other things), `locked`, or `broken`.
    """
    ending = ending.lower()
    if ending not in MEDIA_TYPES:
        raise WrongKindError("unknown")
    file.seek(0)
    head = file.read(_LOOKED_AT)
    try:
        if not head.strip():
            raise WrongKindError("empty")
        if ending in _OFFICE_FOLDERS or ending in ("odt", "ods"):
            _check_zip(file, ending)
        elif ending in ("csv", "txt"):
            _check_text(head)
        elif not head.startswith(b"%PDF-" if ending == "pdf" else rb"{\rtf"):
            raise WrongKindError("mismatch")
    finally:
        file.seek(0)


def _check_text(head: bytes) -> None:
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongKindError("mismatch")
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"MZ", b"\x7fELF", b"%!PS")):
        raise WrongKindError("mismatch")
    if _MARKUP.search(head[:1024]):
        raise WrongKindError("markup")


def _check_zip(file: BinaryIO, ending: str) -> None:
    try:
        refuse_unsafe_list(file)
        with zipfile.ZipFile(file) as archive:
            refuse_unsafe_parts(archive.infolist())
            names = archive.namelist()
            if ending in _OFFICE_FOLDERS:
                _check_office(archive, names, ending)
            elif _open_document_type(archive, names) != MEDIA_TYPES[ending]:
                raise WrongKindError("mismatch")
            _check_macros(names)
            _check_prologs(archive)
    except UnsafeArchiveError as error:
        raise WrongKindError(_UNSAFE.get(error.why, "bomb")) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise WrongKindError("broken") from error
    except (EOFError, ValueError) as error:
        raise WrongKindError("broken") from error


def _open_document_type(archive: zipfile.ZipFile, names: list[str]) -> str:
    """What the first entry of an OpenDocument file says (OpenDocument 1.3 part 2, 3.3)."""
    if names[:1] != ["mimetype"] or archive.getinfo("mimetype").file_size > _LONGEST_TYPE:
        return ""
    return archive.read("mimetype").decode("ascii", "replace")


def _check_office(archive: zipfile.ZipFile, names: list[str], ending: str) -> None:
    folder = _OFFICE_FOLDERS[ending]
    if _TYPES not in names or not any(name.startswith(folder) for name in names):
        raise WrongKindError("mismatch")
    with archive.open(_TYPES) as types:
        if _RUNNING.search(types.read(_LOOKED_AT).decode("utf-8", "replace")):
            raise WrongKindError("macros")


def _check_macros(names: list[str]) -> None:
    for name in names:
        plain = name.lower()
        if plain.startswith(_MACROS) or plain.rpartition("/")[2].startswith("vbaproject"):
            raise WrongKindError("macros")


def _check_prologs(archive: zipfile.ZipFile) -> None:
    """No part may declare a document type: no office program writes one, and entities need one."""
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(part) as opened:
            head = opened.read(_PROLOG).replace(b"\x00", b"")  # UTF-16 reads alike
        begins = _BEGINNING.search(head)
        if (begins and begins[0][1:2] == b"!") or (not begins and len(head) == _PROLOG):
            raise WrongKindError("bomb")
