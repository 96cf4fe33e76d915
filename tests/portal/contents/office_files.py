"""Small office files, each with words planted in one of the places where they can hide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, Final

WORDS: Final = "Marlowe Kingfisher"
PLAIN: Final = "The chair opened the meeting."
_W: Final = 'xmlns:w="urn:w" xmlns:r="urn:r" xmlns:wp="urn:wp" xmlns:mc="urn:mc"'
_P: Final = 'xmlns:a="urn:a" xmlns:p="urn:p" xmlns:r="urn:r"'
_RELATIONS: Final = "<Relationships>{}</Relationships>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts, in their order."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def relation(key: str, target: str, mode: str = "") -> str:
    """One relation of a part to another, or to something outside the file."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Target="{target}"{outside}/>'


def relations(*listed: str) -> str:
    """The relations of a part."""
    return _RELATIONS.format("".join(listed))


def run(text: str, properties: str = "") -> str:
    """A run of a Word text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(properties: str) -> str:
    """A paragraph with the words, in a look of their own."""
    return f"<w:p>{run(WORDS, properties)}</w:p>"


def word(body: str = "", /, **others: Any) -> bytes:
    """A Word file; other parts by their name, `__` for a slash and `_x` for `.xml`."""
    named = {_part(key): content for key, content in others.items()}
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body><w:p>{run(PLAIN)}</w:p>{body}</w:body>"
            "</w:document>",
            **named,
        }
    )


def _part(key: str) -> str:
    return key.replace("__", "/").removesuffix("_x") + (".xml" if key.endswith("_x") else "")


def _story(name: str) -> str:
    return f"<w:{name} {_W}><w:p>{run(WORDS)}</w:p></w:{name}>"


def _changed(kind: str, inner: str = "") -> str:
    text = inner or f"<w:r><w:delText>{WORDS}</w:delText></w:r>"
    return f'<w:p><w:{kind} w:author="Ann Other">{text}</w:{kind}></w:p>'


def slides(
    *,
    show: str = "1",
    said: str = PLAIN,
    x: int = 10,
    hidden: str = "",
    others: Mapping[str, str | bytes] | None = None,
    slide_relations: str = "",
) -> bytes:
    """A PowerPoint file of one slide with one shape."""
    shape = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Box"{hidden}/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="10"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:p><a:r><a:t>{said}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:presentation {_P}><p:sldIdLst><p:sldId id="256" '
            'r:id="rId1"/></p:sldIdLst><p:sldSz cx="1000" cy="700"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(relation("rId1", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": f'<p:sld {_P} show="{show}"><p:cSld><p:spTree>{shape}'
            "</p:spTree></p:cSld></p:sld>",
            "ppt/slides/_rels/slide1.xml.rels": slide_relations or relations(),
            **(others or {}),
        }
    )


def notes(said: str) -> bytes:
    """A slide with speaker's notes."""
    return slides(
        slide_relations=relations(relation("rId1", "../notesSlides/notesSlide1.xml")),
        others={
            "ppt/notesSlides/notesSlide1.xml": f"<p:notes {_P}><p:cSld><p:spTree>"
            f"<p:sp><p:txBody><a:p><a:r><a:t>{said}</a:t></a:r></a:p></p:txBody></p:sp>"
            '<p:sp><p:nvPr><p:ph type="sldNum"/></p:nvPr><p:txBody><a:p><a:fld><a:t>1</a:t></a:fld>'
            "</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>"
        },
    )


def open_text(
    body: str = "", *, styles: str = "", kind: str = "text", others: Mapping[str, str] | None = None
) -> bytes:
    """An OpenDocument text or spreadsheet."""
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:{one}"'
        for one in ("office", "text", "table", "style", "fo", "dc", "svg")
    )
    first = f"<text:p>{PLAIN}</text:p>" if kind == "text" else ""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:{kind}>{first}{body}"
            f"</office:{kind}></office:body></office:document-content>",
            **(others or {}),
        }
    )


def _styled(properties: str) -> str:
    return f'<style:style style:name="S1"><style:text-properties {properties}/></style:style>'


_STYLED: Final = f'<text:p>x<text:span text:style-name="S1">{WORDS}</text:span></text:p>'
_CELL: Final = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def _sheet(rows: str, columns: str = "", style: str = "") -> str:
    return f'<table:table table:name="Data"{style}>{columns}{rows}</table:table>'


def _row(said: str, away: str = "") -> str:
    cells = _CELL.format("shown") + _CELL.format(said)
    return f"<table:table-row{away}>{cells}</table:table-row>"


def as_is(content: bytes) -> Callable[[], bytes]:
    """What makes a file that needs no making."""
    return lambda: content


