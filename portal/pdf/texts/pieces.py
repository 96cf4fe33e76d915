"""What is found in a file, as plain values that travel as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Cell:
    """A cell of a table; how many columns and rows it takes."""

    text: str
    is_header: bool = False
    scope: str = ""
    across: int = 1
    down: int = 1

    def as_json(self) -> dict[str, Any]:
        """Only what is not as usual."""
        found: dict[str, Any] = {"text": self.text}
        if self.is_header:
            found["head"] = self.scope or "auto"
        if self.across > 1:
            found["across"] = self.across
        if self.down > 1:
            found["down"] = self.down
        return found


@dataclass
class Piece:
    """One block: a heading, a paragraph, an item of a list, a table, a picture.

    Attributes:
        page: where it begins, from 1.
        role: h1 to h6, p, item, table or figure.
        lang: its language as the file says; empty where it says nothing.
        level: of an item, how deep its list lies, from 1.
        goes_on: it is the rest of the block before, on another page.
        rows: of a table, each row with its page.
    """

    page: int
    role: str
    text: str
    lang: str = ""
    level: int = 0
    goes_on: bool = False
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Only what is not as usual."""
        found: dict[str, Any] = {"page": self.page, "role": self.role, "text": self.text}
        if self.lang:
            found["lang"] = self.lang
        if self.level:
            found["level"] = self.level
        if self.goes_on:
            found["goes_on"] = True
        if self.rows:
            found["rows"] = [
                {"page": page, "cells": [cell.as_json() for cell in cells]}
                for page, cells in self.rows
            ]
        return found
