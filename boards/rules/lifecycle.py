"""The moves of a meeting, its items, access to what it reads, and its packs."""

from __future__ import annotations

from portal.rules.states import StateTable, move

MEETING = StateTable(
    "meeting",
    move("meeting", "draft", "schedule", "scheduled", "clerk"),
    move(
        "meeting",
        "scheduled",
        "publish_agenda",
        "agenda_published",
        "clerk",
        needs="notice_certificate short_notice_reason",
    ),
    move("meeting", "agenda_published", "start", "in_progress", "clerk"),
    move(
        "meeting",
        "agenda_published in_progress",
        "conclude",
        "concluded",
        "clerk",
        needs="open_actions_dealt_with",
    ),
    move("meeting", "concluded", "draft_minutes", "minutes_draft", "clerk"),
    move(
        "meeting",
        "minutes_draft",
        "confirm_minutes",
        "minutes_confirmed",
        "clerk",
        needs="later_minute",
    ),
    move("meeting", "scheduled agenda_published", "cancel", "cancelled", "clerk", reason=True),
    move("meeting", "scheduled agenda_published", "postpone", "postponed", "clerk", reason=True),
    move("meeting", "postponed", "schedule", "scheduled", "clerk", needs="new_date"),
)

AGENDA_ITEM = StateTable(
    "agenda_item",
    move("agenda_item", "proposed", "accept", "on_agenda", "clerk chair", needs="agenda_not_out"),
    move(
        "agenda_item",
        "proposed",
        "add_late",
        "added_late",
        "clerk",
        needs="agenda_out urgency_reason",
        reason=True,
    ),
    move(
        "agenda_item",
        "on_agenda added_late",
        "consider",
        "considered",
        "clerk",
        needs="meeting_begun",
    ),
    move("agenda_item", "on_agenda added_late", "defer", "deferred", "clerk", reason=True),
    move("agenda_item", "deferred", "bring_forward", "proposed", "clerk", needs="later_meeting"),
    move(
        "agenda_item",
        "proposed on_agenda added_late",
        "withdraw",
        "withdrawn",
        "clerk chair",
        reason=True,
    ),
)

#: The states of access to an item or a paper. Only the proper officer decides; what the clerk
#: proposes is withheld at once.
ACCESS = StateTable(
    "access",
    move("access", "open", "propose_exempt", "proposed_exempt", "clerk", needs="paragraph"),
    move(
        "access",
        "open proposed_exempt part_exempt",
        "restrict",
        "exempt",
        "proper_officer",
        needs="paragraph public_interest",
    ),
    move(
        "access",
        "open proposed_exempt exempt",
        "restrict_part",
        "part_exempt",
        "proper_officer",
        needs="paragraph public_interest which_part",
    ),
    move(
        "access",
        "open proposed_exempt",
        "mark_confidential",
        "confidential",
        "proper_officer",
        needs="ground",
        reason=True,
    ),
    move(
        "access",
        "proposed_exempt exempt part_exempt confidential",
        "release",
        "open",
        "proper_officer",
        reason=True,
    ),
)

PACK = StateTable(
    "pack",
    move(
        "pack",
        "assembling",
        "check",
        "checked",
        "clerk proper_officer chair",
        needs="second_person",
    ),
    move("pack", "checked", "reopen", "assembling", "clerk"),
    move(
        "pack",
        "checked",
        "publish",
        "published",
        "clerk",
        needs="leak_proof notice_certificate",
    ),
    move("pack", "published", "supersede", "superseded", "clerk", needs="new_edition", reason=True),
    move(
        "pack",
        "published superseded",
        "withdraw",
        "withdrawn",
        "clerk proper_officer",
        reason=True,
    ),
)
