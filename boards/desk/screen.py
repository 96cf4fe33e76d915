"""The one screen of a body: everything that is kept about it, with what is missing on top."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from boards.desk import kinds
from boards.desk.look_forms import look_section
from boards.desk.meeting_rows import meeting_gaps, meeting_row
from boards.desk.register_rows import RegisterRows
from boards.desk.reminder_forms import reminders_section
from boards.desk.standing_rows import standing_section, texts_section
from boards.desk.views import BodyDesk
from boards.desk.welsh_forms import welsh_section
from boards.desk.words import concern_sentence
from boards.models import Jurisdiction, LegalForm
from boards.queries import (
    front_page_of,
    host_names_of,
    meetings_of,
    register_of,
    roles_of_body,
    sittings,
)
from boards.rules.composition import composition_concerns
from portal import clock
from portal.calendar import calendar_for
from portal.desk import DeskView, Fact, Row, Section, row_of

PANELS = frozenset({LegalForm.PANEL, LegalForm.PFC_PANEL})


class BodyScreen(BodyDesk, DeskView):
    """Everything that is kept about a body, in sections."""

    def setup(self, *args: object, **kwargs: object) -> None:
        """Read everything once."""
        super().setup(*args, **kwargs)  # type: ignore[arg-type]
        self.today = clock.today()
        self.register = register_of(self.owner)
        self.rows = RegisterRows(self, self.register, self.today)
        self.meetings = meetings_of(self.owner) if self.is_officer else []
        nation = "wales" if self.owner.nation == "wales" else "england"
        self.calendar = calendar_for(nation, self.owner.slug)  # type: ignore[arg-type]

    def sections(self) -> Sequence[Section]:
        """Everything, most used first."""
        found = [
            self._meetings() if self.is_officer else None,
            standing_section(self) if self.is_officer else None,
            self._details(),
            self.rows.seats(),
            self.rows.people(),
            self.rows.offices(),
            self.rows.functions(),
            self.rows.partners(),
            self.rows.closures(),
            look_section(self),
            welsh_section(self),
            texts_section(self) if self.is_officer else None,
            reminders_section(self) if self.is_officer else None,
            self._roles() if self.may_work_with(kinds.ROLES) else None,
            self._sites() if self.may_work_with(kinds.HOST_NAMES) else None,
        ]
        return [one for one in found if one is not None]

    def gaps(self) -> Sequence[tuple[str, str]]:
        """Meetings to see to, vacancies, offices without a holder, odd membership."""
        found = meeting_gaps(self.meetings, calendar=self.calendar, today=self.today)
        found += self.rows.vacancies()
        body = self.owner
        if body.legal_form in PANELS and body.jurisdiction == Jurisdiction.ENGLAND:
            concerns = composition_concerns(sittings(body, on=self.today))
            found += [(concern_sentence(one), kinds.SEATS.name) for one in concerns]
        return found

    def _meetings(self) -> Section:
        return Section(
            anchor=kinds.MEETINGS.name,
            heading=_("Meetings"),
            rows=[meeting_row(self, one, calendar=self.calendar) for one in self.meetings],
            empty=_("Meetings appear here once you add the first one."),
            add_url=self.address("add", kind=kinds.MEETINGS.name) if self.keeps_meetings else "",
            add_label=_("Add a meeting"),
        )

    def _details(self) -> Section:
        body = self.owner
        facts = [
            Fact(_("What it does"), body.purpose),
            Fact(_("Legal form"), body.get_legal_form_display()),
            Fact(_("Nation"), body.get_jurisdiction_display()),
            Fact(_("Access to meetings"), body.get_access_regime_display()),
        ]
        optional = (
            (_("Host authority"), body.host),
            (_("Sub-committee of"), body.parent),
            (_("Predecessor"), body.predecessor),
            (_("Whom to call"), body.concern_contact),
            (_("How to reach the clerk"), body.contact),
            (_("Contacts of offices"), body.office_contacts),
        )
        facts += [Fact(label, str(text)) for label, text in optional if text]
        row = row_of(self, kinds.DETAILS, body, title=body.name, facts=facts)
        return Section(anchor="details", heading=_("Details"), rows=[row], empty="")

    def _roles(self) -> Section:
        return Section(
            anchor=kinds.ROLES.name,
            heading=_("Roles"),
            note=_("Who may do what for this body. No role means no right."),
            rows=[self.rows.role(one) for one in roles_of_body(self.owner)],
            empty=_("Nobody has a role yet. Give the first one to the clerk."),
            add_url=self.address("add", kind=kinds.ROLES.name),
            add_label=_("Give a role"),
        )

    def _sites(self) -> Section:
        page = front_page_of(self.owner)
        if page is None:
            kind, text = kinds.FRONT_PAGE, _("There is no front page yet.")
        else:
            names = host_names_of(self.owner)
            kind = kinds.HOST_NAMES
            text = ", ".join(names) or _("The body has no host name of its own.")
        edit = self.address("edit", kind=kind.name, pk=self.owner.pk)
        row = Row(
            anchor=f"{kind.name}-{self.owner.pk}",
            title=str(kind.title),
            facts=[Fact(_("Now"), text)],
            links=[(_("Make the front page") if page is None else _("Change"), edit)],
        )
        return Section(anchor="sites", heading=_("Front page and host names"), rows=[row], empty="")
