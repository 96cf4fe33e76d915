"""The tasks of the child without a process for each, for tests that are not about the child."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portal.pdf import inspecting, merging, reading, redacting
from portal.pdf.apart.tasks import task_named


def run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what asks the child do the task itself; requests and answers are JSON all the same."""

    def run(task: str, request: dict[str, Any], **how: Any) -> dict[str, Any]:
        heard = how.get("on_progress") or (lambda _progress: None)
        answer = task_named(task)(json.loads(json.dumps(request)), heard)
        answered: dict[str, Any] = json.loads(json.dumps(answer))
        return answered

    for module in (redacting, merging, reading, inspecting):
        monkeypatch.setattr(module, "run_apart", run)
