"""The kinds of record on the desk of a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.desk import (
    forms,
    look_forms,
    reminder_forms,
    role_forms,
    standing_forms,
    welsh_forms,
)
from boards.desk.meetings.forms.meeting import NewMeetingForm
from boards.models import (
    BodyFunction,
    BodyPartner,
    BodyText,
    Look,
    Meeting,
    Membership,
    OfficeHolder,
    Person,
    ReminderRules,
    RoleAssignment,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
    StandingItem,
    WelshCheck,
)
from boards.operations.closures import remove_closure_day
from boards.operations.functions import remove_function, remove_partner
from boards.operations.standing import remove_standing_item
from boards.operations.texts import reset_text
from boards.operations.welsh import withdraw_welsh
from portal.desk import ItselfKind, Kind
from portal.models import ClosureDay


@dataclass(frozen=True)
class ClosureKind(Kind):
    """Closure days know their body by its permanent slug."""

    def rows(self, owner: Any) -> QuerySet[Any]:
        """Those of this body alone; what holds for everybody is not kept here."""
        return self.model._base_manager.filter(body=owner.slug)


DETAILS: Final = ItselfKind(
    name="details",
    model=ScrutinyBody,
    title=_("Details"),
    lookup="pk",
    form=forms.BodyForm,
    can_add=False,
)
FUNCTIONS: Final = Kind(
    name="functions",
    model=BodyFunction,
    title=_("Function"),
    lookup="body",
    add_form=forms.FunctionForm,
    remove=remove_function,
)
PARTNERS: Final = Kind(
    name="partners",
    model=BodyPartner,
    title=_("Partner"),
    lookup="body",
    add_form=forms.PartnerForm,
    remove=remove_partner,
)
OFFICES: Final = Kind(
    name="offices",
    model=ScrutinisedOffice,
    title=_("Scrutinised office"),
    lookup="body",
    form=forms.OfficeForm,
)
HOLDERS: Final = Kind(
    name="holders",
    model=OfficeHolder,
    title=_("Holder of an office"),
    lookup="office__body",
    form=forms.HolderEndForm,
    add_form=forms.HolderForm,
)
SEATS: Final = Kind(name="seats", model=Seat, title=_("Seat"), lookup="body", form=forms.SeatForm)
MEMBERSHIPS: Final = Kind(
    name="memberships",
    model=Membership,
    title=_("Membership"),
    lookup="seat__body",
    form=forms.MembershipForm,
)
PEOPLE: Final = Kind(
    name="people", model=Person, title=_("Person"), lookup="body", form=forms.PersonForm
)
#: Entered here; everything else about them is on their own desk (`boards.desk.meetings`).
MEETINGS: Final = Kind(
    name="meetings",
    model=Meeting,
    title=_("Meeting"),
    lookup="body",
    add_form=NewMeetingForm,
)
STANDING: Final = Kind(
    name="standing-items",
    model=StandingItem,
    title=_("Standing item"),
    lookup="body",
    form=standing_forms.StandingForm,
    remove=remove_standing_item,
)
TEXTS: Final = Kind(
    name="texts",
    model=BodyText,
    title=_("Legal sentence"),
    lookup="body",
    form=standing_forms.TextForm,
    remove=reset_text,
)
REMINDERS: Final = Kind(
    name="reminders",
    model=ReminderRules,
    title=_("Rules of reminders"),
    lookup="body",
    form=reminder_forms.ReminderForm,
)
LOOK: Final = Kind(
    name="look", model=Look, title=_("Look"), lookup="body", form=look_forms.LookForm
)
WELSH: Final = Kind(
    name="welsh",
    model=WelshCheck,
    title=_("Check of the Welsh words"),
    lookup="body",
    form=welsh_forms.WelshForm,
    remove=withdraw_welsh,
)
CLOSURES: Final = ClosureKind(
    name="closure-days",
    model=ClosureDay,
    title=_("Closure day"),
    lookup="body",
    add_form=forms.ClosureForm,
    remove=remove_closure_day,
)
ROLES: Final = Kind(
    name="roles",
    model=RoleAssignment,
    title=_("Role"),
    lookup="body",
    form=role_forms.RoleEndForm,
    add_form=role_forms.RoleForm,
    remove=role_forms.end_at_once,
)
FRONT_PAGE: Final = ItselfKind(
    name="front-page",
    model=ScrutinyBody,
    title=_("Front page"),
    lookup="pk",
    form=forms.FrontPageForm,
    can_add=False,
)
HOST_NAMES: Final = ItselfKind(
    name="host-names",
    model=ScrutinyBody,
    title=_("Host names"),
    lookup="pk",
    form=forms.HostNamesForm,
    can_add=False,
)

#: Kept by the officers of the body and by administrators of the portal.
REGISTER_KINDS: Final = (
    DETAILS,
    FUNCTIONS,
    PARTNERS,
    OFFICES,
    HOLDERS,
    SEATS,
    MEMBERSHIPS,
    PEOPLE,
    CLOSURES,
    LOOK,
    WELSH,
)
#: For the officers of the body alone.
MEETING_KINDS: Final = (MEETINGS, STANDING, TEXTS, REMINDERS)
#: For administrators of the portal alone.
SITE_KINDS: Final = (FRONT_PAGE, HOST_NAMES)

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (*REGISTER_KINDS, *MEETING_KINDS, ROLES, *SITE_KINDS)
}
