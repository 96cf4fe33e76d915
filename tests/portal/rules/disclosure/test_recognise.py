"""What is recognised in a text, what is not, where it stands, and how it is shown."""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter

import pytest

from portal.rules.disclosure import Known, concerns
from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.facts import Contents, Level, Oddity, Passage, Place
from tests.disclosure_set.numbers import full_width
from tests.portal.rules.disclosure.looking import codes, look, watch_list

OFFICE = (
    "Scrutiny Office, County Hall, 1 New Road, Exampleton ZE1 1ND. Telephone 01632 960555, "
    "scrutiny@example.gov.uk"
)
FOUND = [
    ("call 07700 900123", "phone"),
    ("Tel: +44 (0)1632 960 123", "phone"),
    ("00353 1 234 5678", "phone"),
    ("write to tamsin.vexley@\nexample.org", "email"),
    ("a blue car, AB12 CDE", "vehicle_registration"),
    ("registration A123 BCD", "vehicle_registration"),
    ("number 9434765870 alone", "possible_nhs_number"),
    ("SW1A 9AA", "postcode"),
    ("B660200005001 UPN", None),
]
NOTHING = [
    "invoice 01632960123",
    "minute 39/20 of Friday 12 September 2025",
    "PE12 AND",
    "product code AB12 CDE",
    "SR (25/26) 01, £1,234,567 in 2025/26",
    "ISBN 9434765870",
    "page 12 of 20\n1 2 3 4 5 6 7 8 9 0",
    "@ the meeting",
    "",
    " \n ",
]


NAMED = (
    "Child A's real name is Jayden Smith",
    "Child A\u2019s name is Jayden Smith",
    "Child A's mother, Lisa Smith",
    "Child A's mother is called Lisa.",
    "Child A\u2019s maternal grandmother (Lisa) said",
    "Lisa Smith, Child A's mother, said",
    "Jayden Smith (\u2018Child A\u2019)",
    "Jayden Smith (hereafter \u2018Child A\u2019)",
    "'Child A' (Jayden Smith)",
    "\u201cChild A\u201d (Jayden Smith)",
    "\u2018Child A\u2019 is Jayden Smith.",
)
UNNAMED = (
    "Child A's Social Worker, Jane Smith",
    "Jane Smith is Child A's social worker",
    "Child A's School (Jane Smith)",
    "Child A's mother, Thames Valley Police and",
    "Child A's mother and Social Worker Jane Smith",
    "Child A's father. The",
    "Child A's Voice",
    "\u2018Child A\u2019 (aged 6)",
    "\u2018Child A\u2019 and \u2018Child B\u2019",
)


def test_a_pseudonym_with_signs_around_it() -> None:
    for text in NAMED:
        (found,) = look(text)
        assert found.code == "pseudonym_with_name", text
        assert found.value.startswith("childa="), text
    assert [text for text in UNNAMED if codes(text)] == []


def test_looks() -> None:
    for text, code in FOUND:
        assert codes(text) == ({code} if code else set()), text


def test_ordinary_words_are_nothing() -> None:
    assert [text for text in NOTHING if codes(text)] == []


def test_a_datum_in_any_place_counts() -> None:
    for place in Place:
        assert codes("DOB_12-03-2014 NHS 943 476 5870".replace("_", " "), place=place) == {
            "date_of_birth",
            "nhs_number",
        }
    assert codes("Child_A_(Tamsin_Vexley).pdf", place=Place.FILE_NAME) == {"pseudonym_with_name"}


def test_where_a_datum_stands_is_where_it_was_written() -> None:
    for text in (
        "see 943\xad476\u200b5870 (NHS)",
        f"é\u0301ﬁ \n\n NHS  {full_width('943 476')}\n{full_width('5870')}.",
        "NHS 9 4 3 4 7 6 5 8 7 0",
    ):
        (found,) = look(text)
        assert found.at is not None
        written = text[slice(*found.at)]
        assert (written[0], written[-1]) in {("9", "0"), tuple(full_width("90"))}
        assert found.value == "9434765870"


def test_once_for_each_page_and_the_gravest_first() -> None:
    passages = (
        Passage("07700 900123, 07700 900123", page=1),
        Passage("07700 900 123; NHS 943 476 5870; NHS number 9434765870", page=2),
        Passage("NHS 943 476 5870", page=3),
    )
    found = concerns(Contents(passages), known=Known(), watch=())
    assert [(one.code, one.page) for one in found] == [
        ("nhs_number", 2),
        ("nhs_number", 3),
        ("phone", 1),
    ]


def test_an_office_is_known_however_it_is_written() -> None:
    known = Known.from_texts([OFFICE])
    for text in (
        OFFICE,
        "+44 1632 960555",
        "(01632) 960 555",
        "Scrutiny@Example.GOV.uk",
        "ze11nd",
        "1 New Road, ZE1 1ND",
    ):
        assert codes(text, known=known) == set(), text
    assert codes("01632 960556 and clerk@example.gov.uk", known=known) == {"phone", "email"}
    assert codes("lives at 14 New Road, Exampleton ZE1 1ND", known=known) == {"home_address"}


