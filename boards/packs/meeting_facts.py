"""Everything that a pack is made from, as plain values.

`boards.packs.facts` reads them from the tables; everything after that (manifest, certificate,
sheets, assembly) works on these values alone, so that the same meeting gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any


@dataclass(frozen=True)
class FileFacts:
    """A stored PDF. `name` is the name it was uploaded under, which is never public.

    `path` is where the file lies on this machine; it is no part of what a pack depends on.
    """

    path: str
    name: str
    sha256: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """Why something is withheld, in the words of the body's regime."""

    paragraphs: tuple[int, ...]
    words: str
    which_part: str = ""

    def as_payload(self) -> dict[str, Any]:
        """The ground as plain JSON values."""
        return {
            "paragraphs": list(self.paragraphs),
            "words": self.words,
            "which_part": self.which_part,
        }


@dataclass(frozen=True)
class PaperFacts:
    """One paper as the officers know it. `access` is the stricter of its own and its item's.

    `text` is the HTML of a paper that is written in the portal; `records` that of one made from
    records, for each audience.
    """

    pk: int
    key: str
    kind: str
    title: str
    title_cy: str
    public_title: str
    public_title_cy: str
    author: str
    source: str
    text: str
    records_source: str
    records: tuple[tuple[str, str], ...]
    is_to_follow: bool
    withdrawn_reason: str
    access: str
    ground: Ground | None
    file: FileFacts | None
    public_file: FileFacts | None


@dataclass(frozen=True)
class BackgroundFacts:
    """A document that a report of the item rests on."""

    key: str
    title: str
    title_cy: str
    link: str
    file: FileFacts | None


@dataclass(frozen=True)
class ItemFacts:
    """One item of business with its papers. `number` is None for one not on the agenda."""

    key: str
    number: int
    title: str
    title_cy: str
    public_title: str
    public_title_cy: str
    purpose: str
    purpose_words: str
    lead: str
    minutes: int | None
    text: str
    function: str
    function_words: str
    state: str
    state_reason: str
    urgency_reason: str
    access: str
    ground: Ground | None
    papers: tuple[PaperFacts, ...]
    background: tuple[BackgroundFacts, ...]


@dataclass(frozen=True)
class MemberFacts:
    """Somebody who sits in the body on the day of the meeting."""

    name: str
    role: str
    role_words: str
    filled_by: str
    party: str


@dataclass(frozen=True)
class BodyFacts:
    """The body that meets."""

    slug: str
    name: str
    name_cy: str
    short_name: str
    contact: str
    concern_contact: str
    regime: str
    is_statutory: bool


@dataclass(frozen=True)
class NoticeFacts:
    """How the notice of the meeting is counted for the day on which the agenda goes out."""

    published_on: date
    given: int
    needed: int
    is_statutory: bool
    authority: str
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]

    @property
    def is_short(self) -> bool:
        """Whether fewer clear days are given than are needed."""
        return self.given < self.needed


@dataclass(frozen=True)
class Said:
    """The sentences of the body that stand in its packs, and neutral words for what is withheld."""

    attendance: str
    questions: str
    filming: str
    not_for_publication: str
    neutral_item: str
    neutral_paper: str
    languages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting with its agenda, and what earlier packs of it hold.

    `published_items` and `published_papers` are the keys that a published pack has in full (a
    paper that was to follow is not among them). `edition_number` is the number of the edition that
    a supplement adds to, 0 for none.
    """

    key: str
    pk: int
    title: str
    title_cy: str
    kind: str
    kind_words: str
    held_on: date
    starts_at: time | None
    place: str
    online_link: str
    webcast_link: str
    questions_due_on: date | None
    questions_due_at: time | None
    address: str
    body: BodyFacts
    members: tuple[MemberFacts, ...]
    items: tuple[ItemFacts, ...]
    notice: NoticeFacts
    said: Said
    short_notice_reason: str = ""
    checked_alone_reason: str = ""
    clearings: tuple[tuple[str, str], ...] = ()
    published_items: frozenset[str] = frozenset()
    published_papers: frozenset[str] = frozenset()
    edition_number: int = 0

    @property
    def allowed_hits(self) -> tuple[str, ...]:
        """The marks of the hits that the proper officer has cleared."""
        return tuple(digest for digest, _reason in self.clearings)


#: What may change between the check of a pack and its publication without a new check: it is
#: printed on the certificate, which says so by itself when it no longer fits.
OF_THE_CERTIFICATE = ("notice", "short_notice_reason", "checked_alone_reason", "clearings")


def fingerprint(facts: MeetingFacts, *, kind: str, number: int, reason: str = "") -> str:
    """The hash of everything that a pack is built from, files by their own hashes.

    Two equal fingerprints give equal packs, certificate apart. SHA-256 in hexadecimal.
    """
    values = asdict(facts)
    for name in OF_THE_CERTIFICATE:
        values.pop(name)
    without_paths = _without_paths({**values, "pack": [kind, number, reason]})
    text = json.dumps(without_paths, sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_paths(value: Any) -> Any:
    """The value without the places of files, which may differ from machine to machine."""
    if isinstance(value, dict):
        return {name: _without_paths(one) for name, one in value.items() if name != "path"}
    if isinstance(value, list | tuple):
        return [_without_paths(one) for one in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"no plain value: {value!r}")
