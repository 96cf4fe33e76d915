"""Watched names: every form of a name is found, and nothing that only shares a word with it."""

from __future__ import annotations

import time
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.disclosure import (
    Known,
    can_be_watched,
    cleaned_entry,
    concerns,
    forms_of,
    main_form,
)
from portal.rules.disclosure.facts import Contents, Passage, Place
from tests.portal.rules.disclosure.looking import codes, digest, look, watch_list

NAMES = (
    "Isolde Thistlewood",
    "Zephyrine",
    "Bryony O'Marrow",
    "Perran Ashgrove-Dunn",
    "Corwen MacAllendale",
    "Siân Puw",
    "Odette de la Copse",
    "Anna Long",
)
FORMS = """
Isolde Thistlewood|isolde thistlewood’s|THISTLEWOOD, Isolde|I. Thistlewood|I Thistlewood|
Thistlewood, I.|isoldethistlewood@example.org|ithistlewood@example.org|
isolde.thistlewood@example.org|Isolde Mary Thistlewood|Isolde M. Thistlewood|Isolde_Thistlewood|
IsoldeThistlewood|thistlewoodisolde|I.M. Thistlewood|Mr Isolde Thistlewood|Zephyrine’s|ZEPHYRINE|
Zéphyrine|Bryony OMarrow|Bryony O Marrow|B. O’Marrow|Perran Ashgrove Dunn|Perran AshgroveDunn|
P. Ashgrove-Dunn|Dunn, no: Ashgrove-Dunn, Perran|Corwen McAllendale|Corwen Mc Allendale|
Corwen Mac Allendale|C. MacAllendale|Sian Puw|SIÂN PUW|Odette De La Copse|de la Copse, Odette|
A. Long|Z e p h y r i n e
""".replace("\n", "").split("|")
OTHERS = (
    "Isolde",
    "Thistlewood",
    "Isolde Marrow and Tom Thistlewood",
    "Isolde Marrow\nTom Thistlewood",
    "Isolde came. Thistlewood left",
    "T. Thistlewood",
    "a zephyr",
    "walk along the long road",
    "Ashgrove Dunn",
    "Long A road",
    "Anna walked long",
)


def test_every_form_is_found_and_others_are_not() -> None:
    assert [text for text in FORMS if "watch_word" not in codes(text, names=NAMES)] == []
    assert [text for text in OTHERS if "watch_word" in codes(text, names=NAMES)] == []


def test_divided_words_are_found() -> None:
    for text in ("Zephy\xadrine", "Zephy-\nrine", "Isolde\nThistlewood", "Zephy\u200brine"):
        assert "watch_word" in codes(text, names=NAMES), text


def test_names_of_files() -> None:
    for name in ("Zephyrine_report.pdf", "ithistlewood.docx", "Isolde-Thistlewood%20notes.pdf"):
        assert "watch_word" in codes(name, place=Place.FILE_NAME, names=NAMES), name


def test_the_order_of_an_entry_does_not_matter() -> None:
    assert main_form("Thistlewood, Isolde") == main_form("isolde THISTLEWOOD")
    assert forms_of("Thistlewood, Isolde") == forms_of("Isolde Thistlewood")
    (first,) = look("Isolde Thistlewood", names=NAMES)
    (second,) = look("Thistlewood, ISOLDE", names=NAMES)
    assert first.value == second.value


