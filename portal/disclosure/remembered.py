"""What is known about files that were read already: a hint for a desk, without reading anything."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portal.models import DisclosureClearing, FileScan
from portal.rules.disclosure.facts import Level


@dataclass(frozen=True)
class OpenConcerns:
    """How many concerns of a file nobody has cleared yet."""

    stops: int
    looks: int


def open_in_files(
    matter: str, files: Collection[str], *, cleaned: Collection[str] = ()
) -> dict[str, OpenConcerns]:
    """The open concerns of files by their names in private storage; those with none are left out.

    `cleaned` are codes of what the files lose before they go out. A file that was not read yet is
    left out too: what counts is the gate, which reads it. Two queries, however many files.
    """
    scans = FileScan.objects.filter(matter=matter, stored__in=files)
    cleared = set(DisclosureClearing.objects.filter(matter=matter).values_list("digest", flat=True))
    found = {}
    for scan in scans:
        levels = {
            one["digest"]: one["level"]
            for one in scan.concerns
            if one["digest"] not in cleared and one["code"] not in cleaned
        }
        stops = sum(level == Level.STOP for level in levels.values())
        looks = sum(level == Level.LOOK for level in levels.values())
        if stops or looks:
            found[scan.stored] = OpenConcerns(stops, looks)
    return found
