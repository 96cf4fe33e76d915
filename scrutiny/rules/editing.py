"""Which fields of a record may still be changed in which state.

Agreed text is frozen: a change is a new version of the line of enquiry, a new recommendation that
takes the place of the old one, or a new edition of the report.
"""

from __future__ import annotations

#: thing -> state -> the fields that may not be changed any more. `*` stands for all of them.
_FROZEN: dict[str, dict[str, frozenset[str]]] = {
    "line_of_enquiry": {
        state: frozenset({"question", "question_cy", "rationale", "evidence_wanted"})
        for state in ("agreed", "in_enquiry", "answered", "partly_answered", "not_answered")
    }
    | {state: frozenset({"*"}) for state in ("superseded", "dropped")},
    "evidence": {"withdrawn": frozenset({"*"})},
    "recommendation": {
        "agreed": frozenset({"text", "text_cy", "timescale", "measure", "findings"}),
    }
    | {
        state: frozenset({"*"})
        for state in (
            "issued",
            "accepted",
            "partly_accepted",
            "rejected",
            "in_progress",
            "implemented_claimed",
            "closed_implemented",
            "closed_not_implemented",
            "closed_overtaken",
            "superseded",
            "withdrawn",
        )
    },
    "report": {
        state: frozenset({"*"})
        for state in ("agreed", "embargoed", "published", "superseded", "withdrawn")
    },
    "response": {state: frozenset({"*"}) for state in ("complete", "published")},
    "action": {state: frozenset({"*"}) for state in ("closed", "cancelled")},
    "information_request": {
        state: frozenset({"*"}) for state in ("answered", "closed", "withdrawn")
    },
    "review": {state: frozenset({"*"}) for state in ("closed", "withdrawn")}
    | {
        state: frozenset({"kind"})
        for state in (
            "scoped",
            "evidence",
            "drafting",
            "consultation",
            "agreed",
            "published",
            "response_received",
            "tracking",
        )
    },
    "work_programme_entry": {state: frozenset({"*"}) for state in ("completed", "dropped")},
}

#: What to do instead, in the words of the screen.
_INSTEAD: dict[str, str] = {
    "line_of_enquiry": (
        "Its text was agreed at a meeting and is frozen. Make a new version instead, citing the "
        "minute that agrees it."
    ),
    "recommendation": (
        "Its text was agreed at a meeting and is frozen. Replace it by a new recommendation "
        "instead, citing the minute that agrees it."
    ),
    "report": "This edition is agreed and frozen. Start a new edition to change it.",
    "evidence": "This evidence was withdrawn and can no longer be changed.",
    "response": "This response was accepted as complete. Revise a decision to change it.",
    "action": "This action is finished. Reopen it first, citing the minute that says so.",
    "information_request": "This request is answered or withdrawn and can no longer be changed.",
    "review": "This can no longer be changed at the stage that the review has reached.",
    "work_programme_entry": "This entry is finished and can no longer be changed.",
}


def frozen_fields(thing: str, state: str) -> frozenset[str]:
    """Fields that may not be changed in a state; `*` means the whole record."""
    return _FROZEN.get(thing, {}).get(state, frozenset())


def is_frozen(thing: str, state: str, field: str) -> bool:
    """Whether one field may no longer be changed."""
    frozen = frozen_fields(thing, state)
    return "*" in frozen or field in frozen


def editing_refusals(thing: str, state: str, changed: frozenset[str]) -> list[str]:
    """Why these fields may not be changed; an empty list means that they may."""
    if any(is_frozen(thing, state, field) for field in changed):
        return [_INSTEAD[thing]]
    return []
