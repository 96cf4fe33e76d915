"""A pack read and checked by somebody who does not work in the admin, such as the chair."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.models import Pack
from boards.packs.issue import check_pack
from boards.reading_list import packs_to_check
from portal.operations import Refused
from portal.viewing import asks

_UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Pack)
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the built files of a pack; a form says that they were read and are in order.

    Raises Http404 for everybody who may not check it, and when there is nothing to check.
    """
    pack = packs_to_check(request.user).filter(key=key).first()
    if pack is None or not request.user.is_authenticated:
        raise Http404
    mistakes: list[tuple[str, str]] = []
    reason = request.POST.get("alone_reason", "").strip()
    if request.method == "POST":
        try:
            if request.POST.get("version") != str(pack.version):
                raise Refused(
                    _("The pack was changed meanwhile. Read it again below, then check it.")
                )
            check_pack(pack, by=request.user, alone_reason=reason, expected_version=pack.version)
        except Refused as refused:
            mistakes = [("alone_reason", sentence) for sentence in refused.reasons]
        else:
            return redirect("workspace")
    context = {
        "pack": pack,
        "files": pack.files.order_by("audience"),
        "mistakes": mistakes,
        "reason": reason,
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "home/check_pack.html", context, status=status)
