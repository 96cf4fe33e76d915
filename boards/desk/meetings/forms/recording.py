"""The form of the recording: the link, what helps to follow it, and the time of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.models import SECURE_ADDRESS, Captions, Meeting
from boards.operations.recordings import set_recording
from boards.rules.agenda import LEFT, numbered
from boards.rules.recordings import seconds_of, time_into
from portal.desk import RecordForm

if TYPE_CHECKING:
    from portal.models import User

_PREFIX: Final = "item_"


class TimeIntoField(forms.CharField):
    """A time into a recording, always written as in 0:42:10."""

    def to_python(self, value: Any) -> str:
        """The time in its one form; empty for none."""
        try:
            seconds = seconds_of(str(value or ""))
        except ValueError:
            message = gettext(
                "Write the time as hours, minutes and seconds, such as 0:42:10; minutes and "
                "seconds go up to 59."
            )
            raise forms.ValidationError(message) from None
        return "" if seconds is None else time_into(seconds)


class RecordingForm(RecordForm):
    """What is known of the recording. Times are asked for each item that was taken."""

    class Meta:
        model = Meeting
        fields = ("webcast_link", "captions", "transcript_link")

    def narrow(self) -> None:
        """One field for each item on the agenda; links that begin with https://."""
        self.fields["captions"] = forms.ChoiceField(
            label=_("Captions"),
            choices=[("", _("Not said")), *Captions.choices],
            required=False,
        )
        for name in ("webcast_link", "transcript_link"):
            self.fields[name] = forms.CharField(
                label=self.fields[name].label,
                help_text=_("It begins with https://. Leave it empty where there is none."),
                max_length=500,
                required=False,
                validators=[SECURE_ADDRESS],
            )
        items = self.owner.agenda_items.order_by("position", "id")
        for number, item in numbered(items):
            if item.state in LEFT:
                continue
            name = f"{_PREFIX}{item.pk}"
            label = gettext("Item %(number)s, %(title)s: from")
            self.fields[name] = TimeIntoField(
                label=label % {"number": number, "title": item.title},
                help_text=_("Hours, minutes and seconds into the recording, such as 0:42:10."),
                max_length=12,
                required=False,
            )
            if item.recording_starts_at is not None:
                self.initial.setdefault(name, time_into(item.recording_starts_at))

    def change(self, *, by: User) -> Any:
        """Enter it."""
        values = self.values()
        starts = {
            int(name.removeprefix(_PREFIX)): seconds_of(values.pop(name))
            for name in list(values)
            if name.startswith(_PREFIX)
        }
        return set_recording(
            self.record, by=by, expected_version=self.version, starts=starts, **values
        )
