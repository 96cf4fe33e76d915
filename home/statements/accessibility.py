"""What the accessibility statement tells of each body, counted in what it has released.

The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018,
regulation 8, ask for a statement that says which parts cannot be used by everybody, and why. The
counts are made anew with every release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q

from boards import kinds
from portal.clock import CIVIL_ZONE
from portal.models import PublicRecord, Release
from portal.models.released_texts import ReleasedText
from portal.models.releases import ReleasedFile
from portal.public import records

#: When the pages were last looked at by eye, with a keyboard and by machine, for this statement.
CHECKED_ON: Final = date(2026, 11, 22)
#: Regulation 4(2)(a): files published before this day are exempt unless they are still needed.
FILES_EXEMPT_BEFORE: Final = date(2018, 9, 23)
_KEPT_SECONDS: Final = 300
_PDF: Final = "application/pdf"


@dataclass(frozen=True)
class Papers:
    """The published papers of one body: all, those that are pictures, those without structure."""

    total: int = 0
    scans: int = 0
    untagged: int = 0

    @property
    def accessible(self) -> int:
        """Those that a screen reader can follow."""
        return self.total - self.scans - self.untagged


@dataclass(frozen=True)
class FormatYear:
    """What became of requests for other formats in one year."""

    year: int
    asked: int
    given: int
    refused: int
    waiting: int
    median_working_days: float | None


@dataclass(frozen=True)
class BodyState:
    """One body in the statement; `formats_on` is the day of its figures of other formats."""

    slug: str
    name: str
    contact: str
    papers: Papers = Papers()
    formats: Sequence[FormatYear] = field(default=())
    formats_on: date | None = None


def state_of_bodies(only: str = "") -> list[BodyState]:
    """Every public body with its counts, by name; on the host of a body that one alone."""
    counted = _papers()
    formats = {one.body: one for one in records(kinds.FORMATS)}
    found = [
        BodyState(
            slug=one.body,
            name=one.title,
            contact=str(one.payload.get("contact") or ""),
            papers=counted.get(one.body, Papers()),
            **_formats(formats.get(one.body)),
        )
        for one in records(kinds.BODY, body=only)
    ]
    return sorted(found, key=lambda one: one.name)


def in_all(bodies: Sequence[BodyState]) -> Papers:
    """The papers of all of them together."""
    return Papers(
        total=sum(one.papers.total for one in bodies),
        scans=sum(one.papers.scans for one in bodies),
        untagged=sum(one.papers.untagged for one in bodies),
    )


def _papers() -> dict[str, Papers]:
    """The counts of all bodies in one query, kept until the next release or for some minutes."""
    newest = Release.objects.order_by("-number").values_list("hash", flat=True).first() or ""
    key = f"home.statements.{newest}"
    held: object = cache.get(key)
    if isinstance(held, dict):
        return held
    pictures = ReleasedText.objects.filter(reason=ReleasedText.Reason.SCAN)
    files = ReleasedFile.objects.filter(
        record=OuterRef("pk"),
        media_type=_PDF,
        withdrawn_at__isnull=True,
        sha256__in=pictures.values("sha256"),
    )
    rows = (
        PublicRecord.objects.current()
        .of_kind(kinds.PAPER)
        .annotate(is_scan=Exists(files))
        .order_by()
        .values("body")
        .annotate(
            total=Count("pk"),
            scans=Count("pk", filter=Q(is_scan=True)),
            untagged=Count("pk", filter=Q(is_scan=False, payload__is_tagged=False)),
        )
    )
    found = {
        row["body"]: Papers(total=row["total"], scans=row["scans"], untagged=row["untagged"])
        for row in rows
    }
    cache.set(key, found, _KEPT_SECONDS)
    return found


def _formats(record: PublicRecord | None) -> dict[str, Any]:
    if record is None:
        return {}
    on = record.released_at.astimezone(CIVIL_ZONE).date()
    return {"formats": [_year(year) for year in record.payload["years"]], "formats_on": on}


def _year(row: Mapping[str, Any]) -> FormatYear:
    return FormatYear(
        year=row["year"],
        asked=row["asked"],
        given=row["given"],
        refused=row["refused"],
        waiting=row["waiting"],
        median_working_days=row["median_working_days"],
    )
