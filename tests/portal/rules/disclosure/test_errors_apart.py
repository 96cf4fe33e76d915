"""What the child process says of an error: its type and where, never what the file said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from portal.pdf.apart import __main__ as child

PROBE = """
import sys
sys.path.insert(0, {root!r})
from portal.pdf.apart import tasks, __main__
def run(request, report):
    try:
        raise KeyError("Tamsin")
    except KeyError as error:
        raise ValueError("bad token near Tamsin Vexley") from error
tasks.TASKS["probe"] = "__main__:run"
__main__.main()
raise LookupError("Tamsin")
"""


def test_the_message_of_a_library_stays_inside() -> None:
    root = str(Path(child.__file__).parents[3])
    request = {
        "task": "probe",
        "request": {},
        "each_step": False,
        "parent": os.getpid(),
        "limits": {"seconds": 20, "memory_mb": 512, "output_mb": 8},
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(root=root)],
        input=json.dumps(request).encode(),
        capture_output=True,
        check=False,
    )
    said, printed = json.loads(done.stdout), done.stderr.decode()
    assert said == {"error": {"kind": "crash", "detail": "ValueError"}}
    assert "Tamsin" not in printed
    assert {"ValueError", "KeyError", "LookupError"} <= set(printed.split())
    assert "__main__.py:" in printed
    assert " run" in printed
