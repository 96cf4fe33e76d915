"""Reading a PDF from end to end: each place where words can hide is read, and named rightly."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pytest

from portal.pdf.read import document as place
from portal.pdf.read.letters import letters
from portal.pdf.reading import ChildError, find_boxes, read_everything
from tests.portal.pdf.hiding_places import (
    HIDING_PLACES,
    PUBLIC,
    WORDS,
    Plant,
    append,
    paper,
    plant,
    read,
    saved,
    shown,
)


def found_in(path: Path, words: str) -> set[str]:
    sought = letters(words)
    return {one.place for one in read(path).passages if sought in letters(one.text)}


@pytest.mark.parametrize("case", HIDING_PLACES, ids=[case[0] for case in HIDING_PLACES])
def test_words_are_found_where_they_hide(case: tuple[str, str, Plant], tmp_path: Path) -> None:
    path = plant(case, WORDS, tmp_path / "a.pdf")
    if case[1] == place.ANNOTATION:
        path_words = WORDS.replace(" ", "%20")
        assert case[1] in found_in(path, WORDS) | found_in(path, path_words)
    else:
        assert case[1] in found_in(path, WORDS)


def test_a_paper_without_the_words_has_them_nowhere(tmp_path: Path) -> None:
    path = saved(paper(), tmp_path / "a.pdf")
    assert found_in(path, WORDS) == set()
    assert read(path).unread == ()


def test_pages_are_numbered_from_one_and_notes_know_their_page(tmp_path: Path) -> None:
    pdf = paper("first", "second sheet")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=pikepdf.String("a note"))
    pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
    document = read(saved(pdf, tmp_path / "a.pdf"))
    pages = {(one.place, one.text): one.page for one in document.passages}
    assert pages[place.PAGE, "second sheet"] == 2
    assert pages[place.ANNOTATION, "a note"] == 2
    assert document.pages == 2


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A damaged stream may hold anything: a file that has one is no proof of anything."""

    for name in ("stream", "page"):
        pdf = paper()
        damaged = pikepdf.Stream(pdf, b"no zlib", Filter=pikepdf.Name.FlateDecode)
        if name == "page":
            pdf.pages[0].obj.Contents = damaged
        else:
            pdf.Root.Extra = damaged
        kept = tmp_path / f"{name}.pdf"
        pdf.save(kept, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        assert read(kept).unread, name


def test_a_wrong_checksum_keeps_nobody_from_reading(tmp_path: Path) -> None:
    packed = zlib.compress(shown(WORDS))[:-1] + b"?"
    pdf = paper()
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
    kept = tmp_path / "a.pdf"
    pdf.save(kept, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert place.DRAWN in found_in(kept, WORDS)
    assert read(kept).unread == ()


def test_the_child_reads_the_same_as_this_process(tmp_path: Path) -> None:
    case = next(case for case in HIDING_PLACES if case[1] == place.BOOKMARK)
    path = plant(case, WORDS, tmp_path / "a.pdf")
    assert read_everything(path) == read(path)


def test_boxes_of_words_are_found_over_line_ends(tmp_path: Path) -> None:
    pdf = paper(PUBLIC)
    append(pdf, b"BT /F1 11 Tf 14 TL 40 300 Td (the Kingfisher) Tj T* (inquiry) Tj ET")
    path = saved(pdf, tmp_path / "a.pdf")
    upper, lower = find_boxes(path, [(1, "KINGFISHER  inquiry"), (1, "owl"), (9, "owl")])[0]
    assert 290 < upper[1] < upper[3] < 312
    assert 276 < lower[1] < lower[3] < 298
    assert upper[0] > 55 > lower[0]


def test_a_file_that_is_no_pdf_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for content in (b"", b"nothing of the kind"):
        path.write_bytes(content)
        with pytest.raises(ChildError, match="file"):
            read_everything(path)
