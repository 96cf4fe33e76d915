"""The settings of each kind of installation, each read by a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal.settings.databases import database_from
from portal.settings.demo_secret import kept_secret

ROOT = Path(__file__).parent.parent.parent
PROPER = {
    "SECRET_KEY": "k3" * 40,
    "ALLOWED_HOSTS": "scrutiny.example, board.example",
    "BASE_URL": "https://scrutiny.example/",
}


def read(module: str, *names: str, **environment: str) -> dict[str, Any]:
    """Return settings as another process sees them, in a bare environment."""
    script = (
        "import json, sys\n"
        "from django.conf import settings\n"
        "print(json.dumps({n: getattr(settings, n) for n in sys.argv[1:]}, default=str))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, *names],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": f"portal.settings.{module}",
            **environment,
        },
    )
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_production_is_closed() -> None:
    found = read(
        "production",
        "DEBUG",
        "ALLOWED_HOSTS",
        "BASE_URL",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "REQUIRE_SECOND_FACTOR",
        "TASKS",
        **PROPER,
    )
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["scrutiny.example", "board.example"]
    assert found["BASE_URL"] == "https://scrutiny.example"
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["REQUIRE_SECOND_FACTOR"] is True
    assert "Immediate" in found["TASKS"]["default"]["BACKEND"]
    assert "Database" in found["TASKS"]["worker"]["BACKEND"]


def test_the_demonstration_differs_from_production_only_where_it_says_so() -> None:
    named = {
        "ALLOWED_HOSTS",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "EMAIL_BACKEND",
        "EMAIL_FILE_PATH",
        "LANGUAGE_COOKIE_SECURE",
        "REQUIRE_SECOND_FACTOR",
        "SECRET_KEY",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
    }
    script = (
        "import importlib, json, sys\n"
        "m = importlib.import_module(sys.argv[1])\n"
        "print(json.dumps({n: str(getattr(m, n)) for n in dir(m) if n.isupper()}))\n"
    )

    def everything(module: str) -> dict[str, str]:
        out = subprocess.run(
            [sys.executable, "-c", script, f"portal.settings.{module}"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=60,
            check=True,
            env={"PATH": os.environ["PATH"], **PROPER},
        )
        answer: dict[str, str] = json.loads(out.stdout)
        return answer

    production, demo = everything("production"), everything("demo")
    differing = {name for name in production if production[name] != demo.get(name)}
    assert differing == named
    assert set(demo) - set(production) == {"DEMONSTRATION"}


def test_the_demonstration_answers_to_this_machine_only() -> None:
    found = read("demo", "ALLOWED_HOSTS", "DEBUG", ALLOWED_HOSTS="evil.example")
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]", ".localhost"]
    assert found["DEBUG"] is False


def test_the_key_of_the_demonstration_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "var" / "key"
    first = kept_secret(path)
    assert len(first) >= 50
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("address", "engine", "name"),
    [
        ("", "sqlite3", "VAR/portal.sqlite3"),
        ("sqlite:////srv/data/portal.sqlite3", "sqlite3", "/srv/data/portal.sqlite3"),
        ("sqlite:///var/other.sqlite3", "sqlite3", f"{ROOT}/var/other.sqlite3"),
        ("postgres://me:p%40ss@db:5432/scrutiny", "postgresql", "scrutiny"),
        ("postgresql:///scrutiny", "postgresql", "scrutiny"),
    ],
)
def test_database_addresses(address: str, engine: str, name: str, tmp_path: Path) -> None:
    found = database_from(address, tmp_path)
    assert found["ENGINE"] == f"django.db.backends.{engine}"
    assert found["NAME"] == name.replace("VAR", str(tmp_path))
    assert found["CONN_HEALTH_CHECKS"] is True


def test_a_password_may_hold_any_sign(tmp_path: Path) -> None:
    found = database_from("postgres://me:p%40s%2Fs%3A@db:5432/scrutiny", tmp_path)
    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("p@s/s:", "db", 5432)