Case = tuple[str, Callable[[], bytes], str, str]
#: What it is: ending, file, the place where the words must be found, the oddity that must be noted.
CASES: Final[dict[str, Case]] = {
    "Word: body": ("docx", lambda: word(f"<w:p>{run(WORDS)}</w:p>"), "text", ""),
    "Word: header": ("docx", lambda: word(word__header1_x=_story("hdr")), "text", ""),
    "Word: footnote": ("docx", lambda: word(word__footnotes_x=_story("footnotes")), "text", ""),
    "Word: text box": (
        "docx", lambda: word(f"<w:p><w:txbxContent><w:p>{run(WORDS)}</w:p></w:txbxContent></w:p>"),
        "text", ""),
    "Word: hidden": (
        "docx", lambda: word(paragraph("<w:vanish/>")), "hidden", "hidden_text"),
    "Word: hidden by a style": (
        "docx", lambda: word(
            paragraph("<w:rStyle w:val='Off'/>"),
            word__styles_x=f'<w:styles {_W}><w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr>'
            "</w:style></w:styles>"),
        "hidden", "hidden_text"),
    "Word: white": (
        "docx", lambda: word(paragraph("<w:color w:val='FFFFFF'/>")),
        "hidden", "invisible_text"),
    "Word: deleted": ("docx", lambda: word(_changed("del")), "tracked_change", "tracked_changes"),
    "Word: moved away": (
        "docx", lambda: word(_changed("moveFrom", run(WORDS))), "tracked_change",
        "tracked_changes"),
    "Word: inserted": (
        "docx", lambda: word(_changed("ins", run(WORDS))), "text", "tracked_changes"),
    "Word: comment": (
        "docx", lambda: word(word__comments_x=f'<w:comments {_W}><w:comment w:author="A">'
        f"<w:p>{run(WORDS)}</w:p></w:comment></w:comments>"), "comment", "comments"),
    "Word: alternative text": (
        "docx", lambda: word(f'<w:p><w:drawing><wp:docPr descr="{WORDS}"/></w:drawing></w:p>'),
        "picture", ""),
    "Word: field": (
        "docx", lambda: word(f"<w:p><w:r><w:instrText>ASK {WORDS}</w:instrText></w:r></w:p>"),
        "form", ""),
    "Word: only in the fallback": (
        "docx", lambda: word(f"<w:p><mc:AlternateContent><mc:Choice/><mc:Fallback>{run(WORDS)}"
        "</mc:Fallback></mc:AlternateContent></w:p>"), "text", ""),
    "Word: author": (
        "docx", lambda: word(docProps__core_x=f"<p><creator>{WORDS}</creator></p>"),
        "metadata", "author"),
    "Word: company": (
        "docx", lambda: word(docProps__app_x=f"<p><Company>{WORDS}</Company></p>"),
        "metadata", "author"),
    "Word: data of its own": (
        "docx", lambda: word(customXml__item1_x=f"<d><name>{WORDS}</name></d>"), "metadata", ""),
    "Word: template on a disk": (
        "docx", lambda: word(**{"word___rels__settings.xml.rels": relations(
            relation("r1", f"file:///C:/{WORDS}/a.dotx", "External"))}), "metadata", ""),
    "Word: embedded text": (
        "docx", lambda: word(**{"word__embeddings__a.docx": word(f"<w:p>{run(WORDS)}</w:p>")}),
        "attachment", "embedded_object"),
    "Word: a chart": (
        "docx",
        lambda: word(word__charts__chart1_x=f"<c:c xmlns:c='urn:c'><c:v>{WORDS}</c:v></c:c>"),
        "text", ""),
    "PowerPoint: slide": ("pptx", lambda: slides(said=WORDS), "text", ""),
    "PowerPoint: hidden slide": (
        "pptx", lambda: slides(said=WORDS, show="0"), "hidden", "hidden_slide"),
    "PowerPoint: notes": ("pptx", lambda: notes(WORDS), "notes", "notes_of_slides"),
    "PowerPoint: off the slide": (
        "pptx", lambda: slides(said=WORDS, x=5000), "hidden", "outside_page"),
    "PowerPoint: hidden shape": (
        "pptx", lambda: slides(said=WORDS, hidden=' hidden="1"'), "hidden", "hidden_text"),
    "PowerPoint: alternative text": (
        "pptx", lambda: slides(hidden=f' descr="{WORDS}"'), "picture", ""),
    "PowerPoint: comment": (
        "pptx", lambda: slides(others={"ppt/comments/comment1.xml":
        f"<p:cmLst {_P}><p:cm><p:text>{WORDS}</p:text></p:cm></p:cmLst>"}), "comment", "comments"),
    "OpenDocument: text": ("odt", lambda: open_text(f"<text:p>{WORDS}</text:p>"), "text", ""),
    "OpenDocument: hidden": (
        "odt", lambda: open_text(_STYLED, styles=_styled('text:display="none"')),
        "hidden", "hidden_text"),
    "OpenDocument: white": (
        "odt", lambda: open_text(_STYLED, styles=_styled('fo:color="#ffffff"')),
        "hidden", "invisible_text"),
    "OpenDocument: hidden field": (
        "odt", lambda: open_text(
            f'<text:p><text:hidden-text text:string-value="{WORDS}"/></text:p>'),
        "hidden", "hidden_text"),
    "OpenDocument: hidden section": (
        "odt", lambda: open_text(f'<text:section text:display="none"><text:p>{WORDS}</text:p>'
        "</text:section>"), "hidden", "hidden_text"),
    "OpenDocument: deleted": (
        "odt", lambda: open_text("<text:tracked-changes><text:changed-region><text:deletion>"
        f"<text:p>{WORDS}</text:p></text:deletion></text:changed-region></text:tracked-changes>"),
        "tracked_change", "tracked_changes"),
    "OpenDocument: comment": (
        "odt", lambda: open_text("<text:p><office:annotation><dc:creator>A</dc:creator>"
        f"<text:p>{WORDS}</text:p></office:annotation></text:p>"), "comment", "comments"),
    "OpenDocument: author": (
        "odt", lambda: open_text(others={"meta.xml":
        f"<m xmlns:dc='urn:dc'><dc:creator>{WORDS}</dc:creator></m>"}), "metadata", "author"),
    "OpenDocument: an earlier version": (
        "odt", lambda: open_text(others={"Versions/Version1": f"{WORDS}"}), "attachment",
        "embedded_object"),
    "OpenDocument: cell": (
        "ods", lambda: open_text(_sheet(_row(WORDS)), kind="spreadsheet"), "text", ""),
    "OpenDocument: hidden row": (
        "ods", lambda: open_text(_sheet(_row("x") + _row(WORDS, ' table:visibility="collapse"')),
        kind="spreadsheet"), "hidden_rows", "hidden_rows"),
    "OpenDocument: filtered row": (
        "ods", lambda: open_text(_sheet(_row("x") + _row(WORDS, ' table:visibility="filter"')),
        kind="spreadsheet"), "hidden_rows", "hidden_rows"),
    "OpenDocument: folded rows": (
        "ods", lambda: open_text(_sheet('<table:table-row-group table:display="false">'
        f"{_row(WORDS)}</table:table-row-group>"), kind="spreadsheet"),
        "hidden_rows", "hidden_rows"),
    "OpenDocument: hidden column": (
        "ods", lambda: open_text(_sheet(_row(WORDS), '<table:table-column/><table:table-column '
        'table:visibility="collapse"/>'), kind="spreadsheet"), "hidden_columns", "hidden_columns"),
    "OpenDocument: hidden sheet": (
        "ods", lambda: open_text(_sheet(_row(WORDS), style=' table:style-name="T1"'),
        styles='<style:style style:name="T1"><style:table-properties table:display="false"/>'
        "</style:style>", kind="spreadsheet"), "hidden_sheet", "hidden_sheet"),
    "Rich text": ("rtf", as_is(rf"{{\rtf1\ansi {WORDS}\par}}".encode()), "text", ""),
    "Rich text: hidden": (
        "rtf", as_is(rf"{{\rtf1 Seen {{\v {WORDS}}} seen}}".encode()), "hidden", "hidden_text"),
    "Rich text: white": (
        "rtf",
        as_is(rf"{{\rtf1{{\colortbl;\red255\green255\blue255;}}a {{\cf1 {WORDS}}}}}".encode()),
        "hidden", "invisible_text"),
    "Rich text: deleted": (
        "rtf", as_is(rf"{{\rtf1 Seen {{\deleted {WORDS}}}}}".encode()), "tracked_change",
        "tracked_changes"),
    "Rich text: author": (
        "rtf", as_is(rf"{{\rtf1{{\info{{\author {WORDS}}}}} Seen}}".encode()),
        "metadata", "author"),
    "Rich text: comment": (
        "rtf", as_is(rf"{{\rtf1 Seen {{\*\annotation {WORDS}}}}}".encode()), "comment", "comments"),
    "Rich text: letters by number": (
        "rtf", as_is(rb"{\rtf1 M\'61rlowe Kingf\u105?sher}"), "text", ""),
    "Rich text: embedded": (
        "rtf", as_is(rb"{\rtf1{\object{\*\objdata " + WORDS.encode().hex().encode() + b"}}}"),
        "attachment", "embedded_object"),
    "Values": ("csv", as_is(f"name,place\n{WORDS},here\n".encode()), "text", ""),
    "Text in UTF-16": ("txt", as_is(WORDS.encode("utf-16")), "text", ""),
}  # fmt: skip
