"""Which private records stand behind what the boards app publishes, for the list of openings."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from boards import kinds
from boards.models import BackgroundPaper, Meeting, Pack, Paper
from portal.incidents.registry import register_subjects


def register_incident_subjects() -> None:
    """Fill the registry; called once at start-up."""
    register_subjects(kinds.PAPER, _papers)
    register_subjects(kinds.BACKGROUND, _background)
    register_subjects(kinds.PACK, lambda key: Pack.objects.filter(key=key))
    register_subjects(kinds.MEETING, lambda key: Meeting.objects.filter(key=key))


def _papers(key: str) -> Iterator[Model]:
    for paper in Paper.objects.filter(key=key).select_related("document", "pdf", "public_pdf"):
        yield paper
        yield from filter(None, {paper.document, paper.pdf, paper.public_pdf})


def _background(key: str) -> Iterator[Model]:
    for paper in BackgroundPaper.objects.filter(key=key).select_related("document"):
        yield paper
        if paper.document:
            yield paper.document
