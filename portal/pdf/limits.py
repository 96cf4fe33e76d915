"""How much time, memory and output a program that reads untrusted files may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limits:
    """The bounds of one run of the child.

    Attributes:
        seconds: the longest it may take, in seconds of the clock and of the processor. Where the
            caller asks for it, they are counted anew with each sign of progress.
        memory_mb: its whole address space, in megabytes.
        output_mb: the longest answer, and the largest file it may write, in megabytes.
    """

    seconds: float = 20.0
    memory_mb: int = 512
    output_mb: int = 64


DEFAULT: Final = Limits()
MEGABYTE: Final = 1024 * 1024
