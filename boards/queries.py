"""What the screens of a body ask for. Each answer takes the same number of queries for any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from wagtail.models import Site

from boards.models import (
    BodyFunction,
    BodyPage,
    BodyPartner,
    Meeting,
    Membership,
    OfficeHolder,
    Person,
    RoleAssignment,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
)
from boards.rules.composition import Sitting
from portal.models import ClosureDay

#: States in which a meeting is still to be held.
AHEAD = (Meeting.State.SCHEDULED, Meeting.State.AGENDA_PUBLISHED)


def filled_on(day: date) -> Exists:
    """Whether somebody other than a substitute sits in a seat on a day."""
    sitting = Membership.objects.on(day).exclude(role=Membership.Role.SUBSTITUTE)
    return Exists(sitting.filter(seat=OuterRef("pk")))


def vacant_seats(body: ScrutinyBody, *, on: date) -> QuerySet[Seat]:
    """The seats of a body that exist on a day and in which nobody sits."""
    return Seat.objects.on(on).filter(~filled_on(on), body=body).select_related("appointed_by")


def sittings(body: ScrutinyBody, *, on: date) -> list[Sitting]:
    """The memberships of a body on a day as the rules take them, substitutes left out."""
    rows = Membership.objects.on(on).filter(seat__body=body)
    rows = rows.exclude(role=Membership.Role.SUBSTITUTE)
    co_opted = (Seat.Kind.CO_OPTED, Seat.Kind.INDEPENDENT)
    return [
        Sitting(is_co_opted=kind in co_opted, has_party=bool(party))
        for kind, party in rows.values_list("seat__kind", "party")
    ]


@dataclass(frozen=True)
class BodyRegister:
    """Everything that is kept about one body, for its one screen."""

    functions: Sequence[BodyFunction]
    partners: Sequence[BodyPartner]
    offices: Sequence[ScrutinisedOffice]
    seats: Sequence[Seat]
    people: Sequence[Person]
    closures: Sequence[ClosureDay]


def register_of(body: ScrutinyBody) -> BodyRegister:
    """Functions, partners, offices with holders, seats with members, people and closure days."""
    members = Membership.objects.select_related("person").order_by("-valid_from", "pk")
    holders = OfficeHolder.objects.select_related("person").order_by("-valid_from", "pk")
    return BodyRegister(
        functions=list(body.functions.all()),
        partners=list(body.partners.select_related("organisation")),
        offices=list(
            body.offices.select_related("organisation").prefetch_related(
                Prefetch("holders", queryset=holders)
            )
        ),
        seats=list(
            body.seats.select_related("appointed_by", "body").prefetch_related(
                Prefetch("memberships", queryset=members)
            )
        ),
        people=list(body.people.select_related("organisation", "user")),
        closures=list(ClosureDay.objects.filter(body=body.slug)),
    )


def meetings_of(body: ScrutinyBody) -> list[Meeting]:
    """The meetings of a body, newest first."""
    return list(body.meetings.select_related("body"))


def roles_of_body(body: ScrutinyBody) -> list[RoleAssignment]:
    """The roles in a body that have not ended long ago: all rows, newest first for each role."""
    rows = body.role_assignments.select_related("user", "body")
    return list(rows.order_by("role", "user__last_name", "-valid_from"))


def front_page_of(body: ScrutinyBody) -> BodyPage | None:
    """The front page of a body, None when nobody has made it yet."""
    page: BodyPage | None = BodyPage.objects.filter(body=body).first()
    return page


def host_names_of(body: ScrutinyBody) -> list[str]:
    """The host names that lead to a body's front page."""
    rows = Site.objects.filter(root_page__bodypage__body=body).order_by("pk")
    return list(rows.values_list("hostname", flat=True))


def bodies_overview(bodies: QuerySet[ScrutinyBody], *, on: date) -> QuerySet[ScrutinyBody]:
    """Bodies with `next_meeting_on` (None for none) and `vacancies`, in one query."""
    ahead = Meeting.objects.filter(body=OuterRef("pk"), held_on__gte=on, state__in=AHEAD)
    vacant = Seat.objects.on(on).filter(~filled_on(on), body=OuterRef("pk")).order_by()
    counted = vacant.values("body").annotate(number=Count("pk")).values("number")
    return (
        bodies.select_related("parent")
        .annotate(
            next_meeting_on=Subquery(
                ahead.order_by("held_on").values("held_on")[:1], output_field=DateField()
            ),
            vacancies=Subquery(counted),
        )
        .order_by(F("valid_to").desc(nulls_first=True), "name")
    )
