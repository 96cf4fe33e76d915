"""`/glossary/`: the terms of the trade in plain words, each at an anchor of its own.

What reports explain at their end comes from the same list (`scrutiny.report.glossary`); here stand
the terms of meetings and papers as well. A Welsh term is given only where it is certain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext

from portal.addresses import main_url
from portal.responses import public
from portal.rules.clocks.marking import gettext_noop as _
from scrutiny.report.glossary import GLOSSARY


@dataclass(frozen=True)
class Explained:
    """A term, what it means, and the Welsh term where it is certain."""

    term: str
    meaning: str
    welsh: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the page, as in `/glossary/#quorum`."""
        return slugify(self.term)


#: Welsh terms of what the glossary of reports explains.
_WELSH: Final = {
    "Police and crime commissioner": "Comisiynydd yr heddlu a throseddu",
    "Police and crime panel": "Panel heddlu a throseddu",
}
OF_MEETINGS: Final = (
    Explained(
        "Agenda",
        _(
            "The list of what a meeting will deal with, in order. In England it is published at "
            "least five clear working days before the meeting, in Wales three."
        ),
        "Agenda",
    ),
    Explained(
        "Background paper",
        _(
            "A document on which a report to a meeting is based to an important extent. It is "
            "listed in the report and open to the public."
        ),
    ),
    Explained(
        "Clear days",
        _(
            "Working days between two days, neither of which is counted: not the day of "
            "publication, and not the day of the meeting."
        ),
    ),
    Explained(
        "Clerk",
        _(
            "The officer who prepares the meetings of a body, publishes its papers and keeps its "
            "record."
        ),
        "Clerc",
    ),
    Explained(
        "Confidential information",
        _(
            "Information that a government department gave on condition that it is not made "
            "public, or that an Act or a court forbids to disclose. The meeting must be closed for "
            "it."
        ),
    ),
    Explained(
        "Confirmation hearing",
        _(
            "A public meeting at which a panel questions the person whom the commissioner wants to "
            "appoint to a senior post, and says what it thinks of the appointment."
        ),
        "Gwrandawiad cadarnhau",
    ),
    Explained(
        "Exempt information",
        _(
            "Information of a kind that the law lists, such as about one person or about a "
            "contract. It may be withheld only so long as the public interest in withholding it "
            "outweighs the public interest in telling it. The list is Schedule 12A to the Local "
            "Government Act 1972."
        ),
    ),
    Explained(
        "HMICFRS",
        _(
            "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services: it inspects "
            "police forces in England and Wales, and fire services in England, and publishes what "
            "it finds."
        ),
    ),
    Explained(
        "Late item",
        _(
            "Business that is taken although it was not on the agenda in time, because the chair "
            "gave a reason why it could not wait."
        ),
    ),
    Explained(
        "Pack",
        _(
            "All papers of one meeting bound together in one file. A corrected pack is a new "
            "edition; what comes later is a supplement."
        ),
    ),
    Explained(
        "Precept",
        _(
            "The part of the council tax that goes to the police. The commissioner proposes it "
            "each winter; the panel reports on it and can veto it once."
        ),
        "Praesept",
    ),
    Explained(
        "Proper officer",
        _(
            "The officer to whom the law gives a duty by name, here to decide what in the papers "
            "of a meeting must be withheld."
        ),
    ),
    Explained(
        "Quorum",
        _("The number of members who must be there before a meeting can decide anything."),
        "Cworwm",
    ),
    Explained(
        "Section 47 enquiry",
        _(
            "What a council must find out when there is reason to suspect that a child suffers, or "
            "is likely to suffer, significant harm (Children Act 1989, section 47)."
        ),
    ),
    Explained(
        "Sub-committee",
        _("Some members of a body to whom it has given part of its work."),
        "Is-bwyllgor",
    ),
    Explained(
        "Terms of reference",
        _("What a body or a review is asked to do, and what lies outside its task."),
        "Cylch gorchwyl",
    ),
    Explained(
        "Veto",
        _(
            "A decision by at least two thirds of all members of a panel that stops a precept or "
            "an appointment as it was proposed."
        ),
        "Feto",
    ),
)


def glossary_terms() -> list[Explained]:
    """Every term in the order of the alphabet, with its meaning in the language of the page."""
    of_reports = [Explained(one.term, one.meaning, _WELSH.get(one.term, "")) for one in GLOSSARY]
    terms = [replace(one, meaning=gettext(one.meaning)) for one in (*OF_MEETINGS, *of_reports)]
    return sorted(terms, key=lambda one: one.term.casefold())


@public
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms on one page."""
    context = {"canonical": main_url("glossary/", request=request), "terms": glossary_terms()}
    return render(request, "home/glossary.html", context)
