"""`python -m tests.bench`: what pages, merging, inspecting, trackers and landing cost."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.gate import measure_gate
from tests.bench.inspecting import FLOOR, measure, median, ordinary_files
from tests.bench.landing import measure_landing
from tests.bench.merging import measure_merging
from tests.bench.pages import measure_pages
from tests.bench.search import measure_search
from tests.bench.sitemap import measure_sitemap
from tests.bench.table import Row, write_table
from tests.bench.trackers import measure_trackers


def main() -> int:
    """Make the files, measure, print the table; 1 if a floor was missed."""
    folder = Path(tempfile.gettempdir()) / "scrutiny-portal-bench"
    rows: list[Row] = measure_merging(folder)
    if files := ordinary_files():
        taken = median(measure(files))
        rows.append(Row("inspect_pdf, a page at the median", taken, FLOOR, "ms"))
    rows += measure_pages(sys.stdout)
    rows += measure_gate(sys.stdout)
    rows += measure_trackers(sys.stdout)
    rows += measure_sitemap(sys.stdout)
    rows += measure_search(sys.stdout)
    rows += measure_landing(sys.stdout)
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
