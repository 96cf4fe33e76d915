"""The entry point of the served portal: fills its database once and adds an address that fails."""

from __future__ import annotations

import json
import os
from datetime import date
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from portal import clock
from portal.wsgi import application

FAULT_CANARY = "canary-in-the-fault-8341"


def fail(request: HttpRequest) -> HttpResponse:
    """A view with a fault whose words must not get out."""
    raise RuntimeError(f"{FAULT_CANARY} in {__file__}")


def _signed_in(user: object) -> str:
    engine = import_module(settings.SESSION_ENGINE)
    session = engine.SessionStore()
    session[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    moment = clock.now().timestamp()
    session.update({"signed_in_at": moment, "last_seen_at": moment})
    session["second_factor_passed_by"] = str(user.pk)  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


def _fill(folder: Path) -> None:
    """One body with records, one of them withdrawn, an administrator and a clerk."""
    from portal.publishing import withdraw
    from tests import builders
    from tests.builders_public import front_page, release_everything, release_recommendation
    from tests.builders_public import release_body as make_public

    make_public("northmere-panel")
    body = front_page("northmere-panel").body
    release_everything("northmere-panel", today=date(2026, 4, 1))
    gone = release_recommendation("northmere-panel", 77)
    withdraw(kind=gone.kind, key=gone.key, body=gone.body, by=None, reason="Entered by mistake.")
    facts = {
        "withdrawn": f"/{gone.path}",
        "administrator": _signed_in(builders.administrator()),
        "clerk": _signed_in(builders.clerk_of(body)),
    }
    (folder / "facts.json").write_text(json.dumps(facts))


_urls = import_module(settings.ROOT_URLCONF)
_urls.urlpatterns.insert(0, path("fault/", fail))
clear_url_caches()
_fill(Path(os.environ["HARDENED_FOLDER"]))

__all__ = ["FAULT_CANARY", "application"]
