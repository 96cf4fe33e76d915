"""Versions for the public that the portal makes of a paper: begun, made, approved, discarded.

The original is never changed. Marks are made on a clean copy of it (`portal.pdf.redacting`), the
worker makes the result and proves it (`redaction_work`), and a person who has looked at it
approves.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Document, ItemAccess, Paper, Redaction, RedactionMark
from boards.operations.agenda_state import touched
from boards.operations.paper_files import Received, discard, stored
from boards.operations.redaction_files import keep_file, path_of, remove_files
from boards.operations.redaction_marks import refuse_unless_open, refuse_unless_redactable
from portal import audit, clock
from portal.jobs import start_job
from portal.operations import Refused, fresh, save_changed, save_new
from portal.pdf.redacting import ChildError, MergeRefusedError, working_copy

if TYPE_CHECKING:
    from portal.models import Job, User

KIND: Final = "redact_paper"
WORKING: Final = "working.pdf"


def open_redaction(paper: Paper) -> Redaction | None:
    """The version of a paper that is being made; None where there is none."""
    return paper.redactions.exclude(state=Redaction.State.APPROVED).first()


def start_redaction(paper: Paper, *, by: User | None) -> Redaction:
    """Begin a version for the public; one that is begun already is returned.

    The marks of the last version that was approved for the same file are taken over.

    Raises Refused when the paper has no file, may not be changed, or cannot be read.
    """
    paper = fresh(paper)
    with transaction.atomic():
        refuse_unless_redactable(paper, by)
    begun = open_redaction(paper)
    if begun is not None:
        return begun
    assert paper.pdf is not None  # refused above otherwise
    redaction = Redaction(paper=paper, source_sha256=paper.sha256)
    with tempfile.TemporaryDirectory(prefix="redact-") as scratch:
        copy = Path(scratch) / WORKING
        try:
            frames = working_copy(Path(paper.pdf.file.path), copy, title=public_title(paper))
        except (MergeRefusedError, ChildError) as error:
            raise Refused(str(error)) from error
        redaction.pages = [[*frame.box, frame.turn] for frame in frames]
        redaction.working_name = keep_file(redaction, copy, WORKING)
    try:
        return _enter(redaction, by=by)
    except BaseException:
        remove_files(redaction)
        raise


@transaction.atomic
def _enter(redaction: Redaction, *, by: User | None) -> Redaction:
    refuse_unless_redactable(redaction.paper, by)
    sentence = _("A version of paper “%s” for the public was begun.") % redaction.paper
    save_new(redaction, by=by, sentence=sentence)
    before = redaction.paper.redactions.filter(
        state=Redaction.State.APPROVED, source_sha256=redaction.source_sha256
    ).first()
    for mark in before.marks.all() if before else ():
        mark.pk = None
        mark.redaction = redaction
        mark._state.adding = True
        mark.save()
    return redaction


def ask_for_result(redaction: Redaction, *, by: User | None) -> Job:
    """Ask the worker to make the version that is marked. Raises Refused without a mark."""
    with transaction.atomic():
        current = refuse_unless_open(redaction, by)
        if not RedactionMark.objects.filter(redaction=current).exists():
            raise Refused(_("Nothing is marked yet."))
        return start_job(
            kind=KIND,
            arguments={"redaction": current.pk, "version": current.version},
            by=by,
            body=current.paper.item.meeting.body.slug,
            unique_name=f"{KIND}:{current.key}:{current.version}",
        )


def approve_redaction(redaction: Redaction, *, by: User | None, expected_version: int) -> Redaction:
    """Give the paper the version that was made and proved; the original stays as restricted as is.

    Raises Refused when it was not made, its file is not the one that was proved, or the paper is
    not withheld in part, since the public would then read the original; Conflict.
    """
    with transaction.atomic():
        current = refuse_unless_open(redaction, by)
        _refuse_unless_ready(current)
    paper = current.paper
    result = path_of(current.result_name)
    title = public_title(paper)
    found = Received(
        f"{_stem(paper)}.pdf", result, result, current.result_sha256, dict(current.inspection)
    )
    with tempfile.TemporaryDirectory(prefix="redact-") as scratch:
        written = Path(scratch) / "version.txt"
        written.write_text(current.text, encoding="utf-8")
        text = Received(f"{_stem(paper)}.txt", written, None)
        body = paper.item.meeting.body
        with (
            stored(found, body=body, title=title, by=by) as kept,
            stored(text, body=body, title=title, by=by) as kept_text,
        ):
            return _approve(
                current,
                pdf=kept.document,
                text=kept_text.document,
                by=by,
                expected_version=expected_version,
            )


def _approve(
    redaction: Redaction, *, pdf: Document, text: Document, by: User | None, expected_version: int
) -> Redaction:
    current = refuse_unless_open(redaction, by)
    _refuse_unless_ready(current)
    paper = current.paper
    old = paper.public_pdf
    sentence = _("The version of paper “%s” for the public was approved.") % paper
    saved = save_changed(
        current,
        by=by,
        values={
            "state": Redaction.State.APPROVED,
            "approved_by": by,
            "approved_at": clock.now(),
            "text_document": text,
        },
        expected_version=expected_version,
        sentence=sentence,
    )
    save_changed(
        paper,
        by=by,
        values={
            "public_pdf": pdf,
            "public_sha256": current.result_sha256,
            "public_inspection": current.inspection,
        },
        expected_version=paper.version,
        sentence=sentence,
    )
    touched(paper.item.meeting, by=by)
    earlier = paper.redactions.exclude(pk=saved.pk).select_related("text_document")
    discard(old, *(one.text_document for one in earlier))
    transaction.on_commit(lambda: remove_files(saved))
    return saved


@transaction.atomic
def discard_redaction(redaction: Redaction, *, by: User | None, expected_version: int) -> None:
    """Throw away a version that was not approved, with its marks. Raises Refused, Conflict."""
    current = fresh(redaction)
    refuse_unless_redactable(current.paper, by)
    if current.state == Redaction.State.APPROVED:
        raise Refused(_("This version is approved. Take it off the paper instead."))
    save_changed(
        current,
        by=by,
        values={},
        expected_version=expected_version,
        sentence=_("The version of paper “%s” for the public was discarded.") % current.paper,
        links_changed=True,
    )
    sentence = _("An unfinished version of the paper for the public was discarded.")
    audit.record(current.paper, act=audit.CHANGE, by=by, sentence=sentence)
    transaction.on_commit(lambda: remove_files(current))
    Redaction.objects.filter(pk=current.pk).delete()


def without_stale_version(paper: Paper) -> dict[str, Any]:
    """What a paper that gets another file loses: a version that was made from the file before."""
    made_here = paper.public_sha256 and paper.redactions.filter(
        state=Redaction.State.APPROVED, result_sha256=paper.public_sha256
    )
    if not made_here or not made_here.exists():
        return {}
    return {"public_pdf": None, "public_sha256": "", "public_inspection": {}}


def text_version_of(paper_key: str, public_sha256: str) -> Path | None:
    """The text beside a version for the public, if the portal made that; None otherwise.

    Args:
        paper_key: the permanent key of the paper.
        public_sha256: of the version that goes into the pack.
    """
    made = (
        Redaction.objects.filter(
            paper__key=paper_key,
            state=Redaction.State.APPROVED,
            result_sha256=public_sha256,
            text_document__isnull=False,
        )
        .select_related("text_document")
        .first()
    )
    return Path(made.text_document.file.path) if made and made.text_document else None


def public_title(paper: Paper) -> str:
    """The title that the version for the public bears."""
    return paper.public_title or paper.title


def _stem(paper: Paper) -> str:
    return public_title(paper).replace("/", " ")[:60] or "paper"


def _refuse_unless_ready(redaction: Redaction) -> None:
    if redaction.state != Redaction.State.MADE or not redaction.result_sha256:
        raise Refused(_("Make the version first, and look at every page of it."))
    if redaction.paper.access != ItemAccess.PART_EXEMPT:
        raise Refused(
            _(
                "This paper is not withheld in part, so the public would read the original. "
                "Withhold it in part first, with the ground."
            )
        )
