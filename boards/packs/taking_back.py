"""Taking back from the public what packs of a meeting made public, as one act.

What goes: every pack that has the paper in it, older editions too; the paper's own file; what the
portal said of changes to it; and every older copy of the meeting's page that names it. The new
copy says that it was withdrawn, and why. Whether somebody may do this is the caller's question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards import kinds
from boards.models import AgendaItem, Meeting, Pack, PackFile, Paper
from boards.packs.copies import WHOLLY_WITHDRAWN, is_wholly_withdrawn, public_file
from boards.packs.editions import (
    WITHHELD,
    background_in,
    names,
    papers_in,
    says,
    tells_of_item,
    without_item,
    without_paper,
)
from boards.packs.notice_copy import notice_copy
from boards.packs.public_meeting import meeting_copy
from boards.packs.sheet_words import sentence
from boards.packs.treatment import PART
from boards.public import meeting_path
from boards.reading.forgetting import forget_copies_of_pack
from boards.rules.lifecycle import PACK
from portal.disclosure.gate import may_stand
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.operations import make_move
from portal.publishing import Target, release, withdraw_all

if TYPE_CHECKING:
    from portal.models import User

#: States of a pack in which its file is public.
OUT: Final = (Pack.State.PUBLISHED, Pack.State.SUPERSEDED)
#: Who may take a pack back, for acts that withdraw one because something else was decided.
_WITHDRAWERS: Final = frozenset({"clerk", "proper_officer"})


@dataclass(frozen=True)
class TakenBack:
    """What went: the numbers of the packs, and every address that must answer 410 from now on."""

    packs: tuple[int, ...]
    addresses: tuple[str, ...]


def packs_with(meeting: Meeting, thing: AgendaItem | Paper) -> list[Pack]:
    """The packs, older editions too, that would go with an item or a paper."""
    key = str(thing.key)
    found = []
    for file in _files_out(meeting):
        is_in = (
            names(file.manifest, key)
            if isinstance(thing, AgendaItem)
            else key in papers_in(file.manifest)
        )
        if is_in:
            found.append(file.pack)
    return found


def is_public(thing: AgendaItem | Paper, meeting: Meeting) -> bool:
    """Whether the text of an item or the pages of a paper are public now."""
    return bool(packs_with(meeting, thing)) or _has_record(kinds.PAPER, str(thing.key))


@transaction.atomic
def take_back_thing(
    meeting: Meeting,
    thing: AgendaItem | Paper,
    *,
    title: str,
    reason: str,
    by: User | None,
    sparing: Pack | None = None,
) -> TakenBack:
    """Take an item or a paper back with every pack that has it.

    Args:
        meeting: its meeting.
        thing: the item or paper.
        title: what the public reads instead of its title from now on.
        reason: shown to the public at every address.
        by: who does it.
        sparing: a pack that goes out now and does not say what is taken back.
    """
    packs = [pack for pack in packs_with(meeting, thing) if pack != sparing]
    return _take_back_from(
        meeting, thing, packs, title=title, reason=reason, by=by, sparing=sparing
    )


def _take_back_from(
    meeting: Meeting,
    thing: AgendaItem | Paper,
    packs: Sequence[Pack],
    *,
    title: str,
    reason: str,
    by: User | None,
    sparing: Pack | None = None,
) -> TakenBack:
    key = str(thing.key)
    keys = {key}
    files = PackFile.objects.filter(pack__meeting=meeting, audience=PackFile.Audience.PUBLIC)
    for file in files.exclude(pack__published_at=None):
        if file.pack_id == (sparing.pk if sparing else None) or not names(file.manifest, key):
            continue
        if isinstance(thing, AgendaItem):
            keys |= _papers_of(file.manifest, key)
            file.manifest = without_item(file.manifest, key=key, title=title, reason=reason)
        else:
            file.manifest = without_paper(file.manifest, key=key, title=title, reason=reason)
        file.save(update_fields=["manifest"])
    return _take_back(meeting, packs=packs, keys=keys, reason=reason, by=by)


def withhold_now(
    meeting: Meeting, thing: AgendaItem | Paper, *, words: str, by: User | None
) -> None:
    """Take back an item or a paper that has just been restricted; nothing where it is not public.

    What the public was told before to be withheld stays as it is: a decision on what was only
    proposed takes no pack back. A title alone counts, as of a paper that is to follow. `words` are
    the ground as the public may read it.
    """
    is_item = isinstance(thing, AgendaItem)
    title = _("Item not for publication") if is_item else _("Paper not for publication")
    if thing.public_title and may_stand(thing.public_title, body=meeting.body.slug):
        title = thing.public_title
    packs = [file.pack for file in _files_out(meeting) if _tells(file.manifest, thing, title)]
    if not packs and not _is_told_beside(meeting, thing):
        return
    reason = f"{_('This is no longer public.')} {sentence(words)}".strip()
    _take_back_from(meeting, thing, packs, title=title, reason=reason, by=by)


def _tells(manifest: Mapping[str, Any], thing: AgendaItem | Paper, title: str) -> bool:
    """Whether a public manifest tells more of a restricted thing than the public may know now."""
    key = str(thing.key)
    if isinstance(thing, AgendaItem):
        return tells_of_item(manifest, key)
    if key in papers_in(manifest):
        return True
    keeps_title = thing.access == PART and not thing.public_title
    return not keeps_title and any(
        paper["key"] == key and paper["access"] not in WITHHELD and paper["title"] != title
        for item in manifest.get("items", ())
        for paper in item["papers"]
    )


def _is_told_beside(meeting: Meeting, thing: AgendaItem | Paper) -> bool:
    """Whether a file of its own, or an account of changes, tells of a thing beside the packs."""
    key = str(thing.key)
    rows = PublicRecord.objects.filter(
        kind=kinds.CHANGES,
        key__in=[str(one) for one in meeting.packs.values_list("key", flat=True)],
        withdrawn_at__isnull=True,
    )
    return _has_record(kinds.PAPER, key) or any(says(one.payload, key, thing.title) for one in rows)


@transaction.atomic
def take_back_pack(pack: Pack, *, reason: str, by: User | None) -> TakenBack:
    """Take a whole pack back, with the papers that no other pack has public.

    Raises nothing of its own; a pack that is not public takes nothing back.
    """
    meeting = pack.meeting
    file = public_file(pack)
    if file is None:
        return _take_back(meeting, packs=[pack], keys=set(), reason=reason, by=by)
    own = {*papers_in(file.manifest), *background_in(file.manifest)}
    for other in _files_out(meeting):
        if other.pack_id != pack.pk and other.pack.state == Pack.State.PUBLISHED:
            own -= {*papers_in(other.manifest), *background_in(other.manifest)}
    file.manifest = {**file.manifest, WHOLLY_WITHDRAWN: True}
    file.save(update_fields=["manifest"])
    return _take_back(meeting, packs=[pack], keys=own, reason=reason, by=by, whole=True)


def _take_back(
    meeting: Meeting,
    *,
    packs: Sequence[Pack],
    keys: set[str],
    reason: str,
    by: User | None,
    whole: bool = False,
) -> TakenBack:
    for pack in packs:
        _move(pack, reason=reason, by=by)
    fresh = Meeting.objects.select_related("body").get(pk=meeting.pk)
    targets = [
        *(Target(kinds.PACK, str(pack.key)) for pack in packs),
        *(Target(kinds.CHANGES, key) for key in _changes_naming(fresh, keys, packs)),
        *(Target(kind, key) for key in sorted(keys) for kind in (kinds.PAPER, kinds.BACKGROUND)),
    ]
    addresses = _addresses(fresh, targets, packs)
    older = _copies_naming(fresh, keys, whole=whole)
    _withdraw(fresh, targets, reason=reason, by=by)
    copies = [one for one in (meeting_copy(fresh), notice_copy(fresh)) if one is not None]
    if copies:
        subject = _("A meeting after a withdrawal")
        release(
            copies=copies,
            body=fresh.body.slug,
            subject=subject,
            by=by,
            matter=matter_key(kinds.MEETING, fresh.key),
            takes_back=True,
        )
    _withdraw(fresh, _not_newest(older), reason=reason, by=by)
    return TakenBack(tuple(pack.number for pack in packs), addresses)


def _withdraw(meeting: Meeting, targets: Sequence[Target], *, reason: str, by: User | None) -> None:
    """Take back those of the records that are public; none of them is no error."""
    if any(_is_out(target) for target in targets):
        withdraw_all(
            targets=targets,
            body=meeting.body.slug,
            by=by,
            reason=reason,
            subject=_("Papers of a meeting withdrawn"),
        )


def _move(pack: Pack, *, reason: str, by: User | None) -> None:
    forget_copies_of_pack(pack)
    make_move(
        pack,
        table=PACK,
        name="withdraw",
        by=by,
        roles=_WITHDRAWERS,
        expected_version=None,
        sentence=_("%(pack)s was withdrawn.") % {"pack": pack},
        unmet={},
        reason=reason,
        values={"withdrawn_reason": reason},
    )


def _files_out(meeting: Meeting) -> list[PackFile]:
    rows = PackFile.objects.filter(
        pack__meeting=meeting, pack__state__in=OUT, audience=PackFile.Audience.PUBLIC
    )
    files = rows.select_related("pack__meeting__body").order_by("pack__number")
    return [file for file in files if not is_wholly_withdrawn(file)]


def _papers_of(manifest: Mapping[str, Any], item: str) -> set[str]:
    """The keys of an item's papers and background papers in a manifest."""
    items = [one for one in manifest["items"] if one["key"] == item]
    return {one["key"] for found in items for one in (*found["papers"], *found["background"])}


