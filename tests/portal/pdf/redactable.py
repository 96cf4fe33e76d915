"""PDF files with a word in every place from which a redaction has to take it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from portal.pdf.merge.typeface import font_object, stamp_typeface
from tests.portal.pdf.papers import new_paper, picture

SECRET = "Wrenfield"
PLAIN = "The panel met the commissioner"


def _line(words: str, y: int, x: int = 72) -> bytes:
    return b"BT /F1 12 Tf %d %d Td (%s) Tj ET\n" % (x, y, words.encode("cp1252"))


def page_of(words: str) -> bytes:
    """Return a page with the words in the middle of others."""
    return _line(PLAIN, 740) + _line(f"and heard {words} for an hour.", 720) + _line("End.", 700)


def plain(path: Path) -> Path:
    """Two pages; the word on the first."""
    new_paper(page_of(SECRET), page_of("nobody")).save(path)
    return path


def letters_apart(path: Path) -> Path:
    """Each letter drawn by itself, out of order."""
    letters = [_line(letter, 720, 150 + 9 * place) for place, letter in enumerate(SECRET)]
    drawn = b"".join([*letters[1::2], *letters[::2]])
    new_paper(_line(PLAIN, 740) + drawn, page_of("nobody")).save(path)
    return path


def hyphenated(path: Path) -> Path:
    """Cut at the end of a line."""
    new_paper(_line("and heard Wren-", 720) + _line("field for an hour.", 706)).save(path)
    return path


def ligature(path: Path) -> Path:
    """A typeface of two-byte codes; fi is one letter in the text."""
    pdf = new_paper(b"")
    face = stamp_typeface()
    words = face.shown("Wrenfield came")
    pdf.pages[0].obj.Resources.Font.F2 = font_object(pdf)
    pdf.pages[0].obj.Contents = Stream(pdf, b"BT /F2 12 Tf 72 720 Td %s Tj ET" % words)
    pdf.save(path)
    return path


def in_form(path: Path) -> Path:
    """Drawn by a form, which a second page that stays uses for something else."""
    pdf = new_paper(_line(PLAIN, 740) + b"/X1 Do", page_of("nobody"))
    form = pdf.make_stream(
        _line(SECRET, 720),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 595, 842],
        Resources=pdf.pages[0].obj.Resources,
    )
    shared = pdf.make_indirect(
        Dictionary(
            Font=pdf.pages[0].obj.Resources.Font,
            XObject=Dictionary(X1=form, X2=picture(pdf)),
        )
    )
    for page in pdf.pages:
        page.obj.Resources = shared
    pdf.save(path)
    return path


def turned(path: Path, turn: int = 90, *, unit: float = 1.0) -> Path:
    """A turned page with a crop box away from the origin, and a unit of its own."""
    pdf = new_paper(page_of(SECRET), page_of("nobody"))
    page = pdf.pages[0].obj
    page.MediaBox = Array([-20, -30, 575, 812])
    page.CropBox = Array([40, 600, 500, 800])
    page.Rotate = turn
    if unit != 1.0:
        page.UserUnit = unit
    pdf.save(path)
    return path


def aslant(path: Path) -> Path:
    """Text upwards, and text at an angle."""
    turned_text = b"BT /F1 12 Tf 0 1 -1 0 300 200 Tm (Up goes Wrenfield now) Tj ET\n"
    slanted = b"BT /F1 12 Tf .866 .5 -.5 .866 100 400 Tm (At an angle) Tj ET\n"
    new_paper(_line(PLAIN, 740) + turned_text + slanted).save(path)
    return path


def scan(path: Path) -> Path:
    """A picture of the page with recognised text over it that cannot be seen."""
    pdf = new_paper(
        b"q 595 0 0 842 0 0 cm /P1 Do Q BT 3 Tr /F1 12 Tf 72 720 Td (It was Wrenfield again) Tj ET"
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(P1=picture(pdf, width=300, height=420))
    pdf.save(path)
    return path


def _tagged(pdf: Pdf, page: Any, texts: dict[str, str], key: int) -> Any:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page, K=0))
    for name, words in texts.items():
        element[f"/{name}"] = String(words)
    page.StructParents = key
    return element


def spoken_of(path: Path) -> Path:
    """A tagged file that speaks of the word in its tags, bookmarks, links, layers, everywhere."""
    mark = b"/P <</MCID 0 /ActualText (%s)>> BDC\n%sEMC\n"
    pdf = new_paper(
        mark % (SECRET.encode(), page_of(SECRET)),
        b"/P <</MCID 0>> BDC\n%sEMC\n" % page_of("nobody"),
    )
    first, second = (page.obj for page in pdf.pages)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    spoken = {"Alt": SECRET, "ActualText": SECRET, "E": SECRET, "T": SECRET, "ID": SECRET}
    one = _tagged(pdf, first, spoken, 0)
    two = _tagged(pdf, second, {"Alt": f"About {SECRET}", "T": "Other"}, 1)
    two.A = Dictionary(O=Name.Table, Summary=String(f"{SECRET} again"))
    for element in (one, two):
        element.P = document
    document.K = Array([one, two])
    root.K = Array([document])
    root.ParentTree = Dictionary(Nums=Array([0, Array([one]), 1, Array([two])]))
    root.IDTree = Dictionary(Names=Array([String(SECRET), one]))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en-GB")
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Meeting with {SECRET}", 0))
        outline.root.append(pikepdf.OutlineItem(f"More of {SECRET}", 1))
        outline.root.append(pikepdf.OutlineItem("The rest", 1))
    link: dict[str, Any] = dict(  # noqa: C408
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[72, 690, 200, 715],
        Contents=String(f"Page of {SECRET}"),
        A=Dictionary(S=Name.URI, URI=String(f"https://example.org/{SECRET}")),
    )
    second.Annots = Array([pdf.make_indirect(Dictionary(**link))])
    first.Annots = Array([pdf.make_indirect(Dictionary(**link))])
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Draft {SECRET}")))
    second.Resources.Properties = Dictionary(MC0=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(f"{SECRET}-"))]))
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(SECRET), Array([first, Name.Fit])]))
    )
    first.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    pdf.attachments[f"{SECRET}.txt"] = SECRET.encode()
    pdf.docinfo["/Subject"] = SECRET
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = SECRET
    pdf.save(path)
    return path


def filled_in(path: Path) -> Path:
    """The word as the value of a form field."""
    pdf = new_paper(page_of("somebody"), page_of("nobody"))
    look = pdf.make_stream(
        b"BT /F1 12 Tf 2 4 Td (%s) Tj ET" % SECRET.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 200, 20],
        Resources=Dictionary(Font=pdf.pages[0].obj.Resources.Font),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String(SECRET),
            Rect=[72, 600, 272, 620],
            AP=Dictionary(N=look),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.save(path)
    return path


def unseen(path: Path) -> Path:
    """The word is marked on the first page, and stands on the second in white on white."""
    white = b"1 g BT /F1 12 Tf 72 500 Td (%s) Tj ET 0 g\n" % SECRET.encode()
    new_paper(page_of(SECRET), page_of("nobody") + white).save(path)
    return path


def in_stream_only(path: Path) -> Path:
    """A page that stays says the word beside its drawing, in a comment and in marked content."""
    said = b"%% %s\n/Span <</ActualText (%s)>> BDC EMC\n" % (SECRET.encode(), SECRET.encode())
    new_paper(page_of(SECRET), page_of("nobody") + said).save(path)
    return path


#: What else may be on a page, in the order of the pages of `gathered`.
CASES = (letters_apart, hyphenated, ligature, in_form, turned, aslant, scan, filled_in, unseen)


def gathered(path: Path) -> Path:
    """All of it in one file: a tagged one that speaks of the word, and every other way to set it.

    The first two pages are those of `spoken_of`; the first page of each of CASES follows, and
    behind the last one its second, on which nobody sees the word.
    """
    with Pdf.open(spoken_of(path.with_suffix(".first.pdf"))) as pdf:
        for case in CASES:
            with Pdf.open(case(path.with_suffix(f".{case.__name__}.pdf"))) as other:
                _append(pdf, other.pages if case is unseen else other.pages[:1])
        fields = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        pdf.Root.AcroForm = Dictionary(Fields=Array([one for one in fields if "/FT" in one]))
        pdf.save(path)
    return path


def _append(pdf: Pdf, pages: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fields are taken over below
        pdf.pages.extend(pages)


def all_turns(path: Path) -> Path:
    """The page of `turned` in each of its four turns; one has a unit of its own."""
    with Pdf.new() as pdf:
        for turn, unit in TURNS:
            with Pdf.open(turned(path.with_suffix(f".{turn}.pdf"), turn, unit=unit)) as one:
                _append(pdf, one.pages[:1])
        pdf.save(path)
    return path


TURNS = ((0, 1.0), (90, 1.0), (180, 2.0), (270, 1.0))
