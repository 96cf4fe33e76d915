"""Withholding an item or a paper, and releasing it: the clerk proposes, the proper officer decides.

What is proposed is withheld at once. One open restriction at a time hangs from an item or a paper;
a released one stays as history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting, Paper, Restriction
from boards.operations.agenda_state import locked, touched, when
from boards.operations.permission import roles_for
from boards.packs.taking_back import withhold_now
from boards.rules.exemptions import ground_words, is_statutory, paragraph_refusals
from boards.rules.lifecycle import ACCESS
from portal import clock
from portal.operations import Refused, make_move, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

Target: TypeAlias = AgendaItem | Paper


@transaction.atomic
def propose_restriction(
    target: Target,
    *,
    paragraphs: Sequence[int],
    by: User | None,
    ground: str = "",
    public_interest: str = "",
    which_part: str = "",
    review_on: date | None = None,
    expected_version: int | None = None,
) -> Target:
    """Propose that an item or paper be exempt; it is withheld from this moment on.

    Raises Refused for a paragraph of the wrong nation (see `boards.rules.exemptions`); Conflict.
    """
    meeting = meeting_of(target)
    unmet = _paragraph_unmet(meeting, paragraphs, ground)
    moved = _move(
        target,
        meeting,
        "propose_exempt",
        _("is withheld until the proper officer decides"),
        by=by,
        version=expected_version,
        unmet=unmet,
    )
    values: dict[str, Any] = {
        "paragraphs": sorted(set(paragraphs)),
        "ground": ground.strip(),
        "public_interest": public_interest.strip(),
        "which_part": which_part.strip(),
        "review_on": review_on,
        "proposed_by": by,
        "proposed_on": clock.today(),
    }
    _write(moved, values, by=by, said=_("The ground was proposed for %s."))
    touched(meeting, by=by)
    _take_from_the_public(moved, meeting, by=by)
    return moved


@transaction.atomic
def decide_restriction(
    target: Target,
    *,
    move: str,
    by: User | None,
    paragraphs: Sequence[int] = (),
    public_interest: str = "",
    which_part: str = "",
    ground: str = "",
    review_on: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Target:
    """Decide as proper officer: `restrict`, `restrict_part` or `mark_confidential`.

    Exempt information asks for a paragraph and for the public-interest reasoning (Local Government
    Act 1972, Schedule 12A); a body without a statute for a ground in words. Confidential
    information (section 100A(2)-(3)) asks for its ground and a reason. Raises Refused, Conflict.
    """
    meeting = meeting_of(target)
    is_confidential = move == "mark_confidential"
    if is_confidential:
        unmet = {} if ground.strip() else {"ground": _("Say what forbids disclosure.")}
    else:
        unmet = _paragraph_unmet(meeting, paragraphs, ground)
        if is_statutory(meeting.body.access_regime) and not public_interest.strip():
            unmet["public_interest"] = _(
                "Say why the public interest in withholding it outweighs that in disclosing it."
            )
        if not which_part.strip():
            unmet["which_part"] = _("Say which part is withheld.")
    if review_on is not None and review_on <= clock.today():
        raise Refused(_("The day of the review has passed. Give a later one, or none."))
    said = {
        "restrict": _("is exempt by decision of the proper officer"),
        "restrict_part": _("is exempt in part by decision of the proper officer"),
        "mark_confidential": _("is confidential by decision of the proper officer"),
    }[move]
    moved = _move(
        target,
        meeting,
        move,
        said,
        by=by,
        version=expected_version,
        unmet=unmet,
        reason=reason,
    )
    values: dict[str, Any] = {
        "paragraphs": [] if is_confidential else sorted(set(paragraphs)),
        "ground": ground.strip(),
        "public_interest": public_interest.strip(),
        "which_part": which_part.strip() if move == "restrict_part" else "",
        "review_on": review_on,
        "decided_by": by,
        "decided_on": clock.today(),
    }
    _write(moved, values, by=by, said=_("The ground was decided for %s."))
    touched(meeting, by=by)
    _take_from_the_public(moved, meeting, by=by)
    return moved


@transaction.atomic
def release_restriction(
    target: Target, *, reason: str, by: User | None, expected_version: int | None = None
) -> Target:
    """Open what was withheld, and say why. It becomes public with the next pack, not by this.

    Raises Refused, Conflict.
    """
    meeting = meeting_of(target)
    moved = _move(
        target,
        meeting,
        "release",
        _("is withheld no more"),
        by=by,
        version=expected_version,
        unmet={},
        reason=reason,
    )
    values = {"released_on": clock.today(), "release_reason": reason.strip()}
    if open_restriction(moved) is not None:
        _write(moved, values, by=by, said=_("The ground was lifted from %s."))
    touched(meeting, by=by)
    return moved


def open_restriction(target: Target) -> Restriction | None:
    """The restriction that holds now, if any."""
    return target.restrictions.filter(released_on=None).first()


def meeting_of(target: Target) -> Meeting:
    """The meeting of an item or of a paper, with its body."""
    return locked(target.meeting if isinstance(target, AgendaItem) else target.item.meeting)


def called(target: Target) -> str:
    """What a sentence calls an item or a paper."""
    name = _("Item “%s”") if isinstance(target, AgendaItem) else _("Paper “%s”")
    return name % target.title


def _paragraph_unmet(meeting: Meeting, paragraphs: Sequence[int], ground: str) -> dict[str, str]:
    reasons = paragraph_refusals(
        regime=meeting.body.access_regime, paragraphs=paragraphs, ground=ground
    )
    return {"paragraph": " ".join(reasons)} if reasons else {}


def _move(
    target: Target,
    meeting: Meeting,
    name: str,
    said: str,
    *,
    by: User | None,
    version: int | None,
    unmet: Mapping[str, str],
    reason: str = "",
) -> Target:
    sentence = _("%(thing)s of the meeting on %(day)s %(said)s.")
    return make_move(
        target,
        table=ACCESS,
        name=name,
        by=by,
        roles=roles_for(by, meeting.body),
        expected_version=version,
        sentence=sentence % {"thing": called(target), "day": when(meeting), "said": said},
        unmet=unmet,
        reason=reason,
        field="access",
    )


def _take_from_the_public(target: Target, meeting: Meeting, *, by: User | None) -> None:
    """What is withheld from now on is public nowhere any more, in this very transaction."""
    ground = open_restriction(target)
    words = ground_words(
        access=target.access,
        regime=meeting.body.access_regime,
        paragraphs=ground.paragraphs if ground else [],
        ground=ground.ground if ground else "",
    )
    withhold_now(meeting, target, words=words, by=by)


def _write(target: Target, values: Mapping[str, Any], *, by: User | None, said: str) -> None:
    """Write the open restriction of a thing, or a new one."""
    sentence = said % called(target)
    found = open_restriction(target)
    if found is None:
        side = {"item": target} if isinstance(target, AgendaItem) else {"paper": target}
        save_new(Restriction(**side, **values), by=by, sentence=sentence)
        return
    save_changed(found, by=by, values=values, expected_version=found.version, sentence=sentence)
