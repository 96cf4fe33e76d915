"""The bytes that become public: read as a stream, hashed on the way, put into place at once.

A file goes from memory or from private storage into public storage under its own SHA-256. It is
written under a name that nobody asks for and moved into place when it is whole, so that neither a
full disk nor a stopped process leaves half a file where a reader would find it.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from django.core.files.base import File as DjangoFile
from django.core.files.storage import default_storage, storages

CHUNK: Final = 1 << 20
#: Where files wait until they are whole. Nothing public ever points here.
INCOMING: Final = "incoming"


class PublishingError(Exception):
    """Something stands in the way of publishing; the message says what."""


@dataclass(frozen=True)
class File:
    """A file that goes out with a record: its public name, media type and bytes.

    The bytes are `content`, or those of the file called `stored` in private storage, which are
    never held in memory as a whole. With `sha256` they must be exactly those.
    """

    name: str
    media_type: str
    content: bytes = b""
    stored: str = ""
    sha256: str = ""

    def open(self) -> IO[Any]:
        """The bytes to read from, from the beginning. Raises OSError when they are missing."""
        return default_storage.open(self.stored, "rb") if self.stored else BytesIO(self.content)


@dataclass(frozen=True)
class Measured:
    """The SHA-256 and the size in bytes of a file that goes out."""

    sha256: str
    size: int


def measure(file: File) -> Measured:
    """Read a file once, piece by piece.

    Raises PublishingError when it is missing, empty in storage, or not the one that was meant.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with file.open() as source:
            while piece := source.read(CHUNK):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise PublishingError(f"The file {file.name} is missing from storage.") from error
    found = Measured(digest.hexdigest(), size)
    if file.sha256 and found.sha256 != file.sha256:
        raise PublishingError(f"The file {file.name} was changed after it was checked.")
    return found


def keep(file: File, measured: Measured) -> str:
    """Copy a file into public storage and return its name there; the same bytes are kept once.

    Raises PublishingError when it changes meanwhile, OSError when there is no room. Either way
    nothing is left behind.
    """
    public = storages["public"]
    name = f"{measured.sha256[:2]}/{measured.sha256}"
    if public.exists(name) and public.size(name) == measured.size:
        return name
    with file.open() as source:
        hashing = _Hashing(source)
        waiting = f"{INCOMING}/{uuid.uuid4().hex}"
        try:
            waiting = public.save(waiting, hashing)
            if hashing.digest.hexdigest() != measured.sha256:
                raise PublishingError(f"The file {file.name} was changed while it was published.")
            _move(public.path(waiting), public.path(name))
        except BaseException:
            public.delete(waiting)
            raise
    return name


def remove(storage_name: str) -> None:
    """Take bytes out of public storage; none there is no error."""
    storages["public"].delete(storage_name)


def _move(source: str, target: str) -> None:
    """Put a whole file into its place, on the disk before it has its name."""
    with Path(source).open("rb") as written:
        os.fsync(written.fileno())
    Path(target).parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    Path(source).replace(target)


class _Hashing(DjangoFile[bytes]):
    """A file that is hashed while a storage reads it."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__(source)
        self.source = source
        self.digest = hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes in pieces, each hashed as it passes."""
        while piece := self.source.read(CHUNK):
            self.digest.update(piece)
            yield piece
