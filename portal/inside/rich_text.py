"""Rich text files: the text, what is hidden or deleted in it, who wrote it, what is embedded.

Source: Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from portal.inside.gathering import Gathering, masked
from portal.inside.pictures import read_picture
from portal.rules.disclosure.facts import Place

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-z]{1,40})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.IGNORECASE,
)
_BREAKS: Final = {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t", "sect": "\n",
    "page": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "nestcell": "\t"}  # fmt: skip
_SKIPPED: Final = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "datastore",
        "pgptbl",
        "xmlnstbl",
        "mmathPr",
        "filetbl",
        "listtext",
        "pntext",
        "bkmkstart",
        "bkmkend",
        "shpinst",
        "sp",
        "sn",
        "sv",
        "nonshppict",
        "blipuid",
        "panose",
    ]
)
_PICTURES: Final = frozenset({"pict"})
_OBJECTS: Final = frozenset({"objdata"})
_COMMENTS: Final = frozenset({"annotation", "atnid"})
_PROPERTIES: Final = frozenset({"title", "subject", "author", "manager", "company", "operator",
    "category", "keywords", "comment", "doccomm", "hlinkbase", "userprops", "revtbl", "docvar",
    "template", "atnauthor"})  # fmt: skip
_AUTHORS: Final = frozenset({"author", "operator", "manager", "company"})
_FIELDS: Final = frozenset({"fldinst", "ffdeftext", "ffl", "formfield", "datafield"})
_COLOURS: Final = re.compile(rb"\{\\colortbl([^}]*)\}")
_WHITE: Final = re.compile(rb"\\red255\s*\\green255\s*\\blue255\b")
_HEX: Final = re.compile(rb"[^0-9A-Fa-f]")


@dataclass(frozen=True)
class _State:
    """How what follows is taken: into which texts it goes, and how many bytes follow \\u."""

    to: str = "seen"
    hidden: bool = False
    deleted: bool = False
    white: bool = False
    skip: int = 1
    optional: bool = False


@dataclass
class _Texts:
    kept: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[bytes]] = field(default_factory=dict)
    changed: bool = False

    def add(self, state: _State, text: str) -> None:
        """Keep a piece of text where it belongs."""
        to = state.to
        if to == "seen":
            to = (
                "deleted" if state.deleted
                else "hidden" if state.hidden
                else "white" if state.white
                else "seen"
            )  # fmt: skip
        self.kept.setdefault(to, []).append(text)


def read_rich_text(content: bytes, found: Gathering) -> None:
    """Read a rich text file."""
    colours = _COLOURS.search(content)
    whites = {
        number
        for number, colour in enumerate(colours[1].split(b";") if colours else [])
        if _WHITE.search(colour)
    }
    texts = _parsed(content, whites)
    _tell(texts, found)


def _parsed(content: bytes, whites: set[int]) -> _Texts:
    texts = _Texts()
    stack: list[_State] = []
    state = _State()
    skipped = 0
    end = 0
    for token in _TOKEN.finditer(content):
        if token.start() < end:
            continue  # within binary data
        kind = token.lastgroup
        if kind == "brace":
            if token["brace"] == b"{":
                stack.append(state)
            elif stack:
                state = stack.pop()
            continue
        if kind in ("word", "number"):
            word = token["word"].decode("ascii").lower()
            number = int(token["number"]) if token["number"] else None
            if word == "bin":
                end = token.end() + max(0, number or 0)
                texts.data.setdefault(state.to, []).append(
                    content[token.end() : end].hex().encode()
                )
            elif word == "u" and number is not None:
                texts.add(state, _letter(number % 0x10000))
                skipped = state.skip
            else:
                state = _after(state, word, number, texts, whites)
            continue
        skipped = _plain(token, kind or "", state, texts, skipped)
        if kind == "symbol" and token["symbol"] == b"*":
            state = replace(state, optional=True)
    return texts


def _letter(code: int) -> str:
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _plain(token: re.Match[bytes], kind: str, state: _State, texts: _Texts, skipped: int) -> int:
    """Take letters; those that stand in for a letter given by its number are passed over."""
    if kind == "code":
        if not skipped:
            texts.add(state, bytes([int(token["code"], 16)]).decode("cp1252", "replace"))
        return max(0, skipped - 1)
    if kind == "text":
        raw = token["text"]
        text = raw[skipped:].decode("cp1252", "replace")
        if state.to in ("picture", "object"):
            texts.data.setdefault(state.to, []).append(raw)
        else:
            texts.add(state, text)
        return 0
    if kind == "symbol" and token["symbol"] in b"\\{}~_-":
        texts.add(state, {"~": " ", "_": "-", "-": ""}.get(said := token["symbol"].decode(), said))
    return skipped


def _after(state: _State, word: str, number: int | None, texts: _Texts, whites: set[int]) -> _State:
    """The state after a control word."""
    is_on = number != 0
    if word in _BREAKS:
        texts.add(state, _BREAKS[word])
    elif word == "v":
        return replace(state, hidden=is_on)
    elif word == "deleted":
        texts.changed = texts.changed or is_on
        return replace(state, deleted=is_on)
    elif word == "revised":
        texts.changed = texts.changed or is_on
    elif word == "cf":
        return replace(state, white=number in whites)
    elif word == "plain":
        return replace(state, hidden=False, white=False, deleted=False)
    elif word == "uc":
        return replace(state, skip=max(0, number or 0))
    elif to := _destination(word, optional=state.optional):
        return replace(state, to=to, optional=False)
    return state


def _destination(word: str, *, optional: bool) -> str:
    if word in _SKIPPED:
        return "skipped"
    if word in _PICTURES:
        return "picture"
    if word in _OBJECTS:
        return "object"
    if word in _COMMENTS:
        return "comment"
    if word in _PROPERTIES:
        return f"property:{word}"
    if word in _FIELDS:
        return "form"
    if word == "shptxt":
        return "seen"
    return "other" if optional else ""


def _tell(texts: _Texts, found: Gathering) -> None:
    said = {key: "".join(parts) for key, parts in texts.kept.items()}
    found.say(said.pop("seen", ""))
    for code, key in (("hidden_text", "hidden"), ("invisible_text", "white")):
        text = said.pop(key, "")
        if any(map(str.isalnum, text)):
            found.say(text, Place.HIDDEN)
            found.odd(code, Place.HIDDEN, shown=masked(text))
    found.say(said.pop("deleted", ""), Place.TRACKED_CHANGE)
    if texts.changed:
        found.odd("tracked_changes", Place.TRACKED_CHANGE)
    if any(map(str.isalnum, comment := said.pop("comment", ""))):
        found.say(comment, Place.COMMENT)
        found.odd("comments", Place.COMMENT)
    found.say(said.pop("form", ""), Place.FORM)
    for key, text in said.items():
        if key == "skipped":
            continue
        name = key.removeprefix("property:")
        found.say(text, Place.METADATA, where="" if key == "other" else name)
        if name in _AUTHORS:
            found.odd("author", Place.METADATA, where=name, shown=text)
    for key, parts in texts.data.items():
        _tell_data(key, parts, found)


def _tell_data(key: str, parts: list[bytes], found: Gathering) -> None:
    """A picture or an object, given as hexadecimal digits."""
    if key in ("picture", "object"):
        data = _HEX.sub(b"", b"".join(parts))
        raw = bytes.fromhex(data[: len(data) // 2 * 2].decode("ascii"))
        if key == "object":
            found.odd("embedded_object", Place.ATTACHMENT)
            found.read_inner(raw, "")
        elif raw.startswith((b"\xff\xd8", b"\x89PNG")):
            read_picture(raw, found)
