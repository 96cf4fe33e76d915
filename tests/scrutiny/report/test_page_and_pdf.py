"""The PDF is the page: one tree, one text; and it is a PDF that everybody can read."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from portal.pdf import structure
from portal.pdf.render import render_pdf
from scrutiny.report.document import ReportDocument
from scrutiny.report.render import body_html, full_title, pdf
from tests.reading import html_tree, pdf_tree
from tests.reading.tree import Node, words
from tests.scrutiny.report.documents import (
    ALL,
    full_document,
    long_document,
    welsh_document,
)


@cache
def made(document: ReportDocument) -> bytes:
    return pdf(document)


def of_kind(nodes: list[Node], kind: str) -> list[Node]:
    return [
        found
        for node in nodes
        for found in ([node] if node.kind == kind else []) + of_kind(node.kids, kind)
    ]


@pytest.mark.parametrize("make", ALL)
def test_the_pdf_conforms_to_pdf_ua(make: Any) -> None:
    report = page_validation.validate_pdf_bytes(made(make()), profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("make", ALL)
def test_page_and_pdf_have_the_same_tree(make: Any) -> None:
    document = make()
    in_pdf = [node.shape() for node in pdf_tree.report_body(made(document))]
    on_page = [node.shape() for node in html_tree.report_body(body_html(document))]
    assert in_pdf == on_page


@pytest.mark.parametrize("make", ALL)
def test_page_and_pdf_have_the_same_text_in_the_same_order(make: Any) -> None:
    document = make()
    in_pdf = words(pdf_tree.report_body(made(document)))
    on_page = words(html_tree.report_body(body_html(document)))
    assert len(on_page) > 10
    assert "".join(in_pdf) == "".join(on_page)
    if all(len(word) < 60 for word in on_page):
        assert in_pdf == on_page
    else:  # a word longer than a line is cut by the line, and only such a word
        assert [word for word in on_page if word not in in_pdf and len(word) < 60] == []


def test_the_readers_see_what_they_are_to_compare() -> None:
    nodes = pdf_tree.report_body(made(full_document()))
    assert [node.plain() for node in of_kind(nodes, "h1")] == [full_document().title]
    assert len(of_kind(nodes, "h2")) == 15
    assert len(of_kind(nodes, "table")) == 7
    assert "#e-4" in [node.text for node in of_kind(nodes, "link")]
    assert full_document().address in [node.text for node in of_kind(nodes, "link")]
    (figure,) = of_kind(nodes, "figure")
    assert figure.text == (
        "How the recommendations were answered: Accepted 1, Partly accepted 1, Rejected 0, "
        "Not answered yet 1"
    )


def test_a_word_more_or_less_is_noticed() -> None:
    document = full_document()
    other = replace(document, next_steps=f"{document.next_steps} Soon.")
    in_pdf = words(pdf_tree.report_body(made(document)))
    assert in_pdf != words(html_tree.report_body(body_html(other)))


def test_what_page_breaks_cut_is_joined_in_the_structure() -> None:
    nodes = pdf_tree.report_body(made(long_document()))
    lists = [len(of_kind([node], "item")) for node in of_kind(nodes, "list")]
    assert 89 in lists


def test_without_the_mending_a_long_list_is_read_as_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(structure, "_join_children", lambda *_: None)
    document = replace(
        full_document(), background="\n".join(f"- item {number}" for number in range(120))
    )
    nodes = pdf_tree.report_body(pdf(document))
    assert 120 not in [len(of_kind([node], "item")) for node in of_kind(nodes, "list")]


def test_a_caption_left_behind_on_a_page_belongs_to_its_table() -> None:
    rows = "".join(f"<tr><th>{number}</th><td>x</td></tr>" for number in range(90))
    table = f"<table><caption>Caption</caption><tr><th>A</th><th>B</th></tr>{rows}</table>"
    made = render_pdf(
        f"<html lang='en'><head><title>t</title></head><body><h1>T</h1>{table}</body></html>"
        "<style>table { break-inside: avoid } p, h1 { margin: 0 }</style>",
        title="t",
        language="en",
        stylesheets=(),
    )
    tables = of_kind(pdf_tree.TaggedPdf(made).tree(), "table")
    assert all(of_kind([table], "row") for table in tables)


def test_parts_in_welsh_say_so_in_the_structure() -> None:
    nodes = pdf_tree.report_body(made(full_document()))
    welsh = [node.plain() for node in of_kind(nodes, "p") if node.lang == "cy"]
    assert "Cyfraniad yr heddlu at amddiffyn plant" in welsh


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(full_document()) == made(full_document())


@pytest.mark.parametrize(("make", "language"), [(full_document, "en-GB"), (welsh_document, "cy")])
def test_title_language_and_bookmarks(make: Any, language: str) -> None:
    document = make()
    with pikepdf.open(io.BytesIO(made(document))) as opened:
        assert str(opened.Root.Lang) == language
        assert str(opened.docinfo.Title) == full_title(document)
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_outline() as outline:
            (top,) = outline.root
            assert top.title == document.title
            assert len(top.children) == 15


def test_every_page_has_its_number_and_the_permanent_address() -> None:
    opened = pypdfium2.PdfDocument(made(full_document()))
    count = len(opened)
    for number in range(count):
        text = opened[number].get_textpage().get_text_bounded()
        assert f"Page {number + 1} of {count}" in text
        assert "report/2/" in text
        assert ("Northmere Board · The police contribution" in text) == (number > 0)


def test_the_contents_give_the_page_of_each_section() -> None:
    opened = pypdfium2.PdfDocument(made(full_document()))
    contents = opened[0].get_textpage().get_text_bounded()
    for number in range(1, len(opened)):
        text = opened[number].get_textpage().get_text_bounded()
        if "Appendix C: Terms used" in text:
            last = number + 1
    lines = [line for line in contents.splitlines() if line.startswith("Appendix C")]
    assert lines
    assert lines[0].rstrip().endswith(str(last))
