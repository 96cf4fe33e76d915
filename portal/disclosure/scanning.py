"""Reads a file once and remembers what was found, until the file or what is looked for changes."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage

from portal import clock
from portal.contents import FileToRead, read_many
from portal.disclosure.found import stored_form
from portal.disclosure.known import contact_texts, known_of
from portal.disclosure.watching import lists_of, state_of_lists
from portal.models import FileScan
from portal.pdf.limits import Limits
from portal.rules.disclosure import Known, WatchList, concerns
from portal.rules.disclosure.facts import Concern, Contents, Passage

#: Raise it when the rules change, so that files are read again.
RULES: Final = "3"
#: So many times the time for one upload may a file take here: scans of hundreds of pages too.
PATIENCE: Final = 3
OUTPUT_MB: Final = 160
#: Programs of the portal itself, whose names in a file give nothing away.
OWN_SOFTWARE: Final = ("weasyprint", "pikepdf", "qpdf", "scrutiny portal")


@dataclass(frozen=True)
class FileToScan:
    """A file that is looked at: in private storage by its name, or a few bytes in memory."""

    sha256: str
    ending: str
    stored: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Eyes:
    """What somebody has to know who looks for concerns of a body: contacts, names, and a mark."""

    known: Known
    watch: Sequence[WatchList]
    mark: str

    def look(self, contents: Contents) -> list[Concern]:
        """The concerns in what a file or record says; the words for their places give none away."""
        found = [
            one
            for one in concerns(contents, known=self.known, watch=self.watch)
            if not (one.code == "software" and one.shown.lower().startswith(OWN_SOFTWARE))
        ]
        names = {one.where: self.harmless(one.where) for one in found if one.where}
        return [replace(one, where=names[one.where]) if one.where else one for one in found]

    def harmless(self, label: str) -> str:
        """A label that stands in sentences and mails; empty where it would itself be a concern."""
        contents = Contents(passages=(Passage(label),))
        return "" if concerns(contents, known=self.known, watch=self.watch) else label


def eyes_of(body: str) -> Eyes:
    """What to look with in anything of a body. Raises Refused when its watch list is unreadable."""
    texts = sorted(set(contact_texts(body)))
    mark = hashlib.sha256()
    for part in (RULES, *texts, "", *state_of_lists(body)):
        mark.update(f"{len(part)}:{part}".encode())
    return Eyes(known=known_of(texts), watch=lists_of(body), mark=mark.hexdigest())


def scan(
    files: Iterable[FileToScan], *, matter: str, body: str, eyes: Eyes
) -> dict[FileToScan, list[dict[str, Any]]]:
    """The concerns in files, as `stored_form` gives them; files missing from storage are left out.

    What is not known yet, or was looked at with other eyes, is read now: all of it in one process.
    """
    wanted = list(dict.fromkeys(files))
    rows = FileScan.objects.filter(matter=matter, sha256__in={one.sha256 for one in wanted})
    known = {(row.sha256, row.ending): list(row.concerns) for row in rows if row.mark == eyes.mark}
    unknown = [one for one in wanted if (one.sha256, one.ending) not in known and _is_there(one)]
    for one, contents in zip(unknown, _read(unknown), strict=True):
        found = stored_form(matter, eyes.look(contents), file=one.sha256)
        known[one.sha256, one.ending] = found
        FileScan.objects.update_or_create(
            matter=matter,
            sha256=one.sha256,
            ending=one.ending,
            defaults={
                "body": body,
                "stored": one.stored,
                "mark": eyes.mark,
                "concerns": found,
                "scanned_at": clock.now(),
            },
        )
    return {
        one: known[one.sha256, one.ending] for one in wanted if (one.sha256, one.ending) in known
    }


def _is_there(file: FileToScan) -> bool:
    return not file.stored or default_storage.exists(file.stored)


def _read(files: Sequence[FileToScan]) -> list[Contents]:
    """What each file says; JSON of the portal's own is read as it is written."""
    with tempfile.TemporaryDirectory(prefix="gate-") as scratch:
        asked = []
        for number, one in enumerate(files):
            path = Path(default_storage.path(one.stored)) if one.stored else Path(scratch)
            if not one.stored:
                path /= str(number)
                path.write_bytes(one.content)
            ending = "txt" if one.ending == "json" else one.ending
            asked.append(FileToRead(path, ending))
        limits = Limits(
            seconds=PATIENCE * settings.PDF_SECONDS,
            memory_mb=settings.PDF_MEMORY_MB,
            output_mb=OUTPUT_MB,
        )
        return read_many(asked, limits=limits) if asked else []
