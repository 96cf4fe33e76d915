"""The catalog of a file, read for what is left out of the merged one, and the merged one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portal.pdf.merge.destinations import ACTIVE
from portal.pdf.merge.objects import dictionary, name_of, text_of
from portal.pdf.merge.opening import Source
from portal.pdf.merge.structure import is_tagged

PRODUCER: Final = "Scrutiny portal"
CLAIMS_UA: Final = re.compile(rb"pdfuaid:part\s*(?:>|=\s*[\"'])\s*1\s*[<\"']")
MOST_METADATA: Final = 1_000_000


@dataclass(frozen=True)
class Described:
    """What a file says of itself, as far as the merged file needs it."""

    is_tagged: bool
    language: str
    claims_ua: bool
    version: str


def describe(source: Source) -> Described:
    """Read the catalog, and note by code what of it does not go into the merged file."""
    root = source.root
    names = dictionary(root.get("/Names"))
    if "/AA" in root or (names is not None and "/JavaScript" in names):
        source.codes.add("script_removed")
    opening = dictionary(root.get("/OpenAction"))
    if opening is not None and name_of(opening.get("/S")) in ACTIVE:
        source.codes.add("script_removed")
    if "/AF" in root or "/Collection" in root or (names is not None and "/EmbeddedFiles" in names):
        source.codes.add("attachment_removed")
    if "/Perms" in root:
        source.codes.add("signature_ends")
    return Described(
        is_tagged=is_tagged(root),
        language=text_of(root.get("/Lang")).strip(),
        claims_ua=_claims_ua(root),
        version=source.pdf.pdf_version,
    )


def _claims_ua(root: Any) -> bool:
    stream = root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return False
    if int(stream.get("/Length", 0)) > MOST_METADATA:
        return False
    try:
        return CLAIMS_UA.search(stream.read_bytes()) is not None
    except pikepdf.PdfError:
        return False


@dataclass(frozen=True)
class Whole:
    """What the merged file says of itself: an allow-list, nothing of its parts comes through."""

    title: str
    language: str
    claims_ua: bool
    is_tagged: bool
    is_mixed: bool
    first_page: int
    prefix: str


def write_catalog(out: pikepdf.Pdf, whole: Whole, *, tree: Any, outline: Any, layers: Any) -> None:
    """Write the catalog: title, language, marks, labels of pages, and the trees that are given."""
    root = out.Root
    if whole.language:
        root.Lang = String(whole.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    label = Dictionary(S=Name.D)
    if whole.first_page != 1:
        label.St = whole.first_page
    if whole.prefix:
        label.P = String(whole.prefix)
    root.PageLabels = Dictionary(Nums=Array([0, label]))
    if tree is not None:
        marks = Dictionary(Marked=True)
        if whole.is_mixed:
            marks.Suspects = True  # some parts came without tags: a reader's software is told so
        root.MarkInfo = marks
        root.StructTreeRoot = tree
    if outline is not None:
        root.Outlines = outline
        root.PageMode = Name.UseOutlines
    if layers is not None:
        root.OCProperties = layers
    root.Metadata = out.make_stream(_metadata(whole), Type=Name.Metadata, Subtype=Name.XML)
    out.trailer.Info = out.make_indirect(
        Dictionary(Title=String(whole.title), Producer=String(PRODUCER))
    )


def _metadata(whole: Whole) -> bytes:
    """The metadata (14.3.2), with the mark of PDF/UA-1 only if every part bears it."""
    claim = "<pdfuaid:part>1</pdfuaid:part>" if whole.claims_ua else ""
    language = escape(whole.language)
    spoken = (
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        if language
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<dc:format>application/pdf</dc:format>"
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{escape(whole.title)}</rdf:li></rdf:Alt></dc:title>"
        f"{spoken}<pdf:Producer>{PRODUCER}</pdf:Producer>{claim}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
