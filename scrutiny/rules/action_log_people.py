"""Owners as logs name them: by name, by initials, several at once. A proposal, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from scrutiny.rules.source_rows import same_text

__all__ = ["owner_key", "owner_parts", "proposed_owner"]

_BETWEEN: Final = re.compile(r"\s*(?:[/,;&+\n]|\band\b|\bwith\b|\bor\b| - | – )\s*")
_INITIALS: Final = 4
"""So many letters may be somebody's initials."""
_TITLES: Final = re.compile(
    r"^(?:(?:cllr|councillor|mr|mrs|ms|miss|dr|prof(?:essor)?|sir|dame|lord|lady|rev)\b\.?\s*)+",
    re.IGNORECASE,
)


def owner_key(words: str) -> str:
    """By what the words for an owner are known again."""
    return same_text(words).strip(" .,;:")[:200]


def owner_parts(words: str) -> list[str]:
    """The several owners of "CH/MP" or "Chair and secretary"."""
    return [part.strip(" .") for part in _BETWEEN.split(words) if part.strip(" .")]


def proposed_owner(words: str, people: Sequence[tuple[int, str, str]]) -> int | None:
    """Who is probably meant, of the people of the register; None where that is not plain.

    Args:
        words: as they stand in the log.
        people: number, name and post of each person.
    """
    for part in (words, *owner_parts(words)):
        found = _one(part, people)
        if found is not None:
            return found
    return None


def _one(words: str, people: Sequence[tuple[int, str, str]]) -> int | None:
    said = _plain(words)
    if not said:
        return None
    names = [(number, _plain(name), _plain(post)) for number, name, post in people]
    initials = said if said.isalpha() and len(said) <= _INITIALS else ""
    for found in (
        [number for number, name, _post in names if name == said],
        [number for number, _name, post in names if post == said],
        [number for number, name, _post in names if initials and _initials(name) == initials],
        [number for number, name, _post in names if len(said) > 2 and said in name.split()],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _plain(name: str) -> str:
    return _TITLES.sub("", same_text(name)).strip(" .")


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part)
