"""The gate at the one door: what is found holds everything back until somebody clears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from portal import publishing
from portal.contents import FileToRead
from portal.disclosure import scanning
from portal.disclosure.clearing import clear_concerns, reopen_concern
from portal.disclosure.found import digest_of
from portal.disclosure.gate import (
    Withheld,
    concerns_of_copies,
    concerns_of_matter,
    refusals_of,
)
from portal.disclosure.matters import Matter
from portal.disclosure.watching import forget_name, watch_names
from portal.models import DisclosureClearing, FileScan, LogEntry, PublicRecord, Release, WatchedName
from portal.operations import Refused
from portal.public_storage import File
from portal.publishing import Copy, PublishingError, release, withdraw
from portal.rules.disclosure.facts import Concern, Contents, Level, Oddity, Passage, Place
from tests import builders as make

pytestmark = pytest.mark.django_db

#: Its tenth digit is the check digit of the other nine.
NHS_NUMBER = "943 476 5919"
MATTER = "review:1"


def copy(text: str = "Calls were late.", *, key: str = "1", **fields: Any) -> Copy:
    values: dict[str, Any] = {
        "kind": "review",
        "body": "northmere-panel",
        "path": "reviews/calls/",
        "title": "Calls",
        "payload": {"summary": text},
    }
    return Copy(key=key, **{**values, **fields})


def publish(*copies: Copy, matter: str = MATTER, **more: Any) -> Release:
    return release(
        copies=copies, body="northmere-panel", subject="A test", by=None, matter=matter, **more
    )


def matter_of(*copies: Copy, body: str = "northmere-panel", key: str = MATTER) -> Matter:
    return Matter(key=key, body=body, title="Calls", url="/", copies=lambda: copies)


def said(refused: pytest.ExceptionInfo[Withheld]) -> str:
    return " ".join(refused.value.reasons)


PLACES = {
    "a text": copy(f"NHS number {NHS_NUMBER}"),
    "rich text": copy(f"<p>NHS number <b>{NHS_NUMBER}</b></p>"),
    "the target of a link": copy(f'<p><a href="mailto:x?subject=NHS {NHS_NUMBER}">Write</a></p>'),
    "a list of values": copy(payload={"lines": [{"answer": f"NHS number {NHS_NUMBER}"}]}),
    "the title": copy(title=f"NHS number {NHS_NUMBER}"),
    "the address": copy(path="reviews/nhs-number-943-476-5919/"),
    "the name of a file": copy(files=[File("nhs-number-943-476-5919.csv", "text/csv", b"a,b")]),
    "a file": copy(files=[File("calls.csv", "text/csv", f"NHS number,{NHS_NUMBER}".encode())]),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_stop_anywhere_holds_everything_back(place: str) -> None:
    with pytest.raises(Withheld) as refused:
        publish(copy(key="2"), PLACES[place])
    assert "identify a child or a private person" in said(refused)
    assert "943" not in said(refused)
    assert not PublicRecord.objects.exists()
    assert not Release.objects.exists()


def test_only_the_proper_officer_clears_a_stop_and_gives_a_reason() -> None:
    body = make.body("Northmere Panel", slug="northmere-panel")
    clerk, officer = make.clerk_of(body), make.with_role(body, "proper_officer")
    held = copy(f"NHS number {NHS_NUMBER}")
    matter = matter_of(held)
    found = concerns_of_copies([held], matter=MATTER, body=body.slug, measured={})
    digests = [one.digest for one in found]
    for by, reason in ((clerk, "It is an example."), (officer, "  ")):
        with pytest.raises(Refused):
            clear_concerns(matter, digests=digests, reason=reason, by=by)
    clear_concerns(matter, digests=digests, reason="It is an example.", by=officer)
    publish(held)
    entry = LogEntry.objects.for_instance(DisclosureClearing.objects.get()).get()
    assert (entry.user, entry.reason, entry.body) == (officer, "It is an example.", body.slug)
    assert NHS_NUMBER not in entry.sentence
    with pytest.raises(Refused):  # it is not open any more
        clear_concerns(matter, digests=digests, reason="Once more.", by=officer)


def test_of_two_who_clear_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = copy(f"NHS number {NHS_NUMBER}")
    matter = matter_of(held)
    found = concerns_of_copies([held], matter=MATTER, body=matter.body, measured={})
    digests = [one.digest for one in found]
    # Both have read the list before either clears.
    monkeypatch.setattr("portal.disclosure.clearing.concerns_of_matter", lambda _matter: found)
    clear_concerns(matter, digests=digests, reason="Mine.", by=None)
    with pytest.raises(Refused, match="not open any more"):
        clear_concerns(matter, digests=digests, reason="Mine too.", by=None)
    assert DisclosureClearing.objects.get().reason == "Mine."
    entry = LogEntry.objects.for_instance(DisclosureClearing.objects.get()).get()
    assert "Calls" not in entry.sentence
    assert entry.data["matter"] == MATTER


def test_a_look_is_the_clerks_and_no_member_clears_it() -> None:
    body = make.body("Northmere Panel", slug="northmere-panel")
    held = copy("Write to jane.doe@private.example or call 01632 960 777.")
    matter = matter_of(held)
    with pytest.raises(Withheld) as refused:
        publish(held)
    assert "should be looked at" in said(refused)
    digests = [
        one.digest for one in concerns_of_copies([held], matter=MATTER, body=body.slug, measured={})
    ]
    with pytest.raises(Refused):
        clear_concerns(matter, digests=digests, reason="Mine.", by=make.with_role(body, "member"))
    clear_concerns(matter, digests=digests, reason="An office.", by=make.clerk_of(body))
    publish(held)
    clearing = DisclosureClearing.objects.first()
    assert clearing is not None
    reopen_concern(clearing, reason="It is a home.", by=make.clerk_of(body))
    with pytest.raises(Withheld):
        publish(copy("Write to jane.doe@private.example or call 01632 960 777. Soon."))


def test_what_was_cleared_in_one_matter_is_open_in_another_and_another_datum_too() -> None:
    held = copy(f"NHS number {NHS_NUMBER}")
    found = concerns_of_copies([held], matter=MATTER, body=held.body, measured={})
    clear_concerns(
        matter_of(held), digests=[one.digest for one in found], reason="An example.", by=None
    )
    publish(copy(f"The NHS number of the form is {NHS_NUMBER}"))
    with pytest.raises(Withheld):
        publish(copy(f"NHS number {NHS_NUMBER}", key="9"), matter="review:9")
    with pytest.raises(Withheld):
        publish(copy("NHS number 401 023 2137"))


def test_contacts_of_the_bodys_own_offices_are_known() -> None:
    make.body(
        "Northmere Panel",
        slug="northmere-panel",
        contact="clerk@northmere.example, 01632 960 001",
        office_contacts="County Hall, 1 High Street, Northmere NM1 1AA\n+44 1632 960002",
    )
    publish(
        copy(
            "Write to Clerk@Northmere.example, call 01632 960001 or (01632) 960 002, or come to "
            "County Hall, 1 High Street, Northmere, NM1 1AA."
        )
    )


def test_withdrawing_is_never_held_up_nor_is_saying_less() -> None:
    publish(copy())
    watch_names(matter=MATTER, body="northmere-panel", names=["Kayleigh Marsh"], by=None)
    publish(copy("Of Kayleigh Marsh less is said."), takes_back=True)
    take_back = partial(withdraw, kind="review", key="1", body="northmere-panel", by=None)
    with pytest.raises(Refused, match="Write it without"):
        take_back(reason="It named Kayleigh Marsh.")
    take_back(reason="It names a child.")
    assert PublicRecord.objects.get(is_current=True).payload == {}


@pytest.mark.parametrize(
    "written",
    ["Kayleigh Marsh", "KAYLEIGH  MARSH’s", "Marsh, Kayleigh", "K. Marsh", "kayleigh-marsh@x.org"],
)
def test_a_watched_name_is_found_in_its_forms_in_every_matter_of_the_body(written: str) -> None:
    watch_names(matter="review:7", body="northmere-panel", names=["Kayleigh Marsh"], by=None)
    with pytest.raises(Withheld) as refused:
        publish(copy(f"It was {written} who waited."))
    assert "watch list" in said(refused)
    assert "marsh" not in said(refused).lower()
    release(
        copies=[copy(f"It was {written.replace('@x.org', '')} who waited.", body="other-board")],
        body="other-board",
        subject="A test",
        by=None,
    )


def test_no_name_is_kept_and_a_changed_secret_holds_everything_back(settings: Any) -> None:
    body = make.body("Northmere Panel", slug="northmere-panel")
    clerk = make.clerk_of(body)
    names = ["Kayleigh Marsh", "- Miss Kayleigh Marsh", "2. Tariq"]
    _list, added = watch_names(matter=MATTER, body=body.slug, names=names, by=clerk)
    assert added == 2
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any("ayleigh" in str(row) or "ariq" in str(row) for row in cursor.fetchall())
    old = settings.SECRET_KEY
    settings.SECRET_KEY = old[::-1]
    with pytest.raises(Refused, match="Enter its names again"):
        publish(copy())
    settings.SECRET_KEY_FALLBACKS = [old]
    publish(copy())
    settings.SECRET_KEY_FALLBACKS = []
    watch_names(matter=MATTER, body=body.slug, names=["Kayleigh Marsh"], by=clerk)
    assert WatchedName.objects.count() == 1
    with pytest.raises(Withheld):
        publish(copy("Kayleigh Marsh waited."))
    with pytest.raises(Refused):
        forget_name(matter=MATTER, body=body.slug, name="Tariq", by=clerk)
    forget_name(matter=MATTER, body=body.slug, name="kayleigh marsh", by=clerk)
    publish(copy("Kayleigh Marsh waited."))
    with pytest.raises(Refused):
        watch_names(matter=MATTER, body=body.slug, names=["Al"], by=clerk)
    with pytest.raises(Refused):
        watch_names(
            matter=MATTER, body=body.slug, names=["Kayleigh"], by=make.with_role(body, "member")
        )


def test_what_a_refused_save_held_back_can_be_cleared_and_the_save_repeated() -> None:
    body = make.body("Northmere Panel", slug="northmere-panel")
    held = copy("Write to jane.doe@private.example.")
    with pytest.raises(Withheld):
        publish(held)
    elsewhere = matter_of()  # whose copies are made from rows, in which nothing was saved
    found = concerns_of_matter(elsewhere)
    assert [one.code for one in found] == ["email"]
    clear_concerns(
        elsewhere,
        digests=[one.digest for one in found],
        reason="A charity.",
        by=make.clerk_of(body),
    )
    publish(held)
    assert not concerns_of_matter(elsewhere)


def test_relatives_watch_for_each_others_names_and_the_portals_own_pages_for_all() -> None:
    parent = make.body("Parent", slug="northmere-panel")
    make.sub_committee(parent, slug="northmere-sub")
    make.body("Another", slug="another")
    watch_names(matter=MATTER, body="northmere-sub", names=["Kayleigh Marsh"], by=None)
    for slug, count in {"northmere-panel": 1, "northmere-sub": 1, "": 1, "another": 0}.items():
        of = copy("Of Kayleigh Marsh.", body=slug)
        found = concerns_of_copies([of], matter=MATTER, body=slug, measured={})
        assert len({one.digest for one in found}) == count, slug


def test_clearing_one_black_box_clears_no_other() -> None:
    box = Concern("hidden_text", Level.STOP, Place.HIDDEN, page=1, shown="J••• S••••")
    others = [
        replace(box, page=9),
        replace(box, box=(1.0, 2.0, 3.0, 4.0)),
        replace(box, code="unread", shown="This file is damaged."),
    ]
    marks = {digest_of(MATTER, one, file="a" * 64) for one in (box, *others)}
    marks.add(digest_of(MATTER, box, file="b" * 64))
    assert len(marks) == 5
    number = Concern("nhs_number", Level.STOP, Place.TEXT, page=1, value="9434765919")
    there = replace(number, page=9)
    assert digest_of(MATTER, number, file="a") == digest_of(MATTER, there, file="b")


def test_what_was_taken_back_meanwhile_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(copy())
    whole = publishing._next_link

    def somebody_withdraws() -> Release | None:
        monkeypatch.setattr(publishing, "_next_link", whole)
        withdraw(kind="review", key="1", body="northmere-panel", by=None, reason="A mistake.")
        return whole()

    monkeypatch.setattr(publishing, "_next_link", somebody_withdraws)
    with pytest.raises(PublishingError, match="meanwhile"):
        publish(copy(), copy("Another.", key="2"))


class Reader:
    """In place of the readers: counts, and answers what it is told."""

    def __init__(self, contents: Contents) -> None:
        self.contents, self.count = contents, 0

    def __call__(self, files: Sequence[FileToRead], **_: Any) -> list[Contents]:
        assert all(one.path.exists() for one in files)
        self.count += len(files)
        return [self.contents for _file in files]


def test_a_file_is_read_once_until_what_is_looked_for_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(Contents(passages=(Passage("Of Kayleigh Marsh.", Place.TEXT, page=2),)))
    monkeypatch.setattr(scanning, "read_many", reader)
    default_storage.delete("gate/once.pdf")
    default_storage.save("gate/once.pdf", ContentFile(b"%PDF-1.7 once"))
    held = copy(files=[File("once.pdf", "application/pdf", stored="gate/once.pdf")])
    publish(held)
    publish(copy("Said in other words.", files=held.files))
    assert reader.count == 1
    watch_names(matter=MATTER, body="northmere-panel", names=["Kayleigh Marsh"], by=None)
    with pytest.raises(Withheld) as refused:
        publish(copy("In others again.", files=held.files))
    assert reader.count == 2
    assert "once.pdf, page 2" in said(refused)


def test_what_a_file_hides_or_cannot_be_read_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    held = copy(files=[File("pack.pdf", "application/pdf", b"%PDF-1.7 any")])
    odd = Oddity("hidden_text", Place.HIDDEN, page=3, shown="J••• S••••")
    for contents in (Contents(oddities=(odd,)), Contents(unread=("Page 3 could not be read.",))):
        monkeypatch.setattr(scanning, "read_many", Reader(contents))
        found = concerns_of_copies([held], matter=MATTER, body=held.body, measured={})
        assert {one.level for one in found} == {Level.STOP}
        assert refusals_of(found)
        with pytest.raises(Withheld):
            publish(held)
        FileScan.objects.all().delete()
