"""Who gets what: every access of item and paper, both audiences, editions and supplements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import product
from typing import Any

import pytest

from boards.packs.certificate import certificate
from boards.packs.file_names import FileNames
from boards.packs.manifest import Made, Manifest, as_payload, build_manifest, parts_of, placed
from boards.packs.meeting_facts import (
    BodyFacts,
    FileFacts,
    Ground,
    ItemFacts,
    MeetingFacts,
    NoticeFacts,
    PaperFacts,
    Said,
    fingerprint,
)
from boards.packs.treatment import Audience
from boards.rules.exemptions import STRICTNESS, WITHHELD, effective_access

FILE = FileFacts(path="/somewhere/report.pdf", name="jordan.pdf", sha256="a" * 64)
GROUND = Ground(paragraphs=(2,), words="exempt under paragraph 2", which_part="Appendix B")
SECRET = "Jordan Example"


def paper(**values: Any) -> PaperFacts:
    plain: dict[str, Any] = {
        "pk": 1,
        "key": "paper-1",
        "kind": "report",
        "title": f"Chronology of {SECRET}",
        "title_cy": "",
        "public_title": "",
        "public_title_cy": "",
        "author": f"Aunt of {SECRET}",
        "source": "uploaded",
        "text": "",
        "records_source": "",
        "records": (),
        "is_to_follow": False,
        "withdrawn_reason": "",
        "access": "open",
        "ground": None,
        "file": FILE,
        "public_file": None,
    }
    return PaperFacts(**{**plain, **values})


def item(*papers: PaperFacts, **values: Any) -> ItemFacts:
    plain: dict[str, Any] = {
        "key": "item-1",
        "number": 4,
        "title": f"Case of {SECRET}",
        "title_cy": "",
        "public_title": "",
        "public_title_cy": "",
        "purpose": "scrutiny",
        "purpose_words": "For scrutiny",
        "lead": f"Uncle of {SECRET}",
        "minutes": 20,
        "text": f"{SECRET} was not visited.",
        "function": "decisions",
        "function_words": "Decisions",
        "state": "on_agenda",
        "state_reason": "",
        "urgency_reason": "",
        "access": "open",
        "ground": None,
        "background": (),
    }
    return ItemFacts(**{**plain, **values}, papers=papers)


def meeting(*items: ItemFacts, **values: Any) -> MeetingFacts:
    plain: dict[str, Any] = {
        "key": "meeting",
        "pk": 1,
        "title": "Panel meeting",
        "title_cy": "",
        "kind": "ordinary",
        "kind_words": "Ordinary meeting",
        "held_on": date(2025, 9, 12),
        "starts_at": time(10, 30),
        "place": "County Hall",
        "online_link": "",
        "webcast_link": "",
        "questions_due_on": None,
        "questions_due_at": None,
        "address": "http://localhost/meeting/",
        "body": BodyFacts("panel", "Panel", "", "Panel", "", "", "lga72_england", True),
        "members": (),
        "notice": NoticeFacts(
            published_on=date(2025, 9, 4),
            given=5,
            needed=5,
            is_statutory=True,
            authority="Local Government Act 1972",
            counted=(date(2025, 9, 5),),
            skipped=((date(2025, 9, 6), "Saturday"),),
        ),
        "said": Said("", "", "", "", "Item not for publication", "Paper not for publication"),
    }
    return MeetingFacts(**{**plain, **values}, items=items)


def built(facts: MeetingFacts, audience: Audience = "public", kind: str = "edition") -> Manifest:
    return build_manifest(facts, audience=audience, kind=kind, number=1, first_page=1)


def treatment(
    paper_access: str, item_access: str, audience: Audience, *, has_public: bool = False
) -> str:
    one = paper(
        access=effective_access(item=item_access, paper=paper_access),
        public_file=FILE if has_public else None,
    )
    manifest = built(meeting(item(one, access=item_access)), audience)
    return manifest.items[0].papers[0].treatment


def test_every_access_of_item_and_paper_for_both_audiences() -> None:
    """The public gets a paper only where neither it nor its item is withheld."""
    for paper_access, item_access in product(STRICTNESS, STRICTNESS):
        case = (paper_access, item_access)
        assert treatment(*case, "restricted") == "include", case
        withheld = paper_access in WITHHELD or item_access in WITHHELD
        if withheld:
            expected = with_version = "notice"
        elif "part_exempt" in case:
            expected, with_version = "notice", "public_version"
        else:
            expected = with_version = "include"
        assert treatment(*case, "public") == expected, case
        assert treatment(*case, "public", has_public=True) == with_version, case


@pytest.mark.parametrize("access", sorted(WITHHELD))
def test_the_public_manifest_of_a_withheld_item_names_nothing_of_it(access: str) -> None:
    secret = item(
        paper(access=access, withdrawn_reason=""),
        access=access,
        ground=GROUND,
        state_reason=f"{SECRET} asked for it",
    )
    said = str(as_payload(built(meeting(secret)), certificate=certificate(built(meeting(secret)))))
    for word in (SECRET, "Uncle", "Aunt", "jordan.pdf", "decisions", "a" * 64):
        assert word not in said, word
    assert "exempt under paragraph 2" in said
    assert SECRET in str(as_payload(built(meeting(secret), "restricted"), certificate={}))


def test_public_titles_stand_in_for_private_ones() -> None:
    secret = paper(access="exempt", public_title="A case")
    part = paper(key="p2", access="part_exempt", public_title="A contract", public_file=FILE)
    plain = paper(key="p3", public_title="Never needed")
    manifest = built(meeting(item(secret, part, plain, public_title="A case of concern")))
    titles = [one.title for one in manifest.items[0].papers]
    assert titles == ["A case", "A contract", f"Chronology of {SECRET}"]
    assert manifest.items[0].title == "A case of concern"
    assert manifest.items[0].papers[1].file_name == "4-a-contract.pdf"


def test_what_is_not_there_is_said_or_missed() -> None:
    cases: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        ({"file": None}, {}, "missing"),
        ({"file": None, "is_to_follow": True}, {}, "to_follow"),
        ({"is_to_follow": True}, {}, "include"),
        ({"file": None, "is_to_follow": True, "access": "exempt"}, {}, "to_follow"),
        ({"source": "written", "text": "  "}, {}, "missing"),
        ({"source": "written", "text": "<p>Words</p>"}, {}, "include"),
        ({"source": "records", "records_source": "unknown"}, {}, "missing"),
        ({"source": "records", "records": (("public", "<p>x</p>"),)}, {}, "include"),
        ({"withdrawn_reason": "It was wrong"}, {}, "withdrawn"),
        ({}, {"state": "deferred"}, "withdrawn"),
    ]
    for of_paper, of_item, expected in cases:
        manifest = built(meeting(item(paper(**of_paper), **of_item)))
        assert manifest.items[0].papers[0].treatment == expected, (of_paper, of_item)
        assert bool(manifest.missing) == (expected == "missing")


def test_a_supplement_has_what_no_published_pack_has() -> None:
    old, followed = paper(key="old"), paper(key="followed", is_to_follow=True)
    first = item(old, followed)
    late = item(paper(key="late"), key="item-2", number=5, urgency_reason="It cannot wait")
    facts = meeting(
        first,
        late,
        item(paper(key="third"), key="item-3", number=6),
        published_items=frozenset({"item-1", "item-3"}),
        published_papers=frozenset({"old", "third"}),
    )
    manifest = build_manifest(facts, audience="public", kind="supplement", number=2, first_page=85)
    shown = [(one.facts.key, [p.facts.key for p in one.papers]) for one in manifest.items]
    assert shown == [("item-1", ["followed"]), ("item-2", ["late"])]
    made = {part.key: Made(pages=3) for part in parts_of(manifest)}
    done = placed(manifest, made)
    assert (done.first_page, done.last_page, done.certificate_page) == (85, 96, 94)
    assert [one.page for one in done.items] == [88, 91]


def test_pages_follow_each_other_whatever_the_parts_are() -> None:
    """Every page belongs to one part: opening, notices, papers, certificate, in this order."""
    facts = meeting(
        item(paper(key="a"), paper(key="b"), key="i1", number=1),
        item(paper(key="c", access="exempt"), key="i2", number=2, access="exempt"),
        item(paper(key="d", access="exempt"), key="i3", number=3),
    )
    manifest = built(facts)
    parts = [part.key for part in parts_of(manifest)]
    assert parts == ["front", "a", "b", "i2", "d", "certificate"]
    made = {key: Made(pages=length) for key, length in zip(parts, (2, 10, 4, 1, 1, 1), strict=True)}
    done = placed(manifest, made)
    pages = {p.facts.key: (p.pages_from, p.pages_to) for one in done.items for p in one.papers}
    assert pages == {"a": (3, 12), "b": (13, 16), "c": (17, 17), "d": (18, 18)}
    assert (done.pages, done.certificate_page, done.opening_pages) == (19, 19, 2)


def test_the_fingerprint_follows_what_is_built_and_nothing_else() -> None:
    facts = meeting(item(paper()))
    mark = fingerprint(facts, kind="edition", number=1)
    moved = replace(FILE, path="/elsewhere/report.pdf")
    assert fingerprint(meeting(item(paper(file=moved))), kind="edition", number=1) == mark
    assert fingerprint(replace(facts, short_notice_reason="x"), kind="edition", number=1) == mark
    changes = [
        meeting(item(paper(title="Another"))),
        meeting(item(paper(file=replace(FILE, sha256="b" * 64)))),
        meeting(item(paper(access="exempt"))),
        meeting(item(paper(), text="Other words")),
        replace(facts, place="Elsewhere"),
    ]
    marks = {fingerprint(one, kind="edition", number=1) for one in changes}
    assert len(marks | {mark}) == len(changes) + 1
    assert fingerprint(facts, kind="edition", number=2) != mark


def test_the_certificate_lists_grounds_urgency_and_reasons() -> None:
    facts = meeting(
        item(paper(access="exempt", ground=GROUND), urgency_reason="It cannot wait"),
        short_notice_reason="The budget came late",
        checked_alone_reason="The office is empty",
    )
    said = certificate(built(facts))
    assert said["short_notice_reason"] == ""  # notice is long enough
    assert said["checked_alone_reason"] == "The office is empty"
    assert [one["title"] for one in said["restrictions"]] == ["Paper not for publication"]
    assert said["urgent"][0]["reason"] == "It cannot wait"
    assert (said["counted"], said["skipped"][0]["why"]) == (["2025-09-05"], "Saturday")
    short = replace(facts, notice=replace(facts.notice, given=4))
    assert certificate(built(short))["short_notice_reason"] == "The budget came late"


def test_public_file_names_are_plain_and_differ() -> None:
    names = FileNames()
    assert names.give(4, "Annual report: 2024/25") == "4-annual-report-2024-25.pdf"
    assert names.give(4, "Annual Report 2024 25") == "4-annual-report-2024-25-2.pdf"
    assert names.give(5, "Ŵy a thŷ") == "5-wy-a-thy.pdf"
    assert names.give(6, "…") == "6-paper.pdf"
    assert len(names.give(7, "word " * 80)) < 70
