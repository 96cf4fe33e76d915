"""The registers of a body as sections of its screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from boards.desk import kinds
from boards.desk.words import long_day
from boards.models import (
    Membership,
    OfficeHolder,
    Person,
    RoleAssignment,
    ScrutinisedOffice,
    Seat,
)
from boards.queries import BodyRegister
from portal.desk import Fact, Kind, Row, Section, anchor_of, row_of
from portal.outbox.bouncing import bouncing

if TYPE_CHECKING:
    from boards.desk.views import BodyDesk


def span(valid_from: date, valid_to: date | None) -> str:
    """From when to when, in words."""
    words = {"from": long_day(valid_from), "until": long_day(valid_to) if valid_to else ""}
    if valid_to is None:
        return _("since %(from)s") % words
    return _("%(from)s to %(until)s") % words


def runs_on(row: Membership | OfficeHolder | RoleAssignment | Seat, day: date) -> bool:
    """Whether something with dates runs on a day."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def _mailbox(person: Person) -> str:
    """Where letters to somebody go: the account's address, or the one in the register."""
    return (person.user.email if person.user else person.email).lower()


class RegisterRows:
    """Makes the sections from what was read once."""

    def __init__(self, view: BodyDesk, register: BodyRegister, today: date) -> None:
        self.view = view
        self.register = register
        self.today = today

    def seats(self) -> Section:
        """Seats with who sits in them, vacancies named."""
        rows = [self._seat(seat) for seat in self.register.seats]
        vacant = len(self._vacant())
        note = _("%(seats)d seats, %(vacant)d of them vacant today.")
        return self._section(
            kinds.SEATS,
            _("Seats and members"),
            rows,
            empty=_("Seats appear here; a seat is vacant until somebody sits in it."),
            add=_("Add a seat"),
            note=note % {"seats": len(self._seats_today()), "vacant": vacant} if rows else "",
        )

    def vacancies(self) -> list[tuple[str, str]]:
        """One gap for each seat that is vacant today, one for each office without a holder."""
        sentence = _("Vacant: %(seat)s")
        found = [
            (sentence % {"seat": seat}, anchor_of(kinds.SEATS, seat)) for seat in self._vacant()
        ]
        nobody = _("Nobody is entered as holding the office “%(office)s”.")
        for office in self.register.offices:
            if not any(runs_on(one, self.today) for one in office.holders.all()):
                words = {"office": office.label}
                found.append((nobody % words, anchor_of(kinds.OFFICES, office)))
        return found

    def people(self) -> Section:
        """Everybody in the register."""
        rows = []
        bounces = bouncing(_mailbox(person) for person in self.register.people)
        for person in self.register.people:
            bounce = bounces.get(_mailbox(person))
            optional = (
                (_("Post"), person.post),
                (_("Organisation"), person.organisation),
                (_("E-mail address (never published)"), person.email),
                (_("Mail to this person comes back"), bounce.said if bounce else ""),
            )
            facts = [Fact(label, str(text)) for label, text in optional if text]
            rows.append(row_of(self.view, kinds.PEOPLE, person, title=person.name, facts=facts))
        return self._section(
            kinds.PEOPLE,
            _("People"),
            rows,
            empty=_("Members, officers and witnesses appear here once they are entered."),
            add=_("Add a person"),
        )

    def offices(self) -> Section:
        """The offices held to account, with their holders."""
        return self._section(
            kinds.OFFICES,
            _("Offices held to account"),
            [self._office(office) for office in self.register.offices],
            empty=_("The commissioner, mayor or board that this body scrutinises appears here."),
            add=_("Add an office"),
        )

    def functions(self) -> Section:
        """The functions of the law that the body carries out."""
        rows = [self._bare(kinds.FUNCTIONS, one, str(one)) for one in self.register.functions]
        return self._section(
            kinds.FUNCTIONS,
            _("Functions"),
            rows,
            empty=_("The functions of the law that this body carries out appear here."),
            add=_("Add a function"),
        )

    def partners(self) -> Section:
        """The organisations that take part."""
        rows = [
            self._bare(
                kinds.PARTNERS,
                one,
                one.organisation.name,
                [Fact(_("Takes part as"), one.get_role_display())],
            )
            for one in self.register.partners
        ]
        return self._section(
            kinds.PARTNERS,
            _("Partners"),
            rows,
            empty=_("Councils, police and agencies that take part appear here."),
            add=_("Add a partner"),
        )

    def closures(self) -> Section:
        """Days on which the body's offices are closed."""
        rows = [
            self._bare(kinds.CLOSURES, one, f"{long_day(one.date)}: {one.name}")
            for one in self.register.closures
        ]
        return self._section(
            kinds.CLOSURES,
            _("Closure days"),
            rows,
            empty=_("Days on which your offices are closed lengthen the notice of meetings."),
            add=_("Add a closure day"),
        )

    def role(self, one: RoleAssignment) -> Row:
        """A role of an account, with the links that end it."""
        where = {"kind": kinds.ROLES.name, "pk": one.pk}
        ended = one.valid_to is not None and one.valid_to < self.today
        links = [] if ended else [(_("End at once"), self.view.address("remove", **where))]
        title = _("%(person)s: %(role)s")
        return row_of(
            self.view,
            kinds.ROLES,
            one,
            title=title % {"person": one.user, "role": one.get_role_display()},
            facts=[
                Fact(_("Address"), one.user.email),
                Fact(_("When"), span(one.valid_from, one.valid_to)),
            ],
            links=links,
            can_edit=not ended,
        )

    def _seat(self, seat: Seat) -> Row:
        sitting = list(seat.memberships.all())
        is_filled = any(self._fills(one) for one in sitting)
        exists = runs_on(seat, self.today)
        add = self.view.address("add", kind=kinds.MEMBERSHIPS.name)
        row = row_of(
            self.view,
            kinds.SEATS,
            seat,
            facts=[Fact(_("When"), span(seat.valid_from, seat.valid_to))],
            links=[(_("Add a member to this seat"), f"{add}?seat={seat.pk}")] if exists else [],
            children=[self._membership(one) for one in sitting],
        )
        if not exists:
            return row
        state = _("Filled") if is_filled else _("Vacant")
        return Row(**{**vars(row), "state": state, "family": "done" if is_filled else "problem"})

    def _membership(self, one: Membership) -> Row:
        title = _("%(person)s, %(role)s, %(span)s") % {
            "person": one.person.name,
            "role": one.get_role_display(),
            "span": span(one.valid_from, one.valid_to),
        }
        return row_of(self.view, kinds.MEMBERSHIPS, one, title=title)

    def _office(self, office: ScrutinisedOffice) -> Row:
        add = self.view.address("add", kind=kinds.HOLDERS.name)
        holders = [
            row_of(
                self.view,
                kinds.HOLDERS,
                one,
                title=f"{one.person.name}, {span(one.valid_from, one.valid_to)}",
            )
            for one in office.holders.all()
        ]
        return row_of(
            self.view,
            kinds.OFFICES,
            office,
            facts=[Fact(_("When"), span(office.valid_from, office.valid_to))],
            links=[(_("Enter who holds it"), f"{add}?office={office.pk}")],
            children=holders,
        )

    def _bare(self, kind: Kind, record: object, title: str, facts: list[Fact] | None = None) -> Row:
        """A row that is only added and removed."""
        pk: int = record.pk  # type: ignore[attr-defined]
        remove = self.view.address("remove", kind=kind.name, pk=pk)
        return row_of(
            self.view, kind, record, title=title, facts=facts or [], links=[(_("Remove"), remove)]
        )

    def _section(
        self, kind: Kind, heading: str, rows: list[Row], *, empty: str, add: str, note: str = ""
    ) -> Section:
        return Section(
            anchor=kind.name,
            heading=heading,
            rows=rows,
            empty=empty,
            add_url=self.view.address("add", kind=kind.name),
            add_label=add,
            note=note,
        )

    def _seats_today(self) -> list[Seat]:
        return [seat for seat in self.register.seats if runs_on(seat, self.today)]

    def _fills(self, one: Membership) -> bool:
        return one.role != Membership.Role.SUBSTITUTE and runs_on(one, self.today)

    def _vacant(self) -> list[Seat]:
        return [
            seat
            for seat in self._seats_today()
            if not any(self._fills(one) for one in seat.memberships.all())
        ]
