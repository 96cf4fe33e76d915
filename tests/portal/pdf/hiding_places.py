"""Every place of a PDF where words can hide: small files with words planted in one of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from portal.pdf.read import document as place
from portal.pdf.read.document import ReadDocument
from portal.pdf.read.task import run

WORDS = "Kingfisher inquiry into Marlowe Grange custody failures"
PUBLIC = "The board welcomes members of the public to its meeting in the town hall."

Plant = Callable[[pikepdf.Pdf, str], bytes | None]


def read(path: Path) -> ReadDocument:
    """Read a file in this process, as the child does."""
    return ReadDocument.from_json(run({"path": str(path)}, lambda _: None))


def paper(*pages: str) -> pikepdf.Pdf:
    """A PDF with these texts, one a page, a line of text a line."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    for text in pages or (PUBLIC,):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(shown(text))
    return pdf


def shown(text: str, before: str = "") -> bytes:
    """Instructions that draw a text."""
    lines = "".join(
        f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in text.split("\n")
    )
    return f"BT {before} /F1 11 Tf 14 TL 40 790 Td\n{lines}ET\n".encode("cp1252")


def append(pdf: pikepdf.Pdf, content: bytes) -> None:
    """Draw something more on the first page."""
    pdf.pages[0].contents_add(pdf.make_stream(content))


def saved(pdf: pikepdf.Pdf, path: Path, tail: bytes = b"") -> Path:
    """Write it as it is, with something behind its end."""
    kept = io.BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    path.write_bytes(kept.getvalue() + tail)
    return path


def _form(pdf: pikepdf.Pdf, words: str) -> Stream:
    form = pdf.make_stream(shown(words))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = pdf.pages[0].obj.Resources
    return form


def _on_page(before: str = "") -> Plant:
    return lambda pdf, words: append(pdf, shown(words, before))


def _cut_at_line_ends(pdf: pikepdf.Pdf, words: str) -> None:
    first, second = words[: len(words) // 2 - 1], words[len(words) // 2 - 1 :]
    append(pdf, shown(f"{first}-\n{second}"))


def _letter_by_letter(pdf: pikepdf.Pdf, words: str) -> None:
    letters = " ".join(f"({letter}) {-20 - 7 * index}" for index, letter in enumerate(words))
    append(pdf, f"BT /F1 9 Tf 40 500 Td [{letters}] TJ ET".encode())


def _unused_form(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Unused=_form(pdf, words))


def _drawn_form(pdf: pikepdf.Pdf, words: str) -> None:
    _unused_form(pdf, words)
    append(pdf, b"q /Unused Do Q")


def _hidden_layer(pdf: pikepdf.Pdf, words: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(Off=layer)
    append(pdf, b"/OC /Off BDC\n" + shown(words) + b"EMC")


def _pattern(pdf: pikepdf.Pdf, words: str) -> None:
    pattern = _form(pdf, words)
    del pattern.Subtype
    pattern.Type, pattern.PatternType = Name.Pattern, 1
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=pattern)


def _in_glyph_codes(pdf: pikepdf.Pdf, words: str) -> None:
    """Two-byte codes that mean nothing without the font's own table."""
    codes = {letter: code for code, letter in enumerate(dict.fromkeys(words), 700)}
    table = "".join(f"<{code:04x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Any"),
        Encoding=Name("/Identity-H"),
        ToUnicode=pdf.make_stream(f"1 beginbfchar\n{table}endbfchar".encode()),
    )
    form = _form(pdf, "")
    form.Resources = Dictionary(Font=Dictionary(F1=font))
    drawn = "".join(f"{codes[letter]:04x}" for letter in words)
    form.write(f"BT /F1 9 Tf <{drawn}> Tj ET".encode())
    pdf.pages[0].obj.Resources.XObject = Dictionary(Unused=form)


def _note(**fields: Any) -> Plant:
    """An annotation with the words in one of its fields."""

    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        filled = {
            key: value(pdf, words) if callable(value) else value for key, value in fields.items()
        }
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), **filled)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return plant


def _string(pdf: pikepdf.Pdf, words: str) -> String:
    return String(words)


def _link(pdf: pikepdf.Pdf, words: str) -> Dictionary:
    return Dictionary(S=Name.URI, URI=String(f"https://x.test/{words.replace(' ', '%20')}"))


