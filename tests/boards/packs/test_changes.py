"""What changed from one agenda to the next, and how the text of a paper did."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from boards.packs.changes import MOST_WORDS, TOO_LONG, compare, compare_texts


def item(key: str, number: int, *papers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "number": number,
        "title": key,
        "title_cy": "",
        "state": "on_agenda",
        "state_reason": "",
        "is_withheld": False,
        "papers": list(papers),
        **fields,
    }


def paper(key: str, sha256: str = "1", treatment: str = "include") -> dict[str, Any]:
    return {
        "key": key,
        "title": key,
        "title_cy": "",
        "sha256": sha256,
        "treatment": treatment,
        "reason": "",
    }


def changed(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[str, str]]:
    found = compare({"items": before}, {"items": after})
    return [(one["what"], one["key"] or one["item_key"]) for one in found]


def test_every_kind_of_change_is_named() -> None:
    cases = [
        ([item("a", 1)], [item("a", 1), item("b", 2)], [("item_added", "b")]),
        ([item("a", 1), item("b", 2)], [item("a", 1)], [("item_withdrawn", "b")]),
        ([item("a", 1)], [item("a", 1, state="withdrawn")], [("item_withdrawn", "a")]),
        ([item("a", 1)], [item("a", 1, state="deferred")], [("item_deferred", "a")]),
        ([item("a", 1)], [item("a", 1, is_withheld=True)], [("item_withheld", "a")]),
        ([item("a", 1, is_withheld=True)], [item("a", 1)], [("item_released", "a")]),
        ([item("a", 1)], [item("a", 1, paper("p"))], [("added", "p")]),
        ([item("a", 1, paper("p"))], [item("a", 1)], [("withdrawn", "p")]),
        ([item("a", 1, paper("p"))], [item("a", 1, paper("p", "2"))], [("replaced", "p")]),
        ([item("a", 1, paper("p"))], [item("a", 1, paper("p", treatment="notice"))],
         [("withheld", "p")]),
        ([item("a", 1, paper("p", treatment="notice"))], [item("a", 1, paper("p"))],
         [("released", "p")]),
        ([item("a", 1, paper("p", treatment="to_follow"))], [item("a", 1, paper("p"))],
         [("added", "p")]),
        ([item("a", 1, paper("p"))], [item("a", 1, paper("p", treatment="withdrawn"))],
         [("withdrawn", "p")]),
        ([item("a", 1, paper("p"))], [item("a", 1, paper("p"))], []),
    ]  # fmt: skip
    for before, after, expected in cases:
        assert changed(before, after) == expected


def test_an_item_put_in_between_moves_nothing_and_one_that_moves_is_named() -> None:
    first = [item("a", 1), item("b", 2), item("c", 3)]
    between = [item("a", 1), item("x", 2), item("b", 3), item("c", 4)]
    assert changed(first, between) == [("item_added", "x")]
    to_the_front = [item("c", 1), item("a", 2), item("b", 3)]
    assert changed(first, to_the_front) == [("item_moved", "c")]


def test_without_an_agenda_before_there_is_nothing_to_compare() -> None:
    assert compare(None, {"items": [item("a", 1)]}) == []


def test_texts_are_compared_word_by_word_with_some_words_around() -> None:
    before = "The panel met.\n" + "Nothing new here. " * 30 + "\nIt spent 10 pounds in all."
    after = before.replace("10 pounds", "12 pounds")
    found = compare_texts(before, after)
    assert [one["op"] for one in found] == ["gap", "same", "removed", "added", "same"]
    assert (found[2]["text"], found[3]["text"]) == ("10", "12")
    assert compare_texts("The  panel\nmet", "The panel met") == []
    assert compare_texts("word " * (MOST_WORDS + 1), "other") == [dict(TOO_LONG)]


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a machine with much else to do
@given(some.lists(some.sampled_from("abcd \n")), some.lists(some.sampled_from("abcd \n")))
def test_what_is_taken_out_and_added_leads_from_one_text_to_the_other(
    one: list[str], other: list[str]
) -> None:
    before, after = "".join(one), "".join(other)
    found = compare_texts(before, after)
    if not any(step["op"] == "gap" for step in found) and found:
        old = " ".join(step["text"] for step in found if step["op"] in ("same", "removed"))
        new = " ".join(step["text"] for step in found if step["op"] in ("same", "added"))
        assert (old.split(), new.split()) == (before.split(), after.split())
