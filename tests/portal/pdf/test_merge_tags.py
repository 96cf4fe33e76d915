"""Tags survive merging: what reading software finds in a part is what it found in its file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.portal.pdf.merging_files import conforming, merge
from tests.portal.pdf.papers import kept, new_paper
from tests.portal.pdf.tag_sequence import Reader, assert_parent_tree_leads_back

MARKED = b"/%b <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (%b) Tj ET EMC\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Twenty conforming files whose names, identifiers and keys are the same."""
    folder = tmp_path_factory.mktemp("papers")
    return [conforming(folder, number) for number in range(20)]


def one_element(path: Path, role: str, *, roles: dict[str, str]) -> Path:
    """Write a file with one element, by a role of its own."""
    pdf = new_paper(MARKED % (role[1:].encode(), path.stem.encode()))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    page = pdf.pages[0].obj
    only = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name(role),
            P=tree,
            Pg=page,
            K=0,
            ID=String("note"),
            C=Name.Loud,
            AF=Array(),
        )
    )
    tree.K = only
    tree.ParentTree = Dictionary(Nums=Array([7, Array([only])]))
    tree.RoleMap = Dictionary({name: Name(value) for name, value in roles.items()})
    page.StructParents = 7
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return kept(pdf, path)


def test_twenty_conforming_files_give_a_conforming_one_with_the_same_tags(
    papers: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    report = merge(out, papers)
    content = out.read_bytes()
    outcome = page_validation.validate_pdf_bytes(content, profile="ua1")
    assert outcome.is_compliant, list(outcome.failures)[:3]
    assert_parent_tree_leads_back(content)
    pack = Reader(content)
    pairs = zip(papers, pack.parts(), report["parts"], strict=True)
    for number, (file, part, about) in enumerate(pairs):
        own = Reader(file.read_bytes()).sequence()
        assert pack.sequence(part, about["pages_from"] - 1) == own
        assert part.Lang == "en-GB"
        assert {one.headers for one in own} > {()}
        assert {one.objects for one in own} == {(), ("/Link True",)}
        assert {(one.language, one.actual) for one in own} > {("cy", f"Croeso, {number}")}
        assert {one.alternative for one in own} == {"", f"Paper number {number}"}
    identifiers = [bytes(key) for key in tree_keys(pack.root.IDTree)]
    assert identifiers == sorted(set(pack.by_id))
    assert report["tagged"]
    assert b"pdfuaid:part>1<" in pack.opened.pdf.Root.Metadata.read_bytes()


def tree_keys(node: pikepdf.Object) -> list[pikepdf.Object]:
    if "/Kids" in node:
        return [key for kid in list(node.Kids) for key in tree_keys(kid)]
    return list(node.Names)[::2]


def test_the_same_files_give_the_same_bytes(papers: list[Path], tmp_path: Path) -> None:
    for name in ("one", "two"):
        merge(tmp_path / name, papers[:3])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_every_tagged_sample_reads_as_before(samples: Path, tmp_path: Path) -> None:
    files = []
    for file in sorted(samples.glob("p*/*/*.pdf")):
        try:
            with pikepdf.open(file) as pdf:
                if not pdf.is_encrypted and "/StructTreeRoot" in pdf.Root:
                    files.append(file)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue
    assert len(files) > 15
    out = tmp_path / "pack.pdf"
    report = merge(out, files)
    pack = Reader(out.read_bytes())
    for file, part, about in zip(files, pack.parts(), report["parts"], strict=True):
        own = Reader(file.read_bytes()).sequence()
        # A role that a file leaves without a meaning may gain one from another file.
        wanted = [replace(one, role=pack.followed(one.role)) for one in own]
        assert pack.sequence(part, about["pages_from"] - 1) == wanted, file.name


def test_roles_and_classes_that_mean_something_else_elsewhere_are_renamed(tmp_path: Path) -> None:
    loud, soft = Dictionary(O=Name.Layout, Placement=Name.Block), Dictionary(O=Name.Layout)
    files = [
        one_element(tmp_path / "a.pdf", "/Heading", roles={"/Heading": "/H1"}),
        one_element(tmp_path / "b.pdf", "/Heading", roles={"/Heading": "/P"}),
        one_element(tmp_path / "c.pdf", "/Heading", roles={"/Heading": "/Lead", "/Lead": "/H2"}),
        one_element(tmp_path / "d.pdf", "/P", roles={"/P": "/H3"}),
        one_element(tmp_path / "e.pdf", "/Heading", roles={"/Heading": "/H1"}),
    ]
    for file, style in zip(files, (loud, soft, loud, soft, loud), strict=True):
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            pdf.Root.StructTreeRoot.ClassMap = Dictionary(Loud=style)
            pdf.save(file)
    out = tmp_path / "pack.pdf"
    merge(out, files)
    pack = Reader(out.read_bytes())
    read = [pack.sequence(part)[0] for part in pack.parts()]
    assert [one.text for one in read] == ["a", "b", "c", "d", "e"]
    assert [one.role for one in read] == ["/H1", "/P", "/H2", "/H3", "/H1"]
    assert "/P" not in pack.roles
    styles = [class_of(pack, part.K[0]) for part in pack.parts()]
    assert [("/Placement" in style) for style in styles] == [True, False, True, False, True]
    assert len(pack.by_id) == 5
    assert "/AF" not in pack.parts()[0].K[0]
    assert_parent_tree_leads_back(out.read_bytes())


def class_of(pack: Reader, found: pikepdf.Object) -> pikepdf.Object:
    name = found.C
    while isinstance(name, pikepdf.Array):
        name = name[0]
    return pack.root.ClassMap[str(name)]


def test_an_untagged_part_has_its_place_and_the_pack_makes_no_claim(
    papers: list[Path], tmp_path: Path
) -> None:
    pdf = new_paper(MARKED % (b"P", b"Marked, but without a tree"))
    pdf.pages[0].obj.StructParents = 0
    plain = kept(pdf, tmp_path / "plain.pdf")
    out = tmp_path / "pack.pdf"
    report = merge(out, [papers[0], {"path": plain, "title": "Plain", "language": "cy"}])
    assert [part["tagged"] for part in report["parts"]] == [True, False]
    assert report["parts"][1]["codes"] == ["untagged"]
    assert not report["tagged"]
    with pikepdf.open(out) as pack:
        assert b"pdfuaid:part>" not in pack.Root.Metadata.read_bytes()
        assert pack.Root.MarkInfo == Dictionary(Marked=True, Suspects=True)
        empty = pack.Root.StructTreeRoot.K[0].K[1]
        assert (str(empty.T), str(empty.Lang), "/K" in empty) == ("Plain", "cy", False)
        assert "/StructParents" not in pack.pages[2].obj
        assert "/StructTreeRoot" in pack.Root
    merge(out, [plain])
    with pikepdf.open(io.BytesIO(out.read_bytes())) as pack:
        assert "/StructTreeRoot" not in pack.Root
        assert "/MarkInfo" not in pack.Root
