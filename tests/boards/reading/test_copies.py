"""Each reader of a restricted pack gets a copy with their name, and loses it with their right."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from boards.models import Pack, PackReading, ReaderCopy, RoleAssignment
from boards.operations.roles import end_role
from boards.packs.build import build_files
from boards.packs.issue import check_pack, open_pack, publish_pack, withdraw_pack
from boards.reading.forgetting import sweep_copies
from boards.reading.openings import openings_of
from portal import audit, clock
from portal.models import LogEntry, User
from portal.pdf.marking import mark_pdf
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.reading import packs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]

Callbacks = Callable[..., Any]
WEDNESDAY = datetime(2025, 9, 3, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def tags_of(tree: Any) -> list[str]:
    """The kinds of all elements, in the order of reading."""
    found, waiting, seen = [], [tree], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
            if node.objgen != (0, 0):
                seen.add(node.objgen)
            found.append(str(node.get("/S", "")))
            if "/K" in node:
                waiting.append(node.K)
    return found


def real_pack() -> Pack:
    """A pack of the engine's own making, published."""
    of = issued.meeting()
    report = of.agenda_items.get()
    paper = report.papers.get()
    real = packing.pdf("Annual report 2025", "What the year brought.")
    paper.document = paper.pdf = packing.document(of.body, real, "annual.pdf")
    paper.sha256 = hashlib.sha256(real).hexdigest()
    paper.save()
    secret = packing.item(of, "A case")
    packing.withhold(secret)
    packing.paper(secret, packs.SECRET, packing.pdf(packs.SECRET, "On the ninth nobody came."))
    pack = open_pack(of, kind="edition", reason="", by=None)
    build_files(pack, by=None)
    pack.refresh_from_db()
    checked = check_pack(pack, by=None)
    return publish_pack(checked, by=None, short_notice_reason="Late.")


