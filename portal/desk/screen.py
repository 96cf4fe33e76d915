"""The one screen of an owner: sections of rows, each with its state, its facts and its moves.

Everything is put together before the template runs, so that the number of queries does not grow
with the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.views import View

from portal.desk.kinds import Kind, anchor_of
from portal.desk.scope import DeskMixin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

#: The four families of states (look: the word first, the colour second).
FAMILIES: Mapping[str, frozenset[str]] = {
    "done": frozenset(
        {"concluded", "published", "considered", "minutes_confirmed", "checked", "closed"}
        | {"implemented", "agreed", "answered", "accepted", "confirmed", "completed"}
        | {"delivered", "verified", "adopted", "current", "heard"}
    ),
    "waiting": frozenset(
        {"draft", "proposed", "suggested", "requested", "awaiting", "awaiting_response"}
        | {"scheduled", "postponed", "invited", "planned", "submitted", "in_review"}
        | {"assembling", "minutes_draft", "proposed_exempt", "deferred"}
    ),
    "problem": frozenset(
        {"cancelled", "rejected", "overdue", "withdrawn", "refused", "abandoned", "vacant"}
    ),
}


def family_of(state: str) -> str:
    """The family of a state: open, waiting, done or problem."""
    return next((name for name, states in FAMILIES.items() if state in states), "open")


@dataclass(frozen=True)
class Fact:
    """One labelled line of a row."""

    label: Text
    text: Text


@dataclass(frozen=True)
class Button:
    """A move of a row: a form that posts at once, or a link to the page that asks.

    `data` is sent with the version, as hidden inputs.
    """

    label: str
    url: str
    asks: bool
    version: int | None
    about: str  # the record's words, for those who hear the button without the row
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One record on the screen. `anchor` is its place, `edit_url` empty when nobody edits it.

    `notes` are warnings in sentences, `steps` the buttons that move it up and down, `more` what is
    done seldom and stands folded below the rest.
    """

    anchor: str
    title: Text
    edit_url: str = ""
    history_url: str = ""
    state: Text = ""
    family: str = ""
    facts: Sequence[Fact] = ()
    buttons: Sequence[Button] = ()
    links: Sequence[tuple[Text, str]] = ()
    children: Sequence[Row] = ()
    notes: Sequence[Text] = ()
    steps: Sequence[Button] = ()
    more: Sequence[Button] = ()


@dataclass(frozen=True)
class Section:
    """One kind of record: its heading, its rows, and what to say when there are none.

    Where the order of the rows can be changed, `order_url` takes it, together with the `version`
    of the owner.
    """

    anchor: str
    heading: Text
    rows: Sequence[Row]
    empty: Text
    add_url: str = ""
    add_label: Text = ""
    note: Text = ""
    links: Sequence[tuple[Text, str]] = field(default=())
    order_url: str = ""
    version: int | None = None


def buttons_of(view: DeskMixin, kind: Kind, record: Any) -> list[Button]:
    """The moves that the person may make with a record now, as buttons."""
    if kind.move_form is None:
        return []
    return [
        Button(
            label=kind.verb(row),
            url=view.address("move", kind=kind.name, pk=record.pk, name=row.name),
            asks=kind.move_form.asks(row),
            version=getattr(record, "version", None),
            about=str(record),
        )
        for row in kind.moves(record, roles=view.held_roles, user=view.user)
    ]


def row_of(
    view: DeskMixin,
    kind: Kind,
    record: Any,
    *,
    title: Text = "",
    facts: Sequence[Fact] = (),
    links: Sequence[tuple[Text, str]] = (),
    children: Sequence[Row] = (),
    can_edit: bool = True,
) -> Row:
    """A record as a row, with its state, addresses and buttons."""
    where = {"kind": kind.name, "pk": record.pk}
    has_state = kind.table is not None
    return Row(
        anchor=anchor_of(kind, record),
        title=title or str(record),
        edit_url=view.address("edit", **where) if kind.form and can_edit else "",
        history_url=view.address("history", **where),
        state=kind.state_words(record) if has_state else "",
        family=family_of(kind.state_of(record)) if has_state else "",
        facts=facts,
        buttons=buttons_of(view, kind, record),
        links=links,
        children=children,
    )


class DeskView(DeskMixin, View):
    """The screen. Subclasses give `sections()` and, where there are such, `gaps()`."""

    template_name = "portal/desk/desk.html"

    def sections(self) -> Sequence[Section]:
        """Everything on the screen, in order."""
        return []

    def gaps(self) -> Sequence[tuple[Text, str]]:
        """What is missing: a sentence and the anchor of the record that it is about."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen."""
        return self.render_to_response(self.get_context_data())  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sections and gaps."""
        context = super().get_context_data(**kwargs)
        context.update(sections=self.sections(), gaps=self.gaps())
        return context
