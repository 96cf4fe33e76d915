"""The municipal years of a body, each with what was published in it. Released records only."""

from __future__ import annotations

from dataclasses import dataclass, field

from boards import kinds as board_kinds
from portal.models.releases import PublicRecord
from portal.rules.references import municipal_year
from scrutiny import kinds


@dataclass(frozen=True)
class Report:
    """A report of the year, with its way."""

    title: str
    path: str


@dataclass
class ArchiveYear:
    """One municipal year, as in `2025/26`."""

    year: str
    meetings: int = 0
    recommendations: int = 0
    reports: list[Report] = field(default_factory=list)

    @property
    def tracker(self) -> str:
        """The year as the addresses of the trackers have it."""
        return self.year.replace("/", "-")


def archive_of(body: str) -> list[ArchiveYear]:
    """The years of a body in which anything dated was published, newest first; one query."""
    rows = (
        PublicRecord.objects.current()
        .filter(
            body=body,
            kind__in=(board_kinds.MEETING, kinds.RECOMMENDATION, kinds.REPORT),
            happened_on__isnull=False,
        )
        .order_by("happened_on", "pk")
    )
    years: dict[str, ArchiveYear] = {}
    for kind, happened_on, title, path in rows.values_list("kind", "happened_on", "title", "path"):
        assert happened_on is not None  # asked for
        named = municipal_year(happened_on)
        year = years.setdefault(named, ArchiveYear(named))
        if kind == board_kinds.MEETING:
            year.meetings += 1
        elif kind == kinds.RECOMMENDATION:
            year.recommendations += 1
        else:
            year.reports.append(Report(title, path))
    return sorted(years.values(), key=lambda one: one.year, reverse=True)
