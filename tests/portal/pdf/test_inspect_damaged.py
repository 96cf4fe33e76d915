"""Files that are cut off, mended, deep, endless or far larger than they look."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.looking import inspect_path
from tests.portal.pdf.papers import LINE, kept, new_paper

FLATE = {"compress_streams": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable}
PLAIN = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}


def looked_at(path: Path, **bounds: Any) -> dict[str, Any]:
    return inspect_path(path, Bounds(**bounds), allow_restricted=False)


def outcome(path: Path, **bounds: Any) -> tuple[str, str]:
    looked = looked_at(path, **bounds)
    return looked["verdict"], looked["findings"][0]["code"]


def paper(pages: int) -> Pdf:
    return new_paper(*[LINE.replace(b"chair", b"chair %d" % n) for n in range(pages)])


def test_what_is_no_pdf_is_told_from_what_is_damaged(tmp_path: Path) -> None:
    cases = {
        b"": "empty",
        b"%PDF-": "not_a_pdf",
        b"hello": "not_a_pdf",
        b"<html><p>Not found</p></html>": "not_a_pdf",
        b"PK\x03\x04" + b"word/document.xml" * 9: "not_a_pdf",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600: "not_a_pdf",
        b"%PDF-1.7\n%%EOF\n": "not_a_pdf",
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n": "damaged",
        b"%PDF-1.7\ntrailer\n<< /Root 1 0 R >>\n": "damaged",
    }
    for data, code in cases.items():
        path = tmp_path / "paper.pdf"
        path.write_bytes(data)
        assert outcome(path) == ("refuse", code), data[:40]


def test_a_file_cut_off_anywhere_is_never_accepted_with_less_in_it(tmp_path: Path) -> None:
    for how in (FLATE, PLAIN, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}):
        whole = kept(paper(4), tmp_path / "whole.pdf", **how).read_bytes()
        assert looked_at(tmp_path / "whole.pdf")["verdict"] == "accept"
        cut = tmp_path / "cut.pdf"
        for hundredth in range(2, 100, 7):
            cut.write_bytes(whole[: len(whole) * hundredth // 100])
            looked = looked_at(cut)
            assert looked["verdict"] == "refuse" or looked["pages"] == 4, hundredth
            assert looked["verdict"] != "accept", hundredth


def test_only_the_table_lost_is_mended(tmp_path: Path) -> None:
    whole = kept(paper(3), tmp_path / "whole.pdf", **PLAIN).read_bytes()
    path = tmp_path / "paper.pdf"
    path.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", whole))
    looked = looked_at(path)
    assert (looked["verdict"], looked["pages"]) == ("warn", 3)
    assert looked["findings"][0]["code"] == "repaired"
    path.write_bytes(b"Content-Type: application/pdf\r\n\r\n" + whole)
    assert looked_at(path)["pages"] == 3


def test_a_later_version_that_was_cut_off_is_damage(tmp_path: Path) -> None:
    whole = kept(paper(2), tmp_path / "whole.pdf", **PLAIN).read_bytes()
    path = tmp_path / "paper.pdf"
    path.write_bytes(whole + b"\n4 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n")
    assert outcome(path)[0] == "refuse"


def test_pages_that_are_missing_are_damage(tmp_path: Path) -> None:
    pdf = paper(3)
    pdf.save(tmp_path / "paper.pdf", **PLAIN)
    data = (tmp_path / "paper.pdf").read_bytes()
    path = tmp_path / "fewer.pdf"
    path.write_bytes(data.replace(b"/Count 3", b"/Count 4"))
    looked = looked_at(path)
    assert outcome(path) == ("refuse", "damaged")
    assert looked["findings"][0]["facts"] == {"what": "lost", "said": 4, "pages": 3}


def test_content_that_breaks_off_is_damage_and_a_wrong_checksum_a_warning(tmp_path: Path) -> None:
    folded = zlib.compress(LINE * 50)
    for name, data, expected in (
        ("sound", folded, ("accept", "untagged")),
        ("no checksum", folded[:-4], ("accept", "untagged")),
        ("wrong checksum", folded[:-4] + b"\0\0\0\0", ("warn", "repaired")),
        ("cut", folded[: len(folded) // 2], ("refuse", "damaged")),
        ("flipped", folded[:20] + b"\xff\xff\xff\xff" + folded[24:], ("refuse", "damaged")),
    ):
        pdf = new_paper(LINE)
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"")
        pdf.pages[0].obj.Contents.write(data, filter=Name.FlateDecode)
        path = kept(pdf, tmp_path / "paper.pdf", compress_streams=False)
        assert outcome(path) == expected, name


def test_content_that_paints_nothing_any_more_is_damage(tmp_path: Path) -> None:
    broken = new_paper(b"]]]> (((( re f Tj")
    assert outcome(kept(broken, tmp_path / "a.pdf")) == ("refuse", "damaged")
    blank = new_paper(b"q Q")
    assert looked_at(kept(blank, tmp_path / "b.pdf"))["verdict"] == "accept"


def test_loops_and_depths_end(tmp_path: Path) -> None:
    loop = paper(2)
    loop.Root.Pages.Kids.append(loop.Root.Pages)
    loop.Root.Pages.Count = 5
    assert outcome(kept(loop, tmp_path / "loop.pdf")) == ("refuse", "damaged")
    deep = paper(1)
    node = deep.Root.Pages
    for _ in range(3000):
        node = deep.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
    deep.Root.Pages = node
    assert outcome(kept(deep, tmp_path / "deep.pdf"))[0] == "refuse"
    ring = paper(1)
    form = ring.make_stream(b"/X1 Do " * 3, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X1=form))
    ring.pages[0].obj.Resources.XObject = Dictionary(X1=form)
    ring.pages[0].obj.Contents = pikepdf.Stream(ring, LINE + b"/X1 Do")
    assert outcome(kept(ring, tmp_path / "ring.pdf")) == ("refuse", "damaged")


def test_forms_within_forms_are_weighed_before_they_are_built(tmp_path: Path) -> None:
    pdf = new_paper(LINE + b"/X1 Do")
    inner = pdf.make_stream(
        b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    for _ in range(30):
        outer = pdf.make_stream(
            b"/X1 Do " * 3, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        outer.Resources = Dictionary(XObject=Dictionary(X1=inner))
        inner = outer
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=inner)
    assert outcome(kept(pdf, tmp_path / "paper.pdf")) == ("refuse", "over_limits")


def test_limits_hold(tmp_path: Path) -> None:
    path = kept(paper(5), tmp_path / "paper.pdf")
    assert outcome(path, pages=4) == ("refuse", "over_limits")
    assert outcome(path, file_bytes=100) == ("refuse", "over_limits")
    assert outcome(path, objects=3) == ("refuse", "over_limits")
    assert looked_at(path, pages=5)["verdict"] == "accept"


def test_streams_that_unfold_beyond_all_bounds_are_refused(tmp_path: Path) -> None:
    once = zlib.compress(b"\0" * 9_000_000, 9)
    twice = zlib.compress(once, 9)
    thrice = zlib.compress(twice, 9)
    cases: dict[str, tuple[bytes, list[str]]] = {
        "one filter": (once, ["FlateDecode"]),
        "two filters": (twice, ["FlateDecode", "FlateDecode"]),
        "three filters": (thrice, ["FlateDecode", "FlateDecode", "FlateDecode"]),
        "written in hexadecimal": (once.hex().encode() + b">", ["ASCIIHexDecode", "FlateDecode"]),
    }
    for name, (data, filters) in cases.items():
        pdf = new_paper(b"")
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data, filter=Array([Name("/" + one) for one in filters]))
        pdf.pages[0].obj.Contents = stream
        path = kept(pdf, tmp_path / "paper.pdf", compress_streams=False)
        assert outcome(path, page_bytes=8_000_000) == ("refuse", "over_limits"), name
        assert outcome(path, page_bytes=9_000_000)[1] != "over_limits", name
        other = new_paper(LINE)
        stream = pikepdf.Stream(other, b"")
        stream.write(data, filter=Array([Name("/" + one) for one in filters]))
        other.pages[0].obj.Resources.Font.F1.ToUnicode = stream
        path = kept(other, tmp_path / "paper.pdf", compress_streams=False)
        assert outcome(path, stream_bytes=8_000_000) == ("refuse", "over_limits"), name


def with_table(kind: bytes, data: bytes, filters: bytes) -> bytes:
    """A file whose table of objects, or stream of objects, is `data`."""
    stream = (
        b"<< /Type /%s /N 3 /First 20 /Size 6 /W [1 4 2] /Root 1 0 R /Filter [%s] /Length %d >>"
    )
    body = b"%PDF-1.7\n5 0 obj\n" + stream % (kind, filters, len(data)) + b"\nstream\n" + data
    return body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def test_tables_are_measured_before_any_library_unfolds_them(tmp_path: Path) -> None:
    bomb = zlib.compress(zlib.compress(b" " * 60_000_000, 9), 9)
    assert len(bomb) < 2100
    path = tmp_path / "paper.pdf"
    for kind in (b"XRef", b"ObjStm"):
        path.write_bytes(with_table(kind, bomb, b"/FlateDecode /FlateDecode"))
        assert outcome(path) == ("refuse", "over_limits"), kind
        path.write_bytes(with_table(kind, zlib.compress(b" " * 5000), b"/FlateDecode"))
        assert outcome(path) == ("refuse", "damaged"), kind
