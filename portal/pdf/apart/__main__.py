"""The child's entry: read the request, bind, do the task, answer."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from portal.pdf.apart.bounds import allow_processor, bind, die_with_parent
from portal.pdf.apart.tasks import task_named


def main() -> int:
    """Answer one request; 0 when an answer was given, even if it is an error."""
    sys.excepthook = _print_frames
    say = _own_output()
    request = json.loads(sys.stdin.buffer.read())
    die_with_parent(request["parent"])
    limits = request["limits"]
    bind(limits)

    def report(progress: dict[str, Any]) -> None:
        if request["each_step"]:
            allow_processor(limits["seconds"])
        say({"progress": progress})

    try:
        say({"result": task_named(request["task"])(request["request"], report)})
    except MemoryError:
        say({"error": {"kind": "memory", "detail": ""}})
    except RecursionError:
        say({"error": {"kind": "crash", "detail": "nested too deeply"}})
    except Exception as error:  # noqa: BLE001  whatever it is, the parent must be told
        sys.stderr.write(f"{_frames_of(error)}\n")
        say({"error": {"kind": "crash", "detail": type(error).__name__[:500]}})
    return 0


def _frames_of(error: BaseException) -> str:
    """The types of an error and its causes, and where they arose: nothing that the file says.

    The message of a library may quote the file, and what is printed here comes into the log.
    """
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(type(one).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


def _print_frames(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Takes the place of Python's own report of an error that nobody caught."""
    sys.stderr.write(f"{_frames_of(error)}\n")


def _own_output() -> Callable[[dict[str, Any]], None]:
    """Keep standard output for ourselves; what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)

    def say(line: dict[str, Any]) -> None:
        rest = memoryview(json.dumps(line, ensure_ascii=True).encode() + b"\n")
        while rest:  # a raw file may take less than it is given
            rest = rest[answers.write(rest) or 0 :]

    return say


if __name__ == "__main__":
    sys.stdout.flush()
    status = main()
    sys.stderr.flush()
    # The answer is out. Libraries that tidy up after a hostile file may crash or stall; skip that.
    os._exit(status)
