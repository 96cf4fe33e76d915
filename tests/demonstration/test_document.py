"""The published report of the demonstration: page and PDF say the same, to everybody."""

from __future__ import annotations

import page as page_validation
import pytest

from tests.demonstration.crawling import Answer, Crawl
from tests.reading import html_tree, pdf_tree
from tests.reading.tree import words

pytestmark = [pytest.mark.once, pytest.mark.django_db]
EDITIONS = ("1", "2")
REVIEW = "/reviews/police-contribution-to-child-protection/"


def one(pages: Crawl, end: str) -> Answer:
    """The only answer of the review by a task group whose address ends so."""
    (found,) = (each for each in pages.ending(end) if REVIEW in each.url)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pdf_conforms_to_pdf_ua(pages: Crawl, edition: str) -> None:
    document = one(pages, f"/report/{edition}/report.pdf")
    result = page_validation.validate_pdf_bytes(document.body, profile="ua1")
    assert [failure.message for failure in result.failures] == []
    assert result.is_compliant


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_and_pdf_are_one_document(pages: Crawl, edition: str) -> None:
    in_pdf = pdf_tree.report_body(one(pages, f"/report/{edition}/report.pdf").body)
    on_page = html_tree.report_body(one(pages, f"/report/{edition}/").text)
    assert [node.shape() for node in in_pdf] == [node.shape() for node in on_page]
    assert len(words(on_page)) > 1000
    assert words(in_pdf) == words(on_page)


def test_the_editions_differ_where_the_reason_says(pages: Crawl) -> None:
    first, second = (one(pages, f"/report/{edition}/").text for edition in EDITIONS)
    assert words(html_tree.report_body(first)) != words(html_tree.report_body(second))
