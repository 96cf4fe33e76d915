"""The kinds of record on the desk of a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from boards.desk import forms, meeting_forms, role_forms, words
from boards.models import (
    BodyFunction,
    BodyPartner,
    Meeting,
    Membership,
    Minute,
    OfficeHolder,
    Person,
    RoleAssignment,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
)
from boards.operations.closures import remove_closure_day
from boards.operations.functions import remove_function, remove_partner
from boards.operations.minutes import remove_minute
from boards.rules.lifecycle import MEETING_IN_OUTLINE
from portal.desk import Kind
from portal.models import ClosureDay


@dataclass(frozen=True)
class ItselfKind(Kind):
    """The body as a record on its own desk."""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """The body alone."""
        return self.model._base_manager.filter(pk=owner.pk)


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
MEETINGS: Final = Kind(
    name="meetings",
    model=Meeting,
    title=_("Meeting"),
    lookup="body",
    form=meeting_forms.MeetingForm,
    add_form=meeting_forms.NewMeetingForm,
    table=MEETING_IN_OUTLINE,
    move_form=meeting_forms.MeetingMove,
    verbs=words.MEETING_VERBS,
)
MINUTES: Final = Kind(
    name="minutes",
    model=Minute,
    title=_("Minute"),
    lookup="meeting__body",
    form=meeting_forms.MinuteForm,
    remove=remove_minute,
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
)
#: For the officers of the body alone.
MEETING_KINDS: Final = (MEETINGS, MINUTES)
#: For administrators of the portal alone.
SITE_KINDS: Final = (FRONT_PAGE, HOST_NAMES)

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind for kind in (*REGISTER_KINDS, *MEETING_KINDS, ROLES, *SITE_KINDS)
}
