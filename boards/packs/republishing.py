"""Releasing what was withheld, and publishing it at once in a new edition: one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Pack, Paper, Restriction
from boards.operations.restrictions import release_restriction
from boards.packs.build import start_build
from boards.packs.copies import changes_of
from boards.packs.preparing import open_pack
from portal import clock
from portal.operations import save_changed

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def release_and_republish(
    thing: AgendaItem | Paper, *, reason: str, by: User, expected_version: int | None = None
) -> Pack | None:
    """Release a restriction as proper officer, and publish a new edition as soon as it is built.

    The decision of the proper officer stands for the check of that edition; its reason is the
    reason of the edition, which the public reads. Where more has changed meanwhile, the edition
    waits for a check like any other (`beyond_the_release`). Before the first edition of a meeting
    nothing is republished, and None is returned: the next pack has it.

    Raises Refused, also when another pack of the meeting is being prepared (nothing is released
    then); Conflict.
    """
    released = release_restriction(thing, reason=reason, by=by, expected_version=expected_version)
    meeting = released.meeting if isinstance(released, AgendaItem) else released.item.meeting
    if not meeting.packs.filter(published_at__isnull=False).exists():
        return None
    # The proper officer keeps no packs: the portal follows the decision.
    pack = open_pack(meeting, kind=Pack.Kind.EDITION, reason=reason, by=None)
    said = _("Released by decision of the proper officer.")
    timed = save_changed(
        pack,
        by=by,
        values={
            "publish_at": clock.now(),
            "publish_set_by": by,
            "checked_alone_reason": f"{said} {reason.strip()}",
        },
        expected_version=pack.version,
        sentence=_("The edition goes out as soon as it is built."),
    )
    start_build(timed, by=by)
    return timed


def beyond_the_release(pack: Pack) -> list[dict[str, Any]]:
    """What an edition that follows a release would change besides: work that nobody has checked."""
    released = Restriction.objects.filter(
        Q(item__meeting=pack.meeting) | Q(paper__item__meeting=pack.meeting),
        release_reason=pack.reason,
    )
    keys = {
        str(one.paper.key if one.paper else one.item.key if one.item else "")
        for one in released.select_related("item", "paper")
    }
    return [
        one
        for one in changes_of(pack)
        if one["what"] not in ("released", "item_released")
        and not keys & {one["key"], one["item_key"]}
    ]
