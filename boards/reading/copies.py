"""The copy of a restricted pack that one reader gets: made by the worker, kept for hours.

A pack that is out is read in such a copy and in no other way. Before that the file itself is
checked by those who check it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from boards.models import Pack, PackFile, ReaderCopy
from boards.viewing import ISSUED
from portal import clock
from portal.jobs import JobRefusedError, JobRun, start_job
from portal.models import Job, User
from portal.pdf.child import ChildError
from portal.pdf.marking import mark_pdf
from portal.viewing import may_see, visible

if TYPE_CHECKING:
    from portal.access import Visitor

KIND: Final = "mark_pack"
#: Where copies lie in private storage; nothing in it has an address.
FOLDER: Final = "copies"
#: So much of the number of a copy is set on its pages.
SHOWN_OF_NUMBER: Final = 8

_log = logging.getLogger("portal.media")


def is_marked(file: PackFile) -> bool:
    """Whether a file is read in copies alone: the restricted one of a pack that has gone out."""
    return file.audience == PackFile.Audience.RESTRICTED and file.pack.state in ISSUED


def current_copy(reader: Visitor, file: PackFile) -> ReaderCopy | None:
    """The copy that a reader has of a file now; None where one is still to be made.

    Whether they may read the file is the caller's question, asked at every request.
    """
    rows = visible(reader, ReaderCopy).filter(
        pack=file.pack,
        source_sha256=file.sha256,
        removed_at__isnull=True,
        kept_until__gt=clock.now(),
    )
    found = rows.order_by("-pk").first()
    if found is not None and not default_storage.exists(found.storage_name):
        _log.error("A stored file is missing: %s", found.storage_name)
        return None
    return found


def ask_for_copy(reader: User, file: PackFile) -> Job:
    """Ask the worker for a copy; while one is being made, the same job is returned.

    Raises Refused for somebody who waits for too many things already.
    """
    return start_job(
        kind=KIND,
        arguments={"pack": str(file.pack.key), "reader": reader.pk},
        by=reader,
        body=file.pack.meeting.body.slug,
        unique_name=job_name(reader, file.pack),
    )


def newest_job(reader: User, file: PackFile) -> Job | None:
    """The job that makes this reader's copy; failing that, the last one that was to make it."""
    rows = Job.objects.filter(kind=KIND, unique_name=job_name(reader, file.pack))
    return rows.unfinished().first() or rows.order_by("-created_at").first()


def job_name(reader: User, pack: Pack) -> str:
    """The name that only one unfinished job for a reader and a pack may have."""
    return f"{KIND}:{pack.key}:{reader.pk}"


def make_copy(job: JobRun, *, pack: str, reader: int) -> dict[str, Any]:
    """The worker's part: mark the pack for its reader, if they may still read it.

    Run again after a crash it finds the copy, or makes it anew; a file that no row names is
    removed by the sweep (`boards.reading.forgetting`).
    """
    user = User.objects.filter(pk=reader, is_active=True).first()
    file = _file_for(user, pack)
    if user is None or file is None:
        raise JobRefusedError(_("This pack is not open to you any more."))
    if current_copy(user, file) is not None:
        return {"pack": pack}
    number = uuid4()
    name = f"{FOLDER}/{file.pack.meeting.key}/{number}.pdf"
    target = Path(default_storage.path(name))
    target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    made_at = clock.now()
    with translation.override(settings.LANGUAGE_CODE):
        words, across = words_for(user, number, made_at.astimezone(clock.CIVIL_ZONE))
    job.progress(0, file.pages, _("Putting your name on each page"))
    try:
        mark_pdf(
            Path(default_storage.path(file.storage_name)),
            target,
            words=words,
            across=across,
            number=str(number),
            on_progress=lambda done: job.progress(
                min(done, file.pages), file.pages, _("Putting your name on each page")
            ),
        )
        target.chmod(0o640)
        _keep(user, file, number=number, name=name, made_at=made_at)
    except ChildError as error:
        target.unlink(missing_ok=True)
        raise JobRefusedError(str(error)) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return {"pack": pack}


def words_for(reader: User, number: UUID, at: Any) -> tuple[str, list[str]]:
    """What stands below each page and across it: who, when, which copy; never in the metadata."""
    name = str(reader)
    said = _("Not for publication")
    return (
        _("%(said)s. Copy %(number)s for %(name)s, %(day)s, %(time)s")
        % {
            "said": said,
            "number": str(number)[:SHOWN_OF_NUMBER],
            "name": name,
            "day": f"{at:%-d %B %Y}",
            "time": f"{at:%H:%M}",
        },
        [said, name],
    )


def _file_for(user: User | None, pack: str) -> PackFile | None:
    rows = PackFile.objects.select_related("pack__meeting__body")
    file = rows.filter(pack__key=pack, audience=PackFile.Audience.RESTRICTED).first()
    if user is None or file is None or not is_marked(file) or not may_see(user, file):
        return None
    return file


def _keep(user: User, file: PackFile, *, number: UUID, name: str, made_at: Any) -> None:
    """Write the row, unless the right to read ended while the copy was made."""
    with transaction.atomic():
        state = Pack.objects.select_for_update().get(pk=file.pack_id).state
        fresh = User.objects.get(pk=user.pk)
        if state != file.pack.state or not may_see(fresh, file):
            raise JobRefusedError(_("This pack is not open to you any more."))
        ReaderCopy.objects.create(
            key=number,
            user=user,
            pack=file.pack,
            source_sha256=file.sha256,
            storage_name=name,
            made_at=made_at,
            kept_until=made_at + timedelta(hours=settings.READER_COPY_HOURS),
        )
