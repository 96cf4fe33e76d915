"""Answers for programs of other people: readable from every page of the web, errors as JSON.

Below these addresses there is nothing but what everybody may read, and nobody is signed in: a
browser is told that any page may read the answer, and never that it may send who is asking.
"""

from __future__ import annotations

from typing import Final, TypeVar

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

__all__ = ["API_ROOT", "opened", "preflight", "problem", "refused_method"]

#: Below it every answer is JSON, the refusals of the outer layers too.
API_ROOT: Final = "/api/"
_METHODS: Final = "GET, HEAD, OPTIONS"
_A_DAY: Final = "86400"

Answer = TypeVar("Answer", bound=HttpResponseBase)


def opened(response: Answer) -> Answer:
    """Let pages of every origin read an answer (Fetch Standard, CORS protocol); no credentials."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After, Content-Disposition"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def preflight() -> HttpResponse:
    """The answer to OPTIONS: what may be asked, and with which headers."""
    response = opened(HttpResponse(status=204))
    response["Allow"] = _METHODS
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type"
    response["Access-Control-Max-Age"] = _A_DAY
    return response


def problem(status: int, error: str, *, says: str, **more: object) -> JsonResponse:
    """An error as JSON: `error` a word for programs, `says` a sentence for people."""
    return opened(
        JsonResponse({"status": status, "error": error, "says": says, **more}, status=status)
    )


def refused_method() -> JsonResponse:
    """The answer to whoever would write: nothing here can be written."""
    response = problem(405, "method", says="Only GET, HEAD and OPTIONS are answered here.")
    response["Allow"] = _METHODS
    return response
