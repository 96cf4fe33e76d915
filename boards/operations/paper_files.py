"""Files that people upload for papers: judged by content, converted, inspected, stored privately.

A file is looked at in a scratch folder first. It is stored before its row is written, and removed
again when anything after that fails, so that neither is there without the other. Its name is kept
as it was typed, and is never public.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import ProtectedError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.models import Collection

from boards.body_collections import collection_of
from boards.models import Access, Document, ScrutinyBody
from boards.rules.file_kinds import MEDIA_TYPES, WrongKindError, check_kind
from boards.rules.file_names import what_is_wrong
from boards.upload_words import KINDS, NAMES
from portal import virus
from portal.operations import Refused
from portal.pdf.inspecting import inspect_file
from portal.pdf.office import CONVERTED, ConversionError, OfficeMissingError, convert_office

if TYPE_CHECKING:
    from portal.models import User

#: Room for the name in the column that holds folder and name, and in a file system, in bytes.
LONGEST_STEM: Final = 60
LONGEST_STEM_BYTES: Final = 200
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: Kinds of file that hide nothing: the public gets them as they are.
PLAIN: Final = frozenset({"csv", "txt"})
_log = logging.getLogger("portal.media")


@dataclass(frozen=True)
class Received:
    """A file that was looked at and may be stored; its paths lie in a scratch folder.

    `pdf` is the file itself when that is a PDF, its conversion, or None for a background paper
    that stays plain text. `sha256` and `inspection` are those of `pdf`.
    """

    name: str
    original: Path
    pdf: Path | None
    sha256: str = ""
    inspection: dict[str, Any] = field(default_factory=dict)

    @property
    def is_converted(self) -> bool:
        """Whether the PDF was made from the file."""
        return self.pdf is not None and self.pdf != self.original


@dataclass(frozen=True)
class Stored:
    """The documents of a stored file; both are the same when a PDF was uploaded."""

    document: Document
    pdf: Document | None


@contextmanager
def received(
    file: File[Any], *, title: str, needs_pdf: bool = True, by: User | None = None
) -> Iterator[Received]:
    """Look at an uploaded file; it is gone when the block ends, unless `stored` keeps it.

    Args:
        file: as the form gives it, with the name that was typed.
        title: the title of a PDF that is made from it.
        needs_pdf: whether it goes into a pack. What does not may stay plain text or a table of
            values; office files are converted all the same, since they hold more than they show.
        by: who uploads it, for the log of what the virus scanner refuses.

    Raises:
        Refused: the file cannot be used, in a sentence that names it and says what to do.
    """
    name = str(file.name or "")
    if wrong := what_is_wrong(name):
        raise Refused(str(NAMES[wrong]))
    _refuse_size(file, name)
    with tempfile.TemporaryDirectory(prefix="upload-") as scratch:
        folder = Path(scratch)
        ending = name.rpartition(".")[2].lower()
        original = folder / f"received.{ending if ending in MEDIA_TYPES else 'bin'}"
        with _room(name):
            _copy(file, original)
        with original.open("rb") as content:
            virus.refuse_infected(content, name=name, by=by)
        _refuse_kind(original, name, ending, needs_pdf=needs_pdf)
        pdf = original if ending == "pdf" else None
        if pdf is None and (needs_pdf or ending not in PLAIN):
            pdf = _converted(original, folder, name=name, title=title)
        inspection = _inspected(pdf, name) if pdf else {}
        sha256 = sha256_of(pdf) if pdf else ""
        yield Received(name, original, pdf, sha256, inspection)


@contextmanager
def stored(found: Received, *, body: ScrutinyBody, title: str, by: User | None) -> Iterator[Stored]:
    """Store a file and its conversion as documents of a body, in one transaction with the block.

    Raises:
        Refused: there is no room. Nothing is stored then, nor when the block raises anything.
    """
    written: list[str] = []
    try:
        with _room(found.name), transaction.atomic():
            document = _document(found.original, found.name, written, body, title, by)
            pdf: Document | None = document if found.pdf else None
            if found.pdf is not None and found.is_converted:
                pdf_name = f"{found.name.rpartition('.')[0]}.pdf"
                pdf = _document(found.pdf, pdf_name, written, body, title, by)
            yield Stored(document, pdf)
    except BaseException:
        storage = Document._meta.get_field("file").storage
        for name in written:
            with suppress(OSError):
                storage.delete(name)
        raise


def discard(*documents: Document | None) -> None:
    """Remove documents that nothing rests on any more; others stay."""
    for key in {document.pk for document in documents if document is not None}:
        row = Document.objects.filter(pk=key).first()
        if row is not None:
            with suppress(ProtectedError):
                row.delete()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_size(file: File[Any], name: str) -> None:
    most: int = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > most:
        sentence = _("“%(name)s” is too large (%(size)s). The largest file may have %(most)s.")
        sizes = {"size": filesizeformat(file.size), "most": filesizeformat(most)}
        raise Refused(sentence % {"name": name, **sizes})


def _refuse_kind(path: Path, name: str, ending: str, *, needs_pdf: bool) -> None:
    try:
        if ending != "pdf" and ending not in CONVERTED and (needs_pdf or ending not in PLAIN):
            raise WrongKindError("unknown")
        with path.open("rb") as content:
            check_kind(content, ending)
    except WrongKindError as error:
        sentence = _("“%(name)s” %(why)s.") % {"name": name, "why": KINDS[error.why]}
        raise Refused(sentence) from error


def _converted(original: Path, folder: Path, *, name: str, title: str) -> Path:
    try:
        return convert_office(original, folder=folder, title=title)
    except OfficeMissingError as error:
        sentence = _(
            "This server cannot turn “%s” into a PDF. Save it as PDF in the program it was made "
            "with (File, Save as, PDF) and upload that."
        )
        raise Refused(sentence % name) from error
    except ConversionError as error:
        sentence = _(
            "“%s” could not be turned into a PDF. Save it as PDF in the program it was made with "
            "(File, Save as, PDF) and upload that."
        )
        raise Refused(sentence % name) from error


def _inspected(pdf: Path, name: str) -> dict[str, Any]:
    """What is inside; Refused where the file cannot be used at all."""
    found = inspect_file(pdf)
    if found.verdict == "refuse":
        why = " ".join(str(reason.message) for reason in found.reasons)
        raise Refused(_("“%(name)s” cannot be used. %(why)s") % {"name": name, "why": why})
    result: dict[str, Any] = json.loads(json.dumps(found.as_dict()))  # as the column gives it back
    del result["file"]
    return result


def _document(
    path: Path,
    name: str,
    written: list[str],
    body: ScrutinyBody,
    title: str,
    by: User | None,
) -> Document:
    """Write the file under a name of its own, then the row."""
    storage = Document._meta.get_field("file").storage
    place = f"documents/{secrets.token_hex(6)}/{_storable(name)}"
    written.append(place)
    with path.open("rb") as content:
        place = storage.save(place, File(content))
    if place not in written:
        written.append(place)
    document = Document(
        title=title[:255],
        body=body,
        access=Access.RESTRICTED,
        collection=collection_of(body) or Collection.get_first_root_node(),
        uploaded_by_user=by,
    )
    document.file.name = place
    document.file_size = path.stat().st_size
    document.save()
    return document


def _storable(name: str) -> str:
    """A name that every file system keeps, as near to the typed one as can be."""
    stem, _dot, ending = name.rpartition(".")
    kept = re.sub(r"[^\w.-]+", "_", stem).strip("._")[:LONGEST_STEM]
    while len(kept.encode()) > LONGEST_STEM_BYTES:
        kept = kept[:-1]
    return f"{kept or 'file'}.{ending.lower()}"


def _copy(file: File[Any], target: Path) -> None:
    with target.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)


@contextmanager
def _room(name: str) -> Iterator[None]:
    """Say that the disk is full in plain words; the fault itself goes to the log."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _log.error("No room for an uploaded file: %s", error)
        sentence = _(
            "The server has no room for “%s”. Nothing was stored. Tell whoever runs the portal, "
            "and upload it again afterwards."
        )
        raise Refused(sentence % name) from error
