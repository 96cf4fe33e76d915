"""No secret lies in the project, and what holds one is kept out of it (case 59)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tests.guards.copying import files_of_project
from tests.template_database import ROOT

#: What a key or a password looks like, whoever made it.
SECRETS: Final = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of a code host": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[\w-]{20})\b"),
    "a web token": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    "a password in an address": re.compile(
        r"\b(?:postgres|postgresql|mysql|redis|rediss|smtp|https?)(?:\+\w+)?://"
        r"[\w.-]+:(?!password@|secret@|p@|\$|\{|<)[^\s@/'\"{}<]{3,}@"
        r"(?!host\b|localhost|127\.|db\b|[\w.-]*\bexample\b)"
    ),
    "a secret key": re.compile(r"""SECRET_KEY\s*=\s*["'](?!for-)[^"'$]{20,}["']"""),
}
#: What holds secrets or people's data on a machine, and may never come into the project.
KEPT_OUT: Final = ("var/", ".env")
FORBIDDEN: Final = re.compile(
    r"(^|/)(\.env(\..+)?|id_(rsa|ed25519)|.*\.(pem|key|p12|pfx|sqlite3|dump|sql))$"
)


def texts() -> list[tuple[str, str]]:
    found = []
    for name in files_of_project():
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            found.append((name, path.read_bytes().decode("utf-8", errors="ignore")))
    return found


def test_no_file_holds_a_secret() -> None:
    own = str(Path(__file__).relative_to(ROOT))
    faults = [
        f"{name} holds {kind}"
        for name, text in texts()
        if name != own
        for kind, pattern in SECRETS.items()
        if pattern.search(text)
    ]
    assert not faults, "\n".join(faults)


def test_the_patterns_see_what_they_are_for() -> None:
    examples = {
        "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
        "a key of a cloud": "AKIA" + "ABCDEFGHIJKLMNOP",
        "a token of a code host": "ghp_" + "a" * 36,
        "a web token": ".".join(["eyJ" + "a" * 20] * 3),
        "a password in an address": "postgres://portal:" + "hunter22@db1.council/name",
        "a secret key": 'SECRET_KEY = "' + "x" * 40 + '"',
    }
    assert {
        kind: bool(SECRETS[kind].search(text)) for kind, text in examples.items()
    } == dict.fromkeys(SECRETS, True)


def test_files_that_hold_secrets_are_kept_out() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()
    assert set(KEPT_OUT) <= set(ignored)
    assert [name for name in files_of_project() if FORBIDDEN.search(name)] == []


def test_no_source_map_is_published() -> None:
    for folder in ("static", "portal", "boards", "scrutiny", "home"):
        assert [str(path) for path in (ROOT / folder).rglob("*.map")] == []
    built = ROOT / "static" / "build"
    for sheet in built.glob("*.css"):
        assert "sourceMappingURL" not in sheet.read_text(), sheet.name
