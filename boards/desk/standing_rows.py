"""Standing items and legal texts as sections of a body's screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from boards.desk import kinds
from boards.models import BodyText, StandingItem
from boards.rules.legal_texts import default_text
from portal.desk import Button, Fact, Row, Section, row_of

if TYPE_CHECKING:
    from boards.desk.screen import BodyScreen


def standing_section(view: BodyScreen) -> Section:
    """The items that every new agenda begins with, in their order."""
    rows = list(StandingItem.objects.filter(body=view.owner).order_by("position", "pk"))
    order = [row.pk for row in rows]
    return Section(
        anchor=kinds.STANDING.name,
        heading=_("Standing items"),
        note=_("Every new meeting begins with these. Agendas that have them already stay."),
        rows=[_standing_row(view, row, order) for row in rows],
        empty=_(
            "The standard list is used: welcome, apologies, interests, minutes and so on. Add an "
            "item to take that list over and change it."
        ),
        add_url=view.address("add", kind=kinds.STANDING.name) if view.keeps_meetings else "",
        add_label=_("Add a standing item"),
    )


def _standing_row(view: BodyScreen, item: StandingItem, order: list[int]) -> Row:
    optional = (
        (_("Only for"), item.get_meeting_kind_display() if item.meeting_kind else ""),
        (_("Led by"), item.lead),
        (_("Explanation"), item.text),
    )
    where = {"kind": kinds.STANDING.name, "pk": item.pk}
    row = row_of(
        view,
        kinds.STANDING,
        item,
        facts=[Fact(label, text) for label, text in optional if text],
        links=[(_("Remove"), view.address("remove", **where))] if view.keeps_meetings else [],
        can_edit=view.keeps_meetings,
    )
    return replace(row, steps=_steps(view, item, order) if view.keeps_meetings else [])


def _steps(view: BodyScreen, item: StandingItem, order: list[int]) -> list[Button]:
    place = order.index(item.pk)
    steps = [("up", _("Move up"))] if place > 0 else []
    steps += [("down", _("Move down"))] if place < len(order) - 1 else []
    url = view.address("order", kind=kinds.STANDING.name, pk=item.pk)
    return [
        Button(label, url, asks=False, version=item.version, about=item.title, data={"step": step})
        for step, label in steps
    ]


def texts_section(view: BodyScreen) -> Section:
    """The legal sentences that the body's packs quote, its own or the default."""
    own = {row.name: row for row in BodyText.objects.filter(body=view.owner)}
    regime = view.owner.access_regime
    return Section(
        anchor=kinds.TEXTS.name,
        heading=_("Legal sentences in packs"),
        note=_("The default fits the law that the body is under. Change one where yours differs."),
        rows=[
            _text_row(
                view, BodyText.Name(name), default_text(name=name, regime=regime), own.get(name)
            )
            for name in BodyText.Name.values
        ],
        empty="",
    )


def _text_row(view: BodyScreen, name: BodyText.Name, default: str, own: BodyText | None) -> Row:
    if own is None:
        add = f"{view.address('add', kind=kinds.TEXTS.name)}?name={name.value}"
        return Row(
            anchor=f"{kinds.TEXTS.name}-{name.value}",
            title=str(name.label),
            state=_("Default"),
            family="open",
            facts=[Fact(_("Text"), default)],
            links=[(_("Write your own"), add)] if view.keeps_meetings else [],
        )
    reset = view.address("remove", kind=kinds.TEXTS.name, pk=own.pk)
    row = row_of(
        view,
        kinds.TEXTS,
        own,
        facts=[Fact(_("Text"), own.text)],
        links=[(_("Go back to the default"), reset)] if view.keeps_meetings else [],
        can_edit=view.keeps_meetings,
    )
    return replace(row, state=_("Your own"), family="done")
