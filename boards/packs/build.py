"""Builds the files of a pack and keeps them: the PDF first, the row that names it last.

A build works in a folder of its own beside the finished packs. Only a whole file is moved into
place, under a name that holds its hash, and only then is there a row: so a worker that is killed
at any moment leaves the pack of before, or the new one, and at worst a file that the sweep removes
(`boards.packs.orphans`).
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Pack, PackFile
from boards.operations.permission import KEEPERS, refuse_unless_keeper
from boards.packs.assemble import Assembled, Progress, assemble, unheard
from boards.packs.facts import first_page_of, meeting_facts
from boards.packs.handing_out import keep_papers
from boards.packs.meeting_facts import MeetingFacts, fingerprint
from boards.packs.papers import PackRefused
from boards.packs.places import folder_of
from boards.packs.treatment import PUBLIC, RESTRICTED, Audience
from portal import audit, clock
from portal.jobs import start_job
from portal.models import Job
from portal.operations import Refused
from portal.pdf.child import ChildError
from portal.pdf.render import PdfUnavailableError

if TYPE_CHECKING:
    from portal.models import User

KIND: Final = "build_pack"
#: Where packs are put together; nothing in it is ever served.
BUILDING: Final = "packs/building"
BUILDERS: Final = KEEPERS | {"clerk", "proper_officer", "chair"}
IN_PREPARATION: Final = (Pack.State.ASSEMBLING, Pack.State.CHECKED)


def start_build(pack: Pack, *, by: User | None) -> Job:
    """Ask for the files of a pack; while they are being built, the same job is returned.

    Raises Refused when the pack is no longer in preparation or `by` may not build it.
    """
    refuse_unless_keeper(by, pack.meeting.body, BUILDERS)
    _refuse_unless_in_preparation(pack)
    return start_job(
        kind=KIND,
        arguments={"pack": pack.pk, "by": by.pk if by else None},
        by=by,
        body=pack.meeting.body.slug,
        unique_name=job_name(pack),
    )


def job_name(pack: Pack) -> str:
    """The name that only one unfinished build of a meeting may have."""
    return f"{KIND}:{pack.meeting.key}"


def build_files(pack: Pack, *, by: User | None, on_progress: Progress = unheard) -> list[PackFile]:
    """Build the pack for the public and, where anything is restricted, the restricted one.

    The public file is searched for what is withheld; what was found stands in `PackFile.proof`,
    and publishing asks it. A pack that was checked may be built again only from the same contents.

    Raises:
        PackRefused: a paper stands in the way; each is named, with what to do.
        Refused: the pack is not in preparation, or something changed meanwhile.
    """
    refuse_unless_keeper(by, pack.meeting.body, BUILDERS)
    pack = _as_stored(pack)
    _refuse_unless_in_preparation(pack)
    facts = facts_of(pack)
    mark = fingerprint(facts, kind=pack.kind, number=pack.number, reason=pack.reason)
    if pack.state == Pack.State.CHECKED and pack.fingerprint != mark:
        raise Refused(
            _("Something changed since the pack was checked. Reopen it, then build it again.")
        )
    audiences = audiences_of(facts)
    with _building() as folder, _in_plain_words():
        made = [
            _assemble(pack, facts, audience, folder, _share(on_progress, at, len(audiences)))
            for at, audience in enumerate(audiences)
        ]
        names = [_move_into_place(pack, one) for one in made]
        return _keep_rows(pack, made, names, mark=mark, by=by)


def facts_of(pack: Pack) -> MeetingFacts:
    """The facts from which a pack would be built now, for the day on which it is to go out."""
    return meeting_facts(
        pack.meeting, kind=str(pack.kind), publish_on=publication_day(pack), pack=pack
    )


def fingerprint_of(pack: Pack) -> str:
    """The hash of everything that the pack would be built from now.

    Equal to `pack.fingerprint`: the files are those of today's items, papers and restrictions.
    """
    return fingerprint(facts_of(pack), kind=pack.kind, number=pack.number, reason=pack.reason)


def publication_day(pack: Pack) -> date:
    """The civil day for which the certificate is made: the set day, or today."""
    if pack.publish_at:
        return pack.publish_at.astimezone(clock.CIVIL_ZONE).date()
    return clock.today()


def audiences_of(facts: MeetingFacts) -> list[Audience]:
    """Who gets a file: the public, and those who may read what is withheld from it."""
    is_restricted = any(
        access != "open"
        for item in facts.items
        for access in (item.access, *(paper.access for paper in item.papers))
    )
    return [PUBLIC, RESTRICTED] if is_restricted else [PUBLIC]


def _assemble(
    pack: Pack, facts: MeetingFacts, audience: Audience, folder: Path, on_progress: Progress
) -> Assembled:
    work = folder / audience
    work.mkdir()
    made = assemble(
        facts,
        audience=audience,
        kind=str(pack.kind),
        number=pack.number,
        first_page=first_page_of(pack.meeting, kind=str(pack.kind), audience=audience),
        folder=work,
        on_progress=on_progress,
    )
    if audience == PUBLIC:
        made.manifest.update(keep_papers(pack, made.manifest, made.sources))
    return made


def _move_into_place(pack: Pack, made: Assembled) -> str:
    """Give the finished file its name, on the disk before anybody can see it; return the name."""
    audience = made.manifest["audience"]
    name = f"{folder_of(pack)}/{audience}-{made.made.sha256[:12]}.pdf"
    target = Path(default_storage.path(name))
    target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    with made.path.open("rb") as written:
        os.fsync(written.fileno())
    made.path.chmod(0o640)
    made.path.replace(target)
    return name


def _keep_rows(
    pack: Pack, made: list[Assembled], names: list[str], *, mark: str, by: User | None
) -> list[PackFile]:
    """Write the rows of all files at once, if the pack and its meeting are still as they were."""
    with transaction.atomic():
        current = _as_stored(pack, lock=True)
        _refuse_unless_in_preparation(current)
        if fingerprint_of(current) != mark:
            raise Refused(_("Something changed while the pack was being built. Build it again."))
        before = set(current.files.values_list("storage_name", flat=True))
        current.files.all().delete()
        files = [
            PackFile.objects.create(
                pack=current,
                audience=one.manifest["audience"],
                storage_name=name,
                sha256=one.made.sha256,
                size=one.made.size,
                pages=one.made.pages,
                is_tagged=one.made.is_tagged,
                manifest=one.manifest,
                proof=one.proof,
                built_at=clock.now(),
            )
            for one, name in zip(made, names, strict=True)
        ]
        Pack.objects.filter(pk=current.pk).update(fingerprint=mark, certificate=made[0].certificate)
        audit.record(
            current,
            act=audit.CHANGE,
            by=by,
            sentence=_("The pack was built: %(pages)d pages.") % {"pages": files[0].pages},
        )
        transaction.on_commit(lambda: _remove(before - set(names)))
    pack.refresh_from_db()
    return files


def _remove(names: set[str]) -> None:
    for name in names:
        default_storage.delete(name)


@contextmanager
def _building() -> Iterator[Path]:
    """A folder beside the finished packs; it is gone afterwards, whatever happened."""
    folder = Path(default_storage.path(f"{BUILDING}/{uuid4().hex}"))
    folder.mkdir(mode=0o750, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """What the machine lacks, said to a person: room, memory, a library."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise PackRefused(
            _("There is no room left on the server's disk. Nothing was changed. Ask for room.")
        ) from error
    except MemoryError as error:
        raise PackRefused(
            _("This pack needs more memory than the server may use. Nothing was changed.")
        ) from error
    except (ChildError, PdfUnavailableError) as error:
        raise PackRefused(str(error)) from error


def _share(on_progress: Progress, at: int, of: int) -> Progress:
    """The progress of one audience as its share of the whole."""

    def report(done: int, total: int, label: str) -> None:
        on_progress(at * total + done, of * total, label)

    return report


def _as_stored(pack: Pack, *, lock: bool = False) -> Pack:
    rows = Pack.objects.select_for_update(of=("self",)) if lock else Pack.objects.all()
    return rows.select_related("meeting__body").get(pk=pack.pk)


def _refuse_unless_in_preparation(pack: Pack) -> None:
    if pack.state not in IN_PREPARATION:
        raise Refused(
            _("This pack is not in preparation any more. Begin a supplement or a new edition.")
        )
