"""The moves of every record of scrutiny: one row, one move. Nothing else decides.

The panel decides and the clerk records it: where a row needs a *minute*, the operation asks for
the meeting and number that says so. Nobody in the responder role can close anything. States that
only time brings (overdue, no response yet) are computed and stand in no row.
"""

from __future__ import annotations

from portal.rules.states import StateTable, move

WORK_PROGRAMME_ENTRY = StateTable(
    "work_programme_entry",
    move("work_programme_entry", "suggested", "adopt", "adopted", "clerk", needs="minute"),
    move("work_programme_entry", "adopted", "schedule", "scheduled", "clerk", needs="meeting"),
    move("work_programme_entry", "scheduled", "carry_over", "adopted", "clerk", reason=True),
    move("work_programme_entry", "adopted scheduled", "complete", "completed", "clerk"),
    move(
        "work_programme_entry",
        "suggested adopted scheduled",
        "drop",
        "dropped",
        "clerk",
        reason=True,
    ),
)

_ALL_KINDS = "review themed standing"

REVIEW = StateTable(
    "review",
    move("review", "proposed", "scope", "scoped", "clerk", needs="minute", kinds=_ALL_KINDS),
    move("review", "scoped", "open_evidence", "evidence", "clerk lead_member", kinds=_ALL_KINDS),
    move("review", "evidence", "start_drafting", "drafting", "clerk lead_member", kinds=_ALL_KINDS),
    move(
        "review",
        "drafting",
        "reopen_evidence",
        "evidence",
        "clerk lead_member",
        reason=True,
        kinds=_ALL_KINDS,
    ),
    move("review", "drafting", "consult", "consultation", "clerk", kinds="review"),
    move("review", "consultation", "redraft", "drafting", "clerk", reason=True, kinds="review"),
    move(
        "review",
        "drafting consultation",
        "agree",
        "agreed",
        "clerk",
        needs="minute",
        kinds=_ALL_KINDS,
    ),
    move(
        "review",
        "agreed",
        "publish",
        "published",
        "clerk",
        needs="no_refusal_left",
        kinds=_ALL_KINDS,
    ),
    move(
        "review",
        "published",
        "record_response",
        "response_received",
        "clerk",
        needs="complete_response",
        kinds=_ALL_KINDS,
    ),
    move("review", "response_received", "track", "tracking", "clerk", kinds=_ALL_KINDS),
    move(
        "review",
        "tracking",
        "close",
        "closed",
        "clerk",
        needs="minute recommendations_closed",
        kinds="review themed",
    ),
    move(
        "review",
        "proposed scoped evidence drafting consultation",
        "withdraw",
        "withdrawn",
        "clerk",
        needs="minute",
        reason=True,
        kinds=_ALL_KINDS,
    ),
)

LINE_OF_ENQUIRY = StateTable(
    "line_of_enquiry",
    move("line_of_enquiry", "draft", "agree", "agreed", "clerk", needs="minute"),
    move("line_of_enquiry", "agreed", "open", "in_enquiry", "clerk lead_member"),
    move(
        "line_of_enquiry",
        "in_enquiry",
        "answer",
        "answered",
        "clerk lead_member",
        needs="finding",
    ),
    move(
        "line_of_enquiry",
        "in_enquiry",
        "answer_in_part",
        "partly_answered",
        "clerk lead_member",
        needs="finding",
    ),
    move(
        "line_of_enquiry",
        "in_enquiry",
        "leave_unanswered",
        "not_answered",
        "clerk lead_member",
        reason=True,
    ),
    move(
        "line_of_enquiry",
        "answered partly_answered not_answered",
        "reopen",
        "in_enquiry",
        "clerk lead_member",
        reason=True,
    ),
    move(
        "line_of_enquiry",
        "agreed in_enquiry",
        "revise",
        "superseded",
        "clerk",
        needs="minute new_version",
        reason=True,
    ),
    move("line_of_enquiry", "draft", "drop", "dropped", "clerk", reason=True),
    move(
        "line_of_enquiry",
        "agreed in_enquiry",
        "drop",
        "dropped",
        "clerk",
        needs="minute",
        reason=True,
    ),
)

EVIDENCE = StateTable(
    "evidence",
    move("evidence", "requested", "receive", "received", "clerk"),
    move("evidence", "received", "verify", "verified", "clerk"),
    move("evidence", "verified", "accept", "accepted", "clerk lead_member"),
    move(
        "evidence",
        "requested received verified accepted",
        "withdraw",
        "withdrawn",
        "clerk proper_officer",
        needs="providers_request_or_proper_officer",
        reason=True,
    ),
)

