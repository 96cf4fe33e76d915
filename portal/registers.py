"""The released registers of bodies, which nearly every public page shows something of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from portal.generations import EVERYTHING, Remembered
from portal.public import bodies_by_slug

__all__ = ["register_of", "registers_of"]

#: What a body has released of itself.
Register = Mapping[str, Any]
_known: Final[Remembered[dict[str, Register]]] = Remembered(EVERYTHING)


def register_of(slug: str) -> Register | None:
    """The register of one body; None when it is not public."""
    return registers_of([slug]).get(slug)


def registers_of(slugs: Iterable[str]) -> Mapping[str, Register]:
    """The registers of several bodies by slug; those not public are left out.

    One query, or none until the next release: each process remembers what it read.
    """
    wanted = sorted({slug for slug in slugs if slug})
    if not wanted:
        return {}
    return _known.get(
        "\n".join(wanted),
        lambda: {slug: record.payload for slug, record in bodies_by_slug(wanted).items()},
    )
