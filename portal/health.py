"""Two questions for whatever watches the portal: is it alive, and can it do its work?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" while this process serves; it touches neither database nor files."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "waiting" if waiting else "ok"


def _storage() -> str:
    root = Path(settings.STORAGE_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=root) as probe:
        probe.write(b"ready")
    return "ok"


PROBES: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
}
"""What must be "ok" for /readyz to answer 200; an app adds its own in ``ready()``."""


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every probe is "ok", else 503; words only, never a path or an address."""
    answers: dict[str, str] = {}
    for name, probe in PROBES.items():
        try:
            answers[name] = probe()
        except (DatabaseError, InterfaceError, OSError):
            answers[name] = "failed"
    ready = all(answer == "ok" for answer in answers.values())
    return JsonResponse({"ready": ready, **answers}, status=200 if ready else 503)
