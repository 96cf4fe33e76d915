"""What is asked, in which order it is shown, how it is marked, and what may have been meant."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.search.asking import asked
from home.search.ranking import score
from home.search.reading import texts_in, themes_in
from home.search.snippets import LENGTH, marked, snippet, written_as
from home.search.spelling import can_be_suggested, distance, keys_of, nearest
from home.search.stems import stem_of
from scrutiny.rules.search_words import search_words

pytestmark = pytest.mark.once


def test_quoted_words_stay_together_and_small_ones_are_left_out() -> None:
    cases = {
        "": (),
        "' \" -": (),
        "children": (("children",),),
        "What became of the Notices?": (("notice",),),
        '"the police" and schools': (("the", "police"), ("school",)),
        "“Tŷ Mawr” «du pain»": (("ty", "mawr"), ("du", "pain")),
        'an "open quote': (("open",), ("quote",)),
        "the of": (("the",), ("of",)),
        "notice notices NOTICE": (("notice",),),
        "OR NOT NEAR(a b) tags:x*": (("not",), ("near",), ("tag",)),
    }
    for text, phrases in cases.items():
        assert asked(text).phrases == phrases, text
    assert len(asked(" ".join(f"word{n}" for n in range(99))).words) == 12
    assert len(asked('"' + " ".join(f"word{n}" for n in range(99)) + '"').words) == 12


def test_the_forms_of_a_word_have_one_stem_and_others_have_not() -> None:
    for words in (
        "safeguard safeguards safeguarded safeguarding",
        "child children children's",
        "woman women",
        "police policing policed",
        "agency agencies",
        "apply applies applied applying",
        "cancel cancelled cancelling",
        "plan planned planning plans",
        "place placed placing",
        "care caring cared",
        "house houses housing",
        "review reviewed reviewing",
        "agree agreed agreeing",
        "proceed proceeds proceeded proceeding",
        "church churches",
        "aid aided",
    ):
        assert len({stem_of(one) for one in search_words(words)}) == 1, words
    for words in (
        "police policy",
        "commission commissioner",
        "car care",
        "plan plane",
        "need nee",
        "unit united",
        "even evening",
        "miss missing",
        "hop hope",
        "thing thin",
        "plant blant",
        "general generate",
    ):
        assert len({stem_of(one) for one in search_words(words)}) == 2, words
    for word in ("ty", "r2d2", "2026", "s", "abcdo" * 12, "ŷŷŷŷed"):
        assert stem_of(word) == word


@settings(max_examples=200, deadline=None)
@given(st.text("abcdegilnsy", min_size=1, max_size=12))
def test_any_word_has_a_stem(word: str) -> None:
    assert stem_of(word)
    assert len(stem_of(word)) <= len(word) + 1


def test_quoted_words_are_looked_for_as_they_are() -> None:
    some = asked('child "domestic abuse" "notices" notices the "child protection"')
    assert some.loose == {"child"}
    meant = some.with_forms({"child": ("child", "children")})
    assert meant.conditions == [
        (("domestic", "abuse"),), (("notice",),), (("child", "protection"),),
        (("child",), ("children",)),
    ]  # fmt: skip
    assert meant.meant["children"] == "child"
    assert meant.with_word("child", "chilled").conditions[-1] == (("chilled",),)
    long = "other words " * 100
    text = "child"

    def worth(words: str, title: str = "Budget") -> float:
        forms = asked(text).with_forms({"child": ("child", "children")})
        return score(forms, title=search_words(title), words=search_words(words), is_page=False)

    assert worth(f"child {long}") > worth(f"children {long}") > worth(long)
    assert worth(long, "Missing children") > worth(f"child {long}")
    assert "<mark>Children</mark> are" in snippet(f"{long} Children are.", meant.meant)


def order(text: str, **entries: tuple[str, str, bool]) -> list[str]:
    def worth(name: str) -> float:
        title, words, is_page = entries[name]
        return score(
            asked(text),
            title=search_words(title),
            words=search_words(f"{title} {words}"),
            is_page=is_page,
        )

    return sorted(entries, key=worth, reverse=True)


def test_titles_come_first_then_what_says_it_more_and_closer() -> None:
    long = "other words " * 100
    assert order(
        "missing children",
        title=("Missing children", long, False),
        in_title=("Children who go missing", long, False),
        together=("Budget", f"missing children {long}", True),
        apart=("Budget", f"missing {long} children", True),
    ) == ["title", "in_title", "together", "apart"]
    assert order(
        "notices", often=("", "notice " * 9 + long, True), once=("", "notice " + long, True)
    ) == ["often", "once"]


def same(*words: str) -> dict[str, str]:
    return {word: word for word in words}


def test_a_snippet_is_cut_around_the_words_and_safe() -> None:
    text = f"{'before ' * 60}<script>Notices</script> of domestic abuse {'after ' * 60}notices"
    found = snippet(text, same("notice", "domestic", "abuse"))
    assert "&lt;script&gt;<mark>Notices</mark>&lt;/script&gt;" in found
    assert "<mark>domestic abuse</mark>" in found
    assert found.startswith("… before")
    assert found.endswith("after …")
    assert len(re.findall(r"\w+", re.sub("<[^>]+>|&lt;|&gt;", " ", found))) == LENGTH
    assert snippet("Short text.", same("nothing")) == "Short text."
    assert snippet("", same("nothing")) == ""
    assert marked("Tŷ’r Cyngor", ["ty"]) == "<mark>Tŷ</mark>’r Cyngor"
    assert marked("Ty\u0302 Mawr", ["ty"]) == "<mark>Ty\u0302</mark> Mawr"
    assert written_as("ty", "In Tŷ Mawr") == "tŷ"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=8), max_size=4))
def test_nothing_but_marks_comes_out_of_a_snippet(text: str, words: list[str]) -> None:
    wanted = [one for word in words for one in search_words(word)]
    assert not re.search(r"<(?!/?mark>)", snippet(text, same(*wanted)))


WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=14)


@settings(deadline=None)
@given(WORDS, st.data())
def test_one_slip_shares_a_key_with_the_word(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    ]
    for slip in slips:
        assert distance(slip, word) <= 1
        assert set(keys_of(slip)) & set(keys_of(word)), slip


def test_what_is_meant() -> None:
    known = {"safeguarding": 9, "commissioner": 5, "notice": 3, "police": 8, "polite": 1}
    assert nearest("safegaurding", known) == ["safeguarding"]
    assert nearest("comissoner", known) == ["commissioner"]
    assert set(keys_of("comissoner")) & set(keys_of("commissioner"))
    assert nearest("polixe", known) == ["police", "polite"]  # the commoner first
    assert nearest("zebra", known) == []
    assert not can_be_suggested("abc")
    assert not can_be_suggested("r2d2")
    assert can_be_suggested("tref")


def test_a_payload_is_read_for_its_words_alone() -> None:
    payload = {
        "title": "Budget",
        "state": "scheduled",
        "held_on": "2026-03-27",
        "agenda": {
            "items": [{"key": "k-1", "title": "Apologies", "papers": [{"title": "Budget"}]}]
        },
        "packs": [{"reason": "not this"}],
        "theme": {"slug": "homes", "name": "Homes", "name_cy": "Cartrefi"},
        "lines": [{"theme": {"slug": "police", "name": "Police"}}, {"theme": None}],
    }
    assert texts_in(payload) == ["Budget", "Apologies", "Police", "Homes", "Cartrefi"]
    assert themes_in(payload) == [("homes", "Homes"), ("police", "Police")]
