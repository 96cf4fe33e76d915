"""Uploaded originals, streamed to those who may see them and to nobody else.

The public never comes here: it reads released copies. Whoever may not see a file gets the answer
of a file that does not exist, whatever the method, range or condition of the request. Roles are
looked up first, so that this answer costs the same whether there is a file or not.
"""

from __future__ import annotations

import logging
from typing import Final

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from boards.models import Access, Document, Image, Rendition
from boards.rules.file_kinds import MEDIA_TYPES
from portal import audit, clock
from portal.access import OFFICE_ROLES, Visitor, body_of, roles_in, roles_of
from portal.models import LogEntry

#: Who reads what is restricted: the officers, and those who take part in the body's private work.
READERS: Final = OFFICE_ROLES | {"chair", "member", "lead_member", "scrutineer"}
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
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Stream the original of a document, and log it where the document is restricted.

    Raises Http404 for everybody who may not see it, for a wrong name and for no document at all.
    """
    if not request.user.is_authenticated or not roles_of(request.user):
        raise Http404
    found = Document.objects.select_related("body").filter(pk=document_id).first()
    if found is None or found.filename != filename or not may_read(request.user, found):
        raise Http404
    response = _stream(found.file, found.filename)
    if found.access == Access.RESTRICTED and request.method == "GET":
        sentence = _("The restricted document “%(title)s” was opened.") % {"title": found.title}
        audit.record(found, act=audit.VIEW, by=request.user, sentence=sentence)
    return response


@require_safe
def rendition(request: HttpRequest, rendition_id: int) -> HttpResponseBase:
    """Stream a sized copy of an image; a restricted one is logged once a day for each person.

    Lists show twenty of them at a time, so that one line for each showing would bury the log.
    Raises Http404 as `document` does.
    """
    if not request.user.is_authenticated or not roles_of(request.user):
        raise Http404
    found = Rendition.objects.select_related("image__body").filter(pk=rendition_id).first()
    if found is None or not may_read(request.user, found.image):
        raise Http404
    response = _stream(found.file, found.file.name.rpartition("/")[2])
    if found.image.access == Access.RESTRICTED and request.method == "GET":
        midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        seen = LogEntry.objects.for_instance(found.image).filter(
            action=audit.VIEW, user=request.user, timestamp__gte=midnight
        )
        if not seen.exists():
            sentence = _("The restricted image “%(title)s” was shown.") % {
                "title": found.image.title
            }
            audit.record(found.image, act=audit.VIEW, by=request.user, sentence=sentence)
    return response


def may_read(user: Visitor, item: Document | Image) -> bool:
    """Whether somebody may see an original: restricted ones for some roles, open ones for any."""
    held = roles_in(user, body_of(item))
    return bool(held & READERS) if item.access == Access.RESTRICTED else bool(held)


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
