"""Built packs from private storage, for those who may read them and for nobody else.

The restricted pack of a published meeting is for those who take part in the body's private work;
a pack in preparation is for the officers and the chair, who may check it. Everybody else gets the
answer of a pack that does not exist.
"""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from boards.media_views import READERS, keep_private
from boards.models import Pack, PackFile
from portal import audit
from portal.access import OFFICE_ROLES, Visitor, roles_in, roles_of

#: Who may check a pack before it goes out, and therefore reads it before that.
CHECKERS: Final = frozenset({"clerk", "proper_officer", "chair"})
#: States in which a pack is for all readers of the body; before that for its officers.
ISSUED: Final = frozenset({Pack.State.PUBLISHED, Pack.State.SUPERSEDED, Pack.State.WITHDRAWN})
_log = logging.getLogger("portal.media")


@require_safe
def pack_file(request: HttpRequest, key: UUID, audience: str) -> HttpResponseBase:
    """Stream the built file of a pack for one audience, and log who opened a restricted one.

    Raises Http404 for everybody who may not read it, and for no pack at all.
    """
    if not request.user.is_authenticated or not roles_of(request.user):
        raise Http404
    rows = PackFile.objects.select_related("pack__meeting__body")
    found = rows.filter(pack__key=key, audience=audience).first()
    if found is None or not may_read(request.user, found):
        raise Http404
    try:
        content = default_storage.open(found.storage_name, "rb")
    except FileNotFoundError as error:
        _log.error("A stored file is missing: %s", found.storage_name)
        raise Http404 from error
    name = f"{found.pack.meeting.held_on.isoformat()}-pack-{found.pack.number}-{audience}.pdf"
    response = FileResponse(content, filename=name, content_type="application/pdf")
    if found.audience == PackFile.Audience.RESTRICTED and request.method == "GET":
        sentence = _("The restricted pack %(pack)s was opened.") % {"pack": found.pack}
        audit.record(found.pack, act=audit.VIEW, by=request.user, sentence=sentence)
    return keep_private(response)


def may_read(user: Visitor, file: PackFile) -> bool:
    """Whether somebody may read a built file: officers and chair any, other readers issued ones."""
    held = roles_in(user, file.pack.meeting.body.slug)
    return bool(held & (READERS if file.pack.state in ISSUED else OFFICE_ROLES | CHECKERS))


urlpatterns: list[URLPattern] = [
    path("documents/packs/<uuid:key>/<slug:audience>.pdf", pack_file, name="boards_pack_file"),
]
