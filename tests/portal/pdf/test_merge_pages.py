"""Numbers and headings on every page: in the visible corner, legible, over nothing."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Pdf
from PIL import ImageChops

from tests.portal.pdf.merging_files import merge
from tests.portal.pdf.papers import LINE, kept, new_paper, with_picture

BANNER = "NOT FOR PUBLICATION – Llŷn, ŵyl – paragraph 2 of Part 1 of Schedule 12A " * 3
HATCHED = b"".join(b"%d 0 m %d 842 l S\n" % (at, at) for at in range(0, 595, 6))


def texts(path: Path) -> list[list[tuple[str, tuple[float, float, float, float]]]]:
    """By page: each text object with its box on the page as seen, in points."""
    found = []
    document = pdfium.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            height, width = page.get_height(), page.get_width()
            left, bottom, right, top = page.get_bbox()
            here = []
            for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
                a, b, c, d = item.get_bounds()
                turned = {
                    0: (a - left, b - bottom, c - left, d - bottom),
                    90: (b - bottom, right - c, d - bottom, right - a),
                    180: (right - c, top - d, right - a, top - b),
                    270: (top - d, a - left, top - b, c - left),
                }[page.get_rotation()]
                assert turned[0] >= -1, (number, turned)
                assert turned[2] <= width + 1, (number, turned)
                assert turned[3] <= height + 1, (number, turned)
                here.append((text.get_text_bounded(a, b, c, d).strip(), turned))
            found.append(here)
    finally:
        document.close()
    return found


def sizes(path: Path) -> list[tuple[float, float]]:
    document = pdfium.PdfDocument(path)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def odd_pages(path: Path) -> Path:
    """Write pages of every turn, with boxes that begin anywhere, and inherited attributes."""
    pdf = new_paper(*[LINE] * 16)
    boxes = ([0, 0, 595, 842], [-300, 100, 295, 942], [595, 842, 0, 0], [0, 0, 2384, 3370])
    for page, (turn, box) in zip(pdf.pages, product((0, 90, 180, 270), boxes), strict=True):
        page.obj.MediaBox = Array(box)
        page.obj.Rotate = turn
    pdf.pages[3].obj.UserUnit = 2
    cropped = pdf.pages[5].obj
    cropped.CropBox = Array([-250, 200, 200, 900])
    parent = pdf.Root.Pages
    parent.Rotate = 90
    del pdf.pages[4].obj["/Rotate"]
    kept(pdf, path)
    return path


def test_the_number_is_in_the_lower_right_corner_of_every_page_as_seen(tmp_path: Path) -> None:
    file, out = odd_pages(tmp_path / "odd.pdf"), tmp_path / "pack.pdf"
    report = merge(out, [file], first_page=95, prefix="S1-")
    assert (report["parts"][0]["pages_from"], report["parts"][0]["pages_to"]) == (95, 110)
    with pikepdf.open(file) as before, pikepdf.open(out) as after:
        for old, new in zip(before.pages, after.pages, strict=True):
            assert old.mediabox == new.mediabox  # there was room on each
        labels = after.Root.PageLabels.Nums
        assert labels == Array([0, Dictionary(S=pikepdf.Name.D, St=95, P="S1-")])
        artifact = after.pages[0].obj.Contents[0].read_bytes()
        assert artifact.startswith(b"/Artifact <</Type /Pagination")
        assert artifact.rstrip().endswith(b"EMC")
    for number, (here, (width, height)) in enumerate(zip(texts(out), sizes(out), strict=True)):
        ((_, (left, bottom, right, top)),) = [one for one in here if one[0] == f"S1-{95 + number}"]
        scale = max(1.0, min(width, height) / 595)
        assert width - 60 * scale < right < width, number
        assert 0 < bottom < 40 * scale, number
        assert 5 * scale < top - bottom < 14 * scale, number
        assert left > width / 2, number


def test_where_the_corner_is_taken_the_page_grows_and_shows_no_more_than_before(
    tmp_path: Path,
) -> None:
    cut_off = b"BT /F1 10 Tf 300 -9 Td (cut off) Tj 9 860 Td (cut off) Tj ET\n"
    pdf = new_paper(*[HATCHED + cut_off] * 4)
    for page, turn in zip(pdf.pages, (0, 90, 180, 270), strict=True):
        page.obj.Rotate = turn
    file, out = kept(pdf, tmp_path / "taken.pdf"), tmp_path / "pack.pdf"
    merge(out, [file])
    for (width, height), (wide, high), turn in zip(
        sizes(file), sizes(out), (0, 90, 180, 270), strict=True
    ):
        assert (wide, 15 < high - height < 40) == (width, True), turn
    assert_strip_holds_the_number_alone(file, out)


def assert_strip_holds_the_number_alone(file: Path, out: Path) -> None:
    """Above the strip each page looks as it did; in it there is the number, to the right."""
    before, after = pdfium.PdfDocument(file), pdfium.PdfDocument(out)
    try:
        for number in range(len(before)):
            old = before[number].render(scale=1).to_pil().convert("L")
            new = after[number].render(scale=1).to_pil().convert("L")
            same = (0, 0, old.width, old.height - 2)
            apart = ImageChops.difference(new.crop(same), old.crop(same))
            assert max(apart.tobytes()) < 4, number
            left = new.crop((0, old.height + 1, new.width // 2, new.height))
            right = new.crop((new.width // 2, old.height + 1, new.width, new.height))
            assert left.getextrema() == (255, 255), number
            assert min(right.tobytes()) < 128, number
    finally:
        before.close()
        after.close()


@pytest.mark.parametrize(("colour", "stamped"), [(b"\xff\xff\xff", b"0 g"), (b"\0\0\x30", b"1 g")])
def test_on_an_even_ground_the_number_is_drawn_over_it_whatever_the_page_left_behind(
    tmp_path: Path, colour: bytes, stamped: bytes
) -> None:
    content = b"Q Q q q 595 0 0 842 0 0 cm /P1 Do 3 0 0 3 99 99 cm\n"
    file, out = kept(with_picture(content, colour=colour), tmp_path / "even.pdf"), tmp_path / "p"
    merge(out, [file])
    ((text, (left, bottom, _, _)),) = texts(out)[0]
    assert (text, left > 500, bottom < 40) == ("1", True, True)
    with pikepdf.open(out) as pack:
        assert stamped in pack.pages[0].obj.Contents[-1].read_bytes()
        assert pack.pages[0].mediabox == Array([0, 0, 595, 842])


def test_a_patterned_ground_is_left_alone(tmp_path: Path) -> None:
    file = kept(with_picture(b"q 595 0 0 842 0 0 cm /P1 Do Q"), tmp_path / "scan.pdf")
    report = merge(tmp_path / "pack.pdf", [file])
    assert sizes(tmp_path / "pack.pdf")[0][1] > 850
    assert not report["parts"][0]["has_text"]


def test_a_heading_stands_on_every_page_of_its_part_in_welsh_as_well(tmp_path: Path) -> None:
    full = new_paper(LINE, HATCHED)
    file = kept(full, tmp_path / "secret.pdf")
    open_file = kept(new_paper(LINE), tmp_path / "open.pdf")
    out = tmp_path / "pack.pdf"
    merge(out, [{"path": file, "banner": BANNER}, open_file], numbers=False)
    pages = texts(out)
    for here in pages[:2]:
        words = " ".join(text for text, _ in here if "chair" not in text)
        assert words.split() == BANNER.split()
        assert min(bottom for text, (_, bottom, _, _) in here if "NOT" in text) > 780
    assert len(pages[2]) == 1
    heights = [height for _, height in sizes(out)]
    assert heights[0] == 842
    assert heights[1] > 860


def test_pages_of_any_size_get_a_number(tmp_path: Path) -> None:
    chance = random.Random(12)
    pdf = Pdf.new()
    for _ in range(30):
        pdf.add_blank_page(page_size=(chance.choice([4, 30, 90, 600, 14000]), 50))
        page = pdf.pages[-1].obj
        page.Rotate = chance.choice([0, 90, 180, 270, 45, -90])
        page.MediaBox = Array([chance.randint(-50, 3), *list(page.MediaBox)[1:]])
        del page["/Resources"]
    del pdf.pages[0].obj["/Contents"]
    file, out = kept(pdf, tmp_path / "sizes.pdf"), tmp_path / "pack.pdf"
    merge(out, [file])
    with pikepdf.open(out) as pack:
        for stamped in pack.pages:
            assert b"Tj" in b"".join(one.read_bytes() for one in stamped.obj.Contents)
