"""A body with its clerk, a member who owns an action, and somebody outside who has no account."""

from __future__ import annotations

from datetime import date
from typing import Any

from boards.models import Meeting, Minute, Person, ScrutinyBody
from portal.models import PublicRecord, User
from scrutiny.models import Action, ProgressUpdate
from scrutiny.operations import actions
from scrutiny.operations.action_release import release_action
from tests import builders


class Acting:
    """On Friday 12 September 2025, the day of a meeting whose agenda went out on the 4th."""

    def __init__(self) -> None:
        self.body: ScrutinyBody = builders.body(name="Panel", short_name="NPCP")
        self.clerk: User = builders.clerk_of(self.body, "Clara Clerk")
        self.second_clerk: User = builders.clerk_of(self.body, "Colin Clerk")
        self.member: User = builders.with_role(self.body, "member", "Mo Member")
        self.other_member: User = builders.with_role(self.body, "member", "Nia Member")
        self.partner: User = builders.with_role(self.body, "partner", "Pat Partner")
        self.stranger: User = builders.clerk_of(builders.body(), "Stu Stranger")
        self.owner: Person = builders.person(self.body, "Mo Member", user=self.member)
        self.outside: Person = builders.person(
            self.body, "Ann Outside", post="Director of Housing", organisation=None
        )
        self.meeting: Meeting = builders.meeting_with_agenda(self.body)
        self.minute: Minute = builders.minute(self.meeting, "14")
        self.old_minute: Minute = builders.minute(builders.concluded_meeting(self.body), "7")

    def add(self, **values: Any) -> Action:
        """Enter an action by the operation."""
        given = {
            "text": "Bring the figures.",
            "owner": self.owner,
            "due_on": date(2025, 9, 30),
            "origin_minute": self.old_minute,
        }
        return actions.add_action(body=self.body, by=self.clerk, values={**given, **values})

    def released(self, **values: Any) -> Action:
        """An action that the public may read."""
        return release_action(action=self.add(**values), by=self.clerk, expected_version=1)

    def report(self, action: Action, by: User | None = None, **given: Any) -> ProgressUpdate:
        """An update of its owner."""
        said = {"text": "Half of them came.", **given}
        return actions.report_progress(action=action, by=by or self.member, **said)

    def move(self, action: Action, name: str, by: User | None = None, **given: Any) -> Action:
        """A move by the clerk, with the minute of today's meeting."""
        words: dict[str, Any] = {"minute": self.minute, "evidence": "Seen at the meeting."}
        return actions.move_action(
            action=action,
            move=name,
            by=by or self.clerk,
            **{"expected_version": None, **words, **given},
        )


def public_of(action: Action) -> dict[str, Any] | None:
    """What the public reads of an action; None where it reads nothing."""
    found = PublicRecord.objects.current().filter(kind="action", key=str(action.key)).first()
    return found.payload if found else None
