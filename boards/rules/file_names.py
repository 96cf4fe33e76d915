"""Names of uploaded files that are not taken: they would lead their readers astray."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias

Why: TypeAlias = Literal["", "control", "path", "long", "program", "none"]

LONGEST: Final = 255
"""Characters of a name; where it is stored it has a shorter one of its own."""
#: Endings of programs: `minutes.exe.pdf` is meant to be taken for something else.
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|com|scr|bat|cmd|ps1|vbs?|vbe|jse?|wsf|hta|msi|jar|lnk|pif|cpl|dll|sh|php\d?|phtml|asp"
    r"x?|jsp|html?|xhtml|svgz?|xml|swf|app|reg)(?=\.)",
    re.IGNORECASE,
)
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def what_is_wrong(name: str) -> Why:
    """Why a name is not taken; empty for a good one.

    Args:
        name: as it came, with its ending. Case, blanks, brackets and accents are all right.

    Returns:
        `none`: there is none; `control`: it holds a line break, a zero byte, or a sign that
        turns the direction of writing, so that it reads as another one; `path`: it names a folder;
        `long`: it has more than 255 characters; `program`: it has the ending of a program within.
    """
    if not name.strip(" ."):
        return "none"
    if any(unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp", "Cs") for one in name):
        return "control"
    if "/" in name or "\\" in name or _DRIVE.match(name):
        return "path"
    if len(name) > LONGEST:
        return "long"
    return "program" if _PROGRAMS.search(name) else ""
