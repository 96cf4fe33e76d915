"""Reading changes nothing, and no text runs: every screen of an officer (cases 29 and 40)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from django.urls import reverse

from tests.architecture.admin_addresses import admin_addresses
from tests.architecture.admin_fillers import fillings
from tests.architecture.admin_walk import Answer, ask, is_closed
from tests.architecture.closed_admin_addresses import LISTS, OUTSIDE
from tests.architecture.planting import World, plant
from tests.architecture.poison import LIVE, poison

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

#: Looking at what is restricted is logged; Wagtail notes who opened a page's form, and keeps the
#: pictures that it has drawn.
OF_LOOKING: Final = {"portal_logentry", "boards_rendition", "wagtailcore_pagesubscription"}
#: Addresses that take posts only, or show nothing but a sorted list once more.
POSTED: Final = re.compile(r":(order|move|cancel|retry|build|up|down)$")


def screens(world: World) -> Iterator[list[str]]:
    """The ways to fill each address that is open to a clerk; they share one template."""
    yield from (["/workspace/"], ["/admin/"])
    for address in admin_addresses():
        if is_closed(address.name) or address.name in OUTSIDE or POSTED.search(address.name):
            continue
        if address.name in LISTS:
            yield [reverse(address.name)]
        else:
            yield [reverse(address.name, kwargs=values) for values in fillings(address, world)]


def test_no_screen_runs_a_text_and_none_writes_when_it_is_read() -> None:
    world = plant()
    poison(world)
    faults: list[str] = []
    shown = 0
    for ways in screens(world):
        for url in ways:
            answer = ask(world.clerk, "get", url)
            faults += [f"{url}: {fault}" for fault in faults_of(answer)]
            shown += b"&lt;q-x" in answer.content
            if answer.status == 200:
                break
    assert not faults, "\n".join(faults)
    assert shown > 40  # the texts were there to be seen


def faults_of(answer: Answer) -> Iterator[str]:
    """What is wrong with one answer, in words."""
    if answer.status == 500:
        yield "a fault"
    if wrote := set(answer.wrote_to) - OF_LOOKING:
        yield f"reading it wrote to {', '.join(sorted(wrote))}"
    if LIVE.encode() in answer.content and is_page(answer):
        at = answer.content.index(LIVE.encode())
        yield f"it would run {answer.content[at - 60 : at + 20]!r}"


def is_page(answer: Answer) -> bool:
    """Whether a browser would read it as a page; data and downloads say that they are none."""
    head = answer.content[:400].lower()
    return b"content-type: text/html" in head
