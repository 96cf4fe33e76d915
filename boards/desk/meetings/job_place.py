"""To which page the building of a pack belongs, and the making of a version for the public."""

from __future__ import annotations

from django.urls import reverse

from boards.desk.meetings import kinds
from boards.models import Pack, Redaction
from portal.desk import anchor_of
from portal.models import Job


def place_of_build(job: Job) -> str:
    """The pack's place on the desk of its meeting; empty when the pack is gone."""
    pack = Pack.objects.filter(pk=job.arguments.get("pack")).first()
    if pack is None:
        return ""
    return reverse("meetings:desk", args=[pack.meeting_id]) + f"#{anchor_of(kinds.PACKS, pack)}"


def place_of_redaction(job: Job) -> str:
    """The page of the version; empty when it was discarded."""
    rows = Redaction.objects.select_related("paper__item")
    found = rows.filter(pk=job.arguments.get("redaction")).first()
    if found is None:
        return ""
    return reverse("meetings:redact", args=[found.paper.item.meeting_id, found.paper_id])
