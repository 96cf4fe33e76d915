"""Built packs from private storage, for those who may read them and for nobody else.

The restricted pack of a published meeting is for those who take part in the body's private work;
a pack in preparation is for the officers and the chair, who may check it. Everybody else gets the
answer of a pack that does not exist.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from boards.media_views import keep_private
from boards.models import PackFile
from portal.viewing import asks, find

_log = logging.getLogger("portal.media")


@require_safe
@asks(PackFile)
def pack_file(request: HttpRequest, key: UUID, audience: str) -> HttpResponseBase:
    """Stream the built file of a pack for one audience; who opens a restricted one is logged.

    Raises Http404 for everybody who may not read it, and for no pack at all.
    """
    found = find(request, PackFile, pack__key=key, audience=audience)
    try:
        content = default_storage.open(found.storage_name, "rb")
    except FileNotFoundError as error:
        _log.error("A stored file is missing: %s", found.storage_name)
        raise Http404 from error
    name = f"{found.pack.meeting.held_on.isoformat()}-pack-{found.pack.number}-{audience}.pdf"
    response = FileResponse(content, filename=name, content_type="application/pdf")
    return keep_private(response)


urlpatterns: list[URLPattern] = [
    path("documents/packs/<uuid:key>/<slug:audience>.pdf", pack_file, name="boards_pack_file"),
]
