"""The table that `make bench` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Row:
    """One measure: ours, the floor that it may not exceed, and the unit of both."""

    what: str
    ours: float
    floor: float
    unit: str

    @property
    def ratio(self) -> float:
        """Ours as a part of the floor; at most 1 is wanted."""
        return self.ours / self.floor

    @property
    def holds(self) -> bool:
        """Whether the floor is kept."""
        return self.ratio <= 1


def write_table(rows: list[Row], to: TextIO) -> None:
    """Write the rows under each other."""
    width = max(len(row.what) for row in rows)
    to.write(f"{'':{width}}  {'ours':>10}  {'floor':>10}  {'ratio':>6}\n")
    for row in rows:
        ours, floor = f"{row.ours:.2f} {row.unit}", f"{row.floor:.2f} {row.unit}"
        to.write(f"{row.what:{width}}  {ours:>10}  {floor:>10}  {row.ratio:6.2f}\n")
