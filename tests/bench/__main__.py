"""`python -m tests.bench`: what merging and inspecting cost beside what they are measured by."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.gate import measure_gate
from tests.bench.inspecting import FLOOR, measure, median, ordinary_files
from tests.bench.merging import measure_merging
from tests.bench.table import Row, write_table


def main() -> int:
    """Make the files, measure, print the table; 1 if a floor was missed."""
    folder = Path(tempfile.gettempdir()) / "scrutiny-portal-bench"
    rows: list[Row] = measure_merging(folder)
    if files := ordinary_files():
        taken = median(measure(files))
        rows.append(Row("inspect_pdf, a page at the median", taken, FLOOR, "ms"))
    rows += measure_gate(sys.stdout)
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
