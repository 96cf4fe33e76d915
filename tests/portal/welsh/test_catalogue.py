"""Every string of the public pages has its Welsh, and the compiled catalogue says the same."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from datetime import date
from pathlib import Path

import django
import pytest
from django.utils import translation
from django.utils.translation import ngettext

from portal.templatetags.portal_text import day
from tests.portal.welsh import po_file
from tests.portal.welsh.po_file import PLACEHOLDER, Entry
from tests.portal.welsh.public_words import ENGLISH, PUBLIC, ROOT, public_words
from tests.portal.welsh.refresh import refreshed

pytestmark = pytest.mark.once
_TAG = re.compile(r"<[^>]+>")
_DJANGOS = Path(django.__file__).parent / "conf/locale/cy/LC_MESSAGES/django.mo"


@pytest.fixture(scope="module")
def text() -> str:
    """The message file as it is kept."""
    return po_file.FILE.read_text()


@pytest.fixture(scope="module")
def entries(text: str) -> list[Entry]:
    """What it says, string by string."""
    return list(po_file.read(text)[1].values())


def compiled() -> gettext.GNUTranslations:
    """The catalogue that the portal reads."""
    with po_file.FILE.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_every_public_string_has_its_welsh(text: str) -> None:
    known = po_file.read(text)[1]
    lacking = [
        f"{one.file}: {one.words}"
        for one in public_words()
        if (entry := known.get((one.context, one.words))) is None
        or entry.plural != one.plural
        or len(entry.welsh) != (po_file.FORMS if one.plural else 1)
        or not all(form.strip() for form in entry.welsh)
    ]
    assert lacking == [], "`make messages` enters them; then write their Welsh"


def test_the_file_is_as_a_refresh_leaves_it(text: str) -> None:
    again, lacking = refreshed(text)
    assert (again == text, lacking) == (True, []), "run `make messages`"


def test_what_is_left_english_is_there() -> None:
    assert [file for file in ENGLISH if not (ROOT / file).is_file()] == []
    assert [one for one in PUBLIC if not list(ROOT.glob(one))] == []


def test_nothing_is_left_to_be_guessed(entries: list[Entry]) -> None:
    assert [one.words for one in entries if one.is_fuzzy] == []


def test_what_is_put_in_and_its_tags_stay(entries: list[Entry]) -> None:
    faults = []
    for one in entries:
        wanted = [_put_in(words) for words in (one.words, one.plural or one.words)]
        for number, form in enumerate(one.welsh):
            # "Once", "twice": a form for one number may say the number in words.
            is_said = number < 2 and _put_in(form)[0] <= wanted[1][0]
            if _put_in(form) not in wanted and not (one.plural and is_said):
                faults.append(form)
    assert faults == []


def _put_in(text: str) -> tuple[Counter[str], Counter[str]]:
    return Counter(PLACEHOLDER.findall(text)), Counter(_TAG.findall(text))


def test_a_sentence_ends_as_its_english_does(entries: list[Entry]) -> None:
    ends = {
        form
        for one in entries
        for form in one.welsh
        if (one.words[-1] in ".:?…" or form[-1] in ".:?…") and form[-1] != one.words[-1]
    }
    assert ends == set()


def test_the_compiled_catalogue_says_what_the_file_says(entries: list[Entry]) -> None:
    catalogue = vars(compiled())["_catalog"]
    said = {key: words for key, words in catalogue.items() if key != ""}
    wanted: dict[object, str] = {}
    for one in entries:
        key = one.words if one.context is None else f"{one.context}\x04{one.words}"
        if one.plural is None:
            wanted[key] = one.welsh[0]
        else:
            wanted |= {(key, number): form for number, form in enumerate(one.welsh)}
    assert said == wanted, "`make messages` compiles it"


def test_plurals_are_counted_as_in_djangos_own_welsh() -> None:
    with _DJANGOS.open("rb") as file:
        djangos = gettext.GNUTranslations(file).info()["plural-forms"]
    assert compiled().info()["plural-forms"] == djangos == po_file.PLURALS


def test_a_page_counts_in_welsh() -> None:
    with translation.override("cy"):
        said = [ngettext("%(n)d meeting", "%(n)d meetings", n) % {"n": n} for n in (1, 2, 3, 8)]
    assert said == ["1 cyfarfod", "2 gyfarfod", "3 o gyfarfodydd", "8 o gyfarfodydd"]


def test_days_and_months_come_out_in_welsh() -> None:
    months = (
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
    )
    with translation.override("cy"):
        said = [day(date(2025, month, 12)) for month in range(1, 13)]
    assert said[8] == "Dydd Gwener 12 Medi 2025"
    assert [words.split()[-2] for words in said] == months.split()
