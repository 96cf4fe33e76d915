"""Spoilt files: nothing breaks down, nothing hangs, and no page is lost without a word."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from portal.pdf.inspecting import Inspection, inspect_files
from tests.portal.pdf.mutating import WAYS, spoilt
from tests.portal.pdf.papers import LINE, annotated, new_paper, with_picture

VERDICTS = {"accept", "warn", "block", "refuse"}
LONGEST = 20.0
TOGETHER = 50
"""Files that are handed over at once, so that one child looks at many."""


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    """Small files of several kinds: plain, in object streams, tagged, with pictures and notes."""
    files = []
    for pdf in (
        new_paper(LINE, LINE, LINE),
        with_picture(LINE + b"q 595 0 0 842 0 0 cm /P1 Do Q"),
        annotated("FreeText"),
    ):
        for mode in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
            target = io.BytesIO()
            pdf.save(target, object_stream_mode=mode)
            files.append(target.getvalue())
    html = "<html lang='en'><title>T</title><h1>One</h1><p>Text</p><table><tr><th>A<td>B</table>"
    files.append(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True))
    return files


def pages_seen(data: bytes) -> int:
    """The pages that PDFium finds in a file, which shows whatever can be shown."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(pdf)
    finally:
        pdf.close()


def batches(seeds: list[bytes], folder: Path, numbers: range) -> Iterator[dict[Path, bytes]]:
    for start in range(numbers.start, numbers.stop, TOGETHER):
        batch = {}
        for number in range(start, min(start + TOGETHER, numbers.stop)):
            path = folder / f"{number}.pdf"
            batch[path] = spoilt(seeds, number)
            path.write_bytes(batch[path])
        yield batch
        for path in batch:
            path.unlink()


def look(seeds: list[bytes], folder: Path, numbers: range) -> list[Inspection]:
    found = []
    for batch in batches(seeds, folder, numbers):
        reports = in_time(list(batch))
        for report, (path, data) in zip(reports, batch.items(), strict=True):
            assert report.verdict in VERDICTS, path
            assert report.reasons or report.verdict == "accept", path
            if report.verdict != "refuse":
                assert report.pages is not None
                assert report.pages >= pages_seen(data), path
        found += reports
    return found


def in_time(paths: list[Path]) -> list[Inspection]:
    """Look at files; none may take longer than a file may."""
    times = [time.monotonic()]

    def note(done: int) -> None:
        times.append(time.monotonic())

    reports = inspect_files(paths, on_each=note)
    assert max(after - before for before, after in pairwise(times)) < LONGEST + 3
    return reports


def test_a_hundred_spoilt_files(seeds: list[bytes], tmp_path: Path) -> None:
    found = look(seeds, tmp_path, range(100))
    verdicts = {report.verdict for report in found}
    assert {"accept", "warn", "refuse"} <= verdicts  # or else the files are not spoilt enough
    assert sum(report.codes == {"damaged"} for report in found) > 10


@pytest.mark.long
def test_two_thousand_spoilt_files(seeds: list[bytes], samples: Path, tmp_path: Path) -> None:
    small = sorted(
        path for path in (samples / "pdf").rglob("*.pdf") if 0 < path.stat().st_size < 60_000
    )
    assert os.environ.get("LONG_TESTS") is not None or len(small) > 20
    look([*seeds, *(path.read_bytes() for path in small)], tmp_path, range(1000, 3000))


def test_every_way_of_spoiling_changes_the_file_and_is_repeatable(seeds: list[bytes]) -> None:
    changed = [spoilt(seeds, number) != seeds[number % len(seeds)] for number in range(100)]
    assert sum(changed) > 90
    assert [spoilt(seeds, number) for number in range(20)] == [
        spoilt(seeds, number) for number in range(20)
    ]
    assert len(WAYS) == 7
