"""What all parts of the screen share: the thread, loaded once, and how a section is made."""

from __future__ import annotations

from typing import Any

from portal import clock
from portal.calendar import calendar_for
from portal.desk import DeskView, Row, Section
from scrutiny.desk import kinds
from scrutiny.desk.saying import day_words, facts_of, instant_words
from scrutiny.desk.scope import ReviewDesk
from scrutiny.queries import Thread, thread_of

__all__ = ["ThreadView", "day_words", "facts_of", "instant_words"]


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
