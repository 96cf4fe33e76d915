"""The items that stand on every agenda, where a body keeps no list of its own.

Panels follow what police and crime panels do in practice; safeguarding boards meet in private, with
agencies around the table, and have no business that only the Local Government Act asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from boards.rules import legal_texts


@dataclass(frozen=True)
class StandardItem:
    """One item of the default list.

    `text_name` names the legal text that explains it, `minutes` are those planned, `function` is
    a code of `boards.rules.functions`. Closing items stay below the business that is added.
    """

    title: str
    purpose: str = "formal"
    minutes: int | None = None
    text: str = ""
    text_name: str = ""
    function: str = ""
    votes_needed: str = ""
    is_closing: bool = False


SAFEGUARDING: Final = frozenset({"lscb", "partnership", "welsh_board"})
#: Kinds of meeting that are called for their one item of business and little else.
SHORT: Final = frozenset(
    {"extraordinary", "evidence_session", "precept", "confirmation_hearing", "private_briefing"}
)

_WELCOME: Final = StandardItem("Welcome and introductions", minutes=5)
_APOLOGIES: Final = StandardItem("Apologies for absence", minutes=2)
_INTERESTS: Final = StandardItem(
    "Declarations of interest", minutes=3, text_name=legal_texts.DECLARATIONS
)
_MINUTES: Final = StandardItem(
    "Minutes of the last meeting",
    purpose="decision",
    minutes=5,
    text="To confirm the minutes of the last meeting as a correct record.",
)
_ACTIONS: Final = StandardItem(
    "Actions to confirm",
    purpose="decision",
    minutes=10,
    text="To confirm which actions of earlier meetings are done, and which go on.",
)
_CHAIR: Final = StandardItem("Chair’s announcements", purpose="information", minutes=5)
_QUESTIONS: Final = StandardItem(
    "Questions from the public",
    purpose="discussion",
    minutes=20,
    text_name=legal_texts.QUESTIONS,
)
_PROGRAMME: Final = StandardItem(
    "Work programme",
    purpose="decision",
    minutes=10,
    text="To agree the work programme and any change to it.",
    is_closing=True,
)
_NEXT: Final = StandardItem(
    "Date of the next meeting", purpose="information", minutes=2, is_closing=True
)
_ELECTION: Final = (
    StandardItem("Election of the chair", purpose="decision", minutes=5),
    StandardItem("Election of the vice-chair", purpose="decision", minutes=5),
)
_AGENCIES: Final = StandardItem(
    "Welcome and attendance of agencies",
    minutes=5,
    text="To note which agencies are represented, by whom, and which are not.",
)
_NOTES: Final = StandardItem(
    "Notes of the last meeting",
    purpose="decision",
    minutes=5,
    text="To agree the notes of the last meeting.",
)
_SUMMARY: Final = StandardItem(
    "What will be published",
    purpose="decision",
    minutes=5,
    text="To agree the summary of this meeting for publication.",
    is_closing=True,
)
_BUSINESS: Final[dict[str, StandardItem]] = {
    "evidence_session": StandardItem("Evidence from witnesses", purpose="scrutiny", minutes=90),
    "confirmation_hearing": StandardItem("Confirmation hearing", purpose="decision", minutes=60),
    "precept": StandardItem(
        "Review of the proposed precept",
        purpose="decision",
        minutes=60,
        function="precept",
        votes_needed="To veto: two thirds of all who are members at the time",
    ),
}


def standard_items(*, legal_form: str, kind: str) -> tuple[StandardItem, ...]:
    """The items of the default list for a body's legal form and a kind of meeting, in order."""
    business = (_BUSINESS[kind],) if kind in _BUSINESS else ()
    if legal_form in SAFEGUARDING:
        if kind in SHORT:
            return (_AGENCIES, _INTERESTS, *business, _SUMMARY)
        chair = _ELECTION[:1] if kind == "annual" else ()
        return (*chair, _AGENCIES, _INTERESTS, _NOTES, _ACTIONS, _CHAIR, _SUMMARY, _NEXT)
    if kind == "private_briefing":
        return (_WELCOME, _APOLOGIES, _INTERESTS)
    if kind in SHORT:
        return (_WELCOME, _APOLOGIES, _INTERESTS, *business)
    elections = _ELECTION if kind == "annual" else ()
    opening = (*elections, _WELCOME, _APOLOGIES, _INTERESTS, _MINUTES, _ACTIONS, _CHAIR)
    return (*opening, _QUESTIONS, _PROGRAMME, _NEXT)
