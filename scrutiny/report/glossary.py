"""Terms of the trade in our own words; a report explains those that it uses.

The meanings are marked for translation; a report keeps them as they stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.rules.clocks.marking import gettext_noop as _
from scrutiny.report.document import Term


@dataclass(frozen=True)
class Entry:
    """A term, its meaning and the ways in which it is written; capitals count in `exact` ones."""

    term: str
    meaning: str
    written: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


GLOSSARY: Final[tuple[Entry, ...]] = (
    Entry(
        "Chief constable",
        _(
            "The head of a police force. The commissioner, not the panel, holds the chief "
            "constable to account."
        ),
        written=("chief constable",),
    ),
    Entry(
        "Child protection conference",
        _(
            "A meeting of the family and the agencies that know a child, which decides whether the "
            "child needs a protection plan."
        ),
        written=("child protection conference", "initial conference"),
    ),
    Entry(
        "Child sexual exploitation (CSE)",
        _("Sexual abuse in which a child is manipulated or forced, often for something in return."),
        written=("child sexual exploitation",),
        exact=("CSE",),
    ),
    Entry(
        "Co-opted member",
        _("A member whom the body itself has chosen, and not a council."),
        written=("co-opted", "co-optee", "co-optees"),
    ),
    Entry(
        "Disclosure and Barring Service (DBS)",
        _(
            "The national service that checks records before somebody works with children or "
            "adults at risk."
        ),
        written=("disclosure and barring",),
        exact=("DBS",),
    ),
    Entry(
        "Domestic abuse notification",
        _(
            "The word that the police send to children's services after an incident of domestic "
            "abuse in a home where a child lives."
        ),
        written=("domestic abuse notification", "domestic abuse notice"),
    ),
    Entry(
        "Evidence session",
        _("A meeting at which a body hears witnesses."),
        written=("evidence session",),
    ),
    Entry(
        "Host authority",
        _("The council that staffs a panel and publishes its papers."),
        written=("host authority",),
    ),
    Entry(
        "Independent scrutineer",
        _("Somebody from outside who checks how well safeguarding partners work together."),
        written=("independent scrutineer",),
    ),
    Entry(
        "Joint visit",
        _("A visit to a child's home made by a police officer and a social worker together."),
        written=("joint visit", "joint child protection visit"),
    ),
    Entry(
        "Key line of enquiry",
        _("A question agreed before the evidence is heard, which the report then answers."),
        written=("key line of enquiry", "key lines of enquiry", "line of enquiry"),
        exact=("KLOE", "KLOEs"),
    ),
    Entry(
        "Multi-agency safeguarding hub (MASH)",
        _(
            "An office where police, social workers, health and others look at new concerns about "
            "children together."
        ),
        written=("multi-agency safeguarding hub",),
        exact=("MASH",),
    ),
    Entry(
        "Municipal year",
        _("The year of a council, from its annual meeting in May to the next."),
        written=("municipal year",),
    ),
    Entry(
        "Ofsted",
        _("The inspectorate of schools and of services for children in England."),
        exact=("Ofsted",),
    ),
    Entry(
        "Police and crime commissioner",
        _(
            "The person elected to set the priorities and the budget of a police force and to hold "
            "its chief constable to account."
        ),
        written=("police and crime commissioner", "commissioner"),
        exact=("PCC",),
    ),
    Entry(
        "Police and crime panel",
        _("Councillors and independent members who scrutinise the police and crime commissioner."),
        written=("police and crime panel",),
        exact=("PCP",),
    ),
    Entry(
        "Police protection",
        _("The power of a police officer to take a child in danger to a safe place at once."),
        written=("police protection",),
    ),
    Entry(
        "Restricted evidence",
        _(
            "Evidence that the body has read but does not publish; the report gives its number, "
            "its kind and the reason."
        ),
    ),
    Entry(
        "Safeguarding children board",
        _(
            "The body in which councils, police, health and others together see to the protection "
            "of children. In England, partnerships took its place from 2019."
        ),
        written=("safeguarding children board", "safeguarding board"),
        exact=("LSCB",),
    ),
    Entry(
        "Safeguarding partners",
        _(
            "In England, the council, the integrated care board and the police, who share the duty "
            "to protect children in their area."
        ),
        written=("safeguarding partner", "safeguarding partners"),
        exact=("LSCP",),
    ),
    Entry(
        "Scrutiny",
        _(
            "The work of members who examine decisions and services in public and recommend "
            "changes."
        ),
        written=("scrutiny",),
    ),
    Entry(
        "Strategy discussion",
        _(
            "The first talk between police, social workers and health when a child may be "
            "suffering harm."
        ),
        written=("strategy discussion", "strategy meeting"),
    ),
    Entry(
        "Task group",
        _("A few members who carry out a review and report to the whole body."),
        written=("task group",),
    ),
    Entry(
        "Working day",
        _(
            "Any day but a Saturday, a Sunday, a bank holiday or a day on which the offices are "
            "shut."
        ),
        written=("working day",),
    ),
)
RESTRICTED: Final = "Restricted evidence"


def terms_in(texts: Iterable[str], *, has_restricted: bool = False) -> tuple[Term, ...]:
    """The terms that occur in the texts, as whole words, in alphabetical order.

    `has_restricted` says that the report lists restricted evidence, which is explained as well.
    """
    whole = "\n".join(texts)
    return tuple(
        Term(term=entry.term, meaning=entry.meaning)
        for entry in GLOSSARY
        if _occurs(entry, whole) or (has_restricted and entry.term == RESTRICTED)
    )


def _occurs(entry: Entry, text: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(words)}s?\b", text, re.IGNORECASE) for words in entry.written
    ) or any(re.search(rf"\b{re.escape(words)}\b", text) for words in entry.exact)