REPORT = StateTable(
    "report",
    move("report", "draft", "send_to_members", "member_review", "clerk"),
    move("report", "member_review", "revise", "draft", "clerk"),
    move("report", "draft member_review", "agree", "agreed", "clerk", needs="minute"),
    move("report", "agreed", "embargo", "embargoed", "clerk", needs="time"),
    move("report", "agreed embargoed", "publish", "published", "clerk", needs="no_refusal_left"),
    move("report", "published", "correct", "superseded", "clerk", needs="new_edition", reason=True),
    move(
        "report",
        "published superseded",
        "withdraw",
        "withdrawn",
        "clerk proper_officer",
        reason=True,
    ),
)

_OPEN = "issued accepted partly_accepted rejected in_progress implemented_claimed"

RECOMMENDATION = StateTable(
    "recommendation",
    move("recommendation", "draft", "agree", "agreed", "clerk", needs="minute"),
    move("recommendation", "draft", "discard", "withdrawn", "clerk", reason=True),
    move(
        "recommendation",
        "agreed",
        "issue",
        "issued",
        "clerk",
        needs="addressee response_period",
    ),
    move(
        "recommendation",
        "issued",
        "accept",
        "accepted",
        "responder clerk",
        needs="cited_document",
    ),
    move(
        "recommendation",
        "issued",
        "accept_in_part",
        "partly_accepted",
        "responder clerk",
        needs="cited_document",
        reason=True,
    ),
    move(
        "recommendation",
        "issued",
        "reject",
        "rejected",
        "responder clerk",
        needs="cited_document",
        reason=True,
    ),
    move(
        "recommendation",
        "accepted partly_accepted rejected",
        "revise_decision",
        "issued",
        "responder clerk",
        reason=True,
    ),
    move("recommendation", "accepted partly_accepted", "start", "in_progress", "responder clerk"),
    move(
        "recommendation",
        "accepted partly_accepted in_progress",
        "claim_implemented",
        "implemented_claimed",
        "responder",
        needs="evidence",
    ),
    move("recommendation", "implemented_claimed", "send_back", "in_progress", "clerk", reason=True),
    move(
        "recommendation",
        "implemented_claimed",
        "close_implemented",
        "closed_implemented",
        "clerk",
        needs="minute evidence",
    ),
    move(
        "recommendation",
        _OPEN,
        "close_not_implemented",
        "closed_not_implemented",
        "clerk",
        needs="minute",
        reason=True,
    ),
    move(
        "recommendation",
        _OPEN,
        "close_overtaken",
        "closed_overtaken",
        "clerk",
        needs="minute",
        reason=True,
    ),
    move(
        "recommendation",
        "closed_implemented closed_not_implemented closed_overtaken",
        "reopen",
        "in_progress",
        "clerk",
        needs="minute",
        reason=True,
    ),
    move(
        "recommendation",
        "agreed issued",
        "supersede",
        "superseded",
        "clerk",
        needs="minute successor",
        reason=True,
    ),
)

RESPONSE = StateTable(
    "response",
    move("response", "requested incomplete", "receive", "received", "responder clerk"),
    move("response", "received", "return", "incomplete", "clerk", reason=True),
    move(
        "response",
        "received",
        "accept_complete",
        "complete",
        "clerk",
        needs="every_recommendation_decided",
    ),
    move("response", "complete", "publish", "published", "clerk"),
)

ACTION = StateTable(
    "action",
    move("action", "open", "start", "in_progress", "owner clerk"),
    move(
        "action",
        "open in_progress",
        "claim_complete",
        "complete_claimed",
        "owner clerk",
        needs="evidence",
    ),
    move("action", "complete_claimed", "send_back", "in_progress", "clerk", reason=True),
    move(
        "action",
        "open in_progress complete_claimed",
        "close",
        "closed",
        "clerk",
        needs="minute evidence",
    ),
    move(
        "action",
        "open in_progress complete_claimed",
        "cancel",
        "cancelled",
        "clerk",
        needs="minute",
        reason=True,
    ),
    move(
        "action", "closed cancelled", "reopen", "in_progress", "clerk", needs="minute", reason=True
    ),
)

INFORMATION_REQUEST = StateTable(
    "information_request",
    move("information_request", "asked", "answer", "answered", "responder owner clerk"),
    move("information_request", "answered", "send_back", "asked", "clerk", reason=True),
    move("information_request", "answered", "close", "closed", "clerk"),
    move("information_request", "asked", "withdraw", "withdrawn", "clerk", reason=True),
)
