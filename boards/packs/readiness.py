"""Whether a pack may go out: built, unchanged since, proved, with a certificate of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Meeting, Pack, PackFile, ProofClearing
from boards.packs.certificate import certificate
from boards.packs.copies import public_file
from boards.packs.facts import meeting_facts
from boards.packs.manifest import build_manifest
from boards.packs.meeting_facts import fingerprint
from boards.packs.treatment import PUBLIC

#: States of a meeting in which a pack of it may be prepared and go out.
MAY_HAVE_A_PACK: Final = frozenset(
    {
        Meeting.State.SCHEDULED,
        Meeting.State.AGENDA_PUBLISHED,
        Meeting.State.IN_PROGRESS,
        Meeting.State.CONCLUDED,
        Meeting.State.MINUTES_DRAFT,
    }
)


@dataclass(frozen=True)
class Standing:
    """How a built pack stands for a day of publication: reasons against it, what it needs."""

    refusals: tuple[str, ...]
    certificate: Mapping[str, Any]
    certificate_fits: bool
    is_short: bool


def standing_of(pack: Pack, *, publish_on: date) -> Standing:
    """Look at a pack as it is stored now.

    Args:
        pack: the pack, with the reasons that are to stand on its certificate.
        publish_on: the civil day on which it is to go out.

    Raises:
        ClockError: the calendar does not reach one of the days.
    """
    facts = meeting_facts(pack.meeting, kind=pack.kind, publish_on=publish_on, pack=pack)
    wanted = certificate(
        build_manifest(facts, audience=PUBLIC, kind=pack.kind, number=pack.number, first_page=1)
    )
    reasons = meeting_refusals(pack.meeting) or file_refusals(pack)
    now = fingerprint(facts, kind=pack.kind, number=pack.number, reason=pack.reason)
    if not reasons and now != pack.fingerprint:
        reasons.append(_("Something changed since the pack was built. Build it again."))
    shown = public_file(pack)
    printed = shown.manifest.get("certificate", {}) if shown else wanted
    return Standing(
        refusals=tuple(reasons),
        certificate=wanted,
        certificate_fits=dict(printed) == wanted,
        is_short=facts.notice.is_short,
    )


def meeting_refusals(meeting: Meeting) -> list[str]:
    """Why no pack of a meeting can be prepared or go out: it is put off, called off or closed."""
    if meeting.state in MAY_HAVE_A_PACK:
        return []
    return [_("No pack can be prepared or published for this meeting as it stands now.")]


def file_refusals(pack: Pack) -> list[str]:
    """Why the files of a pack cannot be used: not built, or gone from storage."""
    files = list(pack.files.all())
    if not any(file.audience == PackFile.Audience.PUBLIC for file in files):
        return [_("The pack has not been built yet. Build it first.")]
    for file in files:
        name = file.storage_name
        if not default_storage.exists(name) or default_storage.size(name) != file.size:
            return [_("A file of the pack is missing from storage. Build the pack again.")]
    return []


def proof_refusals(pack: Pack) -> list[str]:
    """Why the proof does not hold: it was not made, could not read everything, or found something.

    Hits that the proper officer has cleared with a reason do not count.
    """
    if not pack.meeting.is_public:
        return []
    file = public_file(pack)
    if file is None or "hits" not in file.proof:
        return [_("There is no proof that nothing leaked. Build the pack again.")]
    if file.proof.get("unread"):
        return [_("The proof could not read all of the pack, so it cannot go out. Build it again.")]
    found = len(open_hits(pack, file))
    if not found:
        return []
    sentence = ngettext(
        "The proof found %(n)s place where something withheld shows. Take it out, or ask the "
        "proper officer to clear it with a reason.",
        "The proof found %(n)s places where something withheld shows. Take them out, or ask the "
        "proper officer to clear each with a reason.",
        found,
    )
    return [sentence % {"n": found}]


def open_hits(pack: Pack, file: PackFile) -> list[Mapping[str, Any]]:
    """The hits of the proof that nobody has cleared."""
    rows = ProofClearing.objects.filter(meeting=pack.meeting)
    cleared = set(rows.values_list("digest", flat=True))
    return [hit for hit in file.proof.get("hits", ()) if hit["digest"] not in cleared]
