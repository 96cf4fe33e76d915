"""Uploads are judged by what is in them, bounded in size, and scanned where a scanner is set."""

from __future__ import annotations

import base64
import io
import resource
import socket
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels
from pytest_django.fixtures import Settings

from boards.models import Document, Image, ScrutinyBody
from boards.operations.paper_files import received
from boards.rules.file_kinds import WrongKindError, check_kind
from boards.rules.file_names import what_is_wrong
from boards.rules.picture_kinds import check_picture
from boards.upload_words import KINDS, NAMES
from portal import audit, virus
from portal.models import LogEntry, User
from portal.operations import Refused
from portal.rules.archives import (
    MOST_PARTS,
    UnsafeArchiveError,
    refuse_unsafe_list,
    refuse_unsafe_parts,
)
from tests import builders
from tests.architecture.planting import home_page
from tests.portal.contents.office_files import PLAIN, open_text, slides, word, zipped

MEGABYTE = 1024 * 1024
BOMB = b"\0" * (20 * MEGABYTE)


def packed(name: str, content: bytes, **others: Any) -> bytes:
    """A Word file with a part of this name."""
    return word(**{"word__" + name: content, **others})


def renamed(name: str) -> bytes:
    """An archive with a part whose name leads astray."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>", name: "x"})


def many_parts() -> bytes:
    """An archive of 60,000 empty parts, with a list that is longer than anybody reads."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"word/{number:05}" + "x" * 40), b"")
    return kept.getvalue()


