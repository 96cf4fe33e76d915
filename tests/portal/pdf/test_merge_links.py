"""Links and bookmarks lead where they led; what leads out of the pack by force is removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.portal.pdf.merging_files import merge, tagged
from tests.portal.pdf.papers import LINE, kept, new_paper

RECT = Array([50, 690, 300, 715])


def linking(path: Path, *targets: Dictionary, pages: int = 3) -> Path:
    """Write a file with a link for each target on its first page, and named destinations."""
    pdf = new_paper(*[LINE] * pages)
    last = pdf.pages[-1].obj
    for target in targets:
        target.Type, target.Subtype, target.Rect = Name.Annot, Name.Link, RECT
    pdf.pages[0].obj.Annots = Array(targets)
    pdf.Root.Dests = Dictionary(old=Array([last, Name.Fit]))
    names = Array([String("new"), Dictionary(D=Array([last, Name.XYZ, 10, 700, None]))])
    loop = pdf.make_indirect(Dictionary(Names=names))
    loop.Kids = Array([loop])
    pdf.Root.Names = Dictionary(Dests=loop)
    outline(pdf)
    return kept(pdf, path)


def outline(pdf: Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    top = pdf.make_indirect(Dictionary(Title=String("Chapter"), Parent=root, Dest=String("new")))
    below = pdf.make_indirect(
        Dictionary(Title=String("Naid – ŵ"), Parent=top, A=Dictionary(S=Name.GoTo, D=Name.old))
    )
    web = pdf.make_indirect(
        Dictionary(
            Title=String("Web"),
            Parent=root,
            A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
            Next=top,  # a loop
        )
    )
    root.First, root.Last, top.Next, top.First, top.Last, top.Count = top, web, web, below, below, 1
    pdf.Root.Outlines = root


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(A=Dictionary(S=Name("/" + kind), **more))


def address(uri: str) -> Dictionary:
    return action("URI", URI=String(uri))


def page_of(pack: Pdf, target: pikepdf.Object) -> int:
    return next(at for at, page in enumerate(pack.pages) if page.objgen == target[0].objgen)


def test_links_inside_a_file_and_to_the_web_are_kept_and_the_rest_is_removed_and_said(
    tmp_path: Path,
) -> None:
    kept_ones = [
        Dictionary(Dest=String("new")),
        Dictionary(Dest=Name.old),
        action("GoTo", D=String("new")),
        Dictionary(Dest=Array([1, Name.FitH, 300])),
        address("https://example.org/a?b=c"),
        address("HTTP://example.org/"),
        address("mailto:clerk@example.org"),
    ]
    removed = [
        address("javascript:app.alert(1)"),
        address(" JavaScript:app.alert(1)"),
        address("java\nscript:app.alert(1)"),
        address("file:///etc/passwd"),
        address("data:text/html,x"),
        address("somewhere.pdf"),
        action("Launch", F=String("calc.exe")),
        action("GoToR", F=String("other.pdf"), D=Array([0, Name.Fit])),
        action("SubmitForm", F=String("https://example.org/")),
        action("JavaScript", JS=String("app.alert(1)")),
        Dictionary(Dest=String("nowhere")),
        Dictionary(),
    ]
    first = kept(new_paper(LINE, LINE), tmp_path / "first.pdf")
    file = linking(tmp_path / "links.pdf", *kept_ones, *removed)
    out = tmp_path / "pack.pdf"
    report = merge(out, [first, file, file])
    codes = {"links_removed", "script_removed", "untagged"}
    assert [set(part["codes"]) for part in report["parts"]] == [{"untagged"}, codes, codes]
    with pikepdf.open(out) as pack:
        for start in (2, 5):
            links = list(pack.pages[start].obj.Annots)
            assert len(links) == len(kept_ones)
            assert [page_of(pack, link.Dest) for link in links[:4]] == [
                start + n for n in (2, 2, 2, 1)
            ]
            assert list(links[0].Dest)[1:] == [Name.XYZ, 10, 700, None]
            assert [str(link.A.URI) for link in links[4:]] == [
                "https://example.org/a?b=c",
                "HTTP://example.org/",
                "mailto:clerk@example.org",
            ]
        assert "/Names" not in pack.Root
        assert "/Dests" not in pack.Root
    content = out.read_bytes()
    with pikepdf.open(out) as pack:
        everything = b"".join(one.unparse(resolved=True) for one in pack.objects)
    for trace in (b"script:", b"file:", b"Launch", b"GoToR", b"SubmitForm", b"/JS", b"passwd"):
        assert trace not in content + everything


def test_bookmarks_are_nested_by_level_with_the_files_own_below(tmp_path: Path) -> None:
    file = linking(tmp_path / "own.pdf")
    plain = kept(new_paper(LINE), tmp_path / "plain.pdf")
    out = tmp_path / "pack.pdf"
    merge(
        out,
        [
            {"path": plain, "title": "Item 1"},
            {"path": file, "title": "Paper 1", "level": 1},
            {"path": plain, "title": "Appendix A", "level": 2},
            {"path": plain, "title": ""},
            {"path": plain, "title": "Item 2"},
            {"path": file, "title": "", "level": 1},
        ],
    )
    own = [("Chapter", {0: 2}), ("Naid – ŵ", {0: 2}), ("Web", "https://example.org/")]
    with pikepdf.open(out) as pack:
        assert list(read_outline(pack, pack.Root.Outlines)) == [
            (0, "Item 1", 0),
            (1, "Paper 1", 1),
            (2, own[0][0], 3),
            (3, own[1][0], 3),
            (2, own[2][0], own[2][1]),
            (2, "Appendix A", 4),
            (0, "Item 2", 6),
            (1, own[0][0], 9),
            (2, own[1][0], 9),
            (1, own[2][0], own[2][1]),
        ]
        assert pack.Root.PageMode == "/UseOutlines"
        assert pack.Root.Outlines.Count == 2
    assert not pikepdf.open(out).check_pdf_syntax()


def read_outline(pack: Pdf, parent: Any, depth: int = 0) -> Any:
    entry, before = parent.get("/First"), None
    while entry is not None:
        assert entry.Parent.objgen == parent.objgen
        assert before is None or entry.Prev.objgen == before.objgen
        target = page_of(pack, entry.Dest) if "/Dest" in entry else str(entry.A.URI)
        yield depth, str(entry.Title), target
        yield from read_outline(pack, entry, depth + 1)
        before, entry = entry, entry.get("/Next")
    assert before is None or parent.Last.objgen == before.objgen


def test_links_between_parts_lead_to_the_first_page_of_the_part(tmp_path: Path) -> None:
    index = tagged(
        tmp_path / "index.pdf",
        "<p><a href='pack:two'>Two</a>, <a href='pack:nowhere'>nowhere</a></p>",
    )
    paper = kept(new_paper(LINE, LINE), tmp_path / "paper.pdf")
    out = tmp_path / "pack.pdf"
    report = merge(
        out, [index, {"path": paper, "key": "one"}, {"path": paper, "title": "Two", "key": "two"}]
    )
    with pikepdf.open(out) as pack:
        (link,) = pack.pages[0].obj.Annots
        assert page_of(pack, link.Dest) == 3
        assert "/A" not in link
    assert "links_removed" in report["parts"][0]["codes"]
