"""Asking the portal itself what it answers at an address, as a reader would be answered."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final
from urllib.parse import urlsplit

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse

from portal.addresses import canonical_url

GONE: Final = 410


def addresses_not_gone(body: str, paths: Iterable[str]) -> dict[str, int]:
    """Ask every path below a body, and return those that do not answer 410 with what they answer.

    The question goes through the whole of the portal, middleware included, with nobody signed in.
    Ask after the transaction that withdrew has been committed.
    """
    handler = BaseHandler()
    handler.load_middleware()
    answers = {path: _status(handler, canonical_url(body, path)) for path in paths}
    return {path: status for path, status in answers.items() if status != GONE}


def _status(handler: BaseHandler, address: str) -> int:
    parts = urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": "",
            "HTTP_HOST": parts.netloc,
            "SERVER_NAME": parts.hostname or "",
            "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    response = handler.get_response(request)
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()  # a file that is still there has been opened
    return response.status_code
