"""One place of a pack where something withheld shows, as it is told to people."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from portal.pdf.read import document as place
from portal.pdf.read.document import PLACES, Passage


@dataclass(frozen=True)
class Hit:
    """One place of the pack where something withheld shows.

    Attributes:
        ref: of what is withheld.
        kind: title, file_name, hash, words, metadata, attachment or image.
        place: where, for people: "page 12", "bookmark".
        page: the page, from 1, where there is one.
        shown: the words; for the proper officer only.
        digest: the same for the same words in the same kind of place, in every build.
        place_code: a key of `PLACES`.
    """

    ref: str
    kind: str
    place: str
    page: int | None
    shown: str
    digest: str
    place_code: str


def hit_in(passage: Passage, *, ref: str, kind: str, shown: str, letters: str) -> Hit:
    """A hit in a passage.

    Args:
        passage: where it is.
        ref: of what is withheld.
        kind: a kind of `needles`.
        shown: the words as a person reads them.
        letters: the same as they were compared; the digest is made of these.
    """
    where = PLACES[passage.place]
    if passage.page is not None:
        page = f"page {passage.page}"
        where = page if passage.place == place.PAGE else f"{where}, {page}"
    identity = "\0".join((ref, kind, letters, passage.place))
    digest = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return Hit(ref, kind, where, passage.page, shown, digest, passage.place)
