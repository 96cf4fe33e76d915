"""What a PDF says on its pages and beside them, seen and not seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String
from PIL import Image

from tests.portal.contents.office_files import WORDS, word
from tests.portal.contents.reading import codes, places_of, read
from tests.portal.contents.test_pictures import GPS, exif, picture
from tests.portal.pdf.papers import LINE, annotated, new_paper, with_picture

SAID = WORDS.encode()
TEXT = b"BT /F1 12 Tf 72 600 Td (%s) Tj ET\n" % SAID
BOX = b"0 g 70 596 200 16 re f\n"
SCAN = b"q 595 0 0 842 0 0 cm /P1 Do Q\n"


def saved(pdf: Pdf) -> bytes:
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def scan(*, burned: bool, wiped: bool = False) -> Pdf:
    """A page that is a picture with its recognised words; a box may be burned into the picture."""
    page = new_paper(TEXT + LINE)
    if burned or wiped:
        page.pages[0].contents_add(BOX if burned else b"1 g 70 596 200 16 re f\n")
    import pypdfium2

    with pypdfium2.PdfDocument(saved(page)) as drawn:
        bitmap = drawn[0].render(scale=2)
        kept = io.BytesIO()
        bitmap.to_pil().save(kept, "JPEG", quality=70)
    invisible = (TEXT + LINE).replace(b"BT", b"BT 3 Tr")
    pdf = new_paper(SCAN + invisible)
    pdf.pages[0].obj.Resources.XObject = Dictionary(
        P1=Stream(
            pdf,
            kept.getvalue(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=bitmap.width,
            Height=bitmap.height,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    return pdf


def attached(content: bytes, name: str = "a.bin") -> Pdf:
    pdf = new_paper(LINE)
    pdf.attachments[name] = AttachedFileSpec(
        pdf,
        content,
        filename=name,
        description="",
        mime_type="",
        creation_date="",
        mod_date="",
    )
    return pdf


def with_info(key: str) -> Pdf:
    pdf = new_paper(LINE)
    pdf.docinfo[key] = WORDS
    return pdf


def with_xmp(key: str, value: Any) -> Pdf:
    pdf = new_paper(LINE)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as described:
        described[key] = value
    return pdf


def with_field() -> Pdf:
    pdf = new_paper(LINE)
    field = Dictionary(FT=Name.Tx, T=String("Name"), V=String(WORDS))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))
    return pdf


def with_layer() -> Pdf:
    pdf = new_paper(LINE + b"/OC /L1 BDC\n" + TEXT + b"EMC\n")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return pdf


def with_bookmark() -> Pdf:
    pdf = new_paper(LINE)
    pdf.Root.Outlines = pdf.make_indirect(
        Dictionary(First=pdf.make_indirect(Dictionary(Title=String(WORDS))))
    )
    return pdf


def with_tag(key: str) -> Pdf:
    pdf = new_paper(LINE)
    tag = Dictionary(Type=Name.StructElem, S=Name.Figure)
    tag[key] = String(WORDS)
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([tag]))
    return pdf


def stamped() -> Pdf:
    pdf = annotated("Stamp")
    form = pdf.make_stream(TEXT, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=form)
    return pdf


def cropped() -> Pdf:
    pdf = new_paper(LINE + TEXT)
    pdf.pages[0].obj.CropBox = Array([0, 650, 595, 842])
    return pdf


CASES: dict[str, tuple[Callable[[], Pdf], str, str]] = {
    "text": (lambda: new_paper(TEXT), "text", ""),
    "under a box": (lambda: new_paper(LINE + TEXT + BOX), "hidden", "hidden_text"),
    "under a picture": (
        lambda: with_picture(LINE + TEXT + b"q 200 0 0 16 70 596 cm /P1 Do Q", colour=b"\0\0\0"),
        "hidden", "hidden_text"),
    "white on white": (lambda: new_paper(LINE + b"1 g\n" + TEXT), "hidden", "invisible_text"),
    "invisible": (
        lambda: new_paper(LINE + TEXT.replace(b"BT", b"BT 3 Tr")), "hidden", "invisible_text"),
    "below a box burned into a scan": (lambda: scan(burned=True), "hidden", "hidden_text"),
    "below a wiped place of a scan": (
        lambda: scan(burned=False, wiped=True), "hidden", "hidden_text"),
    "beside the page": (
        lambda: new_paper(LINE + TEXT.replace(b"72 600", b"72 -90")), "hidden", "outside_page"),
    "beside a page with a box": (
        lambda: new_paper(BOX + LINE + TEXT.replace(b"72 600", b"72 -90")), "hidden",
        "outside_page"),
    "cropped away": (cropped, "hidden", "outside_page"),
    "a layer that is off": (with_layer, "hidden", "hidden_layer"),
    "a note": (lambda: annotated("Text", Contents=String(WORDS)), "comment", "comments"),
    "who wrote a note": (
        lambda: annotated("Text", Contents=String("See me"), T=String(WORDS)), "metadata",
        "comments"),
    "a stamp": (stamped, "comment", "comments"),
    "the words of a link": (
        lambda: annotated("Link", A=Dictionary(S=Name.URI, URI=String(f"mailto:{WORDS}"))),
        "metadata", ""),
    "a field": (with_field, "form", ""),
    "an attached text": (lambda: attached(SAID), "attachment", "attachment"),
    "an attached Word file": (
        lambda: attached(word(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>")), "attachment",
        "attachment"),
    "an attached PDF": (
        lambda: attached(saved(new_paper(TEXT))), "attachment", "attachment"),
    "the name of an attached file": (
        lambda: attached(b"nothing", f"{WORDS}.txt"), "attachment", "attachment"),
    "author": (lambda: with_info("/Author"), "metadata", "author"),
    "software": (lambda: with_info("/Producer"), "metadata", "software"),
    "a property of its own": (lambda: with_info("/Saved"), "metadata", ""),
    "author in XMP": (lambda: with_xmp("dc:creator", [WORDS]), "metadata", "author"),
    "description in XMP": (lambda: with_xmp("dc:description", WORDS), "metadata", ""),
    "a bookmark": (with_bookmark, "metadata", ""),
    "alternative text": (lambda: with_tag("/Alt"), "picture", ""),
    "replacing text": (lambda: with_tag("/ActualText"), "picture", ""),
}  # fmt: skip


def test_words_are_found_wherever_a_file_keeps_them(tmp_path: Path) -> None:
    wrong = {}
    for what, (make, place, code) in CASES.items():
        found = read(saved(make()), "pdf", tmp_path)
        if places_of(WORDS, found) != {place} or code not in codes(found) | {""}:
            wrong[what] = (places_of(WORDS, found), codes(found), found.unread)
        assert not found.unread, (what, found.unread)
    assert not wrong


def test_an_honest_scan_and_an_honest_page_hide_nothing(tmp_path: Path) -> None:
    assert codes(read(saved(scan(burned=False)), "pdf", tmp_path)) == set()
    assert codes(read(saved(new_paper(LINE)), "pdf", tmp_path)) == set()


def revised(before: bytes, after: bytes) -> bytes:
    """A file that was saved once more, with the change behind its end."""
    pdf = new_paper(before)
    content = pdf.pages[0].obj.Contents
    pdf.pages[0].obj.Contents = pdf.make_indirect(content)
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=ObjectStreamMode.disable, compress_streams=False)
    whole = kept.getvalue()
    with Pdf.open(io.BytesIO(whole)) as again:
        number = again.pages[0].obj.Contents.objgen[0]
        count = len(again.objects) + 1
        root = again.Root.objgen[0]
    table = whole.rindex(b"startxref")
    place = len(whole)
    old = int(whole[table + 9 :].split()[0])
    body = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(after),
        after,
    )
    references = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        number,
        place,
        count,
        root,
        old,
    )
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(body))
    return whole + body + references + end


def test_words_of_an_earlier_version_are_found(tmp_path: Path) -> None:
    found = read(revised(LINE + TEXT, LINE), "pdf", tmp_path)
    assert places_of(WORDS, found) == {"hidden"}
    assert codes(found) == {"hidden_text"}
    assert places_of("The meeting was opened", found) == {"text"}
    assert codes(read(revised(LINE, LINE + TEXT), "pdf", tmp_path)) == set()


def test_hidden_words_have_their_place(tmp_path: Path) -> None:
    found = read(saved(new_paper(LINE, LINE + TEXT + BOX)), "pdf", tmp_path)
    (odd,) = found.oddities
    (said,) = (one for one in found.passages if one.place == "hidden")
    assert odd.page == said.page == 2
    assert odd.box == said.box
    assert odd.box is not None
    assert 70 < odd.box[0] < 74
    assert 596 < odd.box[1] < 602
    assert odd.shown == "M•••••• K••••••"


def test_redactions_pictures_and_places_are_noted(tmp_path: Path) -> None:
    marked = read(saved(annotated("Redact")), "pdf", tmp_path)
    assert [(one.code, one.page) for one in marked.oddities] == [("unapplied_redaction", 1)]
    placed = Image.Exif()
    placed[0x8825] = GPS
    for how in ({"exif": placed}, {"exif": exif(0x013B, WORDS)}):
        pdf = with_picture(SCAN)
        jpeg = pdf.pages[0].obj.Resources.XObject.P1
        jpeg.write(picture("JPEG", **how), filter=Name.DCTDecode)
        jpeg.Width = jpeg.Height = 8
        found = read(saved(pdf), "pdf", tmp_path)
        assert codes(found) == {"image_only", "gps" if how["exif"] is placed else "author"}
        assert {one.page for one in found.oddities} == {1}


def test_a_file_that_cannot_be_used_is_never_clean(tmp_path: Path) -> None:
    for content in (b"", b"%PDF-1.7\n1 0 obj\n<<\n", b"<html>"):
        found = read(content, "pdf", tmp_path)
        assert found.unread
        assert not found.passages


def test_files_in_files_in_files_are_said_to_be_unread(tmp_path: Path) -> None:
    inner = attached(saved(attached(SAID)))
    assert "file in a file" in read(saved(inner), "pdf", tmp_path).unread[0]
    assert "cannot be checked" in read(saved(attached(b"MZ\0\1")), "pdf", tmp_path).unread[0]
