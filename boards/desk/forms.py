"""The forms of a body's registers: fields, choices of this body only, and the operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.models import (
    BodyFunction,
    BodyPage,
    BodyPartner,
    Membership,
    OfficeHolder,
    Organisation,
    Person,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
)
from boards.operations import bodies, closures, functions, memberships, offices, people, sites
from boards.operations.bodies import LEGAL_VALUES
from boards.operations.permission import is_portal_administrator
from boards.queries import host_names_of
from portal.desk import RecordForm
from portal.models import ClosureDay

if TYPE_CHECKING:
    from portal.models import User


def councils() -> QuerySet[Organisation]:
    """The councils of the registers."""
    return Organisation.objects.filter(kind=Organisation.Kind.COUNCIL)


class BodyForm(RecordForm):
    """Name, purpose, contacts; law, nation and dates for administrators of the portal."""

    class Meta:
        model = ScrutinyBody
        fields: tuple[str, ...] = (
            "name",
            "name_cy",
            "short_name",
            "purpose",
            "purpose_cy",
            "has_welsh",
            "contact",
            "concern_contact",
            "office_contacts",
            "clear_days",
            "response_days",
            "host",
            "legal_form",
            "parent",
            "jurisdiction",
            "access_regime",
            "predecessor",
            "valid_from",
            "valid_to",
        )

    def narrow(self) -> None:
        """Hosts are councils; legal matters are not an officer's to change."""
        self.choices("host", councils())
        if not is_portal_administrator(self.user):
            for name in LEGAL_VALUES:
                del self.fields[name]
            return
        others = ScrutinyBody.objects.exclude(pk=self.record.pk)
        self.choices("parent", others.filter(parent__isnull=True))
        self.choices("predecessor", others)

    def change(self, *, by: User) -> Any:
        """Change the details."""
        return bodies.update_body(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class NewBodyForm(BodyForm):
    """A body that is set up, with its permanent name in addresses."""

    class Meta(BodyForm.Meta):
        fields: tuple[str, ...] = ("name", "slug", *BodyForm.Meta.fields[1:])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = _("It can never be changed. Leave it short: northmere-pcp")

    def add(self, *, by: User) -> Any:
        """Set it up."""
        return bodies.create_body(by=by, **self.values())


class FunctionForm(RecordForm):
    """A function that the body carries out."""

    class Meta:
        model = BodyFunction
        fields = ("function",)

    def add(self, *, by: User) -> Any:
        """Give it."""
        return functions.assign_function(body=self.owner, by=by, **self.values())


class PartnerForm(RecordForm):
    """An organisation that takes part in the body."""

    class Meta:
        model = BodyPartner
        fields = ("organisation", "role")

    def narrow(self) -> None:
        """Everything in the public registers."""
        self.choices("organisation", Organisation.objects.all())

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return functions.add_partner(body=self.owner, by=by, **self.values())


class OfficeForm(RecordForm):
    """An office that the body holds to account."""

    class Meta:
        model = ScrutinisedOffice
        fields = ("label", "short_label", "organisation", "valid_from", "valid_to")

    def narrow(self) -> None:
        """Forces, policing bodies, councils and agencies of the registers."""
        self.choices("organisation", Organisation.objects.all())

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return offices.add_office(body=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return offices.update_office(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class HolderForm(RecordForm):
    """Who holds an office from a day on."""

    class Meta:
        model = OfficeHolder
        fields = ("office", "person", "valid_from", "valid_to")

    def narrow(self) -> None:
        """Offices and people of this body."""
        self.choices("office", self.owner.offices.all())
        self.choices("person", self.owner.people.all())

    def add(self, *, by: User) -> Any:
        """Enter the term."""
        return offices.set_office_holder(by=by, **self.values())


class HolderEndForm(RecordForm):
    """The last day of a term."""

    valid_to = forms.DateField(label=_("Last day"))

    class Meta:
        model = OfficeHolder
        fields = ("valid_to",)

    def change(self, *, by: User) -> Any:
        """End the term."""
        day = self.cleaned_data["valid_to"]
        return offices.end_office_holder(self.record, last_day=day, by=by)


class PersonForm(RecordForm):
    """Somebody in the register of the body."""

    class Meta:
        model = Person
        fields = ("name", "post", "organisation", "email")

    def narrow(self) -> None:
        """Organisations of the public registers."""
        self.choices("organisation", Organisation.objects.all())

    def add(self, *, by: User) -> Any:
        """Enter them."""
        return people.add_person(body=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change what is known."""
        return people.update_person(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class SeatForm(RecordForm):
    """A place on the body."""

    class Meta:
        model = Seat
        fields = ("kind", "appointed_by", "valid_from", "valid_to")

    def narrow(self) -> None:
        """Organisations of the public registers."""
        self.choices("appointed_by", Organisation.objects.all())

    def add(self, *, by: User) -> Any:
        """Make it."""
        return people.add_seat(body=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change or end it."""
        return people.update_seat(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class MembershipForm(RecordForm):
    """Somebody in a seat; the seat and the person stay once entered."""

    class Meta:
        model = Membership
        fields = ("seat", "person", "role", "party", "can_vote", "valid_from", "valid_to")

    def narrow(self) -> None:
        """Seats and people of this body."""
        if self.is_new:
            seats = self.owner.seats.select_related("appointed_by", "body")
            self.choices("seat", seats)
            self.choices("person", self.owner.people.all())
        else:
            del self.fields["seat"], self.fields["person"]

    def add(self, *, by: User) -> Any:
        """Start the membership."""
        return memberships.start_membership(by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change or end it."""
        return memberships.update_membership(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class ClosureForm(RecordForm):
    """A day on which the body's offices are closed."""

    class Meta:
        model = ClosureDay
        fields = ("date", "name")

    def add(self, *, by: User) -> Any:
        """Enter it."""
        values = self.values()
        return closures.add_closure_day(
            day=values["date"], name=values["name"], body=self.owner, by=by
        )


class FrontPageForm(RecordForm):
    """Making the front page asks for nothing."""

    class Meta:
        model = ScrutinyBody
        fields = ()

    def change(self, *, by: User) -> Any:
        """Make and publish it."""
        page: BodyPage = sites.create_front_page(body=self.record, by=by)
        return page.body


class HostNamesForm(RecordForm):
    """The body's own host names, one a line."""

    host_names = forms.CharField(
        label=_("Host names"),
        help_text=_("One a line, the one that links use first: panel.example.org.uk"),
        required=False,
        widget=forms.Textarea,
    )

    class Meta:
        model = ScrutinyBody
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("host_names", "\n".join(host_names_of(self.record)))

    def change(self, *, by: User) -> Any:
        """Give the body exactly these names."""
        names = self.cleaned_data["host_names"].split()
        sites.set_host_names(body=self.record, host_names=names, by=by)
        return self.record
