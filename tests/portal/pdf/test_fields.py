"""The constructs of case 41 in every text field that reaches a PDF of ours.

Two guards stand one behind the other: every field is escaped or cleaned, so that no element comes
of it, and what an element names is not loaded. Each is tried alone.
"""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from boards.packs import sheets
from boards.packs.manifest import CERTIFICATE, Made, parts_of, placed
from boards.packs.notices import notice_html
from boards.packs.treatment import Audience
from portal.pdf.render import render_pdf
from scrutiny.report.render import print_html
from tests.boards.packs import test_manifest as packs
from tests.portal.pdf.constructs import Traps, constructs, holds_nothing_foreign, traps_in
from tests.scrutiny.report.documents import full_document

#: Fields that hold a code, a key or an address of ours; they choose words and are not shown. Why a
#: paper was withdrawn is shown, and takes the paper away: one of its own has it.
_CODES: Final = (
    "key slug kind state strength outcome confidence decision timescale language address purpose "
    "function access access_regime regime source records_source sha256 path treatment "
    "withdrawn_reason"
)
CODES: Final = frozenset(_CODES.split())
MARK: Final = "marked"
PLACE: Final = "»place«"
#: Attributes by which an element loads something.
LOADING: Final = frozenset({"src", "srcset", "href", "data", "style", "background", "xlink:href"})


def payload(traps: Traps) -> str:
    """All constructs in one text, for a file and for a server of this machine."""
    places = (f"{traps.url}/{MARK}", f"file://{traps.secret}?{MARK}")
    return "".join("".join(constructs(place)) for place in places)


def planted(record: Any, text: str) -> Any:
    """The same facts with `text` at the end of every field that holds words."""
    if isinstance(record, tuple):
        return tuple(planted(one, text) for one in record)
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    changed = {}
    for one in dataclasses.fields(record):
        value = getattr(record, one.name)
        if isinstance(value, str):
            if one.name not in CODES:
                changed[one.name] = f"{value} {text}".strip()
        elif isinstance(value, tuple) or dataclasses.is_dataclass(value):
            changed[one.name] = planted(value, text)
    return dataclasses.replace(record, **changed)


def notice(text: str) -> dict[str, Any]:
    """The public values of a notice with `text` in each that holds words."""
    return {
        "notice": "cancellation",
        "body": {
            "slug": "panel",
            "name": text,
            "name_cy": text,
            "short_name": text,
            "contact": text,
        },
        "meeting": {
            "key": "m",
            "title": text,
            "title_cy": text,
            "kind": "ordinary",
            "held_on": "2025-09-12",
            "starts_at": "10:30",
            "place": text,
            "online_link": text,
            "webcast_link": text,
            "questions_due_on": None,
            "questions_due_at": None,
        },
        "reason": text,
        "attendance": text,
        "agenda": [{"number": 1, "title": text}],
        "address": "http://localhost/meeting/",
    }


def pack_pages(text: str) -> Iterator[tuple[str, str]]:
    """Every sheet of ours of a public and of a restricted pack."""
    written = packs.paper(key="w", source="written", text=f"<p>{text}</p>", file=None)
    records = (("public", f"<p>{text}</p>"), ("restricted", f"<p>{text}</p>"))
    listed = packs.paper(key="r", source="records", records=records, file=None, public_title="L")
    dropped = packs.paper(key="d", withdrawn_reason=text)
    hidden = packs.paper(key="h", access="exempt", ground=packs.GROUND, public_title="H")
    facts = packs.meeting(
        packs.item(written, listed, dropped, hidden),
        packs.item(key="item-2", number=5, access="exempt", ground=packs.GROUND),
        place="County Hall",
    )
    facts = planted(facts, text)
    audiences: tuple[Audience, ...] = ("public", "restricted")
    for audience in audiences:
        manifest = packs.built(facts, audience)
        manifest = placed(manifest, {part.key: Made(pages=1) for part in parts_of(manifest)})
        yield f"opening, {audience}", sheets.opening(manifest).html
        for part in parts_of(manifest):
            paper = part.paper
            is_upload = paper is not None and paper.is_in and paper.facts.source == "uploaded"
            if part.key == CERTIFICATE or (part.key != sheets.OPENING and not is_upload):
                yield f"{part.key}, {audience}", sheets.part_sheet(part, manifest).html


def pages(text: str) -> Iterator[tuple[str, str]]:
    """Every kind of document that becomes a PDF, with `text` in every field."""
    yield "report", print_html(planted(full_document(), text))
    yield (
        "notice",
        render_to_string(
            "print/pack/door.html", {"title": text, "body": notice_html(notice(text))}
        ),
    )
    rows = [{"title": text, "key": "a", "page": 2}]
    context = {"title": text, "rows": rows, "language": "en-GB"}
    yield "front sheet", render_to_string("print/merge_front.html", context)
    yield from pack_pages(text)


def marked_elements(page: str) -> list[str]:
    """Elements that would load one of our traps; a plain link is followed by people alone."""
    return [
        str(tag)[:80]
        for tag in BeautifulSoup(page, "lxml").find_all(True)
        if any(
            MARK in str(value)
            for name, value in tag.attrs.items()
            if name in LOADING and ((tag.name, name) != ("a", "href") or tag.get("rel"))
        )
        or (tag.name == "style" and MARK in tag.text)
    ]


@pytest.fixture
def traps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traps]:
    with traps_in(tmp_path, monkeypatch) as found:
        yield found


def test_no_field_becomes_an_element(traps: Traps) -> None:
    text = payload(traps)
    found = dict(pages(text))
    ours = {f"{key}, {audience}" for key in "wr" for audience in ("public", "restricted")}
    assert ours | {"report", "notice", "front sheet", "h, public"} <= found.keys()
    for name, page in found.items():
        shown = page.count(html.escape(f'<img src="{traps.url}/{MARK}"'))
        kept = sum(page.count(word) for word in (">x</p>", "x</li>"))
        assert shown or kept, name  # the text was there at all
        assert marked_elements(page) == [], name
    assert found["report"].count(html.escape(f'<embed src="{traps.url}')) > 80


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_document_loads_anything(traps: Traps) -> None:
    """As if nothing had been escaped: each construct once in every kind of document."""
    ways = constructs(f"{traps.url}/{MARK}")
    for name, page in pages(PLACE):
        first, *parts = page.split(PLACE)
        assert parts, name
        filled = first + "".join(
            f"{ways[number] if number < len(ways) else ''}{part}"
            for number, part in enumerate(parts)
        )
        made = render_pdf(filled, title="t", language="en", stylesheets=())
        assert traps.untouched(), (name, traps.hits, traps.opened, traps.packets)
        assert holds_nothing_foreign(made), name