def test_too_short_to_be_watched() -> None:
    assert [can_be_watched(name) for name in ("Jo", "J. A.", "Kay", "J. Vex", "12")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_a_pack_is_searched_in_no_time() -> None:
    random = Random(5)
    words = ["".join(random.choices("abcdefghiklmnoprstu", k=7)) for _ in range(9000)]
    pages = tuple(Passage(" ".join(random.choices(words, k=400)), page=at + 1) for at in range(100))
    names = [f"{random.choice(words)} {random.choice(words)}" for _ in range(50)]
    hashed: list[str] = []

    def counting(form: str) -> str:
        hashed.append(form)
        return digest(form)

    watch = type(watch_list("x"))(watch_list(*names).digests, counting)
    started = time.process_time()
    concerns(Contents(pages), known=Known(), watch=[watch])
    assert time.process_time() - started < 10  # about 0.7 seconds on a free machine
    assert len(hashed) < 80_000  # each different word, not each run of words


LINES = {
    "- Jayden Smith": "Jayden Smith",
    "\u2022 Jayden Smith": "Jayden Smith",
    "1. Mrs Lisa Smith": "Lisa Smith",
    "2) \u2018Dr Jo Ann Lee\u2019": "Jo Ann Lee",
    "\u201cSmith, Miss Kayla\u201d": "Smith, Kayla",
    "(3) Cllr Sir Al Bo,": "Al Bo",
    "\u2013 Mr. J. Smith": "J. Smith",
    "Lady Jane": "Jane",
    "Miss": "Miss",
    "Drew Missen": "Drew Missen",
    "Bryony O'Marrow": "Bryony O'Marrow",
    "- - ": "",
}
NO_NAMES = (
    "Jayden & Kayla Smith",
    "Jayden and Kayla Smith",
    "Jayden AND Kayla",
    "Jayden/Kayla Smith",
    "Jayden Smith (6)",
    "Jayden Smith [son]",
    "Name: Jayden Smith",
    "Jayden | Smith",
    "Jayden Smith 2014",
    "Jayden Smith \uff12",
    "The boy whose name is Jayden Smith",
)
APART = (
    "Isolde and Tom Thistlewood",
    "Isolde & Tom Thistlewood",
    "isolde and tom thistlewood",
    "Tom, Isolde and Bryony Thistlewood",
    "I. & T. Thistlewood",
    "Isolde and Tom\nThistlewood",
    "Odette and Tom de la Copse",
    "Isolde | Thistlewood",
    "First name: Isolde Surname: Thistlewood",
    "Surname: Thistlewood\nForename(s): Isolde Mary",
    "First name: Perran Last name: Ashgrove-Dunn",
    "First name: Perran Surname: Ashgrove Dunn",
    "Corwen and Tom Mac Allendale",
)
TOGETHER = (
    "Isolde and Tom Marrow. Thistlewood",
    "Isolde and Tom met Thistlewood",
    "Isolde and Tom. Thistlewood",
    "Isolde and the Thistlewood",
    "Isolde and Mr T. Thistlewood",
    "First name: Isolde Surname: Marrow",
    "Isolde | Marrow | Thistlewood",
    "First name: Isolde " + "and others " * 8 + "Surname: Thistlewood",
)


def test_lines_of_a_list_become_names() -> None:
    assert {line: cleaned_entry(line) for line in LINES} == LINES
    assert [cleaned_entry(name) for name in LINES.values()] == list(LINES.values())


def test_what_is_no_name_is_not_watched() -> None:
    assert [entry for entry in NO_NAMES if can_be_watched(entry)] == []
    assert [name for name in (*NAMES, "Anderson Sandy") if not can_be_watched(name)] == []


def test_a_name_that_stands_apart_is_found() -> None:
    assert [text for text in APART if "watch_word" not in codes(text, names=NAMES)] == []
    (apart,) = look("Perran and Tom Ashgrove-Dunn", names=NAMES)
    assert apart.value in {one.value for one in look("Perran Ashgrove-Dunn", names=NAMES)}
    assert [text for text in TOGETHER if "watch_word" in codes(text, names=NAMES)] == []


def test_signs_alone_are_no_word_of_a_name() -> None:
    for entry in ("- Jayden Smith", "\u2022 Jayden Smith", "Jayden - Smith", "Jayden & Smith"):
        assert forms_of(entry) == forms_of("Jayden Smith"), entry
        assert main_form(entry) == main_form("Jayden Smith"), entry


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("-&, .'aB\u037a\u2022"), max_size=30))
def test_no_entry_breaks_it(entry: str) -> None:
    assert all(form.strip("~=. ") for form in forms_of(entry))
    main_form(entry)
    can_be_watched(cleaned_entry(entry))