def test_a_contact_never_makes_a_home_known() -> None:
    home = "12 Orchard Close, Bicester OX26 4AB"
    for contact in (
        f"Mrs Lisa Smith, lives at {home}",
        f"Mrs Lisa Smith, {home} (home)",
        f"Clerk of the Council, residence: {home}",
        f"Council Offices. Home address: {home}",
        f"Mrs Lisa Smith, {home}",
        "Mrs Lisa Smith, OX26 4AB",
    ):
        known = Known.from_texts([OFFICE, contact])
        for text in (f"lives at {home}", home, *([contact] if home in contact else ())):
            assert "home_address" in codes(text, known=known), (contact, text)
    assert codes("Home: OX26 4AB", known=Known.from_texts(["Home: OX26 4AB"])) == {"postcode"}
    office = f"Home Office, {home}"
    assert codes(home, known=Known.from_texts([office])) == set()
    lisa = "Mrs Lisa Smith, lives at 14 New Road, Exampleton ZE1 1ND"
    assert codes(lisa, known=Known.from_texts([OFFICE, lisa])) == {"home_address"}


def test_the_make_of_a_file() -> None:
    oddities = (
        Oddity("hidden_sheet", Place.HIDDEN_SHEET, where="Working", shown="Working"),
        Oddity("hidden_text", Place.HIDDEN, page=2, shown="Tamsin Vexley"),
        Oddity("something_new", Place.TEXT),
        Oddity("image_only", Place.TEXT, page=1),
        Oddity("author", Place.METADATA, shown="A. Clerk"),
    )
    found = concerns(
        Contents((), oddities, ("The notes could not be read.",)), known=Known(), watch=()
    )
    assert {one.code: one.level for one in found} == {
        "hidden_sheet": Level.STOP,
        "hidden_text": Level.STOP,
        "unread": Level.STOP,
        "other_make": Level.LOOK,
        "author": Level.LOOK,
        "image_only": Level.NOTE,
    }
    assert [one.shown for one in found if one.code == "hidden_text"] == ["T••••• V•••••"]
    assert found[-1].level == Level.NOTE


def test_two_oddities_with_the_same_mask_are_two() -> None:
    masked = "T••••• V•••••"
    oddities = (
        Oddity("hidden_text", Place.HIDDEN, page=2, box=(1, 1, 9, 9), shown=masked),
        Oddity("hidden_text", Place.HIDDEN, page=2, box=(1, 20, 9, 29), shown=masked),
        Oddity("hidden_text", Place.HIDDEN, page=3, shown="Tamsin Vexley"),
        Oddity("hidden_text", Place.HIDDEN, page=3, shown="Tobias Varley"),
        Oddity("comments", Place.COMMENT, page=3, box=(1, 1, 9, 9), shown="A. Clerk"),
        Oddity("comments", Place.COMMENT, page=3, box=(1, 5, 9, 9), shown="A. Clerk"),
        Oddity("hidden_layer", Place.HIDDEN, page=1),
        Oddity("hidden_layer", Place.HIDDEN, page=2),
    )
    found = concerns(Contents((), oddities, ("Page 3.", "Page 4.")), known=Known(), watch=())
    words = [one.value for one in found if one.code == "hidden_text"]
    assert words == ["", "", "tamsin vexley", "tobias varley"]
    counted = Counter(one.code for one in found)
    assert counted == {"hidden_text": 4, "comments": 2, "unread": 2, "hidden_layer": 1}


def test_every_code_says_what_to_do() -> None:
    for code, one in CODES.items():
        assert (one.title != "", one.advice.endswith(".")) == (True, True), code


HOSTILE = {
    "digits": "7" * 100_000,
    "mailboxes": "a@" * 16_000,
    "spaces": " " * 33_000,
    "single letters": "a " * 16_000,
    "single digits": "1 " * 16_000,
    "titled words": "Tamsin " * 4_000,
    "pseudonyms": "Child A " * 4_000,
    "pseudonyms and words": "Child A (Aa Aa Aa Aa Aa " * 1_000,
    "labels of birth": "DOB\n1/1/01\n" * 3_000,
    "born": "born " * 6_000,
    "homes": "12 Aa Aa Aa Aa Aa OX1 1ND " * 1_000,
    "lives at": "lives at " * 3_000,
    "numbers": "NHS 0121 496 0000 " * 1_800,
    "full width": "\N{FULLWIDTH DIGIT NINE}" * 33_000,
    "whose": "Child A's mother " * 2_000,
    "and": "Aa, Aa, Aa and " * 2_000,
    "labels of names": "First name: Aa " * 2_000,
    "invisible": "1\u200b" * 16_000,
    "hyphens": "-\n" * 16_000,
    "apostrophes": "Aa'Aa-" * 5_000,
}
SECONDS = 10.0
"""For some 30,000 characters: what is not linear takes minutes; a loaded machine is slow."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_time(name: str) -> None:
    contents = Contents((Passage(HOSTILE[name]),))
    started = time.process_time()
    concerns(contents, known=Known(), watch=[watch_list("Tamsin Aa-Child")])
    assert time.process_time() - started < SECONDS


def test_keys_and_fingerprints_are_drawn_by_lot_and_say_nothing() -> None:
    """A report as data holds hundreds of them; one in some hundreds would look like a number."""
    lot = random.Random(7)
    drawn = [str(uuid.UUID(int=lot.getrandbits(128), version=4)) for _key in range(4000)]
    drawn += [f"{lot.getrandbits(256):064x}" for _print in range(1000)]
    drawn.append("a0a0a0a0-bbbb-4ccc-a943-4765919abcde")  # 943 476 5919 is a valid number
    text = "\n".join(f'"key": "{one}", "path": "findings/{one}/"' for one in drawn)
    assert codes(text) == set()
    beside = f"NHS number 943 476 5919, {drawn[0]}"
    (concern,) = look(beside)
    assert concern.code == "nhs_number"
    assert codes("a0a0a0a0-bbbb-4ccc-a943-4765919 abc") == {"nhs_number"}, "no whole key"
