"""The agenda as a section: items in their order, each with its papers and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.desk.meetings import kinds
from boards.desk.meetings.screen.access import access_buttons, access_facts
from boards.desk.meetings.screen.papers import paper_rows
from boards.desk.meetings.screen.steps import steps_of
from boards.models import AgendaItem
from boards.packs.sources import sources
from boards.rules.agenda import BEGUN, is_off, is_out
from portal.desk import Button, Fact, Row, Section, row_of

if TYPE_CHECKING:
    from boards.desk.meetings.screen import MeetingScreen

TAKEN = frozenset(
    {AgendaItem.State.PROPOSED, AgendaItem.State.ON_AGENDA, AgendaItem.State.ADDED_LATE}
)


class AgendaRows:
    """Makes the section from what was read once."""

    def __init__(self, view: MeetingScreen) -> None:
        self.view = view
        meeting = view.owner
        self.is_out = is_out(
            state=meeting.state, is_published=meeting.agenda_published_on is not None
        )
        self.has_begun = meeting.state in BEGUN
        self.items = sorted(view.contents.items, key=lambda one: (one.position, one.pk))
        self.order = movable(self.items)

    def section(self) -> Section:
        """The agenda with its add buttons."""
        view = self.view
        may_order = view.keeps and not self.is_out and len(self.order) > 1
        return Section(
            anchor=kinds.ITEMS.name,
            heading=_("Agenda and papers"),
            rows=[self._row(item) for item in self.items],
            empty=_("The items of business appear here, in the order in which they are taken."),
            note=self._note(),
            add_url=view.address("add", kind=kinds.ITEMS.name) if view.keeps else "",
            add_label=_("Add an item"),
            order_url=view.address("order_all", kind=kinds.ITEMS.name) if may_order else "",
            version=view.owner.version,
        )

    def _note(self) -> str:
        if self.is_out:
            return _(
                "The agenda is out. A further item is added late, with the chair’s reason, and "
                "published in a supplement."
            )
        return ""

    def _row(self, item: AgendaItem) -> Row:
        view = self.view
        number = view.contents.numbers.get(item.pk)
        row = row_of(
            view,
            kinds.ITEMS,
            item,
            title=f"{number}. {item.title}" if number else item.title,
            facts=self._facts(item),
            children=paper_rows(view, item),
            can_edit=view.keeps,
        )
        buttons = [button for button in row.buttons if self._makes_sense(button, item)]
        first, rest = self._split(item, buttons)
        return replace(
            row,
            buttons=first,
            links=self._add_links(item),
            history_url="",
            steps=steps_of(view, kinds.ITEMS, item, self.order, view.owner.version)
            if view.keeps and not self.is_out
            else (),
            more=[*self._other_papers(item), *rest, *self._last(item, row)],
        )

    def _facts(self, item: AgendaItem) -> list[Fact]:
        planned = item.minutes
        business = [
            str(item.get_purpose_display()),
            ngettext("%d minute", "%d minutes", planned) % planned if planned else "",
            _("led by %(who)s") % {"who": item.lead} if item.lead else "",
        ]
        optional = (
            (_("Business"), ", ".join(part for part in business if part)),
            (_("Title for the public"), item.public_title),
            (_("Explanation"), item.text),
            (_("The chair’s reason for urgency"), item.urgency_reason),
            (_("Reason"), item.state_reason),
            (_("Deferred from"), str(item.deferred_from.meeting) if item.deferred_from else ""),
        )
        facts = [Fact(label, text) for label, text in optional if text]
        return facts + access_facts(self.view, item)

    def _makes_sense(self, button: Button, item: AgendaItem) -> bool:
        """Moves that this moment of the meeting refuses anyway are not offered."""
        name = button.url.rstrip("/").rpartition("/")[2]
        return {
            "accept": not self.is_out,
            "add_late": self.is_out,
            "consider": self.has_begun,
        }.get(name, True)

    def _split(
        self, item: AgendaItem, buttons: Sequence[Button]
    ) -> tuple[list[Button], list[Button]]:
        """What moves an item on stands out; what takes it off is folded away."""
        ahead = {"accept", "add_late", "consider", "bring_forward"}
        first = [one for one in buttons if one.url.rstrip("/").rpartition("/")[2] in ahead]
        return first, [one for one in buttons if one not in first]

    def _add_links(self, item: AgendaItem) -> list[tuple[str, str]]:
        if not self.view.keeps or item.state not in TAKEN:
            return []
        return [(_("Upload a paper"), self._add(kinds.PAPERS.name, item))]

    def _other_papers(self, item: AgendaItem) -> list[Button]:
        if not self.view.keeps or item.state not in TAKEN:
            return []
        ways = [
            (kinds.SEVERAL.name, _("Upload several papers")),
            (kinds.WRITTEN.name, _("Write a paper here")),
            (kinds.PROMISED.name, _("Promise a paper for later")),
            (kinds.BACKGROUND.name, _("Add a background paper")),
        ]
        if sources():
            ways.insert(2, (kinds.RECORDS.name, _("Make a paper from records")))
        return [_link(label, self._add(name, item), item) for name, label in ways]

    def _last(self, item: AgendaItem, row: Row) -> list[Button]:
        view = self.view
        found = access_buttons(view, kinds.ITEM_ACCESS, item) if item.state in TAKEN else []
        if view.keeps:
            where = {"kind": kinds.ITEMS.name, "pk": item.pk}
            found.append(_link(_("Remove it"), view.address("remove", **where), item))
        return [*found, _link(_("History"), row.history_url, item)]

    def _add(self, name: str, item: AgendaItem) -> str:
        return f"{self.view.address('add', kind=name)}?item={item.pk}"


def movable(items: Sequence[AgendaItem]) -> list[int]:
    """The items whose order the clerk may change, in their order: all that have not left."""
    return [item.pk for item in items if not is_off(item)]


def _link(label: str, url: str, about: object) -> Button:
    return Button(label=label, url=url, asks=True, version=None, about=str(about))
