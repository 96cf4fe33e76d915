"""The one way round the triggers is used by the modules that are named here, and by no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
#: Who may use which purpose of `portal.protection.rewriting`.
USES = {
    ("boards/operations/disposal.py", "DISPOSAL"),
    ("portal/publishing.py", "DISPOSAL"),
    ("tests/portal/test_protection.py", "DISPOSAL"),
    ("tests/restoring.py", "TEST_HARNESS"),
    ("tests/tampering.py", "TEST_HARNESS"),
}
#: Those that set the flag itself, or put the triggers into the database and take them away.
INSIDE = {
    "portal/protection/session.py",
    "portal/protection/triggers.py",
    "portal/migrations/0005_protection.py",
    "portal/protection/starting.py",
    "tests/portal/test_protection.py",
}


def sources() -> Iterator[tuple[str, str]]:
    for top in ("portal", "boards", "scrutiny", "home", "tests"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if path != Path(__file__):
                yield str(path.relative_to(ROOT)), path.read_text()


def test_only_disposal_and_the_harness_pass_the_triggers() -> None:
    found = {
        (name, _purpose(call))
        for name, text in sources()
        if "rewriting" in text
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and _called(call) == "rewriting"
    }
    assert found == USES


def test_nobody_else_knows_the_flag_or_the_triggers() -> None:
    words = (
        "portal.rewriting",
        "portal_may_rewrite",
        "_passing",
        "DROP TRIGGER",
        "DISABLE TRIGGER",
    )
    found = {name for name, text in sources() if any(word in text for word in words)}
    # Drop nothing but the triggers of their own indexes.
    searching = {"scrutiny/tracking/text.py", "home/search/text.py"}
    assert found <= INSIDE | searching
    assert "portal/protection/session.py" in found


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _purpose(call: ast.Call) -> str:
    assert isinstance(call.args[0], ast.Attribute), "the purpose is not written out"
    return call.args[0].attr
