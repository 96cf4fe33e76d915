"""What the accessibility statement tells of the pages in Welsh, from what is released."""

from __future__ import annotations

from dataclasses import dataclass

from boards import kinds
from portal.public import records
from portal.welsh.catalogue import catalogue_hash


@dataclass(frozen=True)
class WelshState:
    """The bodies with Welsh pages, and those of them for whose words of today nobody stands."""

    bodies: list[str]
    unchecked: list[str]

    @property
    def names(self) -> str:
        """The bodies in words."""
        return "; ".join(self.bodies)


def state_of_welsh(only: str = "") -> WelshState:
    """Read in one query; on the host of a body that one alone."""
    words = catalogue_hash()
    found = [one for one in records(kinds.BODY, body=only) if one.payload.get("welsh")]
    unchecked = [
        one
        for one in found
        if not words or (one.payload["welsh"]["checked"] or {}).get("words") != words
    ]
    return WelshState(
        bodies=sorted(one.title for one in found), unchecked=sorted(one.title for one in unchecked)
    )
