"""Papers with real PDF files, released and read, for tests of the search."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from portal.models import PublicRecord
from portal.publishing import Copy, File, release
from portal.released_texts import read_missing
from tests.portal.pdf.hiding_places import paper

PANEL = "northmere-panel"
FOLDER = "meetings/2026-03-27-budget/papers/"


def pdf(*pages: str) -> bytes:
    """A PDF with these texts, one a page."""
    written = BytesIO()
    paper(*pages).save(written, deterministic_id=True)
    return written.getvalue()


def release_paper(
    content: bytes, *, name: str = "annual-report", title: str = "Annual report", body: str = PANEL
) -> PublicRecord:
    """Release a paper; its words are not read yet."""
    file = f"{name}.pdf"
    copy = Copy(
        kind="paper",
        key=f"{body}-{name}",
        body=body,
        path=f"{FOLDER}{file}",
        title=title,
        payload={"title": title, "title_cy": "", "pages": 1, "is_tagged": False},
        happened_on=date(2026, 3, 27),
        files=(File(file, "application/pdf", content=content),),
    )
    release(copies=[copy], body=body, subject="A paper", by=None, takes_back=True)
    return PublicRecord.objects.get(kind="paper", key=copy.key, is_current=True)


def read_papers() -> None:
    """What the worker does after a release."""
    read_missing()
