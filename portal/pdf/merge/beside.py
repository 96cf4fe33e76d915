"""The second process: it looks at the pages with PDFium while the first joins them.

A fork of the merging child with the same limits. If PDFium breaks over a file, the answers end,
and the file is known by what had been answered.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Iterator
from dataclasses import astuple
from typing import IO

from portal.pdf.apart.bounds import allow_processor, die_with_parent
from portal.pdf.merge.looking import Asked, Seen, look
from portal.pdf.merge.memory import peak_mb
from portal.pdf.merge.refusing import DAMAGED, RefusedError


class Beside:
    """Looks at files in their order; the answers wait in a pipe until they are asked for."""

    def __init__(self, asked: list[Asked]) -> None:
        self.peak_mb = 0.0
        reading, writing = os.pipe()
        parent = os.getpid()
        self._pid = os.fork()
        if not self._pid:
            try:
                os.close(reading)
                die_with_parent(parent)
                with os.fdopen(writing, "wb") as answers:
                    _answer(asked, answers)
            finally:
                os._exit(0)  # whatever happened: this copy of the program must not go on
        os.close(writing)
        self._answers = os.fdopen(reading, "rb")

    def pages(self) -> Iterator[Seen]:
        """The pages of the next file.

        Raises:
            RefusedError: PDFium cannot read it, or broke over it.
        """
        while True:
            line = self._answers.readline()
            answer = json.loads(line) if line.endswith(b"\n") else None
            if answer is None:
                raise RefusedError(DAMAGED)
            if isinstance(answer, float):  # the end of the file, and its memory until here
                self.peak_mb = answer
                return
            yield Seen(*answer)

    def finish(self) -> None:
        """End the process, whether all has been asked for or not."""
        self._answers.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _answer(asked: list[Asked], answers: IO[bytes]) -> None:
    """Answer for every file: pages, then the memory used; or that it failed, and no more."""
    seconds = resource.getrlimit(resource.RLIMIT_CPU)[0]
    try:
        for one in asked:
            if seconds != resource.RLIM_INFINITY:
                allow_processor(seconds)
            for seen in look(one):
                answers.write(json.dumps(astuple(seen)).encode() + b"\n")
            answers.write(json.dumps(peak_mb()).encode() + b"\n")
            answers.flush()
    except (ValueError, OSError, MemoryError):
        answers.write(b"null\n")