def declaring(start: str) -> bytes:
    """A Word file whose text begins with a document type."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": start})


ENTITIES = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><d>&c;</d>'
WORD = word()
#: What comes in under which name, and the word for what is wrong with it.
WRONG: dict[str, tuple[str, bytes, str]] = {
    "a web page": ("pdf", b"<html><script>alert(1)</script>", "mismatch"),
    "a program": ("pdf", b"MZ\x90\x00", "mismatch"),
    "an archive": ("pdf", WORD, "mismatch"),
    "a web page by name": ("html", b"<html>", "unknown"),
    "a drawing with a script": ("svg", b"<svg><script>alert(1)</script></svg>", "unknown"),
    "a document with macros by name": ("docm", WORD, "unknown"),
    "macros": ("docx", word(**{"word__vbaProject.bin": b"x"}), "macros"),
    "macros by kind": (
        "docx",
        zipped({
            "[Content_Types].xml": "<Types><Override ContentType='application/vnd.ms-word.document"
            ".macroEnabled.main+xml'/></Types>", "word/document.xml": "<d/>"}),
        "macros"),
    "a sheet of macros": (
        "xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>",
        "xl/macrosheets/sheet1.xml": "<m/>"}), "macros"),
    "OpenDocument macros": (
        "odt", open_text(others={"Basic/Standard/Module1.xml": "<m/>"}), "macros"),
    "a bomb": ("docx", packed("media__a.bin", BOMB), "bomb"),
    "an archive in an archive": ("docx", packed("media__a.zip", b"PK"), "bomb"),
    "a part above its folder": ("docx", renamed("../../etc/passwd"), "bomb"),
    "a part at the root": ("docx", renamed("/etc/passwd"), "bomb"),
    "a part on another disk": ("docx", renamed("C:/Windows/a"), "bomb"),
    "very many parts": ("docx", many_parts(), "bomb"),
    "entities": ("docx", declaring(ENTITIES), "bomb"),
    "entities in UTF-16": (
        "docx", zipped({"[Content_Types].xml": "<Types/>",
        "word/document.xml": ENTITIES.encode("utf-16")}), "bomb"),
    "a document type after a long comment": (
        "docx", declaring("<!--" + "x" * 9000 + "-->" + ENTITIES[21:]), "bomb"),
    "no beginning": ("docx", declaring("<!--" + "x" * 300_000 + "--><d/>"), "bomb"),
    "cut off": ("docx", WORD[: len(WORD) // 2], "broken"),
}  # fmt: skip


def test_documents_are_judged_by_their_content() -> None:
    for what, (ending, content, why) in WRONG.items():
        with pytest.raises(WrongKindError) as refusal:
            check_kind(io.BytesIO(content), ending)
        assert refusal.value.why == why, what
        assert str(KINDS[why]), what
    for ending, content in (("docx", WORD), ("pptx", slides()), ("odt", open_text())):
        check_kind(io.BytesIO(content), ending)


def test_a_list_of_parts_is_bounded_in_every_way() -> None:
    def part(size: int, packed_size: int, name: str = "a") -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name)
        info.file_size, info.compress_size = size, packed_size
        return info

    for why, parts in (
        ("many", [part(1, 1)] * (MOST_PARTS + 1)),
        ("large", [part(100 * MEGABYTE, 90 * MEGABYTE)] * 7),
        ("dense", [part(9 * MEGABYTE, 9000)]),
    ):
        with pytest.raises(UnsafeArchiveError) as refusal:
            refuse_unsafe_parts(parts)
        assert refusal.value.why == why
    refuse_unsafe_parts([part(100 * MEGABYTE, 90 * MEGABYTE), part(MEGABYTE, 1000)])


def test_the_room_of_the_list_is_asked_before_it_is_read() -> None:
    """Case 47: an end record that announces eight megabytes of list, in a file of 22 bytes."""
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 8 * MEGABYTE, 0, 0)
    with pytest.raises(UnsafeArchiveError) as refusal:
        refuse_unsafe_list(io.BytesIO(end))
    assert refusal.value.why == "many"


@pytest.mark.parametrize("ending", ["txt", "csv"])
def test_plain_text_that_is_meant_for_a_browser_is_refused(ending: str) -> None:
    """Case 42."""
    for words in (b"<html><body>", b"  <SCRIPT >alert(1)", b"a\n<svg/onload=x>"):
        with pytest.raises(WrongKindError) as refusal:
            check_kind(io.BytesIO(words), ending)
        assert refusal.value.why == "markup"


NAMES_WRONG = {
    "minutes\u202efdp.exe": "control",
    "min\u200butes.pdf": "control",
    "minutes\r\nX: y.pdf": "control",
    "minutes\x00.pdf": "control",
    "../../minutes.pdf": "path",
    "..\\minutes.pdf": "path",
    "C:minutes.pdf": "path",
    "m" * 252 + ".pdf": "long",
    "minutes.exe.pdf": "program",
    "minutes.html.txt": "program",
    "  ": "none",
}


def test_names_that_lead_astray_are_refused_with_a_sentence() -> None:
    for name, why in NAMES_WRONG.items():
        assert what_is_wrong(name) == why, name
        with (
            pytest.raises(Refused) as refusal,
            received(ContentFile(b"%PDF-1.7", name=name), title="Minutes"),
        ):
            pass
        assert refusal.value.reasons == [str(NAMES[why])]
    for name in (
        "Cofnodion – Mawrth 2025 [v.2].pdf",
        "Board letter 14.06.10.pdp__0.pdf",
        "a.b.csv",
    ):
        assert what_is_wrong(name) == "", name


def picture(kind: str, size: tuple[int, int] = (8, 8), frames: int = 1) -> bytes:
    """A picture of one colour, or several frames that differ."""
    kept = io.BytesIO()
    made = [Pixels.new("L", size, number % 250) for number in range(frames)]
    how: dict[str, Any] = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(kept, kind, **how)
    return kept.getvalue()


def huge_png() -> bytes:
    """A picture that says to be 30,000 x 30,000, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", crc)

    head = struct.pack(">LLBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * MEGABYTE)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def widened(jpeg: bytes) -> bytes:
    """A JPEG that says to be 30,000 x 30,000."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", 30_000, 30_000) + jpeg[at + 4 :]


def test_pictures_are_judged_by_their_first_bytes() -> None:
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
    gif = picture("GIF", frames=2)
    many = gif[:-1] + gif[gif.index(b"\x2c") : -1] * 10_000 + b";"
    webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\x2f\x75\0" * 2
    wrong = {
        ("svg", b"<svg/>"): "unknown",
        ("eps", eps): "unknown",
        ("png", eps): "mismatch",
        ("png", picture("JPEG")): "mismatch",
        ("jpg", b"<svg onload='alert(1)'/>"): "mismatch",
        ("webp", b"RIFF\0\0\0\0WAVE"): "mismatch",
        ("jpg", widened(picture("JPEG"))): "pixels",
        ("webp", webp): "pixels",
        ("gif", many): "frames",
        ("png", picture("PNG")[:18]): "broken",
        ("jpg", b"\xff\xd8\xff\xe0\x00"): "broken",
    }
    for (ending, content), why in wrong.items():
        with pytest.raises(WrongKindError) as refusal:
            check_picture(io.BytesIO(content), ending)
        assert refusal.value.why == why, ending
        assert str(KINDS[why])
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        check_picture(io.BytesIO(picture(kind)), kind.lower())
    check_picture(io.BytesIO(gif), "gif")
    lossless = io.BytesIO()
    Pixels.new("RGB", (9, 7)).save(lossless, "WEBP", lossless=True)
    check_picture(lossless, "webp")


@pytest.fixture
def body() -> ScrutinyBody:
    home_page()
    return builders.body("Northmere Panel")


def sent(user: User, name: str, content: bytes, kind: str = "wagtaildocs") -> Any:
    """Upload a document or an image as somebody."""
    client = Client()
    client.force_login(user)
    data = {"title": "Minutes", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse(f"{kind}:add"), data)


@pytest.mark.once
@pytest.mark.django_db
def test_screens_refuse_documents_and_images_with_a_sentence(body: ScrutinyBody) -> None:
    clerk = builders.clerk_of(body)
    for name, content, kind, said in (
        ("a.pdf", b"<html>", "wagtaildocs", "is not what its name says"),
        ("a.exe.pdf", b"%PDF-1.7", "wagtaildocs", "ending of a program"),
        ("a.docx", WRONG["a bomb"][1], "wagtaildocs", "unpacks to far more"),
        ("a.svg", b"<svg/>", "wagtailimages", "Supported formats: GIF, JPEG, JPG, PNG, WEBP"),
        ("a.jpg", widened(picture("JPEG")), "wagtailimages", ""),
        ("a.gif", picture("GIF", frames=400), "wagtailimages", "moves, in too many pictures"),
    ):
        answer = sent(clerk, name, content, kind)
        assert answer.status_code == 200, name
        assert said in answer.content.decode(), name
    assert not Document.objects.exists()
    assert not Image.objects.exists()
    assert sent(clerk, "a.gif", picture("GIF"), "wagtailimages").status_code == 302


@pytest.mark.once
@pytest.mark.django_db
def test_a_small_file_of_a_huge_picture_costs_no_memory(body: ScrutinyBody) -> None:
    clerk = builders.clerk_of(body)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = sent(clerk, "a.png", huge_png(), "wagtailimages")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (after - before) / 1024 < 200
    assert answer.status_code == 200
    assert not Image.objects.exists()
    with pytest.raises(WrongKindError, match="pixels"):
        check_picture(io.BytesIO(huge_png()), "png")


@pytest.mark.once
@pytest.mark.django_db
def test_a_request_that_is_too_large_is_cut_before_it_is_read(
    body: ScrutinyBody, settings: Settings
) -> None:
    settings.MAX_REQUEST_MEGABYTES = 1
    answer = sent(builders.clerk_of(body), "a.txt", b"x" * (2 * MEGABYTE))
    assert answer.status_code in (400, 413)
    assert not Document.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_a_part_in_base64_is_judged_as_what_it_is(body: ScrutinyBody) -> None:
    client = Client()
    client.force_login(builders.clerk_of(body))
    spread = (
        b"\n".join(base64.b64encode(b"<html>")[at : at + 1] for at in range(8)) + b"\n" * MEGABYTE
    )
    form = (
        b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nMinutes\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + spread
        + b"\r\n--b--\r\n"
    )
    began = time.process_time()
    answer = client.post(
        reverse("wagtaildocs:add"), form, content_type="multipart/form-data; boundary=b"
    )
    assert time.process_time() - began < 10
    assert answer.status_code in (200, 400)
    assert not Document.objects.exists()


class Scanner:
    """A stand-in for the scanner's daemon, in a thread of its own."""

    def __init__(self, says: bytes | None) -> None:
        self.says = says
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            with peer, peer.makefile("rb") as heard:
                command = b""
                while not command.endswith(b"\0"):
                    command += heard.read(1)
                if command == b"zPING\0":
                    peer.sendall(b"PONG\0")
                    continue
                assert command == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">L", heard.read(4))[0]:
                    content += heard.read(size)
                self.heard.append(content)
                if self.says is not None:
                    peer.sendall(self.says)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@contextmanager
