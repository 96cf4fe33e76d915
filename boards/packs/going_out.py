"""Everything that goes out with a pack, in the transaction of its publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards import kinds
from boards.models import AgendaItem, Meeting, Pack, PackFile, Paper
from boards.operations.meeting_moves import publish_agenda
from boards.operations.permission import roles_for
from boards.packs.copies import (
    changes_copy,
    copies_of_pack,
    manifests_in_force,
    public_file,
)
from boards.packs.editions import WITHHELD, background_in, papers_in, tells_of_item
from boards.packs.notice_copy import notice_copy
from boards.packs.public_meeting import meeting_copy
from boards.packs.readiness import meeting_refusals
from boards.packs.rewritten import Texts
from boards.packs.sheet_words import sentence
from boards.packs.taking_back import packs_with, take_back_thing
from boards.reading.forgetting import forget_copies_of_pack
from boards.rules.lifecycle import PACK
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.operations import Refused, make_move
from portal.publishing import Copy, Target, release, withdraw_all

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def bring_out(
    pack: Pack, *, changes: Sequence[Mapping[str, Any]], texts: Texts, by: User | None
) -> None:
    """Make public what a pack brings: the agenda, the pack, its papers, what changed.

    An edition supersedes the packs before it. What it withholds and an earlier pack had in full is
    taken back first, with that pack. Of a private briefing nothing is public: its pack is for
    those who may read it.

    Raises Refused when the agenda cannot be published, PublishingError when a file is not the one
    that was built.
    """
    meeting = Meeting.objects.select_related("body").get(pk=pack.meeting_id)
    refusals = meeting_refusals(meeting)
    if refusals:
        raise Refused(*refusals)
    pack.meeting = meeting
    if pack.kind == Pack.Kind.EDITION:
        _supersede_earlier(pack, by=by)
    if meeting.state == Meeting.State.SCHEDULED:
        reason = pack.short_notice_reason or meeting.short_notice_reason
        meeting = publish_agenda(meeting, by=by, short_notice_reason=reason)
        pack.meeting = meeting
    file = public_file(pack)
    if file is None or not meeting.is_public:
        return
    _take_back_what_is_withheld(pack, file, by=by)
    _release(pack, file, changes, texts, by=by)
    _withdraw_what_is_out_of_force(meeting, by=by)


def _release(
    pack: Pack,
    file: PackFile,
    changes: Sequence[Mapping[str, Any]],
    texts: Texts,
    *,
    by: User | None,
) -> None:
    meeting = pack.meeting
    said = [changes_copy(pack, changes, texts)] if changes else []
    told = meeting_copy(meeting, changes=said[0].payload if said else None)
    notice = notice_copy(meeting)
    copies: list[Copy] = [
        *([told] if told else []),
        *([notice] if notice else []),
        *copies_of_pack(pack, file),
        *said,
    ]
    release(
        copies=copies,
        body=meeting.body.slug,
        subject=_("Pack %(number)s of a meeting") % {"number": pack.number},
        by=by,
        matter=matter_key(kinds.MEETING, meeting.key),
        reason=pack.reason,
    )


def _supersede_earlier(pack: Pack, *, by: User | None) -> None:
    earlier = Pack.objects.filter(meeting=pack.meeting, state=Pack.State.PUBLISHED)
    for one in earlier.exclude(pk=pack.pk).select_related("meeting__body"):
        forget_copies_of_pack(one)
        make_move(
            one,
            table=PACK,
            name="supersede",
            by=by,
            roles=roles_for(by, pack.meeting.body),
            expected_version=None,
            sentence=_("%(old)s was superseded by number %(new)s.")
            % {"old": one, "new": pack.number},
            unmet={},
            reason=pack.reason,
        )


def _take_back_what_is_withheld(pack: Pack, file: PackFile, *, by: User | None) -> None:
    """Nothing that this pack withholds stays public in an older one."""
    for item in file.manifest["items"]:
        if item["access"] in WITHHELD:
            thing = AgendaItem.objects.filter(key=item["key"]).first()
            if thing is not None and _was_open(thing, pack):
                reason = _reason(item)
                take_back_thing(
                    pack.meeting, thing, title=item["title"], reason=reason, by=by, sparing=pack
                )
            continue
        for paper in item["papers"]:
            if paper["treatment"] != "notice":
                continue
            row = Paper.objects.filter(key=paper["key"]).first()
            if row is not None and any(one != pack for one in packs_with(pack.meeting, row)):
                reason = _reason(paper)
                take_back_thing(
                    pack.meeting, row, title=paper["title"], reason=reason, by=by, sparing=pack
                )


def _was_open(item: AgendaItem, pack: Pack) -> bool:
    """Whether an older pack that is still public tells more of an item than that it is withheld."""
    for older in packs_with(pack.meeting, item):
        file = public_file(older)
        if older != pack and file is not None and tells_of_item(file.manifest, str(item.key)):
            return True
    return False


def _reason(thing: Mapping[str, Any]) -> str:
    """What the public reads where something was that is withheld now."""
    ground = thing.get("ground")
    words = sentence(ground["words"]) if ground else ""
    return f"{_('This is no longer public.')} {words}".strip()


def _withdraw_what_is_out_of_force(meeting: Meeting, *, by: User | None) -> None:
    """Single papers that no pack in force has are taken back; older packs keep theirs inside."""
    in_force: set[str] = set()
    reasons: dict[str, str] = {}
    for manifest in manifests_in_force(meeting):
        in_force |= {*papers_in(manifest), *background_in(manifest)}
        reasons.update(_reasons(manifest["items"]))
    rows = PublicRecord.objects.current().filter(
        kind__in=[kinds.PAPER, kinds.BACKGROUND], key__in=_keys_of(meeting)
    )
    gone: dict[str, list[Target]] = {}
    for row in rows.exclude(key__in=in_force):
        told = _("This is no longer among the papers of the meeting.")
        reason = reasons.get(row.key) or told
        gone.setdefault(reason, []).append(Target(row.kind, row.key))
    for reason, targets in gone.items():
        subject = _("Papers that are no longer part of a meeting")
        withdraw_all(targets=targets, body=meeting.body.slug, by=by, reason=reason, subject=subject)


def _reasons(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {
        paper["key"]: paper["reason"] or item["state_reason"]
        for item in items
        for paper in item["papers"]
        if paper["treatment"] == "withdrawn"
    }


def _keys_of(meeting: Meeting) -> list[str]:
    """The keys of all papers and background papers that the meeting has ever had."""
    papers = Paper.objects.filter(item__meeting=meeting).values_list("key", flat=True)
    background = meeting.agenda_items.filter(background_papers__isnull=False)
    keys = background.values_list("background_papers__key", flat=True)
    return [str(key) for key in (*papers, *keys)]
