"""The child process: what it may use, what it may know, and what becomes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from portal.pdf import child
from portal.pdf.apart.tasks import TASKS
from portal.pdf.child import (
    ChildCrashedError,
    ChildError,
    ChildMemoryError,
    ChildOutputError,
    ChildTimeError,
    Limits,
    run_apart,
)
from tests.portal.pdf.papers import LINE, kept, new_paper

ROOT = Path(child.__file__).parents[2]

#: Takes the place of the child's program: tasks that misbehave, run by the child's own entry.
PROBE = """
import json, os, resource, sys, time
sys.path.insert(0, {root!r})
from portal.pdf.apart import tasks, __main__
def run(request, report):
    what = request["what"]
    if what == "facts":
        print("a library's chatter")
        os.write(1, b"more of it")
        limits = ["AS", "FSIZE", "CORE", "NOFILE"]
        return {{
            "environment": dict(os.environ),
            "limits": [resource.getrlimit(getattr(resource, "RLIMIT_" + one)) for one in limits],
            "modules": sorted(sys.modules),
            "session": os.getsid(0) == os.getpid(),
        }}
    if what == "memory":
        return {{"size": len(bytearray(2 ** 31))}}
    if what == "spin":
        while True:
            pass
    if what == "sleep":
        report({{"pid": os.getpid()}})
        time.sleep(60)
    if what == "steps":
        for step in range(4):
            time.sleep(0.4)
            report({{"step": step}})
        return {{}}
    if what == "talk":
        while True:
            report({{"text": "x" * 10_000}})
    if what == "file":
        with open(request["path"], "wb") as file:
            for _ in range(64):
                file.write(b"x" * 100_000)
    if what == "crash":
        os.abort()
    if what == "raise":
        raise ValueError("of its own")
    if what == "leave":
        os._exit(0)
    if what == "babble":
        os.write(3, b"not json\\n")
        time.sleep(5)
    if what == "offspring":
        pid = os.fork()
        if not pid:
            time.sleep(60)
        report({{"pid": pid}})
        time.sleep(60)
tasks.TASKS["probe"] = "__main__:run"
sys.stdout.flush()
status = __main__.main()
sys.stderr.flush()
os._exit(status)
"""


@pytest.fixture
def _probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the parent start the probe instead of `-m portal.pdf.apart`."""
    original = subprocess.Popen

    def started(command: list[str], **how: Any) -> subprocess.Popen[bytes]:
        assert command[1:] == ["-s", "-P", "-m", "portal.pdf.apart"]
        return original([sys.executable, "-c", PROBE.format(root=str(ROOT))], **how)

    monkeypatch.setattr("portal.pdf.child.subprocess.Popen", started)


def probe(what: str, *, seconds: float = 10.0, **how: Any) -> dict[str, Any]:
    limits = Limits(seconds=seconds, memory_mb=how.pop("memory_mb", 256), output_mb=1)
    request = {"what": what, **how.pop("request", {})}
    return run_apart("probe", request, limits=limits, **how)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.usefixtures("_probe")
def test_it_is_bound_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "postgres://canary")
    facts = probe("facts")
    assert facts["limits"] == [[256 << 20] * 2, [1 << 20] * 2, [0, 0], [256, 256]]
    assert facts["session"]
    assert "canary" not in str(facts["environment"])
    allowed = {"PATH", "LANG", "LC_CTYPE", "PYTHONPATH", "PYTHONHASHSEED", "MALLOC_ARENA_MAX"}
    assert set(facts["environment"]) <= allowed | {"TMPDIR"}


