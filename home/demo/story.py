"""The story so far, and its days: each act on its own, by the one who would have done it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time

from boards.models import Meeting, Minute
from boards.operations import minutes
from home.demo.bodies import Northmere
from home.demo.calendar import Weeks
from portal import clock
from portal.models import User
from scrutiny.models import Evidence, ExternalFinding, Finding, KeyLineOfEnquiry, Recommendation

Say = Callable[[str], None]


@dataclass
class Story:
    """What has been told so far."""

    northmere: Northmere
    weeks: Weeks
    say: Say
    meetings: dict[int, Meeting] = field(default_factory=dict)
    lines: list[KeyLineOfEnquiry] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    external: dict[str, ExternalFinding] = field(default_factory=dict)

    @property
    def clerk(self) -> User:
        """The panel's clerk."""
        return self.northmere.accounts["clerk.panel"]

    @contextmanager
    def on(self, weeks: int, days: int = 0, at: time = time(11, 0)) -> Iterator[date]:
        """A day of the story."""
        day = self.weeks(weeks, days)
        with clock.rehearse(day, at):
            yield day

    def minute(self, weeks: int, number: str, text: str) -> Minute:
        """A minute of the meeting held in that week."""
        return minutes.add_minute(
            meeting=self.meetings[weeks], number=number, text=text, by=self.clerk
        )
