"""Files are read in a process of its own, which a hostile file cannot harm."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from portal.contents import KINDS, read_contents
from portal.contents.sentences import _FILE, unread_sentence
from portal.inside.gathering import LONGEST, Gathering
from portal.pdf.limits import Limits
from portal.rules.disclosure.facts import Place
from tests.portal.contents.office_files import CASES, PLAIN, WORDS, word, zipped
from tests.portal.contents.reading import codes, places_of, read

MEGABYTE = 1024 * 1024


def kept(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_and_its_name_are_read_in_the_child(tmp_path: Path) -> None:
    path = kept(CASES["Word: hidden"][1](), tmp_path / "odd name")
    found = read_contents(path, ending=".DOCX", name="Jane Example statement.docx")
    assert places_of(WORDS, found) == {"hidden"}
    assert places_of("Jane Example", found) == {"file_name"}
    assert codes(found) == {"hidden_text"}
    assert not found.unread
    assert {ending for ending, *_ in CASES.values()} <= KINDS


def test_what_cannot_be_read_is_never_clean(tmp_path: Path) -> None:
    path = kept(word(), tmp_path / "a.docx")
    for unread, said in (
        (read_contents(path, ending="docx", limits=Limits(seconds=0.01)), "longer than it may"),
        (read_contents(path, ending="docx", limits=Limits(memory_mb=20)), "checked|memory|broke"),
        (read_contents(path, ending="exe", name="a.exe"), "cannot be checked"),
        (read_contents(tmp_path / "absent.docx", ending="docx"), "broke down"),
    ):
        assert any(part in unread.unread[0] for part in said.split("|")), unread


BOMB = b"\0" * (20 * MEGABYTE)
ENTITIES = '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><d>&c;</d>'


def lying() -> bytes:
    """An archive whose part unpacks to more than the list of parts says."""
    content = bytearray(word(word__other_x="<d/>" + " " * (20 * MEGABYTE)))
    at = content.rindex(b"word/other.xml") - 46
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def test_hostile_archives_are_refused_before_they_fill_anything(tmp_path: Path) -> None:
    for what, content, said in (
        ("dense", word(**{"word__media__a.bin": BOMB}), "far more than its size"),
        ("nested", word(**{"word__a.zip": b"PK"}), "archive inside"),
        ("astray", zipped({"../a": "x", "word/document.xml": "<d/>"}), "leads out of it"),
        ("entities", word(word__document_x=ENTITIES), "refers to other things"),
        ("lying", lying(), "damaged"),
        ("none", b"PK\x03\x04", "no office file"),
    ):
        began = time.process_time()
        found = read(content, "docx", tmp_path)
        assert said in " ".join(found.unread), (what, found.unread)
        assert time.process_time() - began < 2, what


def test_deep_nesting_and_long_texts_are_bounded(tmp_path: Path) -> None:
    deep = "<w:p>" * 50_000 + "</w:p>" * 50_000
    found = read_contents(kept(word(deep), tmp_path / "deep.docx"), ending="docx")
    assert found.unread
    gathered = Gathering()
    gathered.say("a line\n" * (LONGEST // 3))
    assert {len(part) <= LONGEST for part, *_ in gathered.as_json()["passages"]} == {True}
    for number in range(200):
        gathered.say(f"{number} " + "x" * (LONGEST - 10))
    assert ["much", ""] in gathered.as_json()["unread"]


def test_a_part_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    found = read(word(word__header1_x="<w:hdr", word__odd__thing="\0"), "docx", tmp_path)
    assert places_of(PLAIN, found) == {"text"}
    assert len(found.unread) == 2


def test_a_locked_part_is_said_to_be_locked(tmp_path: Path) -> None:
    content = bytearray(word())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.index(mark)
        content[at + flags] |= 1
    assert "password" in read(bytes(content), "docx", tmp_path).unread[0]


def test_every_word_for_what_is_unread_has_a_sentence() -> None:
    for what in _FILE:
        assert unread_sentence(what, "").endswith(".")
        assert "(Budget)" in unread_sentence(what, "Budget")
    assert "password" in unread_sentence("pdf:password_needed", "")


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_moving_pictures_cost_no_more_than_their_bytes(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("L", (40, 40), number % 250) for number in range(60)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    found = read_contents(
        kept(out.getvalue(), tmp_path / "a"), ending=kind.lower(), limits=Limits(memory_mb=256)
    )
    assert not found.unread


def test_an_archive_is_closed_even_if_its_reader_fails(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    found = read(out.getvalue(), "xlsx", tmp_path)
    assert found.unread
    assert {one.place for one in found.passages} <= {Place.METADATA}
