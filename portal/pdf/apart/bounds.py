"""The child binds itself before it opens anything: memory, processor, files, its parent's life."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from typing import Any, Final

FILES_OPEN: Final = 256
MEGABYTE: Final = 1024 * 1024
_PR_SET_PDEATHSIG: Final = 1


def bind(limits: dict[str, Any]) -> None:
    """Give up the right to more than `limits` (the fields of `portal.pdf.limits.Limits`)."""
    memory = int(limits["memory_mb"]) * MEGABYTE
    output = int(limits["output_mb"]) * MEGABYTE
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_FSIZE, output)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, FILES_OPEN)
    allow_processor(float(limits["seconds"]))


def _lower(kind: int, most: int) -> None:
    """Set a limit, or keep the one in force where that is lower: it cannot be raised again."""
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def allow_processor(seconds: float) -> None:
    """Allow so many seconds of the processor from now on; then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def die_with_parent(parent: int) -> None:
    """End this process when the one that started it ends, as a killed worker does (Linux).

    Args:
        parent: the process id of the parent; if it is gone already, this process leaves at once.
    """
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return  # another system: the limit of time ends it
    if os.getppid() != parent:
        os._exit(1)