def scanner(settings: Settings, says: bytes | None) -> Iterator[Scanner]:
    """A scanner that gives this answer, or hangs up without one."""
    found = Scanner(says)
    settings.CLAMD_ADDRESS = found.address
    try:
        yield found
    finally:
        found.close()


@pytest.mark.once
@pytest.mark.django_db
def test_an_infected_file_is_refused_and_logged(body: ScrutinyBody, settings: Settings) -> None:
    clerk = builders.clerk_of(body)
    with scanner(settings, b"stream: Test-Signature FOUND\0") as daemon:
        for kind, name, content in (
            ("wagtaildocs", "a.txt", b"a plain text"),
            ("wagtailimages", "a.png", picture("PNG")),
        ):
            answer = sent(clerk, name, content, kind)
            assert "virus scanner found something in it" in answer.content.decode()
            assert daemon.heard[-1] == content
        with (
            pytest.raises(Refused, match="found something"),
            received(ContentFile(b"paper", name="p.txt"), title="P", needs_pdf=False, by=clerk),
        ):
            pass
        assert virus.state() == "ok"
    assert not Document.objects.exists()
    assert not Image.objects.exists()
    entries = LogEntry.objects.filter(action=audit.UPLOAD_REFUSED, user=clerk)
    assert [one.data["detail"] for one in entries] == ["Test-Signature"] * 3


