"""The form of a tracker as its page shows it: fields, what was chosen, and links without it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from scrutiny.asked_filters import AskedFilters

#: The count that stands behind a value in the list of choices.
_COUNT: Final = re.compile(r" \([\d,]+\+?\)$")


@dataclass(frozen=True)
class ShownField:
    """One field: a text, or a list of values; `value` is what was chosen."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]
    mistakes: list[str]

    @property
    def is_text(self) -> bool:
        """Whether words are typed in."""
        return not self.options


@dataclass(frozen=True)
class ShownChoice:
    """Something that was chosen, and the address of the list without it."""

    label: str
    value: str
    address: str


def shown_fields(filters: AskedFilters) -> list[ShownField]:
    """The fields in their order; a list in which nothing could be chosen is left out."""
    found = []
    for name, one in filters.form.fields.items():
        options = [(str(value), str(word)) for value, word in getattr(one, "choices", ())]
        value = filters.data.get(name, "")[:200]
        mistakes = [str(message) for message in filters.form.errors.get(name, [])]
        if len(options) == 1 and not value:
            continue
        found.append(ShownField(name, str(one.label), value, options, mistakes))
    return found


def shown_choices(filters: AskedFilters, address: str) -> list[ShownChoice]:
    """What was chosen, in words, each with the address of the list without it."""
    chosen = filters.chosen
    if not chosen:
        return []
    fields = {one.name: one for one in shown_fields(filters)}
    return [
        ShownChoice(
            label=fields[name].label,
            value=_COUNT.sub("", dict(fields[name].options).get(value, value)),
            address=f"{address}{query_of(chosen, without=name)}#count",
        )
        for name, value in chosen.items()
        if name in fields
    ]


def query_of(chosen: Mapping[str, str], *, without: str = "", page: int = 1) -> str:
    """The query of an address: what was chosen, in one order; empty for the whole list."""
    asked = {name: value for name, value in chosen.items() if name != without}
    if page > 1:
        asked["page"] = str(page)
    return f"?{urlencode(asked)}" if asked else ""
