"""Two questions for whatever watches the portal: is it alive, and can it do its work?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock, virus
from portal.jobs import last_beat

WORKER_SILENCE: Final = timedelta(minutes=2)
"""After this long without a beat a worker is taken for dead."""


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


def _worker() -> str:
    """Say how the background workers are: a beat each ten seconds at the latest.

    A silent worker does not make the web server unready: pages are served without it, and taking
    every web server away would help nobody. Monitoring reads the word.
    """
    if not settings.BACKGROUND_WORKER:
        return "not used"
    beat = last_beat()
    return "ok" if beat and clock.now() - beat < WORKER_SILENCE else "silent"


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
    try:
        answers["worker"] = _worker()
    except (DatabaseError, InterfaceError):
        answers["worker"] = "unknown"
    answers["virus_scanner"] = virus.state()
    return JsonResponse({"ready": ready, **answers}, status=200 if ready else 503)
