"""The most memory that this process has used since it began."""

from __future__ import annotations

import re
import resource
from pathlib import Path
from typing import Final

STATUS: Final = Path("/proc/self/status")
PEAK: Final = re.compile(rb"^VmHWM:\s*(\d+) kB", re.MULTILINE)
KILOBYTES: Final = 1024


def peak_mb() -> float:
    """The peak of resident memory, in megabytes.

    Linux hands a new program the peak of the one that started it, as far as `getrusage` goes; so
    the kernel's own status is asked first.
    """
    try:
        found = PEAK.search(STATUS.read_bytes())
    except OSError:
        found = None
    if found:
        return int(found[1]) / KILOBYTES
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
