"""Clearing a hit of the proof: the proper officer has looked, and says why it may stand."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Pack, ProofClearing
from boards.operations.permission import refuse_unless_keeper
from boards.packs.copies import public_file
from boards.packs.readiness import open_hits
from portal import audit, clock
from portal.models import User
from portal.operations import Refused


@transaction.atomic
def clear_hit(pack: Pack, *, digest: str, reason: str, by: User) -> ProofClearing:
    """Clear one hit of the proof: the proper officer has looked and says why it may stand.

    Raises Refused for anybody else, without a reason, or where there is no such hit.
    """
    refuse_unless_keeper(by, pack.meeting.body, frozenset({"proper_officer"}))
    if not reason.strip():
        raise Refused(_("Say why this may stand. The reason is kept with the proof."))
    file = public_file(pack)
    hits = open_hits(pack, file) if file else []
    hit = next((one for one in hits if one["digest"] == digest), None)
    if hit is None:
        raise Refused(_("There is no such hit. Somebody may have cleared it already."))
    clearing = ProofClearing.objects.create(
        meeting=pack.meeting,
        digest=digest,
        shown=str(hit["shown"])[:500],
        place=str(hit["place"])[:200],
        reason=reason.strip(),
        cleared_by=by,
        cleared_at=clock.now(),
    )
    sentence = _("A hit of the proof (%(place)s) was cleared.") % {"place": hit["place"]}
    audit.record(pack, act=audit.CHANGE, by=by, sentence=sentence, reason=reason)
    return clearing