@pytest.mark.usefixtures("_probe")
def test_each_way_to_fail_has_a_name_and_a_plain_sentence(tmp_path: Path) -> None:
    for what, kind, words in (
        ("memory", ChildMemoryError, "more memory"),
        ("spin", ChildTimeError, "longer"),
        ("talk", ChildOutputError, "answer"),
        ("crash", ChildCrashedError, "broke down"),
        ("raise", ChildCrashedError, "broke down"),
        ("leave", ChildCrashedError, "broke down"),
        ("babble", ChildCrashedError, "broke down"),
        ("file", ChildCrashedError, "broke down"),
    ):
        with pytest.raises(ChildError) as caught:
            probe(what, seconds=1.0, request={"path": str(tmp_path / "large")})
        assert type(caught.value) is kind, what
        assert words in str(caught.value), what
        assert "Traceback" not in str(caught.value), what
    assert (tmp_path / "large").stat().st_size <= 1 << 20


@pytest.mark.usefixtures("_probe")
def test_the_clock_starts_anew_with_each_step_where_that_is_asked_for() -> None:
    steps: list[int] = []
    probe("steps", seconds=1.4, each_step=True, on_progress=lambda told: steps.append(told["step"]))
    assert steps == [0, 1, 2, 3]
    with pytest.raises(ChildTimeError):
        probe("steps", seconds=1.2)


@pytest.mark.usefixtures("_probe")
def test_who_cancels_leaves_nothing_behind() -> None:
    class CancelledError(Exception):
        pass

    for what in ("sleep", "offspring"):
        met: list[int] = []

        def cancel(told: dict[str, Any], met: list[int] = met) -> None:
            met.append(told["pid"])
            raise CancelledError

        with pytest.raises(CancelledError):
            probe(what, on_progress=cancel)
        until = time.monotonic() + 5
        while is_alive(met[0]) and time.monotonic() < until:
            time.sleep(0.02)
        assert not is_alive(met[0]), what


def test_it_ends_with_its_parent() -> None:
    """A worker that is killed leaves no child that goes on reading."""
    parent = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import django; from django.conf import settings; settings.configure(USE_I18N=False)\n"
        "import subprocess; from portal.pdf import child\n"
        f"probe = {PROBE.format(root=str(ROOT))!r}\n"
        "original = subprocess.Popen\n"
        "child.subprocess.Popen = lambda command, **how: "
        "original([sys.executable, '-c', probe], **how)\n"
        "child.run_apart('probe', {'what': 'sleep'}, "
        "on_progress=lambda told: print(told['pid'], flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"]}
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert is_alive(pid)
        process.kill()
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(pid)


def test_it_loads_neither_django_nor_weasyprint(tmp_path: Path) -> None:
    """Seen from the child itself: all that it imports while it looks at a file."""
    path = kept(new_paper(LINE + b"0 g 0 0 9 9 re f"), tmp_path / "paper.pdf")
    request = {
        "task": "inspect",
        "request": {"files": [str(path)]},
        "each_step": False,
        "parent": os.getpid(),
        "limits": {"seconds": 20, "memory_mb": 512, "output_mb": 8},
    }
    done = subprocess.run(
        [sys.executable, "-s", "-P", "-X", "importtime", "-m", "portal.pdf.apart"],
        input=json.dumps(request).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
    )
    loaded = {line.rpartition(b"|")[2].strip().decode() for line in done.stderr.splitlines()}
    assert b'"verdict": "accept"' in done.stdout
    assert {"pikepdf", "pypdfium2.raw", "portal.pdf.inspect.looking"} <= loaded
    heavy = ("django", "wagtail", "weasyprint", "boards", "scrutiny", "home", "portal.settings")
    assert not [name for name in loaded if name.startswith(heavy)]


def test_tasks_are_named_by_where_they_are() -> None:
    assert set(TASKS) == {
        *("contents", "inspect", "mark", "merge", "picture", "read", "redact", "tables"),
        "texts",
    }
    elsewhere = {
        "contents": "portal.inside.task:run",
        "tables": "portal.inside.grids.task:run",
    }
    for name, place in TASKS.items():
        assert place == elsewhere.get(name, f"portal.pdf.{name}.task:run")
