"""One kept page: its compressed body and headers, and the generations under which it holds."""

from __future__ import annotations

import gzip
import hashlib
import math
import re
import time
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import http_date

from portal import clock
from portal.generations import settled
from portal.page_cache.software import STARTED
from portal.responses import is_marked_public, mark_public

__all__ = [
    "Entry",
    "Generations",
    "answer",
    "entry_at",
    "forget_remembered",
    "generations_of",
    "keep",
    "may_be_kept",
]

#: The token of each scope on which a page depends.
Generations = tuple[tuple[str, str], ...]

_ALIAS: Final = "pages"
_REMEMBERED: Final = 128
_LARGEST: Final = 1024 * 1024
_TYPES: Final = re.compile(r"(text/(html|plain|xml)|application/(atom\+xml|xml|json))\b")
#: What a view says to the layers outside; a copy could not hand it on.
_EXCEPTIONS: Final = tuple(
    f"_csp_{what}{mode}"
    for what in ("exempt", "config", "update", "replace")
    for mode in ("", "_ro")
)
_GZIP: Final = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


class Entry(NamedTuple):
    """What the cache keeps."""

    generations: Generations
    until: float
    modified: float
    headers: tuple[tuple[str, str], ...]
    compressed: bytes


_memory: Final[dict[str, tuple[float, Entry]]] = {}


def generations_of(scopes: tuple[str, ...]) -> tuple[Generations, float] | None:
    """The present tokens of some scopes and since when they hold; None while one is in flux.

    A page may say “today”: none has held for longer than since midnight.
    """
    midnight = datetime.combine(clock.today(), datetime.min.time(), clock.CIVIL_ZONE).timestamp()
    found = [(scope, settled(scope)) for scope in scopes]
    tokens = tuple((scope, one.token) for scope, one in found if one is not None)
    if len(tokens) != len(scopes):
        return None
    return tokens, max([midnight, *(one.since for _scope, one in found if one is not None)])


def entry_at(key: str) -> Entry | None:
    """What is kept under a key, if it holds at this moment. Rubbish is read as nothing.

    Each process remembers the pages that it handed out last, so that the next answer asks the
    shared cache for the generation alone; that is asked every time.
    """
    remembered = _memory.get(key)
    if remembered is not None:
        until, entry = remembered
        if until > time.time() and _holds(entry):
            return entry
        _memory.pop(key, None)
    found = _shared(key)
    if found is None or not _holds(found):
        return None
    if len(_memory) >= _REMEMBERED:
        _memory.clear()
    _memory[key] = (found.until, found)
    return found


def forget_remembered() -> None:
    """Forget what this process remembers; for the tests, which empty the shared cache."""
    _memory.clear()


def _shared(key: str) -> Entry | None:
    found: object = _cache().get(key)
    try:
        entry = Entry(*found)  # type: ignore[misc]
    except TypeError:
        return None
    return entry


def _holds(entry: Entry) -> bool:
    for scope, token in entry.generations:
        present = settled(scope)
        if present is None or present.token != token:
            return False
    return True


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer is whole, public, the same for everybody and of a kind that is kept."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and is_marked_public(response)
        and isinstance(response, HttpResponse)
        and not response.cookies
        and not any(hasattr(response, name) for name in _EXCEPTIONS)
        and not getattr(response, "xframe_options_exempt", False)
        and not response.has_header("Content-Encoding")
        and not response.has_header("Cache-Control")
        and _varies_by_nothing(response)
        and _TYPES.match(response.get("Content-Type", "")) is not None
        and len(response.content) <= _LARGEST
    )


def keep(key: str, response: HttpResponse, generations: Generations, since: float) -> Entry:
    """Keep an answer under the generations that were read before it was made."""
    headers = dict(response.items())
    headers.pop("Content-Length", None)
    content = response.content
    headers.setdefault("ETag", f'W/"{hashlib.sha256(content).hexdigest()[:32]}"')
    entry = Entry(
        generations,
        time.time() + settings.PAGE_CACHE_SECONDS,
        max(since, STARTED),
        tuple(headers.items()),
        gzip.compress(content, compresslevel=6, mtime=0),
    )
    _cache().set(key, tuple(entry), settings.PAGE_CACHE_SECONDS)
    return entry


def answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The answer that a kept page gives, compressed for who takes that."""
    compressed = takes_gzip(request)
    content = entry.compressed if compressed else gzip.decompress(entry.compressed)
    response = HttpResponse(
        b"" if request.method == "HEAD" else content, headers=dict(entry.headers)
    )
    if compressed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(content))
    patch_vary_headers(response, ("Accept-Encoding",))
    modified = math.ceil(entry.modified)
    if modified <= time.time():  # within that second it could change again
        response["Last-Modified"] = http_date(modified)
    mark_public(response)
    return response


def takes_gzip(request: HttpRequest) -> bool:
    """Whether who asks says that it reads gzip (RFC 9110, section 12.5.3)."""
    return _GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "").lower()) is not None


def _varies_by_nothing(response: HttpResponseBase) -> bool:
    return not response.has_header("Vary") or (
        not has_vary_header(response, "Cookie")
        and response["Vary"].replace(" ", "").lower() in ("", "accept-encoding")
    )


def _cache() -> BaseCache | Any:
    if _ALIAS not in settings.CACHES:
        return DummyCache("", {})
    return caches[_ALIAS]
