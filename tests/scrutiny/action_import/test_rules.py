"""Tables of words as people write them into logs, and what holds for any words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny.rules.action_log import SourceRow, SourceTable, groups_of, read_rows
from scrutiny.rules.action_log_columns import field_of, headings_tell, mapping_faults, proposed
from scrutiny.rules.action_log_dates import day_within, understood
from scrutiny.rules.action_log_match import LIKE, fingerprint_of, likeness, mark_of, words_of
from scrutiny.rules.action_log_people import owner_key, owner_parts, proposed_owner
from scrutiny.rules.action_log_words import standing_of

pytestmark = pytest.mark.once
NEAR = date(2012, 9, 12)
TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    ("words", "day", "added"),
    [
        ("12/09/12", "2012-09-12", ()),
        ("12.9.2012", "2012-09-12", ()),
        ("2012-09-12", "2012-09-12", ()),
        ("12th September 2012", "2012-09-12", ()),
        ("12-Sep-12", "2012-09-12", ()),
        ("by Tuesday 18 September 2012.", "2012-09-18", ()),
        ("Sept 2012", "2012-09-30", ("month",)),
        ("Sep-12", "2012-09-30", ("month",)),
        ("Sept '12", "2012-09-30", ("month",)),
        ("end of February 2012", "2012-02-29", ("month",)),
        ("25 September", "2012-09-25", ("year",)),
        ("November", "2012-11-30", ("month", "year")),
        ("January", "2013-01-31", ("month", "year")),
        ("July", "2012-07-31", ("month", "year")),
    ],
)
def test_dates_as_people_write_them(words: str, day: str, added: tuple[str, ...]) -> None:
    found = understood(words, near=NEAR)
    assert found is not None
    assert (found.day.isoformat(), found.added) == (day, added)
    if "year" in added:
        assert understood(words) is None, "a year is never made up"


def test_what_is_no_date_is_not_guessed() -> None:
    for words in (
        *("", "Ongoing", "ASAP", "as soon as possible", "TBC", "next meeting", "Oct meeting"),
        *("31/02/2012", "32 September", "2012", "12", "Sept 12", "12/13/2012", "1/1/3012", "n/a"),
        *("Autumn 2012", "Q3", "weekly", "two weeks", "12 to 14 September 2012"),
    ):
        assert understood(words, near=NEAR) is None, words


def test_the_date_of_a_log_stands_in_its_title() -> None:
    for text, day in (
        ("ODUG Action Log – 12 September 2012", date(2012, 9, 12)),
        ("Action Report May 2012_10.odt", date(2012, 5, 31)),
        ("Action Log as 2 Sept 2011", date(2011, 9, 2)),
        ("Action log", None),
    ):
        assert day_within(text) == day


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("done", "Completed|Complete.|Done|DONE – see minute 3|closed|Discharged|Actioned"),
        ("carried", "Carried forward|C/F|carry forward|Carried over|Outstanding"),
        ("new", "New|NEW ACTION"),
        ("going_on", "Ongoing|On-going|On track|In progress|Partially complete|underway"),
        ("going_on", "Complete once the minister has replied"),
        ("open", "Open|Not started|Not complete|Pending"),
        ("cancelled", "Cancelled|No longer required|Superseded by A14|Withdrawn"),
        ("", "|Newly elected members|To be completed by May|75% complete|Action on hold|Green"),
    ],
)
def test_how_an_action_stands(standing: str, words: str) -> None:
    for one in words.split("|"):
        assert standing_of(one) == standing, one


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("reference", "Ref|Ref.|No.|Action No|#|Action Ref|Item no."),
        ("text", "Action|Actions|Action required|Actions completed|Task|Agreed action|Description"),
        ("owner", "Owner|Lead|Lead officer|To be actioned by|Responsible|By whom|Who|Action by"),
        ("due", "Due|Due date|Deadline|By when|Target date|Timescale|To be completed by"),
        ("status", "Status|RAG|RAG status|Open/Closed|BRAG rating"),
        ("progress", "Progress|Update|Latest Position|Comments|Progress / update|Action taken"),
        ("meeting", "Meeting|Meeting date & action number|Minute ref|Minute"),
        ("raised_on", "Date raised|Date|Raised"),
        ("completed_on", "Date completed|Closed on|Completed on|Date of completion"),
        ("topic", "Issue|Item|Agenda item|Subject|Theme"),
        ("", "|Cheese|A very long heading that is in truth a whole sentence about something else"),
    ],
)
def test_headings_are_known(name: str, headings: str) -> None:
    for one in headings.split("|"):
        assert field_of(one) == name, one


def test_owners_are_proposed_only_where_it_is_plain() -> None:
    people = [(1, "Cllr Jane Smith", ""), (2, "Carys Hughes", "Secretary"),
              (3, "John Shaw", ""), (4, "Ann Hughes", "")]  # fmt: skip
    for words, number in (
        *(("Jane Smith", 1), ("Councillor Smith", 1), ("jane", 1), ("secretary", 2)),
        *(("CH/MP", 2), ("Carys Hughes and Mark", 2), ("AH", 4)),
        *(
            ("JS", None),
            ("Hughes", None),
            ("All", None),
            ("", None),
            ("Board", None),
            ("...", None),
        ),
    ):
        assert proposed_owner(words, people) == number, words
    assert owner_parts("CH/MP; Chair and secretary") == ["CH", "MP", "Chair", "secretary"]
    assert owner_key("  Secretariat. ") == "secretariat"


def test_texts_are_alike_or_not() -> None:
    for one, other, is_like in (
        ("ODUG schedule of events", "ODUG schedule of events and engagement", True),
        ("Draw up and share key slides", "Draw up and share key points and slides", True),
        ("Circulate minutes from fourth meeting", "Circulate minutes from fifth meeting", False),
        ("Send letter 12", "Send letter 13", False),
        ("Report to the May meeting", "Report to the June meeting", False),
        ("Write to the minister", "Invite the ombudsman", False),
        ("", "", False),
    ):
        assert (likeness(words_of(one), words_of(other)) >= LIKE) == is_like, one


def table(*rows: list[str], heading: str = "", first: int = 1) -> SourceTable:
    return SourceTable(heading, [SourceRow(n, "", cells) for n, cells in enumerate(rows, first)])


def test_headings_that_come_again_and_titles_above_them_are_no_actions() -> None:
    head = ["Ref", "Action", "Owner", "Due"]
    found = groups_of(
        [
            table(
                ["Action log", "2012"], head, ["1", "Write", "JS", "ASAP"], [], head, ["2", "Go"]
            ),
            table(head, ["3", "Come"], first=7),
            table(["Just", "words"], ["and", "more"], first=9),
        ]
    )
    assert [(one.tables, [row.number for row in one.rows]) for one in found] == [
        (2, [3, 6, 8]),
        (1, [9, 10]),
    ]
    assert (found[0].set_aside, found[0].empty) == ([1, 2, 5, 7], [4])
    assert proposed(found[0]) == ["reference", "text", "owner", "due"]
    rows = read_rows(found[0], proposed(found[0]), "")
    assert (rows[0]["due"], rows[1]["owner"], rows[0].cells) == (
        "ASAP",
        "",
        ("1", "Write", "JS", "ASAP"),
    )


def test_tables_without_headings_are_told_by_what_they_hold() -> None:
    tables = [
        table(["Circulate the minutes", "Carried forward"], heading="Secretariat"),
        table(["Draft a paper for the board", "New"], ["Meet", ""], heading="Strategy", first=2),
    ]
    (group,) = groups_of(tables)
    assert (proposed(group), headings_tell(group)) == (["text", "status"], "topic")
    rows = read_rows(group, proposed(group), "topic")
    assert [(row["topic"], row.standing) for row in rows] == [
        ("Secretariat", "carried"),
        ("Strategy", "new"),
        ("Strategy", ""),
    ]
    (headed,) = groups_of(tables, headed=frozenset({group.signature}))
    assert ([row.number for row in headed.rows], headed.set_aside) == ([3], [1, 2])


def test_a_mapping_needs_one_action_and_one_owner() -> None:
    assert mapping_faults(["reference", ""], "") == [("missing", "text")]
    assert mapping_faults(["text", "owner"], "owner") == [("twice", "owner")]
    assert mapping_faults(["text", "progress", "progress"], "topic") == []


@settings(max_examples=80, deadline=None)
@given(words=TEXTS)
def test_any_words_are_answered(words: str) -> None:
    found = understood(words, near=NEAR)
    assert found is None or 1990 <= found.day.year <= 2100
    standing_of(words)
    field_of(words)
    assert proposed_owner(words, [(1, words, words)]) in (1, None)
    assert mark_of("", words) == mark_of("", f"  {words} "), "blanks make no difference"


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(2000, 1, 1), date(2069, 12, 31)), near=st.dates(date(2000, 1, 1)))
def test_a_day_written_in_any_way_is_that_day(day: date, near: date) -> None:
    for form in ("%d/%m/%Y", "%-d.%-m.%Y", "%-d %B %Y", "%d-%b-%y", "%Y-%m-%d", "%A %-d %B %Y"):
        found = understood(day.strftime(form), near=near)
        assert found is not None
        assert (found.day, found.added) == (day, ()), form


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXTS, max_size=5), max_size=8))
def test_every_row_is_an_action_set_aside_or_empty(rows: list[list[str]]) -> None:
    said = [[" ".join(cell.split()) for cell in cells] for cells in rows]
    groups = groups_of([table(*said)])
    found = [n for one in groups for n in (*(row.number for row in one.rows), *one.set_aside,
                                           *one.empty)]  # fmt: skip
    if any(any(cells) for cells in said):
        assert sorted(found) == list(range(1, len(rows) + 1))
    for group in groups:
        for row in read_rows(group, proposed(group), headings_tell(group)):
            fingerprint_of(row)
