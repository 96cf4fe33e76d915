from __future__ import annotations

from scrutiny.report.numbering import Numbering
from scrutiny.report.sections import sections
from tests.scrutiny.report.documents import bare_document, full_document


def test_sections_and_paragraphs_are_counted_in_order() -> None:
    numbering = Numbering()
    assert numbering.next_section() == "1"
    assert numbering.next_paragraph().text == "1.1"
    assert numbering.next_paragraph().anchor == "p-1-2"
    assert numbering.next_section() == "2"
    assert numbering.next_paragraph().text == "2.1"
    assert numbering.next_appendix() == "A"
    assert numbering.next_paragraph().anchor == "p-a-1"


def test_a_part_without_content_takes_no_number() -> None:
    found = sections(bare_document())
    assert [(one.printed_number, one.title) for one in found] == [
        ("1", "Summary"),
        ("2", "How soon do social workers hear of a missing child?"),
    ]


def test_a_full_report_has_its_parts_in_order() -> None:
    assert [one.anchor for one in sections(full_document())] == [
        "foreword",
        "summary",
        "why",
        "how",
        "kloe-1",
        "kloe-2",
        "kloe-3",
        "recommendations",
        "response",
        "actions",
        "progress",
        "next-steps",
        "witnesses",
        "evidence",
        "terms",
    ]
