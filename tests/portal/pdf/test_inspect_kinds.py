"""What a clerk must be told of a file, by kind: scripts, forms, comments, signatures, scans …"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Permissions, String

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.looking import inspect_path
from tests.portal.pdf.papers import LINE, action, annotated, kept, new_paper, picture, with_picture

WHOLE = b"q 595 0 0 842 0 0 cm /P1 Do Q\n"
NOTES = {"untagged", "no_language", "no_title"}


def looked_at(
    pdf: Pdf, path: Path, *, allow_restricted: bool = False, **how: Any
) -> dict[str, Any]:
    return inspect_path(kept(pdf, path, **how), Bounds(), allow_restricted=allow_restricted)


def codes(looked: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in looked["findings"]} - NOTES


def with_root(**entries: Any) -> Pdf:
    pdf = new_paper(LINE)
    for key, value in entries.items():
        pdf.Root["/" + key] = value
    return pdf


def names_tree(what: str, *named: Any) -> Pdf:
    return with_root(Names=Dictionary({"/" + what: Dictionary(Names=Array(named))}))


def opening(kind: str, **entries: Any) -> Pdf:
    pdf = new_paper(LINE)
    pdf.Root.OpenAction = action(pdf, kind, **entries)
    return pdf


def link(**entries: Any) -> Pdf:
    return annotated("Link", A=Dictionary(**entries))


def page_action() -> Pdf:
    pdf = new_paper(LINE)
    pdf.pages[0].obj.AA = Dictionary(O=action(pdf, "JavaScript", JS=String("app.alert(1)")))
    return pdf


def chained_action() -> Pdf:
    pdf = new_paper(LINE)
    last = action(pdf, "Launch", F=String("calc.exe"))
    pdf.Root.OpenAction = action(pdf, "GoTo", D=Array([pdf.pages[0].obj, Name.Fit]), Next=last)
    return pdf


def outline_action() -> Pdf:
    pdf = new_paper(LINE)
    item = pdf.make_indirect(Dictionary(Title=String("One")))
    item.A = action(pdf, "JavaScript", JS=pdf.make_stream(b"app.alert(1)"))
    pdf.Root.Outlines = Dictionary(First=item, Last=item, Count=1)
    return pdf


SCRIPTS: dict[str, Callable[[], Pdf]] = {
    "on opening": lambda: opening("JavaScript", JS=String("app.alert(1)")),
    "a program": lambda: opening("Launch", F=String("calc.exe")),
    "a named script": lambda: names_tree(
        "JavaScript", String("a"), Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    ),
    "on turning to a page": page_action,
    "after another action": chained_action,
    "on a bookmark": outline_action,
    "on a link": lambda: link(S=Name.JavaScript, JS=String("app.alert(1)")),
    "an address that is a script": lambda: link(S=Name.URI, URI=String(" JavaScript:alert(1)")),
    "an address of a file": lambda: link(S=Name.URI, URI=String("file:///etc/passwd")),
    "sending a form": lambda: link(S=Name.SubmitForm, F=String("https://example.org/")),
    "a catalogue's own": lambda: with_root(
        AA=Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    ),
}


def test_scripts_are_found_wherever_they_hang(tmp_path: Path) -> None:
    for number, (what, make) in enumerate(SCRIPTS.items()):
        looked = looked_at(make(), tmp_path / f"{number}.pdf")
        assert looked["scripts"], what
        assert "script_removed" in codes(looked), what
        assert looked["verdict"] == "warn", what


def test_links_and_moves_are_no_scripts(tmp_path: Path) -> None:
    harmless = {
        "a link": link(S=Name.URI, URI=String("https://example.org/")),
        "a place": with_root(OpenAction=Array([0, Name.Fit])),
        "printing": names_tree(
            "JavaScript",
            String("a"),
            Dictionary(S=Name.JavaScript, JS=String("this.print({bUI:true,bSilent:false});")),
        ),
    }
    for what, pdf in harmless.items():
        looked = looked_at(pdf, tmp_path / "paper.pdf")
        assert looked["verdict"] == "accept", what
        assert not codes(looked), what


def test_attached_files_are_found_and_named(tmp_path: Path) -> None:
    attached = new_paper(LINE)
    attached.attachments["salaries.xlsx"] = b"1,2,3"
    pinned = annotated("FileAttachment", FS=Dictionary(Type=Name.Filespec, F=String("notes.txt")))
    portfolio = with_root(Collection=Dictionary(View=Name.D))
    beside = new_paper(LINE)
    held = beside.make_stream(b"1,2,3", Type=Name.EmbeddedFile)
    beside.pages[0].obj.AF = Array(
        [Dictionary(Type=Name.Filespec, UF=String("data.csv"), EF=Dictionary(F=held))]
    )
    for pdf, name in (
        (attached, "salaries.xlsx"),
        (pinned, "notes.txt"),
        (portfolio, "portfolio"),
        (beside, "data.csv"),
    ):
        looked = looked_at(pdf, tmp_path / "paper.pdf")
        assert looked["attachments"] == [name]
        assert looked["verdict"] == "warn"
        assert codes(looked) == {"attachment_removed"}


def field(**entries: Any) -> Pdf:
    pdf = annotated("Widget", T=String("one"), **entries)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))
    return pdf


def test_forms_comments_and_signatures_are_told_apart(tmp_path: Path) -> None:
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    cases: dict[str, tuple[Pdf, set[str]]] = {
        "a text field": (field(FT=Name.Tx), {"form_flattened"}),
        "a field of another kind of form": (
            with_root(AcroForm=Dictionary(Fields=Array(), XFA=String("<xdp/>"))),
            {"form_flattened"},
        ),
        "an empty form": (with_root(AcroForm=Dictionary(Fields=Array())), set()),
        "a signature": (field(FT=Name.Sig, V=signature), {"signature_ends"}),
        "a place to sign": (field(FT=Name.Sig), set()),
        "a note": (annotated("Text", Contents=String("Check this")), {"comments_removed"}),
        "ink": (annotated("Ink"), {"comments_removed"}),
        "free text": (annotated("FreeText", Contents=String("Not agreed")), {"comments_removed"}),
        "a link": (annotated("Link"), set()),
    }
    for number, (what, (pdf, expected)) in enumerate(cases.items()):
        looked = looked_at(pdf, tmp_path / f"{number}.pdf")
        assert codes(looked) == expected, what
        assert looked["verdict"] == ("warn" if expected else "accept"), what
        assert looked["signed"] == ("signature_ends" in expected), what


def test_passwords_refuse_and_restrictions_follow_the_policy(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    for revision in (2, 3, 4, 6):
        locked = pikepdf.Encryption(
            user="open", owner="own", R=revision, aes=revision > 3, metadata=revision > 3
        )
        looked = looked_at(new_paper(LINE), path, encryption=locked)
        assert (looked["verdict"], codes(looked)) == ("refuse", {"password_needed"}), revision
        bound = pikepdf.Encryption(
            user="",
            owner="own",
            R=revision,
            aes=revision > 3,
            metadata=revision > 3,
            allow=Permissions(modify_assembly=False, modify_other=False),
        )
        for allow, verdict in ((False, "refuse"), (True, "warn")):
            looked = looked_at(new_paper(LINE), path, encryption=bound, allow_restricted=allow)
            assert (looked["verdict"], codes(looked)) == (verdict, {"assembly_forbidden"}), revision
            assert looked["encrypted"]
            assert looked["has_text"]
            assert looked["findings"][0]["facts"] == {"says": True}


def test_a_page_that_is_only_a_picture_is_named(tmp_path: Path) -> None:
    scan = with_picture(WHOLE)
    assert codes(looked_at(scan, tmp_path / "a.pdf")) == {"image_only"}
    mixed = with_picture(WHOLE)
    mixed.pages.extend(new_paper(LINE).pages)
    looked = looked_at(mixed, tmp_path / "b.pdf")
    assert looked["findings"][0]["pages"] == [1]
    assert looked["has_text"]
    logo = with_picture(b"q 60 0 0 60 20 20 cm /P1 Do Q")
    logo.pages.extend(new_paper(LINE).pages)
    assert not codes(looked_at(logo, tmp_path / "c.pdf"))
    spaces = with_picture(WHOLE + b"BT /F1 12 Tf 72 700 Td (    ) Tj ET")
    assert codes(looked_at(spaces, tmp_path / "d.pdf")) == {"image_only"}


def test_a_picture_too_large_to_show_is_never_unfolded(tmp_path: Path) -> None:
    pdf = with_picture(WHOLE + LINE)
    huge = picture(pdf)
    huge.Width, huge.Height = 60_000, 40_000
    pdf.pages[0].obj.Resources.XObject.P1 = huge
    looked = looked_at(pdf, tmp_path / "paper.pdf")
    assert codes(looked) == {"oversized_image"}
    assert looked["verdict"] == "warn"


def test_title_language_and_tags_are_read(tmp_path: Path) -> None:
    pdf = new_paper(LINE)
    assert {f["code"] for f in looked_at(pdf, tmp_path / "a.pdf")["findings"]} == NOTES
    pdf.Root.Lang = String("cy")
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(Dictionary(S=Name.Document)))
    )
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Agenda & papers"
    looked = looked_at(pdf, tmp_path / "b.pdf")
    assert (looked["title"], looked["language"], looked["tagged"]) == (
        "Agenda & papers",
        "cy",
        True,
    )
    assert looked["findings"] == []
    del pdf.Root.Metadata
    pdf.docinfo["/Title"] = "Older title"
    assert looked_at(pdf, tmp_path / "c.pdf")["title"] == "Older title"
