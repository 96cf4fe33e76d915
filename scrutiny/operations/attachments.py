"""Files that come with an update: judged by their content, kept privately, never changed.

They are looked at as papers are: name, size, scanner, kind by content, the inside of a PDF. Unlike
a paper an attachment is never printed or published, so it stays as it was sent.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from boards.rules.file_kinds import WrongKindError, check_kind
from boards.rules.file_names import what_is_wrong
from boards.rules.picture_kinds import FORMATS, check_picture
from boards.upload_words import KINDS, NAMES
from portal import virus
from portal.operations import Refused
from portal.pdf.inspecting import inspect_file
from scrutiny.models import ProgressAttachment, ProgressUpdate

if TYPE_CHECKING:
    from portal.models import User

FOLDER: Final = "attachments"
MOST_FILES: Final = 5
MOST_BYTES: Final = 20 * 1024 * 1024
_LONGEST_NAME: Final = 200

#: Keeps the files with an update; called inside the transaction that writes it.
Keep = Callable[[ProgressUpdate], None]


@contextmanager
def attaching(files: Sequence[File[Any]], *, by: User | None) -> Iterator[Keep]:
    """Look at the files of an update; the block gets the function that keeps them with it.

    Open the transaction inside of the block: what was stored is removed again when the block
    raises anything.

    Raises Refused with a sentence for each file that cannot be used. Nothing is stored then.
    """
    if len(files) > MOST_FILES:
        raise Refused(_("Send at most %s files with one update.") % MOST_FILES)
    written: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attach-")))
        looked_at = [_judged(one, folder / f"{n}", by=by) for n, one in enumerate(files)]

        def keep(update: ProgressUpdate) -> None:
            for name, path in looked_at:
                _store(update, name, path, written)

        try:
            yield keep
        except BaseException:
            for name in written:
                with suppress(OSError):
                    default_storage.delete(name)
            raise


def _judged(file: File[Any], place: Path, *, by: User | None) -> tuple[str, Path]:
    """The name and a copy of a file that may be kept. Raises Refused."""
    name = str(file.name or "")
    if wrong := what_is_wrong(name):
        raise Refused(str(NAMES[wrong]))
    if file.size > MOST_BYTES or len(name) > _LONGEST_NAME:
        sentence = _("“%(name)s” is too large, or its name too long. A file may have %(most)s.")
        raise Refused(sentence % {"name": name[:60], "most": filesizeformat(MOST_BYTES)})
    ending = name.rpartition(".")[2].lower()
    path = place.with_suffix(f".{ending}" if ending.isalnum() else ".bin")
    with path.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
    with path.open("rb") as content:
        virus.refuse_infected(content, name=name, by=by)
        try:
            (check_picture if ending in FORMATS else check_kind)(content, ending)
        except WrongKindError as error:
            sentence = _("“%(name)s” %(why)s.") % {"name": name, "why": KINDS[error.why]}
            raise Refused(sentence) from error
    if ending == "pdf" and (found := inspect_file(path)).verdict == "refuse":
        why = " ".join(str(reason.message) for reason in found.reasons)
        raise Refused(_("“%(name)s” cannot be used. %(why)s") % {"name": name, "why": why})
    return name, path


def _store(update: ProgressUpdate, name: str, path: Path, written: list[str]) -> None:
    ending = name.rpartition(".")[2].lower()
    place = f"{FOLDER}/{secrets.token_hex(16)}.{ending}"
    written.append(place)
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        stored = default_storage.save(place, File(content))
    if stored not in written:
        written.append(stored)
    ProgressAttachment.objects.create(
        update=update,
        name=name,
        storage_name=stored,
        size=path.stat().st_size,
        sha256=digest,
    )
