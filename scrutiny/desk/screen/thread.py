"""What all parts of the screen share: the thread, loaded once, and how a section is made."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format

from portal import clock
from portal.calendar import calendar_for
from portal.desk import DeskView, Fact, Row, Section
from scrutiny.desk import kinds
from scrutiny.desk.scope import ReviewDesk
from scrutiny.queries import Thread, thread_of


class ThreadView(ReviewDesk, DeskView):
    """A screen of one review, with its thread at hand."""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Load the thread once."""
        super().setup(request, *args, **kwargs)
        self.thread: Thread = thread_of(self.owner)
        self.today = clock.today()
        self.calendar = calendar_for(self.owner.body.nation, self.owner.body.slug)
        for rows in (
            self.thread.lines,
            self.thread.evidence,
            self.thread.recommendations,
            self.thread.reports,
            self.thread.responses,
            self.thread.actions,
        ):
            for row in rows:
                row.review = self.owner

    def section(
        self, kind: kinds.ReviewKind, heading: str, rows: list[Row], empty: str, add: str = ""
    ) -> Section:
        """A section of this desk, with its button to add where `add` has words."""
        return Section(
            anchor=kind.name,
            heading=heading,
            rows=rows,
            empty=empty,
            add_url=self.address("add", kind=kind.name) if add else "",
            add_label=add,
        )

    def link(self, kind: kinds.ReviewKind, query: str) -> str:
        """The address that adds a record, with what the query proposes."""
        return f"{self.address('add', kind=kind.name)}?{query}"


def facts_of(*pairs: tuple[str, str]) -> list[Fact]:
    """Labelled lines, without the empty ones."""
    return [Fact(label, text) for label, text in pairs if text]


def day_words(day: Any) -> str:
    """A civil date in words; nothing for none."""
    return str(date_format(day, "l j F Y")) if day else ""


def instant_words(moment: Any) -> str:
    """An instant as civil day and time; nothing for none."""
    if not moment:
        return ""
    local = moment.astimezone(clock.CIVIL_ZONE)
    return str(date_format(local, "l j F Y, g:ia"))
