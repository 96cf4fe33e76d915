"""Layers (optional content, 8.11): what was hidden in a file stays hidden in the merged one."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, String

from portal.pdf.merge.objects import dictionary, items, name_of
from portal.pdf.merge.opening import Source

NAME: Final = "Layers"


class Layers:
    """The layers of all parts."""

    def __init__(self, out: pikepdf.Pdf) -> None:
        self._out = out
        self._all: list[Any] = []
        self._lists: dict[str, list[Any]] = {"/OFF": [], "/Order": [], "/RBGroups": [], "/AS": []}

    def add(self, source: Source) -> None:
        """Take over the layers of a file; its pages must have been copied already."""
        properties = dictionary(source.root.get("/OCProperties"))
        if properties is None:
            return
        if not properties.is_indirect:
            properties = source.pdf.make_indirect(properties)
        copied = self._out.copy_foreign(properties)
        groups = items(copied.get("/OCGs"))
        default = dictionary(copied.get("/D")) or Dictionary()
        hidden = items(default.get("/OFF"))
        if name_of(default.get("/BaseState")) == "/OFF":
            shown = {one.objgen for one in items(default.get("/ON"))}
            hidden = [one for one in groups if one.objgen not in shown]
        if hidden:
            source.codes.add("hidden_layers")
        self._all += groups
        self._lists["/OFF"] += hidden
        for entry in ("/Order", "/RBGroups", "/AS"):
            self._lists[entry] += items(default.get(entry))

    def finish(self) -> Any:
        """The layers of the merged file, or nothing where there are none."""
        if not self._all:
            return None
        default = Dictionary(Name=String(NAME))
        for entry, values in self._lists.items():
            if values:
                default[entry] = Array(values)
        return self._out.make_indirect(Dictionary(OCGs=Array(self._all), D=default))
