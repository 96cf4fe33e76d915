"""What does not belong in a public file is removed and said; what was hidden stays hidden."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from portal.pdf.merge.pictures import without_notes
from tests.portal.pdf.merging_files import merge
from tests.portal.pdf.papers import LINE, kept, new_paper, picture

CANARY = "Quinquereme"
CATALOG = {
    "/Type",
    "/Pages",
    "/Lang",
    "/ViewerPreferences",
    "/PageLabels",
    "/Outlines",
    "/PageMode",
    "/Metadata",
    "/OCProperties",
}


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))


def full_of_everything(path: Path) -> Path:
    """Write a file with a canary in every place that a merged file must not take over."""
    pdf = new_paper(LINE + b"/P1 Do /Meta /Mc0 BDC EMC\n")
    pdf.attachments["secret.txt"] = CANARY.encode()
    note = pdf.make_stream(CANARY.encode())
    root, page = pdf.Root, pdf.pages[0].obj
    root.Names.JavaScript = Dictionary(Names=Array([String("x"), script()]))
    root.OpenAction, root.AA, root.PieceInfo = script(), Dictionary(WC=script()), note
    root.Metadata, root.Lang, root.Threads = note, String("cy"), Array([Dictionary(I=note)])
    root.OutputIntents, root.PageLabels = Array([note]), Dictionary(Nums=Array([0, note]))
    pdf.docinfo.Author = CANARY
    page.AA, page.Thumb, page.PieceInfo, page.Metadata = Dictionary(O=script()), note, note, note
    image = picture(pdf, colour=b"\xff\0\0")
    image.Metadata, image.PieceInfo, image.AF = note, note, Array([note])
    page.Resources.XObject = Dictionary(P1=image)
    page.Resources.Properties = Dictionary(Mc0=Dictionary(Metadata=note))
    kinds = ("Text", "FreeText", "Highlight", "Ink", "Stamp", "Popup", "FileAttachment")
    page.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name("/" + kind),
                    Rect=Array([10, 10, 90, 90]),
                    Contents=String(CANARY),
                    T=String(CANARY),
                )
            )
            for kind in (*kinds, "RichMedia", "Screen")
        ]
    )
    return kept(pdf, path)


def everything(path: Path) -> bytes:
    """Every object of a file, with its streams decoded, and the bytes of the file."""
    with pikepdf.open(path) as pdf:
        objects = list(pdf.objects)
        read = [
            one.read_bytes(pikepdf.StreamDecodeLevel.all)
            for one in objects
            if isinstance(one, pikepdf.Stream)
        ]
        return b"\n".join([path.read_bytes(), *read, *[one.unparse(True) for one in objects]])


def test_nothing_private_comes_through(tmp_path: Path) -> None:
    file, out = full_of_everything(tmp_path / f"{CANARY}.pdf"), tmp_path / "pack.pdf"
    report = merge(out, [{"path": file, "title": "Paper 1"}], language="en-GB")
    assert CANARY.encode() in everything(file)
    assert CANARY.encode() not in everything(out)
    assert CANARY.encode("utf-16-be") not in everything(out)
    assert set(report["parts"][0]["codes"]) == {
        "script_removed",
        "attachment_removed",
        "comments_removed",
        "untagged",
    }
    with pikepdf.open(out) as pack:
        assert set(pack.Root.keys()) <= CATALOG
        assert dict(pack.docinfo) == {"/Title": "Pack of the panel", "/Producer": "Scrutiny portal"}
        assert "/Annots" not in pack.pages[0].obj
        assert pack.Root.Lang == "en-GB"


def with_form(path: Path, *, value: str, kind: str = "Tx", **field: Any) -> Path:
    pdf = new_paper(LINE)
    shown = pdf.make_stream(
        f"BT /F1 12 Tf 2 4 Td ({value}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 20]),
        Resources=pdf.pages[0].obj.Resources,
    )
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name("/" + kind),
            T=String("name"),
            V=String(value),
            F=4,
            Rect=Array([100, 500, 300, 520]),
            AP=Dictionary(N=shown),
            AA=Dictionary(K=script()),
            **field,
        )
    )
    link = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([0, Name.Fit]))
    pdf.pages[0].obj.Annots = Array([link, widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
    return kept(pdf, path)


def words(path: Path) -> str:
    document = pdfium.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_forms_are_drawn_into_the_page_and_signatures_end(tmp_path: Path) -> None:
    form = with_form(tmp_path / "form.pdf", value="Filled in")
    twin = with_form(tmp_path / "twin.pdf", value="Otherwise")
    signed = with_form(tmp_path / "signed.pdf", value="Signed by", kind="Sig")
    out = tmp_path / "pack.pdf"
    report = merge(out, [form, twin, signed])
    codes = [set(part["codes"]) - {"untagged"} for part in report["parts"]]
    assert codes == [
        {"form_flattened", "script_removed"},
        {"form_flattened", "script_removed"},
        {"signature_ends", "script_removed"},
    ]
    assert all(word in words(out) for word in ("Filled in", "Otherwise", "Signed by", "opened by"))
    with pikepdf.open(out) as pack:
        assert "/AcroForm" not in pack.Root
        assert [str(one.Subtype) for page in pack.pages for one in page.obj.Annots] == ["/Link"] * 3


def layered(path: Path, *, base_off: bool) -> Path:
    pdf = new_paper(b"/OC /Secret BDC " + LINE + b"EMC /OC /Shown BDC 9 9 99 99 re f EMC\n")
    layers = {
        f"/{name}": pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        for name in ("Secret", "Shown")
    }
    pdf.pages[0].obj.Resources.Properties = Dictionary(layers)
    default = Dictionary(OFF=Array([layers["/Secret"]]))
    if base_off:
        default = Dictionary(BaseState=Name.OFF, ON=Array([layers["/Shown"]]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array(list(layers.values())), D=default)
    return kept(pdf, path)


def test_layers_that_were_hidden_stay_hidden(tmp_path: Path) -> None:
    files = [layered(tmp_path / f"{off}.pdf", base_off=off) for off in (False, True)]
    out = tmp_path / "pack.pdf"
    report = merge(out, files, numbers=False)
    assert all("hidden_layers" in part["codes"] for part in report["parts"])
    before, after = pictures(files), pictures([out])
    assert before == after
    with pikepdf.open(out) as pack:
        assert [str(one.Name) for one in pack.Root.OCProperties.D.OFF] == ["Secret"] * 2
        assert len(pack.Root.OCProperties.OCGs) == 4


def pictures(files: list[Path]) -> list[bytes]:
    found = []
    for file in files:
        document = pdfium.PdfDocument(file)
        found += [page.render(scale=0.5).to_pil().tobytes() for page in document]
        document.close()
    return found


def test_photographs_lose_what_the_camera_wrote_and_look_the_same(tmp_path: Path) -> None:
    written = BytesIO()
    notes = Image.Exif()
    notes[0x010E] = CANARY
    photograph = Image.linear_gradient("L").convert("RGB")
    photograph.save(written, "JPEG", exif=notes, comment=CANARY.encode(), icc_profile=b"profile")
    assert written.getvalue().count(CANARY.encode()) == 2
    clean = without_notes(written.getvalue())
    assert CANARY.encode() not in clean
    assert b"ICC_PROFILE" in clean
    with Image.open(BytesIO(clean)) as again, Image.open(written) as before:
        assert again.tobytes() == before.tobytes()
    assert without_notes(b"no picture") == b"no picture"
    assert without_notes(written.getvalue()[:30])[:2] == b"\xff\xd8"

    pdf = new_paper(b"q 300 0 0 300 100 100 cm /P1 Do Q")
    stream = pdf.make_stream(written.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=256)
    stream.Height, stream.ColorSpace, stream.BitsPerComponent = 256, Name.DeviceRGB, 8
    stream.Filter = Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(P1=stream)
    file, out = kept(pdf, tmp_path / "photograph.pdf"), tmp_path / "pack.pdf"
    merge(out, [file], numbers=False)
    assert CANARY.encode() in file.read_bytes()
    assert CANARY.encode() not in out.read_bytes()
    assert pictures([file]) == pictures([out])
