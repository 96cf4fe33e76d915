"""A pack before it is public: opened, checked by a second person, taken back to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Meeting, Pack
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper, roles_for
from boards.packs.locking import locked, refuse_by_table
from boards.packs.readiness import meeting_refusals, standing_of
from boards.packs.second_person import is_own_work
from boards.rules.lifecycle import PACK
from portal import audit, clock
from portal.operations import Refused, make_move, save_new

if TYPE_CHECKING:
    from portal.models import User

NO_TIME: Final[dict[str, Any]] = {"publish_at": None, "publish_set_by": None}


@transaction.atomic
def open_pack(meeting: Meeting, *, kind: str, by: User | None, reason: str = "") -> Pack:
    """Begin an edition or a supplement. A later edition needs a reason, which the public reads.

    Raises Refused when one is being prepared already, or there is nothing to add to.
    """
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    current = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    refusals = meeting_refusals(current)
    if refusals:
        raise Refused(*refusals)
    packs = Pack.objects.filter(meeting=current)
    out = packs.filter(published_at__isnull=False)
    if kind == Pack.Kind.SUPPLEMENT:
        in_force = out.filter(kind=Pack.Kind.EDITION, state=Pack.State.PUBLISHED)
        if not in_force.exists():
            raise Refused(_("A supplement adds to a published pack, and there is none."))
    elif out.exists() and not reason.strip():
        raise Refused(_("Say why there is a new edition. The public reads the reason."))
    newest = packs.order_by("-number").values_list("number", flat=True).first() or 0
    pack = Pack(meeting=meeting, kind=kind, number=newest + 1, reason=reason.strip())
    return save_new(pack, by=by, sentence=_("%(pack)s was begun.") % {"pack": pack})


@transaction.atomic
def discard_pack(pack: Pack, *, by: User | None, expected_version: int | None = None) -> None:
    """Throw away a pack that was begun and never published. Raises Refused, Conflict."""
    refuse_unless_keeper(by, pack.meeting.body, MEETING_KEEPERS)
    current = locked(pack, expected_version)
    if current.state != Pack.State.ASSEMBLING or current.published_at:
        raise Refused(_("Only a pack that is being put together can be discarded."))
    sentence = _("%(pack)s was discarded.") % {"pack": current}
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()


@transaction.atomic
def check_pack(
    pack: Pack, *, by: User | None, alone_reason: str = "", expected_version: int | None = None
) -> Pack:
    """Record that somebody read the built pack and found it in order.

    Whoever changed its items or papers last leaves this to another clerk, the proper officer or
    the chair; or gives the reason why they check it alone, which the certificate prints. Raises
    Refused when it is not built or something changed since; Conflict.
    """
    current = locked(pack, expected_version)
    unmet = {}
    own = is_own_work(current.meeting, by)
    alone = alone_reason.strip() if own else ""
    if own and not alone:
        unmet["second_person"] = _(
            "You made the last change yourself. Ask somebody else to check the pack, or say why "
            "you check it alone. The reason is printed on the certificate."
        )
    standing = standing_of(current, publish_on=clock.today())
    refuse_by_table(current, "check", by=by, unmet=unmet)
    if standing.refusals:
        raise Refused(*standing.refusals)
    return make_move(
        current,
        table=PACK,
        name="check",
        by=by,
        roles=roles_for(by, current.meeting.body),
        expected_version=expected_version,
        sentence=_("%(pack)s was checked.") % {"pack": current},
        unmet=unmet,
        values={
            "checked_by": by,
            "checked_at": clock.now(),
            "checked_alone_reason": alone,
            "publish_failed": "",
        },
    )


@transaction.atomic
def reopen_pack(pack: Pack, *, by: User | None, expected_version: int | None = None) -> Pack:
    """Take a checked pack back to change it; a set time of publication is called off."""
    return make_move(
        pack,
        table=PACK,
        name="reopen",
        by=by,
        roles=roles_for(by, pack.meeting.body),
        expected_version=expected_version,
        sentence=_("%(pack)s was taken back to be changed.") % {"pack": pack},
        unmet={},
        values={"checked_by": None, "checked_at": None, "checked_alone_reason": "", **NO_TIME},
    )