def _copies_naming(meeting: Meeting, keys: set[str], *, whole: bool) -> list[Target]:
    """The versions of the copies of meeting and notice that speak of what goes.

    A notice tells the titles of its agenda without their keys, so each that has an agenda counts.
    """
    rows = PublicRecord.objects.filter(
        kind__in=[kinds.MEETING, kinds.NOTICE],
        key=str(meeting.key),
        withdrawn_at__isnull=True,
    )
    return [
        Target(row.kind, row.key, row.version)
        for row in rows
        if ((whole or row.kind == kinds.NOTICE) and row.payload.get("agenda"))
        or any(names(row.payload, key) for key in keys)
    ]


def _not_newest(targets: Sequence[Target]) -> list[Target]:
    """Those of the versions that a newer one has replaced by now."""
    newest = {
        kind: PublicRecord.objects.filter(kind=kind, key=key, is_current=True)
        .values_list("version", flat=True)
        .first()
        for kind, key in {(one.kind, one.key) for one in targets}
    }
    return [one for one in targets if one.version != newest[one.kind]]


def _changes_naming(meeting: Meeting, keys: set[str], packs: Sequence[Pack]) -> list[str]:
    """The keys of the packs whose account of changes speaks of what goes."""
    all_packs = [str(key) for key in meeting.packs.values_list("key", flat=True)]
    rows = PublicRecord.objects.filter(
        kind=kinds.CHANGES, key__in=all_packs, withdrawn_at__isnull=True
    )
    own = {str(pack.key) for pack in packs}
    naming = {row.key for row in rows if any(names(row.payload, key) for key in keys)}
    return sorted(naming | {row.key for row in rows if row.key in own})


