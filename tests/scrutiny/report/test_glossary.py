from __future__ import annotations

import pytest

from scrutiny.report.glossary import GLOSSARY, terms_in


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Strategy discussions were missed.", "Strategy discussion"),
        ("the KLOEs agreed", "Key line of enquiry"),
        ("The DBS checks", "Disclosure and Barring Service (DBS)"),
        ("key lines of enquiry", "Key line of enquiry"),
    ],
)
def test_a_term_that_is_used_is_explained(text: str, term: str) -> None:
    assert term in [one.term for one in terms_in([text])]


@pytest.mark.parametrize("text", ["mash the potatoes", "DBSX", "restricted", ""])
def test_a_term_that_is_not_used_is_left_out(text: str) -> None:
    assert terms_in([text]) == ()


def test_restricted_evidence_is_explained_where_there_is_some() -> None:
    assert [one.term for one in terms_in([], has_restricted=True)] == ["Restricted evidence"]


def test_the_glossary_is_in_alphabetical_order() -> None:
    terms = [entry.term.lower() for entry in GLOSSARY]
    assert terms == sorted(terms)
