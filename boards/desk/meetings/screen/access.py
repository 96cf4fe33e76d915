"""Who may see an item or a paper, in words, and the buttons that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from boards.desk.words import long_day
from boards.models import AgendaItem, ItemAccess, Paper, Restriction
from boards.rules.exemptions import ground_words
from portal.desk import Button, Fact, Kind, buttons_of

if TYPE_CHECKING:
    from boards.desk.meetings.scope import MeetingDesk


def restriction_of(target: AgendaItem | Paper) -> Restriction | None:
    """The restriction that holds now; it was read with the target."""
    return next(iter(target.restrictions.all()), None)


def access_facts(view: MeetingDesk, target: AgendaItem | Paper) -> list[Fact]:
    """Access, ground, part, who decided and when it is looked at again; none for open things."""
    if target.access == ItemAccess.OPEN:
        return []
    facts = [Fact(_("Access"), target.get_access_display())]
    found = restriction_of(target)
    if found is None:
        return facts
    ground = ground_words(
        access=str(target.access),
        regime=view.owner.body.access_regime,
        paragraphs=found.paragraphs,
        ground=found.ground,
    )
    optional = (
        (_("Ground"), ground[:1].upper() + ground[1:]),
        (_("Which part"), found.which_part),
        (_("Decided"), _decided(found)),
        (_("To be reviewed on"), long_day(found.review_on) if found.review_on else ""),
    )
    return facts + [Fact(label, text) for label, text in optional if text]


def _decided(found: Restriction) -> str:
    if found.decided_on is None:
        return _("not yet: the proper officer decides")
    words = {"who": found.decided_by or _("the portal itself"), "day": long_day(found.decided_on)}
    return _("by %(who)s on %(day)s") % words


def access_buttons(view: MeetingDesk, kind: Kind, target: AgendaItem | Paper) -> list[Button]:
    """The moves of access that this person may make."""
    return buttons_of(view, kind, target)
