"""What others had found: what prompted a line of enquiry, and what evidence does to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from boards.models import Access
from scrutiny import models
from scrutiny.report import document
from scrutiny.report.wording import short_day


def origins(review: models.Review) -> Mapping[int, tuple[document.Origin, ...]]:
    """The external findings that prompted each line, by the row of the line; one query."""
    found: dict[int, list[document.Origin]] = defaultdict(list)
    rows = models.LineOrigin.objects.filter(line__review=review).select_related(
        "external_finding__source"
    )
    for row in rows:
        found[row.line_id].append(origin(row.external_finding))
    return {line: tuple(ones) for line, ones in found.items()}


def origin(row: models.ExternalFinding) -> document.Origin:
    """An external finding as a report cites it: its words, where they stand, and of when."""
    return document.Origin(
        key=str(row.key),
        text=row.text.strip(),
        source=row.source.title.strip(),
        dated=row.date_words.strip() or short_day(row.dated_on),
        area=row.area.strip(),
    )


def bearings(review: models.Review) -> Mapping[int, tuple[document.Bearing, ...]]:
    """What open evidence does to external findings, by the row of the evidence; one query."""
    found: dict[int, list[document.Bearing]] = defaultdict(list)
    rows = models.EvidenceBearing.objects.filter(
        evidence__review=review, evidence__access=Access.OPEN
    ).select_related("external_finding__source")
    for row in rows:
        found[row.evidence_id].append(
            document.Bearing(
                bearing=row.bearing, note=row.note.strip(), origin=origin(row.external_finding)
            )
        )
    return {evidence: tuple(ones) for evidence, ones in found.items()}
