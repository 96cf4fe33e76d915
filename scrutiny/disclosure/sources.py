"""Sources as matters of the disclosure gate, and as subjects of an incident."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.models import ScrutinyBody
from portal.disclosure.matters import Matter, register_matter
from portal.incidents.registry import register_subjects
from scrutiny import kinds
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations.source_release import (
    copies_of,
    publication_of,
    source_matter,
    standing_of,
)
from scrutiny.public.sources import sources_whole
from scrutiny.rules.sources import CHANGED, DRAFT


def register_sources() -> None:
    """Tell the gate and the floor about them; called once at start-up."""
    register_matter(kinds.SOURCE, _find, _waiting)
    register_subjects(kinds.SOURCE, lambda key: Source.objects.filter(key=key))
    register_subjects(kinds.EXTERNAL_FINDING, lambda key: ExternalFinding.objects.filter(key=key))


def _find(key: str) -> Matter | None:
    try:
        source = Source.objects.select_related("body").filter(key=key).first()
    except ValidationError:
        return None
    if source is None:
        return None
    desk = reverse("sources:desk", args=[source.body.slug])
    return Matter(
        key=source_matter(source),
        body=source.body.slug,
        title=source.title,
        url=f"{desk}#sources-{source.pk}",
        copies=lambda: copies_of(source),
    )


def _waiting(body: str) -> list[str]:
    """The sources of a body that are not public, or not as they read now."""
    found = ScrutinyBody.objects.filter(slug=body).first()
    if found is None:
        return []
    standing = standing_of(found)
    rows = sources_whole(Source.objects.filter(body=found))
    return [str(one.key) for one in rows if publication_of(one, standing) in (DRAFT, CHANGED)]
