"""The moves of a meeting."""

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

#: The moves of a meeting in outline: drafting and confirming minutes, and a meeting that is in
#: progress, come with the papers and are refused until then.
OUTLINE_STATES = frozenset(
    {"draft", "scheduled", "agenda_published", "concluded", "postponed", "cancelled"}
)
MEETING_IN_OUTLINE = StateTable(
    "meeting",
    [row for row in MEETING.rows if {row.from_state, row.to_state} <= OUTLINE_STATES],
)
