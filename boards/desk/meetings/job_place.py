"""To which page the building of a pack belongs."""

from __future__ import annotations

from django.urls import reverse

from boards.desk.meetings import kinds
from boards.models import Pack
from portal.desk import anchor_of
from portal.models import Job


def place_of_build(job: Job) -> str:
    """The pack's place on the desk of its meeting; empty when the pack is gone."""
    pack = Pack.objects.filter(pk=job.arguments.get("pack")).first()
    if pack is None:
        return ""
    return reverse("meetings:desk", args=[pack.meeting_id]) + f"#{anchor_of(kinds.PACKS, pack)}"
