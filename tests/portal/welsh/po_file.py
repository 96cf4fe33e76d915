"""A message file of gettext, read and written: head, entries, no more than this project uses."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).resolve().parents[3] / "portal/locale/cy/LC_MESSAGES/django.po"
#: The rule of plurals of Django's own Welsh; the two catalogues merge only if theirs is the same.
PLURALS: Final = "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"
FORMS: Final = 4
#: What is put in when the string is shown.
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd%]")
_LINE: Final = re.compile(r'(?:(msg\w+(?:\[\d\])?) )?(".*")')


@dataclass
class Entry:
    """One string with its Welsh: one form, or one for each kind of number."""

    context: str | None
    words: str
    plural: str | None = None
    welsh: list[str] = field(default_factory=list)
    files: str = ""
    is_fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks an entry up by."""
        return self.context, self.words


def read(text: str) -> tuple[str, dict[tuple[str | None, str], Entry]]:
    """The head of a message file, as it stands there, and its entries."""
    head, *blocks = text.split("\n\n")
    entries = [_entry(block) for block in blocks if "msgid" in block]
    return head, {entry.key: entry for entry in entries}


def _entry(block: str) -> Entry:
    said: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if found := _LINE.fullmatch(line):
            name = found[1] or name
            said[name] = said.get(name, "") + ast.literal_eval(found[2])
    forms = [said[one] for one in sorted(said) if one.startswith("msgstr")]
    return Entry(
        context=said.get("msgctxt"),
        words=said["msgid"],
        plural=said.get("msgid_plural"),
        welsh=forms,
        is_fuzzy="\n#, fuzzy" in f"\n{block}",
    )


def write(head: str, entries: list[Entry]) -> str:
    """The text of a message file."""
    return "\n\n".join([head, *map(_written, entries)]) + "\n"


def _written(entry: Entry) -> str:
    lines = [f"#: {entry.files}"] if entry.files else []
    if entry.is_fuzzy:
        lines.append("#, fuzzy")
    if PLACEHOLDER.search(entry.words):
        lines.append("#, python-format")
    if entry.context is not None:
        lines.append(f"msgctxt {_quoted(entry.context)}")
    lines.append(f"msgid {_quoted(entry.words)}")
    if entry.plural is None:
        return "\n".join([*lines, f"msgstr {_quoted(entry.welsh[0] if entry.welsh else '')}"])
    lines.append(f"msgid_plural {_quoted(entry.plural)}")
    forms = entry.welsh or [""] * FORMS
    lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(forms)]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
