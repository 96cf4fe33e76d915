"""What people type for a council, county or force, compared with what these are called. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

#: Words that say what kind of authority it is, and not which.
_KIND_WORDS: Final = frozenset(
    {"the", "of", "and", "council", "county", "borough", "district", "city", "metropolitan"}
    | {"royal", "unitary", "authority", "area", "sir", "cyngor"}
    | {"police", "constabulary", "force", "service", "heddlu"}
)
_LONDON_BOROUGH: Final = re.compile(r"\blondon borough\b")
_OF_POLICE: Final = re.compile(r"\b(police|constabulary|heddlu)\b")
#: So alike must two names be for one to be taken for a slip of the other.
_ALIKE: Final = 0.74
_MOST_ALIKE: Final = 5
#: A whole postcode or its first half; registers of councils know none.
_POSTCODE: Final = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?\s*([0-9][a-z]{2})?", re.IGNORECASE)

#: Customary short forms of counties, and areas that have a name but no council of that name.
CUSTOMARY: Final[Mapping[str, str]] = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "n yorks": "north yorkshire",
    "s yorks": "south yorkshire",
    "w yorks": "west yorkshire",
    "met": "metropolitan police",
}
SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    "berkshire": (
        *("council-brc", "council-rdg", "council-slg"),
        *("council-wbk", "council-wnm", "council-wok"),
    ),
    "london": ("force-metropolitan", "council-lnd"),
}


@dataclass(frozen=True)
class Matches:
    """The keys of what was meant: surely, perhaps as well, or instead where nothing fits."""

    exact: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A name without accents, signs and capitals, its words parted by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    letters = letters.replace("&", " and ").replace("'", "").replace("\u2019", "")
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def bare(text: str) -> str:
    """A folded name without the words that only say what kind of authority it is."""
    whole = _LONDON_BOROUGH.sub(" ", folded(text))
    kept = " ".join(word for word in whole.split() if word not in _KIND_WORDS)
    return kept or whole.strip()


def is_postcode(text: str) -> bool:
    """Whether a postcode was typed where a name is asked for."""
    return bool(_POSTCODE.fullmatch(text.strip()))


def is_of_police(text: str) -> bool:
    """Whether a force was asked for and no council."""
    return bool(_OF_POLICE.search(folded(text)))


def forms_of(names: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Of each key the bare forms of everything it is called, as `match` compares them."""
    return {key: frozenset(map(bare, called)) for key, called in names.items()}


def match(typed: str, forms: Mapping[str, frozenset[str]]) -> Matches:
    """What the typed words mean of the keys of `forms` (see `forms_of`).

    Exact is what has this very name, short forms and areas of several councils among them. Alike
    is what has all the words in its name. Where there is neither, names that are part of what was
    typed come instead, and those that differ by a slip.
    """
    said = CUSTOMARY.get(folded(typed), folded(typed))
    wanted = bare(said)
    if not wanted:
        return Matches()
    exact = [key for key, has in forms.items() if wanted in has]
    exact = [key for key in SEVERAL.get(said, ()) if key in forms] or exact
    words = set(wanted.split())
    alike = [
        key
        for key, has in forms.items()
        if key not in exact and any(words <= set(name.split()) for name in has)
    ]
    if exact or alike:
        return Matches(tuple(exact), tuple(alike))
    by_name = {name: key for key, has in forms.items() for name in has}
    within = [name for name in by_name if set(name.split()) <= words]
    close = get_close_matches(wanted, by_name, n=_MOST_ALIKE, cutoff=_ALIKE)
    found = dict.fromkeys(by_name[name] for name in (*within, *close))
    return Matches(instead=tuple(found)[:_MOST_ALIKE])
