"""Forms for a call for evidence, its switch, and what becomes of an answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import RoleAssignment
from portal import clock
from portal.desk import MoveForm, RecordForm
from portal.models import User
from scrutiny.desk.forms.choices import DEAD_LINES, ticks
from scrutiny.models import CallForEvidence, KeyLineOfEnquiry
from scrutiny.operations import calls, submissions

if TYPE_CHECKING:
    from portal.rules.states import Move


class CallForm(RecordForm):
    """The call: its words, its days, and who alone reads what tells of harm."""

    class Meta:
        model = CallForEvidence
        fields = ("words", "words_cy", "opens_on", "closes_on", "named_person")

    def narrow(self) -> None:
        """The named person holds a role in the body today."""
        held = RoleAssignment.objects.on(clock.today()).filter(body=self.owner.body)
        people = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
        self.choices("named_person", people.order_by("last_name", "first_name"))

    def add(self, *, by: User) -> Any:
        """Write it; it is off."""
        return calls.write_call(review=self.owner, by=by, values=self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return calls.change_call(
            call=self.record, by=by, values=self.values(), expected_version=self.version
        )


class CallSwitch(MoveForm):
    """On or off: at once, by its button."""

    def make(self, *, by: User) -> None:
        """Switch it."""
        calls.switch_call(
            call=self.record,
            on=self.row.name == "switch_on",
            by=by,
            expected_version=self.version,
        )


class SubmissionMove(MoveForm):
    """What becomes of an answer: taken as evidence, declined, or set apart."""

    @classmethod
    def asks(cls, row: Move) -> bool:  # noqa: ARG003
        """Each of them has a page of its own: none can be taken back from this desk."""
        return True

    def extend(self) -> None:
        """The whole answer to read; taking it asks for a title and the lines that it bears on."""
        self.fields["text"] = forms.CharField(
            label=_("What they write"),
            initial=self.record.text,
            disabled=True,
            required=False,
            widget=forms.Textarea,
        )
        if self.row.name != "take":
            return
        self.fields["title"] = forms.CharField(
            label=_("Title of the evidence"),
            help_text=_("Name nobody here. It is printed once the evidence is open."),
            max_length=250,
        )
        self.fields["lines"] = forms.ModelMultipleChoiceField(
            label=_("Key lines of enquiry that it bears on"),
            queryset=KeyLineOfEnquiry.objects.filter(review=self.owner).exclude(
                state__in=DEAD_LINES
            ),
            required=False,
            widget=ticks(),
        )

    def make(self, *, by: User) -> None:
        """Make it."""
        if self.row.name == "take":
            submissions.take_submission(
                submission=self.record,
                by=by,
                expected_version=self.version,
                title=self.cleaned_data["title"],
                lines=list(self.cleaned_data["lines"]),
            )
        elif self.row.name == "set_apart":
            submissions.set_apart(submission=self.record, by=by, expected_version=self.version)
        else:
            submissions.decline_submission(
                submission=self.record,
                by=by,
                expected_version=self.version,
                reason=self.reason_given,
            )
