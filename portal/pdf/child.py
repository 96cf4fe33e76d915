"""Runs a task on untrusted PDF files in a process with limits of time, memory and output.

A hostile file may make a PDF library crash, stall, or fill the memory. In the child
(`portal.pdf.apart`) that costs one process; here it becomes a `ChildError` with a plain sentence.
The child has an environment of its own that holds no secret of the portal.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess  # nosec B404
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext as _

from portal.pdf.limits import DEFAULT, MEGABYTE, Limits

__all__ = [
    "DEFAULT",
    "ChildCrashedError",
    "ChildError",
    "ChildMemoryError",
    "ChildOutputError",
    "ChildTimeError",
    "Limits",
    "run_apart",
]

ROOT: Final = Path(__file__).resolve().parents[2]
CHUNK: Final = 65536
TAIL: Final = 4000
LINGER: Final = 5.0
"""Seconds that a child may take to end once it has closed its output."""
_MEMORY_WORDS: Final = ("MemoryError", "bad_alloc", "Out of memory", "out of memory")


class ChildError(RuntimeError):
    """The task was not done; the message is a plain sentence. `detail` is for the log."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class ChildTimeError(ChildError):
    """It took longer than it may."""


class ChildMemoryError(ChildError):
    """It needed more memory than it may have."""


class ChildOutputError(ChildError):
    """Its answer was longer than it may be."""


class ChildCrashedError(ChildError):
    """It ended without an answer."""


def run_apart(
    task: str,
    request: dict[str, Any],
    *,
    limits: Limits = DEFAULT,
    each_step: bool = False,
    on_progress: Callable[[dict[str, Any]], None] | None = None,
) -> dict[str, Any]:
    """Let the child do a task, and return its result.

    Args:
        task: a name of `portal.pdf.apart.tasks.TASKS`.
        request: what the task wants to know; plain JSON. Paths in it are absolute.
        limits: what the child may use.
        each_step: count `limits.seconds` anew from each sign of progress.
        on_progress: called with each; an exception of its own ends the child and is passed on.

    Raises:
        ChildError: one of its kinds above. No process is left behind, whatever happens.
    """
    envelope = {
        "task": task,
        "request": request,
        "limits": {
            "seconds": limits.seconds,
            "memory_mb": limits.memory_mb,
            "output_mb": limits.output_mb,
        },
        "each_step": each_step,
        "parent": os.getpid(),
    }
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as errors:
        asked.write(json.dumps(envelope).encode())
        asked.seek(0)
        with _started(asked, errors) as process:
            answer = _listen(process, limits, each_step, on_progress)
            if answer is None:
                raise _ended(_status(process), errors)
        if "error" in answer:
            raise _failed(answer["error"], errors)
        result: dict[str, Any] = answer["result"]
        return result


@contextmanager
def _started(asked: IO[bytes], errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The child in a session of its own; on leaving, it and all it started are gone."""
    process = subprocess.Popen(  # nosec B603
        [sys.executable, "-s", "-P", "-m", "portal.pdf.apart"],
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
            "MALLOC_ARENA_MAX": "1",
            "TMPDIR": tempfile.gettempdir(),
        },
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


class _Clock:
    """Seconds that are left; asked before each wait, and set anew by signs of progress."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.restart()

    def restart(self) -> None:
        self._until = time.monotonic() + self._seconds

    def left(self) -> float:
        return self._until - time.monotonic()


def _listen(
    process: subprocess.Popen[bytes],
    limits: Limits,
    each_step: bool,
    on_progress: Callable[[dict[str, Any]], None] | None,
) -> dict[str, Any] | None:
    """The last line of the child, or nothing if it ended without one."""
    clock = _Clock(limits.seconds)
    for line in _lines(process, clock, limits.output_mb * MEGABYTE):
        said = _understood(line)
        if "progress" not in said:
            return said
        if each_step:
            clock.restart()
        if on_progress is not None:
            on_progress(said["progress"])
    return None


def _lines(process: subprocess.Popen[bytes], clock: _Clock, most: int) -> Iterator[bytes]:
    """The lines that the child writes, up to so many bytes in all."""
    waiting = bytearray()
    heard = 0
    for part in _parts(process, clock):
        heard += len(part)
        if heard > most:
            raise ChildOutputError(_("The answer about this file is longer than it may be."))
        waiting += part
        if b"\n" in part:
            *lines, rest = bytes(waiting).split(b"\n")
            waiting = bytearray(rest)
            yield from lines


def _understood(line: bytes) -> dict[str, Any]:
    """One line of the child; what is none of ours counts as a breakdown."""
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.keys().isdisjoint(("progress", "result", "error")):
        raise ChildCrashedError(_broken(), f"not understood: {line[:200]!r}")
    return said


def _parts(process: subprocess.Popen[bytes], clock: _Clock) -> Iterator[bytes]:
    """What the child writes, as it comes, until it ends or the time is over."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = clock.left()
            if left <= 0 or not selector.select(left):
                raise ChildTimeError(_("Reading this file takes longer than it may."))
            part = os.read(process.stdout.fileno(), CHUNK)
            if not part:
                return
            yield part


def _status(process: subprocess.Popen[bytes]) -> int:
    """How a child ended that has closed its output; one that lingers is as good as crashed."""
    try:
        return process.wait(LINGER)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL


def _tail(errors: IO[bytes]) -> str:
    """The end of what the child wrote to standard error."""
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - TAIL))
    return errors.read(TAIL).decode("utf-8", "replace")


def _ended(status: int, errors: IO[bytes]) -> ChildError:
    """Why a child that said nothing at last is no more."""
    detail = f"status {status}: {_tail(errors)}"
    if status == -signal.SIGXCPU:
        return ChildTimeError(_("Reading this file takes longer than it may."), detail)
    if any(word in detail for word in _MEMORY_WORDS):
        return _out_of_memory(detail)
    return ChildCrashedError(_broken(), detail)


def _failed(error: dict[str, Any], errors: IO[bytes]) -> ChildError:
    """The error that the child named itself."""
    detail = f"{error.get('detail', '')}\n{_tail(errors)}".strip()
    if error.get("kind") == "memory":
        return _out_of_memory(detail)
    return ChildCrashedError(_broken(), detail)


def _broken() -> str:
    return _("The program that reads this file broke down over it.")


def _out_of_memory(detail: str) -> ChildError:
    return ChildMemoryError(_("Reading this file needs more memory than it may have."), detail)
