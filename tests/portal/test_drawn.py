"""Parts that are drawn once: only for the same values, in the same language, on the same host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.drawn import drawn, forget_drawn

pytestmark = pytest.mark.once
TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
_PARTS: Final = re.compile(r"""\{% drawn_part "([^"]+)\"""")
_INCLUDED: Final = re.compile(r"""\{% include "([^"]+)\"""")
#: Names that stand for who looks and when; none of them is among the values of a part.
_OF_THE_MOMENT: Final = re.compile(
    r"(?<!\.)\b(request|user|perms|csrf_token|today|now|messages|body_slug|meeting)\b"
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget_drawn()
    yield
    forget_drawn()


def test_a_part_is_drawn_once_for_the_same_values() -> None:
    times: list[object] = []

    def part(*values: object, name: str = "part") -> str:
        def draw() -> SafeString:
            times.append(values)
            return format_html("<p>{}</p>", len(times))

        return drawn(name, values, draw)

    assert part("A", 1) == part("A", 1) == "<p>1</p>"
    assert part("A", 2) == "<p>2</p>", "another value"
    assert part("A", 1, name="other") == "<p>3</p>", "another part"
    with translation.override("cy"):
        assert part("A", 1) == "<p>4</p>", "another language"
    assert part("A", 1) == "<p>1</p>"


def test_what_was_asked_for_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.drawn._MOST", 2)
    times: list[int] = []

    def part(value: int) -> None:
        def draw() -> SafeString:
            times.append(value)
            return SafeString()

        drawn("part", value, draw)

    for value in (1, 2, 1, 3, 1, 2):
        part(value)
    assert times == [1, 2, 3, 2]


def test_a_part_of_a_page_keeps_to_the_host_that_was_asked() -> None:
    """On the body's own host its links leave out the slug; on the main host they do not."""
    template = engines["django"].from_string(
        "{% load portal_drawn %}"
        '{% drawn_part "boards/parts/agenda.html" items=items body="northmere-panel" %}'
    )
    paper = {"path": "meetings/one/papers/a.pdf", "title": "A & B", "treatment": "open"}
    items = [{"title": "Item <1>", "papers": [paper]}]
    for host, link in (("", "/northmere-panel/meetings/"), ("northmere-panel", '"/meetings/')):
        request = RequestFactory().get("/")
        request.host_body = host  # type: ignore[attr-defined]
        for _time in range(2):
            markup = template.render({"items": items}, request)
            assert link in markup, host
            assert "Item &lt;1&gt;" in markup
            assert "A &amp; B" in markup


def test_no_part_asks_who_looks_or_when() -> None:
    """Whatever a drawn template uses is among its values, or it would show one reader's page to
    another."""
    sources = {
        str(one.relative_to(TEMPLATES)): one.read_text() for one in TEMPLATES.rglob("*.html")
    }
    waiting = {name for text in sources.values() for name in _PARTS.findall(text)}
    assert "boards/parts/agenda_item.html" in waiting
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        text = re.sub(r"\{#.*?#\}", "", sources[name])
        tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", text, re.DOTALL))
        assert not _OF_THE_MOMENT.findall(re.sub(r'"[^"]*"', "", tags)), name
        waiting |= set(_INCLUDED.findall(text)) - seen
