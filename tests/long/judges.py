"""Lighthouse and the Nu checker, as `.ci/judges.sh` installs them, asked from Python."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.template_database import ROOT

MODULES: Final = ROOT / ".ci" / "judges" / "node_modules"
_CHROMIUM: Final = "/usr/bin/chromium"
_FLAGS: Final = (
    "--headless=new --no-sandbox --disable-background-networking --disable-quic "
    "--disable-gpu --disable-dev-shm-usage"
)
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Verdict:
    """The scores of one run, from 0 to 100, and what was found wanting."""

    scores: dict[str, int]
    wanting: list[str]


def lighthouse(url: str, folder: Path) -> Verdict:
    """One run with the mobile profile (a slow telephone on a slow line, as Lighthouse sets it)."""
    report = folder / "lighthouse.json"
    for attempt in range(3):  # on a busy machine the browser sometimes records nothing
        subprocess.run(
            [
                "node",
                str(MODULES / "lighthouse/cli/index.js"),
                url,
                "--quiet",
                "--output=json",
                f"--output-path={report}",
                f"--chrome-flags={_FLAGS}",
                f"--only-categories={','.join(CATEGORIES)}",
            ],
            env={**os.environ, "CHROME_PATH": _CHROMIUM},
            check=False,
            capture_output=True,
            timeout=240,
        )
        found: dict[str, Any] = json.loads(report.read_text()) if report.exists() else {}
        scores = {name: one["score"] for name, one in found.get("categories", {}).items()}
        if scores and None not in scores.values():
            break
        assert attempt < 2, f"Lighthouse could not judge {url}: {found.get('runtimeError')}"
    wanting = [
        f"{part['id']}: {found['audits'][part['id']].get('displayValue', '')}"
        for one in found["categories"].values()
        for part in one["auditRefs"]
        if part["weight"] and (found["audits"][part["id"]]["score"] or 0) < 1
    ]
    return Verdict({name: round(score * 100) for name, score in scores.items()}, wanting)


def faults_of_html(files: list[Path]) -> list[str]:
    """What the Nu checker says against some files: errors, not its advice."""
    done = subprocess.run(
        [
            "java",
            "-jar",
            str(MODULES / "vnu-jar/build/dist/vnu.jar"),
            "--format",
            "json",
            "--errors-only",
            *(str(file) for file in files),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    found = json.loads(done.stderr or "{}").get("messages", [])
    return [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}"
        for one in found
        if one["type"] != "info"
    ]
