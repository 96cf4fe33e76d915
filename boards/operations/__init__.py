"""Every change to bodies, people, roles and meetings: check, write, log, release.

The modules: `bodies`, `functions` (with partners), `offices`, `people` (with seats),
`memberships`, `meetings`, `meeting_moves`, `minutes`, `closures`, `registers`, `roles`, `sites`.
Callers import from here. What stands on an agenda is imported from its own modules: `agenda`,
`papers`, `background`, `restrictions`, `standing`, `texts`, `chairs_brief`.
"""

from __future__ import annotations

from boards.operations.bodies import create_body, update_body
from boards.operations.closures import add_closure_day, remove_closure_day
from boards.operations.functions import (
    add_partner,
    assign_function,
    remove_function,
    remove_partner,
)
from boards.operations.meeting_moves import (
    cancel_meeting,
    conclude_meeting,
    confirm_minutes,
    draft_minutes,
    postpone_meeting,
    publish_agenda,
    reschedule_meeting,
    start_meeting,
)
from boards.operations.meetings import record_held_meeting, schedule_meeting, update_meeting
from boards.operations.memberships import end_membership, start_membership, update_membership
from boards.operations.minutes import add_minute, remove_minute, update_minute
from boards.operations.offices import (
    add_office,
    end_office_holder,
    set_office_holder,
    update_office,
)
from boards.operations.people import add_person, add_seat, end_seat, update_person, update_seat
from boards.operations.permission import roles_for
from boards.operations.roles import end_role, grant_role
from boards.operations.sites import create_front_page, set_host_names

__all__ = [
    "add_closure_day",
    "add_minute",
    "add_office",
    "add_partner",
    "add_person",
    "add_seat",
    "assign_function",
    "cancel_meeting",
    "conclude_meeting",
    "confirm_minutes",
    "create_body",
    "create_front_page",
    "draft_minutes",
    "end_membership",
    "end_office_holder",
    "end_role",
    "end_seat",
    "grant_role",
    "postpone_meeting",
    "publish_agenda",
    "record_held_meeting",
    "remove_closure_day",
    "remove_function",
    "remove_minute",
    "remove_partner",
    "reschedule_meeting",
    "roles_for",
    "schedule_meeting",
    "set_host_names",
    "set_office_holder",
    "start_meeting",
    "start_membership",
    "update_body",
    "update_meeting",
    "update_membership",
    "update_minute",
    "update_office",
    "update_person",
    "update_seat",
]