def test_every_page_bears_the_name_and_the_tags_stay(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    """The mark is read on each page and by no screen reader; two readers get two files."""
    pack = real_pack()
    file = packs.restricted(pack)
    original = Path(default_storage.path(file.storage_name))
    before = original.read_bytes()
    url = packs.address(pack)
    contents = {}
    for name, role in (("Bo Birch", "member"), ("Cyd Cedar", "scrutineer"), ("Di Clerk", "clerk")):
        client = signed_in(make.with_role(pack.meeting.body, role, name))
        with django_capture_on_commit_callbacks(execute=True):
            first = client.get(f"{url}?page=2")
        assert first.status_code == 302
        waiting = client.get(first["Location"])
        assert waiting["Location"] == f"{url}#page=2"
        answer = client.get(url)
        assert answer["Cache-Control"] == "private, no-store"
        contents[name] = content_of(answer)

    assert original.read_bytes() == before
    assert len(set(contents.values()) | {before}) == 4
    for name, content in contents.items():
        pages = pages_of(content)
        assert len(pages) == file.pages
        for text in pages:
            assert f"for {name}, 3 September 2025, 11:00" in text
            assert text.count("Not for publication") >= 2
        outcome = page_validation.validate_pdf_bytes(content, profile="ua1")
        assert outcome.is_compliant, outcome
        with pikepdf.open(original) as plain, pikepdf.open(default_copy(name)) as marked:
            assert tags_of(marked.Root.StructTreeRoot) == tags_of(plain.Root.StructTreeRoot)
            said = bytes(marked.Root.Metadata.read_bytes()) + str(marked.docinfo).encode()
            number = str(ReaderCopy.objects.get(user__last_name=name.split()[1]).key)
            assert said.count(number.encode()) == 2
            assert name.encode() not in said
            assert name.split()[1].encode() not in said
    opened = openings_of(pack.meeting)
    assert [(one.name, one.times) for one in opened] == [
        ("Bo Birch", 1),
        ("Cyd Cedar", 1),
        ("Di Clerk", 1),
    ]
    assert PackReading.objects.filter(pack=pack).count() == 3


def default_copy(name: str) -> Path:
    copy = ReaderCopy.objects.get(user__last_name=name.split()[1])
    return Path(default_storage.path(copy.storage_name))


def test_pages_of_every_shape_are_marked_and_nothing_of_them_is_covered(tmp_path: Path) -> None:
    """Turned, tiny, huge, cropped and unbalanced pages; what was on them can still be read."""
    source, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        shapes = [((595, 842), 0), ((842, 595), 90), ((200, 100), 180), ((2400, 3300), 270)]
        for (width, height), turn in shapes:
            page = pdf.add_blank_page(page_size=(width, height))
            page.obj.Rotate = turn
            page.obj.CropBox = pikepdf.Array([5, 5, width - 5, height - 5])
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(
                b"Q q q 2 0 0 2 0 0 cm BT /F1 10 Tf 10 10 Td (Words of the page) Tj ET"
            )
        pdf.save(source)
    words = "Copy for Bo Birch"
    assert mark_pdf(source, out, words=words, across=["Not", "Bo Birch"], number="7") == 4
    texts = pages_of(out.read_bytes())
    for text in texts:
        assert "Words of the page" in text
        assert " ".join(text.split()).count("Bo Birch") == 2, text
    with pikepdf.open(source) as plain, pikepdf.open(out) as marked:
        for old, new in zip(plain.pages, marked.pages, strict=True):
            grown = [float(value) for value in new.cropbox]
            assert grown != [float(value) for value in old.cropbox]
            operators = [str(one.operator) for one in pikepdf.parse_content_stream(new, "q Q")]
            assert operators.count("q") == operators.count("Q")


def test_nobody_gets_round_the_mark_and_others_find_nothing() -> None:
    """Cases 1, 2, 4 and 12: ranges, conditions, HEAD and other readers' copies."""
    of, _item, _paper = packs.meeting()
    pack = issued.published(of)
    reader = make.with_role(of.body, "member", "Bo Birch")
    clerk = make.clerk_of(of.body)
    url = packs.address(pack)
    sly = {"range": "bytes=0-10", "if-none-match": "*", "if-modified-since": "x"}
    plain = Path(default_storage.path(packs.restricted(pack).storage_name)).read_bytes()
    waits = reverse("workspace_pack_copy", args=[pack.key])
    for person in (reader, clerk):
        for method in ("get", "head"):
            answer = getattr(signed_in(person), method)(url, headers=sly)
            assert (answer.status_code, answer["Location"]) == (302, waits)
            assert answer["Cache-Control"] == "private, no-store"
    packs.ready_copy(reader, pack)
    for audience, expected in (("restricted", b"%PDF-1.7 for Bo Birch"), ("public", None)):
        answer = signed_in(reader).get(packs.address(pack, audience), headers=sly)
        assert answer.status_code == 200
        assert "ETag" not in answer
        assert answer["Cache-Control"] == "private, no-store"
        assert "Birch" not in str(answer.headers)
        content = content_of(answer)
        assert content != plain
        assert expected in (None, content)
    head = signed_in(reader).head(url)
    assert (head.status_code, b"".join(head)) == (200, b"")
    assert packs.status(signed_in(clerk), url) == 302  # nobody gets another's copy
    strangers = [None, make.user(), make.clerk_of(make.body()), make.with_role(of.body, "partner")]
    missing = reverse("boards_pack_file", args=[of.key, "restricted"])
    for stranger in strangers:
        client = signed_in(stranger) if stranger else Client()
        for path in (url, missing):
            answer = client.get(path, headers=sly)
            assert answer.status_code == 404
            assert answer["Cache-Control"] == "private, no-store"
        waiting = client.get(waits)
        assert waiting.status_code == (404 if stranger else 302)
    rows = LogEntry.objects.filter(user=reader, action=audit.DOWNLOAD)
    assert rows.count() == 1  # one opening of the restricted pack; waiting is none


def test_a_pack_that_is_being_checked_is_read_as_it_is() -> None:
    of, _item, _paper = packs.meeting()
    pack = issued.checked(of)
    plain = Path(default_storage.path(packs.restricted(pack).storage_name)).read_bytes()
    for role in ("clerk", "chair", "proper_officer"):
        answer = signed_in(make.with_role(of.body, role)).get(packs.address(pack))
        assert content_of(answer) == plain, role
    member = signed_in(make.with_role(of.body, "member"))
    assert packs.status(member, packs.address(pack)) == 404
    assert not ReaderCopy.objects.exists()
    assert not PackReading.objects.exists()


def test_a_copy_goes_with_the_right_to_read(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    """At the next request, and from the disk: a role ended, a new edition, a withdrawal, an age."""
    of, _item, _paper = packs.meeting()
    pack = issued.published(of)
    url = packs.address(pack)
    people = [make.with_role(of.body, "member", f"Reader {n}") for n in range(3)]
    clients = [signed_in(one) for one in people]
    names = [packs.ready_copy(one, pack).storage_name for one in people]
    other = packs.ready_copy(make.user("Zed Former"), pack).storage_name  # no right any more
    assert all(packs.status(client, url) == 200 for client in clients)

    role = RoleAssignment.objects.get(user=people[0])
    with django_capture_on_commit_callbacks(execute=True):
        end_role(assignment=role, by=None)
    assert [packs.status(client, url) for client in clients] == [404, 200, 200]
    assert [default_storage.exists(name) for name in names] == [False, True, True]

    make_old = Path(
        default_storage.path(default_storage.save("copies/x/left.pdf", ContentFile(b"x")))
    )
    os.utime(make_old, (0, 0))
    assert sweep_copies(clock.now()) == 2  # that of the former reader, and what nobody names
    assert not default_storage.exists(other)
    assert sweep_copies(clock.now() + timedelta(hours=25)) == 2
    assert not any(default_storage.exists(name) for name in names)
    assert ReaderCopy.objects.filter(removed_at=None).count() == 0
    assert ReaderCopy.objects.count() == 4  # the number of a copy still leads to its reader
    assert packs.status(clients[1], url) == 302  # a new one is made

    first = packs.ready_copy(people[1], pack).storage_name
    with django_capture_on_commit_callbacks(execute=True):
        second = issued.published(of, reason="A paper was missing")
    assert not default_storage.exists(first)
    assert packs.status(clients[1], url) == 302  # an older edition may still be read
    packs.ready_copy(people[1], second)
    assert packs.status(clients[1], packs.address(second)) == 200
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_pack(second, reason="It named a child", by=None)
    assert packs.status(clients[1], packs.address(second)) == 404
    assert ReaderCopy.objects.filter(pack=second, removed_at=None).count() == 0


def test_what_goes_wrong_is_said_and_can_be_tried_again(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    of, _item, _paper = packs.meeting()
    pack = issued.published(of)  # its file is no PDF
    client = signed_in(make.with_role(of.body, "member"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get(packs.address(pack))
    waits = answer["Location"]
    page = client.get(waits)
    assert "could not be made" in page.content.decode()
    assert "Refresh" not in page
    assert page["Cache-Control"] == "private, no-store"
    assert client.post(waits).status_code == 302
    page = client.get(waits)
    assert "is being made" in page.content.decode()
    assert page["Refresh"]
