"""Every kind of feed is a feed by RFC 4287; and the grammar that says so refuses what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from tests.home.feeds.standard import mistakes_in
from tests.home.feeds.test_feeds import addresses, published

ATOM = "http://www.w3.org/2005/Atom"
ENTRY = (
    "<entry><title>One</title><id>tag:a,2026:1</id><updated>2026-04-01T09:00:00Z</updated>"
    "<link href='https://a/1' rel='alternate'/></entry>"
)
GOOD = (
    f"<feed xmlns='{ATOM}' xml:lang='en-gb'><title>All</title><id>tag:a,2026:0</id>"
    "<updated>2026-04-01T09:00:00+00:00</updated><author><name>The panel</name></author>"
    f"<link href='https://a/' rel='self' type='application/atom+xml'/>{ENTRY}</feed>"
)
Breaking = Callable[[str], str]


def without(part: str) -> Breaking:
    return lambda text: text.replace(part, "", 1)


def instead(part: str, other: str) -> Breaking:
    return lambda text: text.replace(part, other, 1)


BROKEN: dict[str, Breaking] = {
    "no title": without("<title>All</title>"),
    "no id": without("<id>tag:a,2026:0</id>"),
    "no date": without("<updated>2026-04-01T09:00:00+00:00</updated>"),
    "no author at all": without("<author><name>The panel</name></author>"),
    "two titles": instead("<title>All</title>", "<title>All</title><title>Again</title>"),
    "a day alone": instead("2026-04-01T09:00:00Z", "2026-04-01"),
    "words for a date": instead("2026-04-01T09:00:00Z", "yesterday"),
    "an entry without id": without("<id>tag:a,2026:1</id>"),
    "an entry without date": without("<updated>2026-04-01T09:00:00Z</updated>"),
    "a link to nowhere": without("href='https://a/1' "),
    "an attribute that there is not": instead("rel='alternate'", "rel='alternate' href2='x'"),
    "an element that there is not": instead("<id>tag:a,2026:1", "<guid>1</guid><id>tag:a,2026:1"),
    "a type that is none": instead("application/atom+xml", "atom"),
    "a title of a wrong type": instead("<title>One", "<title type='markdown'>One"),
    "a person without a name": instead("<name>The panel</name>", "<uri>https://a/</uri>"),
    "markup in a title": instead("<title>One", "<title><b>One</b>"),
    "an entry before the title": lambda text: text.replace(ENTRY, "").replace(
        "<title>All", f"{ENTRY}<title>All"
    ),
    "another language of feeds": instead(ATOM, "http://purl.org/atom/ns#"),
    "text between": instead("</author>", "</author>and so on"),
}


def test_the_grammar_takes_what_is_right_and_refuses_what_is_not() -> None:
    assert mistakes_in(GOOD.encode()) == []
    added = instead("</author>", "</author><x:more xmlns:x='urn:x' n='1'>of <x:b/> ours</x:more>")
    assert mistakes_in(added(GOOD).encode()) == []
    for what, breaking in BROKEN.items():
        broken = breaking(GOOD)
        assert broken != GOOD, what
        assert mistakes_in(broken.encode()), what


@pytest.mark.once
@pytest.mark.django_db
def test_every_kind_of_feed_is_a_feed_by_the_standard(client: Client) -> None:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        published()
        for address in addresses():
            content = client.get(address).content
            assert mistakes_in(content) == [], address
            assert mistakes_in(content.replace(b"<updated>", b"<updated>on ", 1)), address
