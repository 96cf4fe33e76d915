"""What is looked for beside runs of words: titles, file names, hashes and particulars."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from boards.packs.common_words import is_plain
from boards.packs.withheld import Withheld
from portal.pdf.read.letters import letters, words

TITLE: Final = "title"
FILE_NAME: Final = "file_name"
HASH: Final = "hash"
WORDS: Final = "words"
METADATA: Final = "metadata"
ATTACHMENT: Final = "attachment"
IMAGE: Final = "image"

DISTINCT: Final = 12
"""Letters from which on a needle need not stand as whole words: it is not met by chance."""
_HASH_LETTERS: Final = 16
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Needle:
    """One thing to look for.

    Attributes:
        ref: whose it is.
        kind: TITLE, FILE_NAME, HASH or METADATA.
        letters: what is looked for.
        shown: how it was written.
        is_plain: one or two common words: only where they stand alone do they tell anything.
    """

    ref: str
    kind: str
    letters: str
    shown: str
    is_plain: bool = False

    @property
    def is_word(self) -> bool:
        """One short word, such as stands in the inner workings of any PDF by chance."""
        return (
            len(self.letters) < DISTINCT and self.letters.isalpha() and len(words(self.shown)) == 1
        )


def needles(withheld: Iterable[Withheld]) -> list[Needle]:
    """Everything to look for, each once."""
    found: dict[tuple[str, str], Needle] = {}
    for one in withheld:
        for needle in (*_titles(one), *_file_names(one), *_hashes(one), *_metadata(one)):
            if needle.letters:
                found.setdefault((needle.ref, needle.letters), needle)
    return list(found.values())


def _titles(one: Withheld) -> Iterator[Needle]:
    for title in one.titles:
        yield Needle(one.ref, TITLE, letters(title), title, is_plain(title))


def _file_names(one: Withheld) -> Iterator[Needle]:
    for name in one.file_names:
        bare = re.split(r"[/\\]", name)[-1]
        stem = _EXTENSION.sub("", bare)
        if not is_plain(stem):
            yield Needle(one.ref, FILE_NAME, letters(stem), bare)
        else:
            yield Needle(one.ref, FILE_NAME, letters(bare), bare)
            yield Needle(one.ref, FILE_NAME, letters(stem), bare, is_plain=True)


def _hashes(one: Withheld) -> Iterator[Needle]:
    """A hash in hexadecimal or base64; its first letters are enough, for it may stand cut short."""
    for sha256 in one.sha256:
        if not _SHA256.fullmatch(digest := sha256.strip().lower()):
            continue
        packed = base64.b64encode(bytes.fromhex(digest)).decode("ascii")
        yield Needle(one.ref, HASH, digest[:_HASH_LETTERS], digest)
        yield Needle(one.ref, HASH, letters(packed)[:_HASH_LETTERS], packed)


def _metadata(one: Withheld) -> Iterator[Needle]:
    for said in one.metadata:
        yield Needle(one.ref, METADATA, letters(said), said, is_plain(said))