def _is_out(target: Target) -> bool:
    rows = PublicRecord.objects.filter(kind=target.kind, key=target.key, withdrawn_at__isnull=True)
    return (rows.filter(version=target.version) if target.version else rows).exists()


def _has_record(kind: str, key: str) -> bool:
    return PublicRecord.objects.current().filter(kind=kind, key=key).exists()


def _addresses(
    meeting: Meeting, targets: Sequence[Target], packs: Sequence[Pack]
) -> tuple[str, ...]:
    """Every path below the body that must say from now on that this was withdrawn."""
    found: dict[str, None] = {}
    for target in targets:
        if target.kind != kinds.MEETING:
            rows = PublicRecord.objects.filter(kind=target.kind, key=target.key)
            found.update(dict.fromkeys(rows.order_by("pk").values_list("path", flat=True)))
    editions = meeting.packs.filter(kind=Pack.Kind.EDITION, published_at__isnull=False)
    newest = editions.order_by("-number").first()
    if newest is not None and newest.pk in {pack.pk for pack in packs}:
        found[f"{meeting_path(meeting)}pack.pdf"] = None
    others = _taken_over(meeting, targets, found)
    return tuple(path for path in found if path not in others)


def _taken_over(
    meeting: Meeting, targets: Sequence[Target], paths: Iterable[str]
) -> frozenset[str]:
    """Those of the addresses at which the public has something else by now."""
    rows = PublicRecord.objects.current().filter(body=meeting.body.slug, path__in=list(paths))
    gone = {(one.kind, one.key) for one in targets}
    return frozenset(row.path for row in rows if (row.kind, row.key) not in gone)
