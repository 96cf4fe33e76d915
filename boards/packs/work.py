"""Work on packs that happens outside a request: building them, and clearing up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.disclosure import look_ahead
from boards.models import Pack
from boards.packs.build import KIND, build_files
from boards.packs.issue import publish_due_packs, publish_when_built
from boards.packs.orphans import sweep_orphans
from portal.due import register_due
from portal.jobs import JobRefusedError, JobRun, register
from portal.models import User
from portal.operations import Refused


def register_pack_work() -> None:
    """Tell the worker about it; called once at start-up."""
    register(KIND, label=_("Building a pack"))(build_pack)
    register_due("publish_packs", label=_("packs set for a time"))(publish_due_packs)
    register_due("sweep_packs", label=_("files of packs that nothing names"))(sweep_orphans)


def build_pack(job: JobRun, *, pack: int, by: int | None) -> dict[str, Any]:
    """Build the files of a pack, and publish it if its time has come meanwhile.

    Run again after a crash it builds the same bytes anew.
    """
    row = Pack.objects.select_related("meeting__body").get(pk=pack)
    asker = User.objects.filter(pk=by).first() if by is not None else None
    if by is not None and asker is None:
        raise JobRefusedError(gettext("Whoever asked for this has no account any more."))
    try:
        files = build_files(row, by=asker, on_progress=job.progress)
    except Refused as refused:
        raise JobRefusedError(" ".join(refused.reasons)) from refused
    look_ahead(row.meeting)
    publish_when_built(row)
    return {
        "pack": str(row.key),
        "pages": files[0].pages,
        "hits": len(files[0].proof.get("hits", [])),
    }
