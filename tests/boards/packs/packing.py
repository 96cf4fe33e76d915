"""Meetings with papers, as packs are built from them: rows straight into the tables, small PDFs."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from boards.models import (
    AgendaItem,
    BackgroundPaper,
    Document,
    Meeting,
    Pack,
    Paper,
    Restriction,
    ScrutinyBody,
)
from portal.pdf.render import render_pdf
from tests import builders as make

_numbers = count(1)


@cache
def pdf(title: str, *paragraphs: str) -> bytes:
    """A small tagged PDF that says this."""
    said = format_html_join("", "<p>{}</p>", ((one,) for one in paragraphs))
    html: SafeString = format_html(
        '<html lang="en-GB"><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>',
        title,
        said,
    )
    return render_pdf(html, title=title, language="en-GB", stylesheets=("pack.css",))


def document(of: ScrutinyBody, content: bytes, name: str) -> Document:
    """A stored file of a body, under the name it was uploaded with."""
    row = Document(title=name, body=of)
    row.file.save(name, ContentFile(content), save=False)
    row.save()
    return row


def item(of: Meeting, title: str = "", **fields: Any) -> AgendaItem:
    """An item on the agenda, after those that are there."""
    place = of.agenda_items.count() + 1
    title = title or f"Item of business {next(_numbers)}"
    values: dict[str, Any] = {"position": place, "state": AgendaItem.State.ON_AGENDA}
    return AgendaItem.objects.create(meeting=of, title=title, **{**values, **fields})


def paper(
    of: AgendaItem, title: str = "", content: bytes | None = None, name: str = "", **fields: Any
) -> Paper:
    """A paper with an uploaded PDF that says its own title, unless it is written or made."""
    title = title or f"Report {next(_numbers)}"
    values: dict[str, Any] = {"position": of.papers.count() + 1}
    if "source" not in fields and not fields.get("is_to_follow"):
        content = content if content is not None else pdf(title, f"This is what {title} says.")
        row = document(of.meeting.body, content, name or "report.pdf")
        digest = hashlib.sha256(content).hexdigest()
        values |= {"document": row, "pdf": row, "sha256": digest}
    return Paper.objects.create(item=of, title=title, **{**values, **fields})


def public_version(of: Paper, content: bytes) -> None:
    """A version of a part-exempt paper that the public may read."""
    of.public_pdf = document(of.item.meeting.body, content, "for-the-public.pdf")
    of.public_sha256 = hashlib.sha256(content).hexdigest()
    of.save()


def background(of: AgendaItem, title: str = "", **fields: Any) -> BackgroundPaper:
    """A background paper with a link."""
    values: dict[str, Any] = {"link": "https://statistics.example.test/tables"}
    return BackgroundPaper.objects.create(
        item=of, title=title or "Published tables", **{**values, **fields}
    )


def withhold(thing: AgendaItem | Paper, access: str = "exempt", **fields: Any) -> Restriction:
    """The proper officer's decision on an item or a paper."""
    thing.access = access
    thing.save()
    where = {"item": thing} if isinstance(thing, AgendaItem) else {"paper": thing}
    values: dict[str, Any] = {
        "paragraphs": [2],
        "public_interest": "The child weighs more.",
    }
    return Restriction.objects.create(**where, **{**values, **fields})


def pack(of: Meeting, kind: str = Pack.Kind.EDITION, **fields: Any) -> Pack:
    """A pack in preparation."""
    values: dict[str, Any] = {"number": of.packs.count() + 1}
    return Pack.objects.create(meeting=of, kind=kind, **{**values, **fields})


def meeting(**fields: Any) -> Meeting:
    """A scheduled meeting of an English panel on Friday 12 September 2025 with two members."""
    of = make.body("Northmere Police and Crime Panel", name_cy="Panel Heddlu a Throseddu Northmere")
    make.membership(of, role="chair", person=make.person(of, "Councillor Ada Ash"))
    make.membership(of, person=make.person(of, "Councillor Bo Birch"))
    return make.meeting(of, **{"title": "Panel meeting", **fields})
