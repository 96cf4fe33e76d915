"""One concern from the inspector's finding of 2016 to the action that Northmere closed."""

from __future__ import annotations

import re

import pytest

from tests.demonstration.crawling import Answer, Crawl

pytestmark = [pytest.mark.once, pytest.mark.django_db]

BURY = "In Bury, notices of domestic abuse reached the council in batches"
#: What is met on the way, in this order.
STORY = (
    BURY,
    "How soon after an incident of domestic abuse does the council learn",
    "Northmere Police sends notices of domestic abuse to the council in weekly batches",
    "Accepted",
    "Report to the panel how many notices were sent within one working day",
)


def thread_of(pages: Crawl, words: str) -> Answer:
    """The thread page whose record begins with these words."""
    found = [
        one
        for one in pages.ending("/thread/")
        if (lead := one.soup.select_one("p.govuk-body-l")) and words in lead.get_text()
    ]
    return found[0]


def test_the_finding_of_bury_leads_to_a_closed_action(pages: Crawl) -> None:
    text = " ".join(thread_of(pages, BURY).soup.get_text(" ").split())
    places = []
    for words in STORY:
        assert words in text, words
        places.append(text.index(words))
    assert places == sorted(places)
    assert re.search(r"Closed", text[places[-1] :])


def test_the_closed_action_leads_back_to_bury(pages: Crawl) -> None:
    page = thread_of(pages, STORY[-1])
    text = " ".join(page.soup.get_text(" ").split())
    assert text.index(BURY) < text.rindex(STORY[-1])
    links = {str(one["href"]) for one in page.soup.select("main a[href]")}
    assert any("/findings/" in one for one in links)
    assert any("/recommendations/" in one for one in links)
