"""The parts of an office file, unpacked within bounds, and their XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element, ParseError  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.rules.archives import (
    DENSE,
    DENSE_FROM,
    MOST_BYTES,
    UnsafeArchiveError,
    refuse_unsafe_list,
    refuse_unsafe_parts,
)

LARGEST_PART: Final = 96 * 1024 * 1024
STEP: Final = 1024 * 1024


class BrokenError(Exception):
    """The file, or a part of it, cannot be read; the argument is a word for `Gathering.miss`."""


class Archive:
    """An archive whose list of parts has been found harmless; what it unpacks is counted too."""

    def __init__(self, source: Path | bytes) -> None:
        """Open an archive.

        Raises:
            BrokenError: it is none, or must not be unpacked.
        """
        self._file = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
        try:
            refuse_unsafe_list(self._file)
            self._zip = zipfile.ZipFile(self._file)
            refuse_unsafe_parts(self._zip.infolist())
        except UnsafeArchiveError as error:
            self._file.close()
            raise BrokenError(error.why) from error
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            self._file.close()
            raise BrokenError("broken") from error
        self._left = MOST_BYTES
        self.names: list[str] = self._zip.namelist()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def under(self, *folders: str) -> Iterator[str]:
        """The names of the parts whose name begins like this, in their order."""
        return (name for name in self.names if name.startswith(folders) and name[-1:] != "/")

    def read(self, name: str) -> bytes:
        """Unpack a part, and count what really comes out of it.

        Raises:
            BrokenError: it is not there, damaged, or larger than it claims or may be.
        """
        if name not in self:
            raise BrokenError("broken")
        info = self._zip.getinfo(name)
        most = min(LARGEST_PART, self._left, max(DENSE_FROM, DENSE * info.compress_size))
        found: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(STEP):
                    size += len(piece)
                    if size > most:
                        raise BrokenError("large")
                    found.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise BrokenError("broken") from error
        except (NotImplementedError, RuntimeError, ValueError) as error:
            raise BrokenError("locked") from error
        self._left -= size
        return b"".join(found)

    def xml(self, name: str) -> Element:
        """The XML of a part.

        Raises:
            BrokenError: it is no XML, or declares entities or a document type.
        """
        return parsed(self.read(name))


def parsed(content: bytes) -> Element:
    """XML as a tree. A document type is refused: no office file has one, and entities need one.

    Raises:
        BrokenError: `entities` or `broken`.
    """
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BrokenError("entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise BrokenError("broken") from error
    return root


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name; empty where it is not there."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def beside(part: str, target: str) -> str:
    """The name of the part that a relation of `part` points to (ECMA-376 part 2, 8.3)."""
    if target.startswith("/"):
        return target.lstrip("/")
    found: list[str] = []
    for step in (PurePosixPath(part).parent / target).parts:
        if step == "..":
            found = found[:-1]
        elif step != ".":
            found.append(step)
    return "/".join(found)
