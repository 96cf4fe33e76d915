"""Where a link or a bookmark leads: every internal one as a page number and a view (12.3.2).

Names of destinations belong to one file. Here they are followed while the file is open, so that
the merged file needs none and no two can clash.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pikepdf
from pikepdf import Array, Name

from portal.pdf.merge.objects import dictionary, name_of, text_of, tree_pairs
from portal.pdf.merge.opening import Source

VIEWS: Final = frozenset({"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"})
KEPT_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
PACK: Final = "pack:"
ACTIVE: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition"}
)


class Destinations:
    """The destinations of one file. `keys` are those of all parts, for links from part to part."""

    def __init__(self, source: Source, keys: frozenset[str] = frozenset()) -> None:
        self._source = source
        self._keys = keys
        self._named: dict[bytes, Any] | None = None
        base = dictionary(source.root.get("/URI"))
        self._base = text_of(base.get("/Base")) if base else ""

    def resolved(self, target: Any) -> Any:
        """A destination as `[page number, view …]`, or nothing if it leads nowhere in this file."""
        for _ in range(3):  # a name, the dictionary it stands for, the array in that
            if isinstance(target, Array):
                return self._explicit(target)
            held = dictionary(target)
            target = self._by_name(target) if held is None else held.get("/D")
        return None

    def of_action(self, action: Any) -> tuple[Any, str, str]:
        """What an action does: a destination, an address, or the code of why it is removed."""
        action = dictionary(action)
        kind = name_of(action.get("/S")) if action is not None else ""
        if action is not None and "/Next" in action:
            self._source.codes.add("script_removed")
        if kind == "/GoTo":
            found = self.resolved(action.get("/D"))
            return found, "", "" if found is not None else "links_removed"
        if kind == "/URI":
            address = text_of(action.get("/URI")).strip()
            if address.startswith(PACK) and address.removeprefix(PACK) in self._keys:
                return None, address, ""
            address = urljoin(self._base, address) if self._base else address
            scheme = scheme_of(address)
            if scheme in KEPT_SCHEMES:
                return None, address, ""
            return None, "", "script_removed" if scheme == "javascript" else "links_removed"
        return None, "", "script_removed" if kind in ACTIVE else "links_removed"

    def _explicit(self, target: Any) -> Any:
        values = list(target)
        if not values:
            return None
        page = values[0]
        number = page if isinstance(page, int) else None
        if dictionary(page) is not None:
            number = self._source.page_of.get(page.objgen)
        if number is None or not 0 <= number < len(self._source.pages):
            return None
        if len(values) == 1 or name_of(values[1]) not in VIEWS:
            return Array([number, Name.Fit])
        plain = [
            value if isinstance(value, int | float | Decimal) else None for value in values[2:6]
        ]
        return Array([number, values[1], *plain])

    def _by_name(self, name: Any) -> Any:
        if isinstance(name, pikepdf.Name):
            key = str(name)[1:].encode()
        elif isinstance(name, pikepdf.String):
            key = bytes(name)
        else:
            return None
        if self._named is None:
            self._named = self._all_names()
        return self._named.get(key)

    def _all_names(self) -> dict[bytes, Any]:
        root = self._source.root
        found: dict[bytes, Any] = {}
        names = dictionary(root.get("/Names"))
        if names is not None:
            for key, value in tree_pairs(names.get("/Dests"), "/Names"):
                if isinstance(key, pikepdf.String):
                    found.setdefault(bytes(key), value)
        old = dictionary(root.get("/Dests"))
        if old is not None:
            for name, value in old.items():
                found.setdefault(name[1:].encode(), value)
        return found


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters, or an empty text."""
    try:
        return urlsplit("".join(address.split())).scheme.lower()
    except ValueError:
        return ""
