"""Redaction: what is marked is nowhere in the result, and everything else is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from portal.pdf.read.letters import letters
from portal.pdf.reading import read_everything
from portal.pdf.redact.geometry import Frame, touches
from portal.pdf.redact.secrets import Secrets
from portal.pdf.redacting import (
    Place,
    Redacted,
    find_words,
    page_picture,
    prove,
    redact_pdf,
    working_copy,
)
from tests.portal.pdf import redactable
from tests.portal.pdf.at_once import run_at_once
from tests.portal.pdf.papers import new_paper

LABEL = "withheld: paragraph 1"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run_at_once(monkeypatch)


def redacted(source: Path, *words: str, whole: tuple[int, ...] = ()) -> tuple[Path, Redacted]:
    """Mark every place of some words, and pages; return the result."""
    work, out = source.with_suffix(".work.pdf"), source.with_suffix(".out.pdf")
    frames = working_copy(source, work, title="Report")
    hits, _all = find_words(work, words) if words else ([], True)
    places = [Place(hit.page, box, LABEL) for hit in hits for box in hit.boxes]
    places += [Place(page, None, LABEL) for page in whole]
    assert places, "nothing was found"
    return out, redact_pdf(work, out, places, title="Report", pages=len(frames))


def faults(out: Path, made: Redacted) -> list[tuple[int, str]]:
    text = "\n".join(part for page in made.text for part in page)
    return [(one.page, one.message) for one in prove(out, made, text=text)[1]]


def everything(path: Path) -> Iterator[bytes]:
    """Every byte of a file as it lies there, and of every object, unpacked."""
    raw = path.read_bytes()
    yield raw
    with pikepdf.open(path) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.stream_dict.unparse(resolved=True)
                yield one.read_raw_bytes()
                if "/DCTDecode" not in str(one.get("/Filter", "")):
                    yield one.read_bytes()
            elif isinstance(one, pikepdf.Object):
                yield one.unparse(resolved=True)


def texts(path: Path) -> list[str]:
    with PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def spellings(word: str) -> list[bytes]:
    """A word as files write it: plain, in two bytes a letter, in hexadecimal, without ligatures."""
    wide = word.encode("utf-16-be")
    forms = [word.encode(), wide, word.encode("utf-16-le")]
    return [*forms, *(form.hex().encode() for form in forms)]


def test_no_marked_word_is_left_anywhere(tmp_path: Path) -> None:
    source = redactable.gathered(tmp_path / "paper.pdf")
    out, made = redacted(source, redactable.SECRET)
    assert letters(redactable.SECRET) in made.secrets.words
    assert faults(out, made) == []
    for piece in everything(out):
        for spelling in spellings(redactable.SECRET):
            assert spelling.lower() not in piece.lower()
    read = read_everything(out)
    assert read.unread == ()
    assert letters(redactable.SECRET) not in letters(read.text_of())
    gaps = [number for number, page in enumerate(made.text, 1) if f"[{LABEL}]" in " ".join(page)]
    assert gaps == [1, *range(3, 4 + len(redactable.CASES))]


def test_what_nobody_sees_goes_too_though_nobody_marked_it(tmp_path: Path) -> None:
    source, out = redactable.unseen(tmp_path / "paper.pdf"), tmp_path / "out.pdf"
    hits, _all = find_words(source, [redactable.SECRET])
    assert [hit.page for hit in hits] == [1, 2]
    made = redact_pdf(source, out, [Place(1, hits[0].boxes[0], LABEL)], title="Report", pages=2)
    assert faults(out, made) == []
    assert texts(out)[1].split() == texts(source)[1].replace(redactable.SECRET, "").split()
    assert [page for page, _box in made.burned] == [1]  # there was nothing to paint over


def test_the_other_words_stay_and_so_do_the_other_pages(tmp_path: Path) -> None:
    source = redactable.spoken_of(tmp_path / "paper.pdf")
    out, made = redacted(source, redactable.SECRET)
    before, after = texts(source), texts(out)
    assert after[1] == before[1]
    assert after[0].split() == f"{redactable.PLAIN} and heard for an hour. End.".split()
    assert made.text[0] == (
        f"The panel met the commissioner\nand heard [{LABEL}] for an hour.\nEnd.",
    )
    with pikepdf.open(source) as old, pikepdf.open(out) as new:
        assert new.pages[1].Contents.read_bytes() == old.pages[1].Contents.read_bytes()
        assert new.pages[1].StructParents is not None


def test_the_result_stays_tagged_in_order(tmp_path: Path) -> None:
    out, _made = redacted(redactable.spoken_of(tmp_path / "paper.pdf"), redactable.SECRET)
    with pikepdf.open(out) as pdf:
        assert pdf.Root.MarkInfo.Marked
        told = list(_elements(pdf.Root.StructTreeRoot))
        roles = [str(one.S) for one in told]
        assert roles == ["/Document", "/Part", "/Document", "/Div", "/P", "/Figure", "/P", "/P"]
        figure, last = told[5], told[-1]
        assert str(figure.Alt) == LABEL
        assert last.Pg.objgen == pdf.pages[1].objgen
        assert str(last.Alt) == "withheld"
        keys = {int(page.StructParents) for page in pdf.pages}
        nums: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert keys == set(nums[::2])
        fresh = dict(zip(nums[::2], nums[1::2], strict=True))[int(pdf.pages[0].StructParents)]
        assert [one.objgen for one in fresh] == [one.objgen for one in told[4:7]]
        marks = [str(item.Title) for item in _bookmarks(pdf)]
        assert marks == ["Page 1", "Page 2", "The rest"]


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    item: Any = pdf.Root.Outlines.First
    while item is not None:
        yield item
        item = item.get("/Next")


def test_a_word_that_is_half_covered_goes_wholly(tmp_path: Path) -> None:
    source, out = redactable.plain(tmp_path / "paper.pdf"), tmp_path / "out.pdf"
    work = tmp_path / "work.pdf"
    working_copy(source, work, title="Report")
    (hit,), _all = find_words(work, [redactable.SECRET])
    left, bottom, _right, top = hit.boxes[0]
    half = Place(1, (left, bottom, left + 12, top), LABEL)
    made = redact_pdf(work, out, [half], title="Report", pages=2)
    assert faults(out, made) == []
    assert "wrenfield" not in letters("".join(texts(out)))
    assert "field" not in "".join(texts(out))
    covered = max(box[2] for _page, box in made.burned)
    assert covered > hit.boxes[0][2] - 2  # in the picture too
    assert not any(touches(box, (72.0, 735.0, 200.0, 755.0)) for _page, box in made.burned)


def test_whole_pages_and_pictures(tmp_path: Path) -> None:
    source = redactable.in_form(tmp_path / "paper.pdf")
    with pikepdf.open(source) as pdf:
        assert len(list(_pictures(pdf))) == 1
    out, made = redacted(source, whole=(1,))
    assert faults(out, made) == []
    assert texts(out)[0].strip() == LABEL
    assert made.text[0] == (f"[{LABEL}]",)
    with pikepdf.open(out) as pdf:
        assert list(_pictures(pdf)) == []  # a shared resource that the page had is gone with it


def _pictures(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image:
            yield one


def test_turned_pages_keep_their_size_and_the_place_of_their_words(tmp_path: Path) -> None:
    source = redactable.all_turns(tmp_path / "paper.pdf")
    out, made = redacted(source, redactable.SECRET)
    assert faults(out, made) == []
    with PdfDocument(source) as old, PdfDocument(out) as new, pikepdf.open(out) as pdf:
        for at, (turn, unit) in enumerate(redactable.TURNS):
            assert new[at].get_size() == old[at].get_size()
            before = old[at].render(scale=1).to_pil().convert("L")
            after = new[at].render(scale=1).to_pil().convert("L")
            assert _ink(after) - _ink(before) > 300, turn  # the box
            there, here = (_first_letter(one[at], "commissioner") for one in (old, new))
            assert touches(there, here, 1.0)
            page = pdf.pages[at]
            assert int(page.get("/Rotate", 0)) == turn
            assert [float(edge) for edge in page.CropBox] == [40, 600, 500, 800]
            assert float(page.get("/UserUnit", 1)) == unit


def _first_letter(page: Any, words: str) -> tuple[float, float, float, float]:
    read = page.get_textpage()
    found = read.search(words).get_next()
    assert found is not None
    left, bottom, right, top = read.get_charbox(found[0])
    return left, bottom, right, top


def _ink(image: Any) -> int:
    return sum(image.histogram()[:100])


def test_words_are_found_however_they_are_set(tmp_path: Path) -> None:
    content = b"".join(
        b"BT /F1 12 Tf 72 %d Td (%s) Tj ET\n" % (700 - 20 * row, line)
        for row, line in enumerate(
            (b"Mr WRENFIELD\222s report,", b"Wrenfield-Jones and Wrenfields", b"W r e n f i e l d")
        )
    )
    source = tmp_path / "paper.pdf"
    new_paper(content).save(source)
    hits, is_all = find_words(source, ["wrenfield"])
    assert [hit.words for hit in hits] == ["WRENFIELD’s", "Wrenfield-Jones", "W r e n f i e l d"]
    assert hits[0].before == "Mr"
    assert hits[0].after.startswith("report,")
    assert is_all
    (apart,) = find_words(source, ["renfield"])[0]  # each letter set apart counts as a word
    assert apart.words == "r e n f i e l d"


def test_a_result_that_still_says_a_word_is_refused_with_its_page(tmp_path: Path) -> None:
    source = redactable.in_stream_only(tmp_path / "paper.pdf")
    out, made = redacted(source, redactable.SECRET)
    found = faults(out, made)
    assert found
    assert {page for page, _message in found} == {2}
    work = source.with_suffix(".work.pdf")
    told = faults(work, made)  # not redacted at all: every kind of proof speaks
    assert (1, "A letter can be copied from under a mark.") in told
    assert (1, "Something shows through a mark.") in told
    assert any("text of the page" in message for _page, message in told)
    text = prove(out, made, text=f"About {redactable.SECRET}.")[1]
    assert (0, "A withheld word stands in the text version.") in [
        (one.page, one.message) for one in text
    ]


def test_what_is_told_elsewhere_is_no_secret() -> None:
    withheld = [["Ms", "Smith", "of", "Northmere"], ["Smith’s", "son"], ["Jo", "Vale"]]
    secrets = Secrets.of(withheld, ["The Northmere panel", "a vale of tears", "jo"])
    assert secrets.words == {"smith", "son"}
    assert "jovale" not in secrets.runs  # too short to be no chance
    assert secrets.found_in("blacksmith", "page") is False
    assert secrets.found_in("SMITH!", "page")
    assert secrets.found_in("JohnSmithContract.docx", "property") is False  # five letters
    assert Secrets(frozenset({"wrenfield"}), ()).found_in("MrWrenfieldLetter", "property")
    assert Secrets(frozenset({"figure"}), ()).found_in("/Figure", "name") is False


def test_places_on_the_picture_lead_to_the_page_and_back() -> None:
    box = (100.0, 620.0, 150.0, 640.0)
    for turn in (0, 90, 180, 270):
        frame = Frame(40, 600, 500, 800, turn=turn)
        place = frame.on_picture(box)
        assert frame.on_page(place) == pytest.approx(box)
        assert all(0 <= edge <= 1 for edge in place)
    assert Frame(0, 0, 100, 200, turn=90).on_picture((0, 0, 10, 10)) == pytest.approx(
        (0, 0, 0.05, 0.1)
    )
    outside = Frame(0, 0, 100, 100).on_page((-0.5, 0.9, 1.0, 1.0))
    assert outside == pytest.approx((0, 0, 50, 10))


def test_a_picture_of_a_page_is_turned_as_its_reader_sees_it(tmp_path: Path) -> None:
    source, out = redactable.turned(tmp_path / "paper.pdf"), tmp_path / "page.png"
    page_picture(source, 1, out)
    assert out.read_bytes().startswith(b"\x89PNG")
    with PdfDocument(source) as pdf:
        width, height = pdf[0].get_size()
    assert width < height
