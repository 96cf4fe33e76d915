"""Uploaded originals, streamed to those who may see them and to nobody else.

The public never comes here: it reads released copies. Whoever may not see a file gets the answer
of a file that does not exist, whatever the method, range or condition of the request. They are
looked for among the rows that the person may see (`portal.viewing`), so that this answer costs the
same whether there is a file or not.
"""

from __future__ import annotations

import logging
from typing import Final

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from boards.models import Document, Rendition
from boards.rules.file_kinds import MEDIA_TYPES
from portal.viewing import asks, find

_PICTURES: Final = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
_STORED_ELSEWHERE = "application/octet-stream"
_log = logging.getLogger("portal.media")


@require_safe
@asks(Document)
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Stream the original of a document; one that is restricted is logged each time.

    Raises Http404 for everybody who may not see it, for a wrong name and for no document at all.
    """
    found = find(request, Document, pk=document_id)
    if found.filename != filename:
        raise Http404
    return _stream(found.file, found.filename)


@require_safe
@asks(Rendition)
def rendition(request: HttpRequest, rendition_id: int) -> HttpResponseBase:
    """Stream a sized copy of an image; a restricted one is logged once a day for each person.

    Lists show twenty of them at a time, so that one line for each showing would bury the log.
    Raises Http404 as `document` does.
    """
    found = find(request, Rendition, pk=rendition_id)
    return _stream(found.file, found.file.name.rpartition("/")[2])


def _stream(file: FieldFile, name: str) -> FileResponse:
    """A file as it is stored: never kept by a cache, never run by a browser."""
    ending = name.rpartition(".")[2].lower()
    shown = ending == "pdf" or ending in _PICTURES
    media_type = _PICTURES.get(ending) or MEDIA_TYPES.get(ending, _STORED_ELSEWHERE)
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        _log.error("A stored file is missing: %s", file.name)
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=not shown, filename=name, content_type=media_type
    )
    return keep_private(response)


def keep_private(response: FileResponse) -> FileResponse:
    """Say that an answer is for one person: never kept by a cache, never run by a browser."""
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


urlpatterns: list[URLPattern] = [
    # Wagtail makes the address of a document from this name.
    path("documents/<int:document_id>/<path:filename>", document, name="wagtaildocs_serve"),
    path("images/<int:rendition_id>/", rendition, name="boards_rendition"),
]