@pytest.mark.once
@pytest.mark.django_db
def test_what_cannot_be_scanned_is_not_stored(body: ScrutinyBody, settings: Settings) -> None:
    clerk = builders.clerk_of(body)
    for says in (None, b"INSTREAM size limit exceeded. ERROR\0"):
        with scanner(settings, says):
            answer = sent(clerk, "a.txt", b"a plain text")
            assert "cannot be scanned for viruses now" in answer.content.decode()
    assert "cannot be scanned" in sent(clerk, "a.txt", b"plain").content.decode()  # it is gone
    assert virus.state() == "unreachable"
    settings.CLAMD_ADDRESS = f"unix:{Path(settings.STORAGE_ROOT) / 'no-socket'}"
    assert "cannot be scanned" in sent(clerk, "a.txt", b"plain").content.decode()
    assert not Document.objects.exists()
    assert LogEntry.objects.filter(action=audit.UPLOAD_REFUSED).count() == 4


@pytest.mark.once
@pytest.mark.django_db
def test_a_clean_file_is_stored_and_without_a_scanner_the_screen_says_so(
    body: ScrutinyBody, settings: Settings
) -> None:
    clerk = builders.clerk_of(body)
    with scanner(settings, b"stream: OK\0"):
        assert sent(clerk, "a.txt", PLAIN.encode()).status_code == 302
    settings.CLAMD_ADDRESS = ""
    assert sent(clerk, "b.txt", PLAIN.encode()).status_code == 302
    client = Client()
    client.force_login(clerk)
    for kind in ("wagtaildocs", "wagtailimages"):
        page = client.get(reverse(f"{kind}:add")).content.decode()
        assert "Files are not scanned for viruses here." in page
    assert client.get("/readyz").json()["virus_scanner"] == "not scanned"
