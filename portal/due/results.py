"""What one tick did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.due.registry import DueTask
from portal.jobs.sweeping import Swept


class Outcome(Enum):
    """How one call ended: done, left to the machine that is at it, or failed."""

    DONE = "done"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True)
class DueResult:
    """What came of one registered function, and how many things it did."""

    task: DueTask
    outcome: Outcome
    count: int = 0

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        words = {"what": self.task.label, "count": self.count}
        if self.outcome is Outcome.HELD:
            return _("%(what)s: left alone, another process is doing it.") % words
        if self.outcome is Outcome.FAILED:
            return _("%(what)s: failed; the log has the details.") % words
        if not self.count:
            return _("%(what)s: nothing was due.") % words
        return (
            ngettext("%(what)s: %(count)s done.", "%(what)s: %(count)s done.", self.count) % words
        )

    def as_data(self) -> dict[str, str | int]:
        """What happened, for a script."""
        return {
            "name": self.task.name,
            "kind": self.task.kind.value,
            "outcome": self.outcome.value,
            "count": self.count,
        }


@dataclass(frozen=True)
class DueReport:
    """What one tick did. `swept` is None when the sweep itself failed."""

    swept: Swept | None
    results: tuple[DueResult, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of what failed."""
        return (() if self.swept else (_("sweep of stopped jobs"),)) + failures(self.results)


def failures(results: tuple[DueResult, ...]) -> tuple[str, ...]:
    """Return the names of the functions that failed."""
    return tuple(str(r.task.label) for r in results if r.outcome is Outcome.FAILED)
