"""Northmere's bodies, the people around them, and the accounts of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from boards.models import (
    AccessRegime,
    BodyPartner,
    Jurisdiction,
    LegalForm,
    Membership,
    Organisation,
    Person,
    Role,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
)
from boards.operations import bodies, functions, memberships, offices, people, roles, sites
from boards.rules.functions import FUNCTIONS
from portal.models import User

DOMAIN = "northmere.example"

COUNCILS = (
    ("Northmere County Council", "council-northmere"),
    ("Ashby Vale District Council", "council-ashby-vale"),
    ("Carrowmoor Borough Council", "council-carrowmoor"),
    ("Dunstead City Council", "council-dunstead"),
    ("Easterholt District Council", "council-easterholt"),
    ("Fennick and Marsh District Council", "council-fennick"),
    ("Haleport Borough Council", "council-haleport"),
    ("Kirkwold District Council", "council-kirkwold"),
    ("Westerby-on-the-Water Town and District Council", "council-westerby"),
)
COUNCILLORS = (
    ("Councillor Miriam Thackeray", "chair", "Labour"),
    ("Councillor David Okonjo", "vice_chair", "Conservative"),
    ("Councillor Priya Ramanathan", "member", "Liberal Democrat"),
    ("Councillor Gareth Penhallow-Smythe", "member", "Conservative"),
    ("Councillor Ruth Adeyemi", "member", "Labour"),
    ("Councillor Tomasz Wierzbicki", "member", "Independent"),
    ("Councillor Jean Fairweather", "member", "Green"),
    ("Councillor Iqbal Hussain", "member", "Labour"),
)
INDEPENDENTS = ("Dr Helen Marchbank", "Samuel Oyelaran")
PANEL_SINCE = date(2012, 11, 22)

CONCERN = (
    "Northmere children's front door: 01632 960 401, Monday to Friday, 8:30am to 5:30pm\n"
    "Evenings, weekends and bank holidays: 01632 960 402\n"
    "If a child is in danger now, call 999"
)


@dataclass
class Northmere:
    """What the story needs to find again: bodies, accounts and people by a short name."""

    panel: ScrutinyBody
    board: ScrutinyBody
    sub_committee: ScrutinyBody
    office: ScrutinisedOffice
    accounts: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def make_accounts(password: str) -> dict[str, User]:
    """The accounts of the demonstration, all with one password."""
    named = {
        "admin": ("Alex", "Winterbourne"),
        "clerk.panel": ("Nadia", "Brooks"),
        "clerk.board": ("Owen", "Tranter"),
        "clerk.cse": ("Marian", "Kettlewell"),
        "officer": ("Farah", "Siddiqui"),
        "member": ("Priya", "Ramanathan"),
        "chair": ("Miriam", "Thackeray"),
        "responder": ("Colin", "Ashdown"),
        "director": ("Susan", "Kettleborough"),
        "partner": ("Leila", "Haddad"),
    }
    accounts = {}
    for name, (first, last) in named.items():
        create = User.objects.create_superuser if name == "admin" else User.objects.create_user
        accounts[name] = create(f"{name}@{DOMAIN}", password, first_name=first, last_name=last)
    return accounts


def make_bodies(accounts: dict[str, User], since: date) -> Northmere:
    """The panel with its sub-committee, the board with its successor; roles from `since`."""
    admin = accounts["admin"]
    police = Organisation.objects.get_or_create(
        code="northmere-police",
        defaults={"name": "Northmere Police", "kind": Organisation.Kind.POLICE_FORCE},
    )[0]
    councils = [
        Organisation.objects.get_or_create(
            code=code,
            defaults={"name": name, "kind": Organisation.Kind.COUNCIL, "force": police},
        )[0]
        for name, code in COUNCILS
    ]
    panel = bodies.create_body(
        by=admin,
        name="Northmere Police and Crime Panel",
        slug="northmere-panel",
        short_name="NPCP",
        legal_form=LegalForm.PANEL,
        jurisdiction=Jurisdiction.ENGLAND,
        access_regime=AccessRegime.LGA72_ENGLAND,
        purpose=(
            "Councillors from Northmere's nine councils and two independent members. The panel "
            "holds the police and crime commissioner to account, in public, and supports the "
            "commissioner's work."
        ),
        host=councils[0],
        valid_from=PANEL_SINCE,
        contact="Democratic Services, Northmere County Council, 01632 960 300",
    )
    sub_committee = bodies.create_body(
        by=admin,
        name="Northmere Child Sexual Exploitation Sub-Committee",
        slug="northmere-cse-sub-committee",
        short_name="NPCP CSE",
        legal_form=LegalForm.SUB_COMMITTEE,
        parent=panel,
        jurisdiction=Jurisdiction.ENGLAND,
        access_regime=AccessRegime.LGA72_ENGLAND,
        purpose=(
            "Supports, monitors and scrutinises the commissioner's work against child sexual "
            "exploitation, and gives assurance to the full panel."
        ),
        host=councils[0],
        valid_from=date(2015, 7, 17),
        contact="Democratic Services, Northmere County Council, 01632 960 300",
    )
    board = bodies.create_body(
        by=admin,
        name="Northmere Safeguarding Children Board",
        slug="northmere-board",
        short_name="NSCB",
        legal_form=LegalForm.LSCB,
        jurisdiction=Jurisdiction.ENGLAND,
        access_regime=AccessRegime.NON_STATUTORY,
        purpose=(
            "Brought the agencies of Northmere together to protect children, and checked that what "
            "each of them did was effective. A partnership took its place in 2019; its records "
            "stay here."
        ),
        host=councils[0],
        valid_from=date(2006, 4, 1),
        valid_to=date(2019, 9, 28),
        concern_contact=CONCERN,
        contact="Safeguarding partnership office, 01632 960 400",
    )
    bodies.create_body(
        by=admin,
        name="Northmere Safeguarding Children Partnership",
        name_cy="Partneriaeth Diogelu Plant Northmere",
        has_welsh=True,
        slug="northmere-partnership",
        short_name="NSCP",
        legal_form=LegalForm.PARTNERSHIP,
        jurisdiction=Jurisdiction.ENGLAND,
        access_regime=AccessRegime.NON_STATUTORY,
        purpose=(
            "The council, the integrated care board and the police protect children in Northmere "
            "together, with independent scrutiny of how well they do it."
        ),
        purpose_cy=(
            "Mae’r cyngor, y bwrdd gofal integredig a’r heddlu yn amddiffyn plant yn Northmere "
            "gyda’i gilydd, ac mae craffu annibynnol ar ba mor dda y maent yn gwneud hynny."
        ),
        host=councils[0],
        predecessor=board,
        valid_from=date(2019, 9, 29),
        concern_contact=CONCERN,
        contact="Safeguarding partnership office, 01632 960 400",
    )
    for body in (panel, sub_committee, board, ScrutinyBody.objects.get(predecessor=board)):
        sites.create_front_page(body=body, by=admin)
    sites.set_host_names(body=board, host_names=["board.localhost"], by=admin)
    for function in FUNCTIONS:
        functions.assign_function(body=panel, function=function.code, by=admin)
    functions.assign_function(body=sub_committee, function="decisions", by=admin)
    for council in councils:
        functions.add_partner(
            body=panel, organisation=council, role=BodyPartner.Role.CONSTITUENT, by=admin
        )
    for organisation in (councils[0], police):
        functions.add_partner(
            body=board, organisation=organisation, role=BodyPartner.Role.STATUTORY, by=admin
        )
    _grant(accounts, panel=panel, board=board, since=since)
    roles.grant_role(
        user=accounts["clerk.cse"],
        body=sub_committee,
        role=Role.CLERK,
        by=accounts["admin"],
        valid_from=since,
    )
    office = offices.add_office(
        body=panel,
        label="Police and Crime Commissioner for Northmere",
        short_label="commissioner",
        valid_from=PANEL_SINCE,
        by=admin,
    )
    northmere = Northmere(
        panel=panel, board=board, sub_committee=sub_committee, office=office, accounts=accounts
    )
    _make_people(northmere, councils, since)
    return northmere


def _grant(
    accounts: dict[str, User], *, panel: ScrutinyBody, board: ScrutinyBody, since: date
) -> None:
    held = (
        ("admin", panel, Role.ADMIN),
        ("admin", board, Role.ADMIN),
        ("clerk.panel", panel, Role.CLERK),
        ("clerk.board", board, Role.CLERK),
        ("officer", panel, Role.PROPER_OFFICER),
        ("officer", board, Role.PROPER_OFFICER),
        ("member", panel, Role.MEMBER),
        ("chair", panel, Role.CHAIR),
        ("responder", panel, Role.RESPONDER),
        ("director", panel, Role.RESPONDER),
        ("partner", board, Role.PARTNER),
    )
    for name, body, role in held:
        # Nobody gives themselves a role: the administrator's own came with the installation.
        by = None if name == "admin" else accounts["admin"]
        roles.grant_role(user=accounts[name], body=body, role=role, by=by, valid_from=since)


def _make_people(northmere: Northmere, councils: list[Organisation], since: date) -> None:
    clerk = northmere.accounts["clerk.panel"]
    panel = northmere.panel
    accounts_of = {
        "Councillor Miriam Thackeray": "chair",
        "Councillor Priya Ramanathan": "member",
        "commissioner": "responder",
        "director": "director",
    }
    seats = [
        people.add_seat(
            body=panel,
            kind=Seat.Kind.APPOINTED,
            appointed_by=council,
            valid_from=PANEL_SINCE,
            by=clerk,
        )
        for council in councils
    ]
    for seat, (name, role, party) in zip(seats, COUNCILLORS, strict=False):
        person = people.add_person(
            body=panel,
            name=name,
            organisation=seat.appointed_by,
            user=northmere.accounts.get(accounts_of.get(name, "")),
            by=clerk,
        )
        northmere.people[name] = person
        memberships.start_membership(
            seat=seat, person=person, role=role, party=party, valid_from=since, by=clerk
        )
    for name in INDEPENDENTS:
        seat = people.add_seat(
            body=panel, kind=Seat.Kind.INDEPENDENT, valid_from=PANEL_SINCE, by=clerk
        )
        person = people.add_person(body=panel, name=name, post="independent member", by=clerk)
        northmere.people[name] = person
        memberships.start_membership(
            seat=seat,
            person=person,
            role=Membership.Role.CO_OPTEE,
            valid_from=since,
            by=clerk,
        )
    named = (
        ("commissioner", "Jonathan Verrall", "Police and Crime Commissioner for Northmere"),
        ("director", "Susan Kettleborough", "Director of Children's Services"),
        (
            "board chair",
            "Margaret Ellwood",
            "Independent Chair, Northmere safeguarding board",
        ),
        ("policy", "Colin Ashdown", "Head of Policy, Office of the Commissioner"),
        ("clerk", "Nadia Brooks", "Scrutiny Officer, Northmere County Council"),
    )
    for short, name, post in named:
        northmere.people[short] = people.add_person(
            body=panel,
            name=name,
            post=post,
            user=northmere.accounts.get(accounts_of.get(short, "")),
            by=clerk,
        )
    offices.set_office_holder(
        office=northmere.office,
        person=northmere.people["commissioner"],
        valid_from=date(2024, 5, 9),
        by=northmere.accounts["admin"],
    )
