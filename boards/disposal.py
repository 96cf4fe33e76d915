"""Meetings as cases of disposal, the originals of papers, and what is held against deletion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.disposers import Disposer, Standing, register_disposer
from boards.models import (
    AccessRegime,
    AgendaItem,
    BackgroundPaper,
    Document,
    Image,
    Meeting,
    Pack,
    PackFile,
    Paper,
    ScrutinyBody,
)
from boards.public import meeting_path
from boards.reading.copies import FOLDER as COPIES
from boards.rules.retention import kept_until, retention_of
from portal.access import scoped_models
from portal.calendar import calendar_for
from portal.cases import case_of_record, register_case, register_case_of
from portal.models import PublicRecord
from portal.originals import Original, register_originals
from portal.protection import Purpose, purpose_now


def register_disposal() -> None:
    """Fill the registries; called once at start-up."""
    register_disposer(
        Disposer(
            kind="meeting",
            label=gettext_lazy("Meetings"),
            cases=lambda body: Meeting.objects.filter(body=body).order_by("held_on", "pk"),
            standing=standing_of_meeting,
            apps=frozenset({"boards"}),
            paths=lambda meeting: [meeting_path(meeting)],
            folders=lambda meeting: [f"packs/{meeting.key}", f"{COPIES}/{meeting.key}"],
        )
    )
    register_case(Meeting, "meeting")
    register_case_of(Document, _what_it_belongs_to)
    register_case_of(Image, _what_it_belongs_to)
    register_originals("papers", originals_of_papers)
    for model in (Meeting, AgendaItem, Paper, BackgroundPaper, Pack):
        pre_delete.connect(keep_what_is_open, sender=model, dispatch_uid=f"held {model.__name__}")


def _what_it_belongs_to(medium: Document | Image) -> Model | None:
    """The record of a case that a document or image is a part of; None where none is."""
    for relation in medium._meta.related_objects:
        model = relation.related_model
        if model not in scoped_models():
            continue
        row: Model | None = model._base_manager.filter(**{relation.field.name: medium.pk}).first()
        if row is not None and case_of_record(row):
            return row
    return None


def standing_of_meeting(meeting: Meeting) -> Standing:
    """How long a meeting is open, counted from the day on which it is held."""
    body: ScrutinyBody = meeting.body
    calendar = calendar_for("wales" if body.nation == "wales" else "england", body.slug)
    found = retention_of(held_on=meeting.held_on, calendar=calendar)
    authority = f"{found.papers_authority}; {found.background_authority}"
    if body.access_regime == AccessRegime.NON_STATUTORY:
        authority = _("No statute; counted as under %(act)s") % {"act": authority}
    return Standing(
        words=_("Meeting of %(day)s") % {"day": f"{meeting.held_on:%A %-d %B %Y}"},
        happened_on=meeting.held_on,
        until=kept_until(found),
        authority=authority,
    )


def originals_of_papers() -> Iterator[Original]:
    """The files of papers, and the built packs, each with the hash that it had."""
    papers = Paper.objects.select_related("pdf", "public_pdf").order_by("pk")
    for paper in papers.iterator(chunk_size=200):
        if paper.pdf and paper.sha256:
            yield Original(paper.pdf.file.name, paper.sha256, f"The file of paper {paper.key}")
        if paper.public_pdf and paper.public_sha256:
            words = f"The version for the public of paper {paper.key}"
            yield Original(paper.public_pdf.file.name, paper.public_sha256, words)
    for file in PackFile.objects.select_related("pack").order_by("pk").iterator():
        yield Original(file.storage_name, file.sha256, f"A built file of pack {file.pack.key}")


def keep_what_is_open(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Refuse to delete what the public may inspect, or has had before it; for `pre_delete`.

    Local Government Act 1972, sections 100C and 100D. Disposal is the one way. Raises
    ProtectedError.
    """
    if purpose_now() is Purpose.DISPOSAL:
        return
    if PublicRecord.objects.filter(key=str(instance.key)).exists():
        words = _("“%(record)s” has been published, so it is kept until it is disposed of.")
        raise ProtectedError(words % {"record": instance}, {instance})
