"""Mistakes of an operator: one clear line each, exit status 1, nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROPER = {
    "SECRET_KEY": "k3" * 40,
    "ALLOWED_HOSTS": "scrutiny.example",
    "BASE_URL": "https://scrutiny.example",
}


def manage(*arguments: str, settings: str = "production", **environment: str) -> tuple[int, str]:
    """Run manage.py in a bare environment; return its status and what it wrote as errors."""
    result = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": f"portal.settings.{settings}",
            **environment,
        },
    )
    return result.returncode, result.stderr


def test_production_names_every_missing_setting_on_a_line_of_its_own() -> None:
    status, errors = manage("check")
    lines = errors.splitlines()
    assert status == 1
    assert len(lines) == 3
    for line, name in zip(lines, PROPER, strict=True):
        assert line.startswith(f"manage.py: {name} is not set: ")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"BASE_URL": "http://scrutiny.example"}, "BASE_URL must begin with https://"),
        ({"BASE_URL": "scrutiny.example"}, "BASE_URL must begin with https://"),
        ({"REQUIRE_SECOND_FACTOR": "off"}, "REQUIRE_SECOND_FACTOR cannot be off"),
        ({"REQUIRE_SECOND_FACTOR": "perhaps"}, "must be 'on' or 'off', not 'perhaps'"),
        ({"PORTAL_TODAY": "2025-09-12"}, "PORTAL_TODAY is for rehearsals"),
        ({"PORTAL_TODAY": "2025-02-30"}, "must be a date like 2025-09-12, not '2025-02-30'"),
        ({"DATABASE_URL": "mysql://me:hidden@host/name"}, "its kind is 'mysql'"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must look like"),
        ({"DATABASE_URL": "sqlite://folder/file"}, "DATABASE_URL must look like"),
        ({"CACHE_URL": "nonsense://x"}, "CACHE_URL must look like"),
        ({"EMAIL_URL": "nonsense://x"}, "EMAIL_URL must look like"),
        ({"JOB_LEASE_SECONDS": "-1"}, "JOB_LEASE_SECONDS must be a whole number"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(changed: dict[str, str], words: str) -> None:
    status, errors = manage("check", **(PROPER | changed))
    assert status == 1
    assert len(errors.splitlines()) == 1
    assert words in errors
    assert "hidden" not in errors


def test_a_cache_of_one_process_is_refused_in_production() -> None:
    status, errors = manage("check", **(PROPER | {"CACHE_URL": "locmemcache://"}))
    assert status == 1
    assert "portal.E001" in errors
    assert "Traceback" not in errors


def test_an_unreadable_database_is_one_line(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/nowhere/file.sqlite3"
    status, errors = manage("migrate", settings="dev", DATABASE_URL=address)
    assert status == 1
    assert errors.splitlines() == [
        "manage.py: The database cannot be used: unable to open database file. Check DATABASE_URL."
    ]


def test_a_file_that_is_no_database_is_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear clerk, " * 200)
    before = file.read_bytes()
    status, errors = manage("migrate", settings="dev", DATABASE_URL=f"sqlite:///{file}")
    assert status == 1
    assert len(errors.splitlines()) == 1
    assert "file is not a database" in errors
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_database_server_that_is_not_there_is_one_line_without_the_password() -> None:
    address = "postgres://portal:hidden@127.0.0.1:1/portal"
    status, errors = manage("migrate", settings="dev", DATABASE_URL=address)
    assert status == 1
    assert len(errors.splitlines()) == 1
    assert "The database cannot be used" in errors
    assert "hidden" not in errors


def test_the_full_story_is_there_for_those_who_ask(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/nowhere/file.sqlite3"
    status, errors = manage("migrate", "--traceback", settings="dev", DATABASE_URL=address)
    assert status == 1
    assert "Traceback" in errors


def test_an_unknown_command_is_refused() -> None:
    status, errors = manage("no_such_command", settings="dev")
    assert status == 1
    assert "no_such_command" in errors
    assert "Traceback" not in errors


def test_a_web_server_is_told_in_the_same_words() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={"PATH": os.environ["PATH"]},
    )
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 3
    assert result.stderr.startswith("portal.wsgi: SECRET_KEY is not set: ")