def _look(pdf: pikepdf.Pdf, words: str) -> Dictionary:
    return Dictionary(N=_form(pdf, words))


def _bookmark(pdf: pikepdf.Pdf, words: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Agenda", 0))
        outline.root[0].children.append(pikepdf.OutlineItem(words, 0))


def _property(key: str) -> Plant:
    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        pdf.docinfo[key] = words

    return plant


def _xmp(pdf: pikepdf.Pdf, words: str) -> None:
    with pdf.open_metadata() as described:
        described["dc:description"] = words


def _attached(name: str | None, content: Callable[[str], bytes]) -> Plant:
    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        title = name or f"{words}.bin"
        pdf.attachments[title] = pikepdf.AttachedFileSpec(
            pdf,
            content(words),
            filename=title,
            description="",
            mime_type="",
            creation_date="",
            mod_date="",
        )

    return plant


def _document(words: str) -> bytes:
    """An Office file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        cut = words.replace(" ", " </w:t><w:t>")
        archive.writestr("word/document.xml", f"<w:document><w:t>{cut}</w:t></w:document>")
    return kept.getvalue()


def _inner_pdf(words: str) -> bytes:
    kept = io.BytesIO()
    inner = paper(words)
    inner.save(kept)
    return kept.getvalue()


def _destination(pdf: pikepdf.Pdf, words: str) -> None:
    target = Array([pdf.pages[0].obj, Name.Fit])
    tree = pdf.make_indirect(Dictionary(Names=Array([String(words), target])))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([tree])))


def _named_target(pdf: pikepdf.Pdf, words: str) -> None:
    targets = Dictionary()
    targets[f"/{words}"] = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Dests = targets


def _tag(key: str) -> Plant:
    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        tag = Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=pdf.pages[0].obj)
        tag[key] = String(words)
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([pdf.make_indirect(tag)]))
        )

    return plant


def _marked(pdf: pikepdf.Pdf, words: str) -> None:
    said = words.encode("utf-16-be").hex()
    append(pdf, f"/Span <</ActualText <feff{said}>>> BDC EMC".encode())


def _field(key: str) -> Plant:
    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        field = Dictionary(FT=Name.Tx, T=String("Name"))
        field[key] = String(words)
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    return plant


def _layer(pdf: pikepdf.Pdf, words: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(words)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def _label(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.Root.PageLabels = pdf.make_indirect(
        Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(words))]))
    )


def _script(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words}')"))


def _font(pdf: pikepdf.Pdf, words: str) -> None:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFamily=String(words)
    )
    pdf.pages[0].obj.Resources.Font.F1.FontDescriptor = pdf.make_indirect(descriptor)


def _role(pdf: pikepdf.Pdf, words: str) -> None:
    roles = Dictionary()
    roles[f"/{words}"] = Name.P
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, RoleMap=roles)


def _photograph(pdf: pikepdf.Pdf, words: str) -> None:
    said = words.encode()
    picture = b"\xff\xd8\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said + b"\xff\xd9"
    image = pikepdf.Stream(
        pdf, picture, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=image)


def _private_data(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private=String(words)))


def _data(content: Callable[[str], bytes]) -> Plant:
    def plant(pdf: pikepdf.Pdf, words: str) -> None:
        pdf.Root.Extra = pdf.make_stream(content(words))

    return plant


def _behind_packed_data(pdf: pikepdf.Pdf, words: str) -> None:
    packed = zlib.compress(b"q Q") + words.encode()
    pdf.Root.Extra = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)


def _packed_objects(pdf: pikepdf.Pdf, words: str) -> None:
    """A stream of objects, of which no table of the file names the one with the words."""
    pdf.Root.Extra = pdf.make_stream(f"77 0 ({words})".encode(), Type=Name.ObjStm, N=1, First=5)


def _old_text(words: str) -> bytes:
    """A packed stream that no table of the file names any more."""
    packed = zlib.compress(shown(words))
    return b"\n99 0 obj <</Length 1>> stream\n" + packed + b"\nendstream endobj\n"


#: How it is called, the place in which it must be found, and how the words get there.
HIDING_PLACES: list[tuple[str, str, Plant]] = [
    ("text of a page", place.PAGE, _on_page()),
    ("text cut at the end of a line", place.PAGE, _cut_at_line_ends),
    ("text drawn letter by letter", place.DRAWN, _letter_by_letter),
    ("invisible text", place.PAGE, _on_page("3 Tr")),
    ("white text", place.PAGE, _on_page("1 g")),
    ("text beyond the paper's edge", place.DRAWN, _on_page("1 0 0 1 2000 3000 Tm")),
    ("text of a hidden layer", place.DRAWN, _hidden_layer),
    ("a form that is drawn", place.DRAWN, _drawn_form),
    ("a form that is never drawn", place.DRAWN, _unused_form),
    ("a pattern", place.DRAWN, _pattern),
    ("codes of a font's own", place.DRAWN, _in_glyph_codes),
    ("the look of a note", place.DRAWN, _note(AP=_look)),
    ("a comment among the instructions", place.STRUCTURE,
        lambda pdf, words: append(pdf, f"% {words}\n".encode())),
    ("a bookmark", place.BOOKMARK, _bookmark),
    ("the title in the properties", place.PROPERTY, _property("/Title")),
    ("a property of its own", place.PROPERTY, _property("/Saved")),
    ("metadata", place.METADATA, _xmp),
    ("the name of an attachment", place.ATTACHMENT, _attached(None, lambda _: b"1")),
    ("an attached text", place.ATTACHMENT, _attached("a.txt", str.encode)),
    ("an attached text in UTF-16", place.ATTACHMENT,
        _attached("a.txt", lambda words: words.encode("utf-16"))),
    ("an attached Office file", place.ATTACHMENT, _attached("a.docx", _document)),
    ("an attached PDF", place.PAGE, _attached("a.pdf", _inner_pdf)),
    ("the name of a target", place.DESTINATION, _destination),
    ("an old name of a target", place.NAME, _named_target),
    ("a note", place.ANNOTATION, _note(Contents=_string)),
    ("the author of a note", place.ANNOTATION, _note(T=_string)),
    ("the address of a link", place.ANNOTATION, _note(A=_link)),
    ("an alternative text", place.STRUCTURE, _tag("/Alt")),
    ("a replacement text", place.STRUCTURE, _tag("/ActualText")),
    ("an expanded abbreviation", place.STRUCTURE, _tag("/E")),
    ("the title of a tag", place.STRUCTURE, _tag("/T")),
    ("the identifier of a tag", place.STRUCTURE, _tag("/ID")),
    ("a replacement text on the page", place.STRUCTURE, _marked),
    ("a role of tags", place.NAME, _role),
    ("the value of a field", place.FIELD, _field("/V")),
    ("the description of a field", place.FIELD, _field("/TU")),
    ("the name of a layer", place.LAYER, _layer),
    ("a page label", place.LABEL, _label),
    ("a script", place.SCRIPT, _script),
    ("the family of a font", place.FONT, _font),
    ("a photograph's comment", place.IMAGE, _photograph),
    ("an editor's private data", place.OBJECT, _private_data),
    ("a stream of data", place.STREAM, _data(str.encode)),
    ("hexadecimal in a stream", place.STREAM,
        _data(lambda words: f"<{words.encode().hex()}> Tj".encode())),
    ("UTF-16 in binary data", place.STREAM,
        _data(lambda words: b"\x00\x01\xff\xfe\x9d" * 40 + words.encode("utf-16-be"))),
    ("bytes behind packed data", place.STREAM, _behind_packed_data),
    ("bytes after the end", place.REMAINDER, lambda _, words: words.encode()),
    ("a comment after the end", place.REMAINDER, lambda _, words: f"\n% {words}\n".encode()),
    ("an object out of use", place.REMAINDER,
        lambda _, words: f"\n98 0 obj ({words}) endobj\n".encode()),
    ("an object out of use among packed ones", place.REMAINDER, _packed_objects),
    ("a stream out of use", place.REMAINDER, lambda _, words: _old_text(words)),
]  # fmt: skip


def plant(case: tuple[str, str, Plant], words: str, path: Path) -> Path:
    """A file with words planted in one of the hiding places."""
    pdf = paper()
    tail = case[2](pdf, words)
    return saved(pdf, path, tail or b"")
