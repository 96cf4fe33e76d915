"""The forms of the meeting itself, its moves and its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from boards.models import Meeting, Minute
from boards.operations import meeting_moves, meetings, minutes
from boards.operations.notices import notice_of
from portal import clock
from portal.desk import MoveForm, RecordForm

if TYPE_CHECKING:
    from portal.models import User


class MeetingForm(RecordForm):
    """What is known about a meeting."""

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "kind",
            "title",
            "title_cy",
            "held_on",
            "starts_at",
            "place",
            "online_link",
            "webcast_link",
            "questions_due_on",
            "questions_due_at",
            "chairs_brief",
        )

    def change(self, *, by: User) -> Any:
        """Change it."""
        return meetings.update_meeting(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class NewMeetingForm(RecordForm):
    """A meeting to come, or one that was held before the portal knew of it."""

    was_held = forms.BooleanField(
        label=_("This meeting has been held already"),
        help_text=_("It is entered as concluded, so that its minutes can be entered."),
        required=False,
    )

    class Meta:
        model = Meeting
        fields = MeetingForm.Meta.fields[:-1]

    def add(self, *, by: User) -> Any:
        """Schedule it, or enter it as held."""
        values = self.values()
        if values.pop("was_held"):
            return meetings.record_held_meeting(body=self.owner, by=by, **values)
        return meetings.schedule_meeting(body=self.owner, by=by, **values)


class MeetingMove(MoveForm):
    """What the moves of a meeting ask for."""

    input_needs = frozenset({"new_date", "short_notice_reason", "later_minute"})

    def extend(self) -> None:
        """A new day for a postponed meeting; day and reason for an agenda; the minute."""
        if "new_date" in self.row.needs:
            self.fields["held_on"] = forms.DateField(label=_("New day"))
            self.fields["starts_at"] = forms.TimeField(label=_("Time"), required=False)
        if self.row.name == "publish_agenda":
            self._ask_for_publication()
        if "later_minute" in self.row.needs:
            self.fields["minute"] = forms.ModelChoiceField(
                label=_("Minute of the later meeting that confirmed them"),
                help_text=_("Enter that minute with its own meeting first."),
                queryset=Minute.objects.filter(
                    meeting__body=self.owner.body, meeting__held_on__gt=self.owner.held_on
                ).select_related("meeting"),
            )

    def _ask_for_publication(self) -> None:
        self.fields["published_on"] = forms.DateField(
            label=_("Day of publication"), initial=clock.today(), help_text=self._notice_today()
        )
        self.fields["short_notice_reason"] = forms.CharField(
            label=_("Reason for short notice"),
            help_text=_("Needed when fewer clear working days are given than the rule asks for."),
            required=False,
            widget=forms.Textarea,
        )

    def _notice_today(self) -> str:
        """How many clear days would be given if it were published today."""
        return notice_if_published_today(self.record)

    def make(self, *, by: User) -> None:
        """Make the move by its own operation."""
        given = self.cleaned_data
        common: dict[str, Any] = {"by": by, "expected_version": self.version}
        match self.row.name:
            case "schedule":
                meeting_moves.reschedule_meeting(
                    self.record,
                    held_on=given.get("held_on"),
                    starts_at=given.get("starts_at"),
                    **common,
                )
            case "publish_agenda":
                meeting_moves.publish_agenda(
                    self.record,
                    published_on=given["published_on"],
                    short_notice_reason=given["short_notice_reason"],
                    **common,
                )
            case "cancel":
                meeting_moves.cancel_meeting(self.record, reason=self.reason_given, **common)
            case "postpone":
                meeting_moves.postpone_meeting(self.record, reason=self.reason_given, **common)
            case "confirm_minutes":
                meeting_moves.confirm_minutes(self.record, minute=given["minute"], **common)
            case name:
                _WITHOUT_INPUT[name](self.record, **common)


_WITHOUT_INPUT = {
    "start": meeting_moves.start_meeting,
    "conclude": meeting_moves.conclude_meeting,
    "draft_minutes": meeting_moves.draft_minutes,
}


def notice_if_published_today(meeting: Meeting) -> str:
    """One sentence: the clear days that publishing today would give, and those needed."""
    if meeting.held_on <= clock.today():
        return ""
    notice = notice_of(meeting, published_on=clock.today())
    sentence = ngettext(
        "Published today it gives %(given)d clear working day of notice; %(needed)d needed.",
        "Published today it gives %(given)d clear working days of notice; %(needed)d needed.",
        notice.given,
    )
    return sentence % {"given": notice.given, "needed": notice.needed}


class MinuteForm(RecordForm):
    """A numbered minute of this meeting."""

    class Meta:
        model = Minute
        fields = ("number", "text")

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return minutes.add_minute(meeting=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Correct it, while nothing rests on it."""
        return minutes.update_minute(
            self.record, by=by, expected_version=self.version, **self.values()
        )
