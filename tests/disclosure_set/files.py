"""Writes a case as a real file of the kind that holds such a container."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.disclosure_set.generate import Case

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_P: Final = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_DESCRIPTION: Final = 0x010E
_LEAD: Final = "The clerk wrote this line for the panel and everybody may read it."


def write(case: Case, folder: Path) -> Path:
    """The file of a case; ValueError where its letters cannot be written in such a file."""
    stem = folder / f"case-{case.kind}-{abs(hash(case)) % 10**8}"
    return _WRITERS[case.container](case.text, stem)


def _text(text: str, stem: Path) -> Path:
    return _pdf(text, stem, after="")


def _under_box(text: str, stem: Path) -> Path:
    lines = text.count("\n") + 1
    height = 16 * lines + 8
    return _pdf(text, stem, after=f"0 g 60 {706 - height + 10} 500 {height} re f")


def _metadata(text: str, stem: Path) -> Path:
    path = _pdf(_LEAD, stem, after="")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Subject"] = text
        pdf.save(path)
    return path


def _pdf(text: str, stem: Path, *, after: str) -> Path:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError as error:
        raise ValueError("no such letters in the typeface") from error
    shown = [line.encode("cp1252") for line in (_LEAD, *text.split("\n"))]
    rows = b" ".join(b"(%s) Tj T*" % _escaped(line) for line in shown)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        stream = b"BT /F1 11 Tf 16 TL 64 714 Td " + rows + b" ET " + after.encode()
        page.Contents = pdf.make_stream(stream)
        path = stem.with_suffix(".pdf")
        pdf.save(path)
    return path


def _escaped(line: bytes) -> bytes:
    return line.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _picture(text: str, stem: Path) -> Path:
    image = Image.new("RGB", (24, 24), (200, 180, 40))
    if text.isascii():
        exif = Image.Exif()
        exif[_DESCRIPTION] = text
        image.save(stem.with_suffix(".jpg"), exif=exif)
        return stem.with_suffix(".jpg")
    info = PngInfo()
    info.add_itxt("Description", text)
    image.save(stem.with_suffix(".png"), pnginfo=info)
    return stem.with_suffix(".png")


def _hidden_sheet(text: str, stem: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = _LEAD
    hidden = book.create_sheet("Working")
    for row, line in enumerate(text.split("\n"), start=1):
        hidden.cell(row, 1, line)
    hidden.sheet_state = "hidden"
    path = stem.with_suffix(".xlsx")
    book.save(path)
    return path


def _tracked_change(text: str, stem: Path) -> Path:
    runs = "<w:br/>".join(
        f'<w:delText xml:space="preserve">{escape(line)}</w:delText>' for line in text.split("\n")
    )
    return _docx(stem, f'<w:del w:id="1" w:author="Clerk"><w:r>{runs}</w:r></w:del>', {})


def _comment(text: str, stem: Path) -> Path:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    one = f'<w:comment w:id="1" w:author="Clerk">{paragraphs}</w:comment>'
    comments = f"<w:comments {_W}>{one}</w:comments>"
    return _docx(stem, '<w:r><w:commentReference w:id="1"/></w:r>', {"comments": comments})


def _docx(stem: Path, marked: str, beside: dict[str, str]) -> Path:
    body = f"<w:p><w:r><w:t>{_LEAD}</w:t></w:r></w:p><w:p>{marked}</w:p>"
    parts = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    parts |= {f"word/{name}.xml": content for name, content in beside.items()}
    links = {f"{name}.xml": name for name in beside}
    kinds = {"word/document.xml": f"{_TYPE}.wordprocessingml.document.main+xml"}
    kinds |= {f"word/{name}.xml": f"{_TYPE}.wordprocessingml.{name}+xml" for name in beside}
    return _package(stem.with_suffix(".docx"), "word/document.xml", parts, kinds, links)


def _notes(text: str, stem: Path) -> Path:
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    notes = _shape("notes", lines)
    slide = _shape("sld", f"<a:p><a:r><a:t>{_LEAD}</a:t></a:r></a:p>")
    show = (
        f'<p:presentation {_P}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>'
        "</p:presentation>"
    )
    parts = {
        "ppt/presentation.xml": show,
        "ppt/slides/slide1.xml": slide,
        "ppt/notesSlides/notesSlide1.xml": notes,
        "ppt/slides/_rels/slide1.xml.rels": _relations(
            {"../notesSlides/notesSlide1.xml": "notesSlide"}
        ),
    }
    kinds = {
        "ppt/presentation.xml": f"{_TYPE}.presentationml.presentation.main+xml",
        "ppt/slides/slide1.xml": f"{_TYPE}.presentationml.slide+xml",
        "ppt/notesSlides/notesSlide1.xml": f"{_TYPE}.presentationml.notesSlide+xml",
    }
    links = {"slides/slide1.xml": "slide"}
    return _package(stem.with_suffix(".pptx"), "ppt/presentation.xml", parts, kinds, links)


def _shape(name: str, lines: str) -> str:
    return (
        f"<p:{name} {_P}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr>"
        '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody>{lines}</p:txBody></p:sp></p:spTree></p:cSld></p:{name}>"
    )


def _relations(links: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(links.items(), start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def _package(
    path: Path, main: str, parts: dict[str, str], kinds: dict[str, str], links: dict[str, str]
) -> Path:
    """An Office Open XML file out of its parts."""
    folder, _slash, name = main.rpartition("/")
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    known = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{space}">{known}{overrides}</Types>',
        "_rels/.rels": _relations({main: "officeDocument"}),
        f"{folder}/_rels/{name}.rels": _relations(links),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in whole.items():
            archive.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return path


_WRITERS: Final[dict[str, Callable[[str, Path], Path]]] = {
    "text": _text,
    "under_box": _under_box,
    "picture": _picture,
    "metadata": _metadata,
    "hidden_sheet": _hidden_sheet,
    "tracked_change": _tracked_change,
    "notes": _notes,
    "comment": _comment,
}
