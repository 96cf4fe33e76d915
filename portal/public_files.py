"""Streaming the files of released records: the same bytes for everybody, known by their hash."""

from __future__ import annotations

import logging
from typing import Final

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from portal.downloads import count_when_sent
from portal.models.releases import PublicRecord, ReleasedFile

#: What a browser shows by itself; everything else is saved.
SHOWN_IN_PLACE: Final = frozenset({"application/pdf"})

_log = logging.getLogger(__name__)


def released_file(record: PublicRecord, name: str = "") -> ReleasedFile:
    """A file of a released record by its public name, or the only one. Raises Http404."""
    rows = record.files.filter(withdrawn_at__isnull=True)
    found = (rows.filter(name=name) if name else rows).first()
    if found is None:
        raise Http404
    return found


def stream(
    request: HttpRequest, file: ReleasedFile, *, name: str, is_counted: bool = True
) -> HttpResponseBase:
    """The stored bytes under a public name, piece by piece; 304 to whoever has them already.

    The ETag is the SHA-256 that the page shows. The media type is the stored one and the answer
    may not be run as a page. A part of a page, such as a logo, is not counted as a fetch.
    Raises Http404, and says so in the log, when the bytes are missing.
    """
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:  # asked before the file is opened, so that none is left open
        return unchanged
    response = _head(file) if request.method == "HEAD" else _whole(file, name)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    if request.method == "GET" and is_counted:
        count_when_sent(request, response, file)
    return response


def _whole(file: ReleasedFile, name: str) -> HttpResponseBase:
    try:
        content = storages["public"].open(file.storage_name)
    except FileNotFoundError:
        _log.error("a released file is missing from public storage: %s", file.sha256)
        raise Http404 from None
    return FileResponse(
        content,
        content_type=file.media_type,
        filename=name,
        as_attachment=file.media_type not in SHOWN_IN_PLACE,
    )


def _head(file: ReleasedFile) -> HttpResponseBase:
    """What would be sent, without opening the file."""
    response = HttpResponse(content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    return response
