"""Forms of the desk for hearing lines: planned questions, the item, lines sent, requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from boards.models import AgendaItem
from boards.rules.agenda import AGENDA_CLOSED, LEFT
from portal import clock
from portal.desk import MoveForm, RecordForm
from scrutiny.desk.forms.choices import DEAD_LINES, minutes_of, people_of
from scrutiny.models import Hearing, InformationRequest, PlannedQuestion, Witness
from scrutiny.operations import information_requests, planned_questions
from scrutiny.operations.hearing import open_hearing
from scrutiny.operations.lines_sent import record_lines_sent

if TYPE_CHECKING:
    from portal.models import User


class PlannedForm(RecordForm):
    """A question that somebody means to ask."""

    class Meta:
        model = PlannedQuestion
        fields = ("line", "text", "asker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            del self.fields["line"]

    def narrow(self) -> None:
        """Lines of the review that live, people of the body."""
        self.choices("line", self.owner.lines_of_enquiry.exclude(state__in=DEAD_LINES))
        self.choices("asker", people_of(self.owner.body))

    def add(self, *, by: User) -> Any:
        """Plan it."""
        values = self.values()
        return planned_questions.plan_question(line=values.pop("line"), by=by, values=values)

    def change(self, *, by: User) -> Any:
        """Change its words, or who asks it."""
        return planned_questions.change_question(
            question=self.record, by=by, values=self.values(), expected_version=self.version
        )


class ItemChoiceField(forms.ModelChoiceField[AgendaItem]):
    """An item with its meeting, so that two of one title can be told apart."""

    def label_from_instance(self, item: AgendaItem) -> str:
        """The day first: people look for the meeting."""
        day = date_format(item.meeting.held_on, "j F Y")
        return f"{day}, {item.meeting.title}: {item.title}"


class HearingForm(RecordForm):
    """Under which item of a meeting the lines are heard."""

    item = ItemChoiceField(
        label=_("Item of the agenda"),
        queryset=AgendaItem.objects.none(),
        help_text=_("Enter the item with its meeting first if it is not in this list."),
    )

    class Meta:
        model = Hearing
        fields = ("item",)

    def narrow(self) -> None:
        """Items of the body's meetings that can still be heard."""
        rows = (
            AgendaItem.objects.filter(meeting__body=self.owner.body, hearing__isnull=True)
            .exclude(state__in=LEFT)
            .exclude(meeting__state__in=AGENDA_CLOSED)
        )
        self.choices("item", rows.select_related("meeting").order_by("-meeting__held_on", "pk"))

    def add(self, *, by: User) -> Any:
        """Open the hearing."""
        return open_hearing(review=self.owner, item=self.cleaned_data["item"], by=by)


class LinesSentForm(RecordForm):
    """The day on which a witness was sent the lines."""

    witness = forms.ModelChoiceField(label=_("Witness"), queryset=Witness.objects.none())
    sent_on = forms.DateField(label=_("Lines were sent on"))

    class Meta:
        model = Witness
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_on", clock.today())

    def _get_validation_exclusions(self) -> set[str]:
        """The operation checks the witness that was chosen, not the empty one in hand."""
        return {field.name for field in Witness._meta.fields}

    def validate_constraints(self) -> None:
        """As above."""

    def narrow(self) -> None:
        """Witnesses of the review."""
        self.choices("witness", self.owner.witnesses.all())

    def add(self, *, by: User) -> Any:
        """Record the day."""
        witness: Witness = self.cleaned_data["witness"]
        return record_lines_sent(
            witness=witness,
            by=by,
            on=self.cleaned_data["sent_on"],
            expected_version=witness.version,
        )


class RequestForm(RecordForm):
    """A request for information."""

    class Meta:
        model = InformationRequest
        fields = ("text", "addressee", "due_on", "line", "origin_minute")

    def narrow(self) -> None:
        """People and minutes of the body, lines of the review."""
        self.choices("addressee", people_of(self.owner.body))
        self.choices("line", self.owner.lines_of_enquiry.exclude(state__in=DEAD_LINES))
        self.choices("origin_minute", minutes_of(self.owner.body))

    def add(self, *, by: User) -> Any:
        """Enter it under the next number."""
        return information_requests.add_request(
            body=self.owner.body, review=self.owner, by=by, values=self.values()
        )

    def change(self, *, by: User) -> Any:
        """Change it."""
        return information_requests.change_request(
            request=self.record, by=by, values=self.values(), expected_version=self.version
        )


class RequestMove(MoveForm):
    """A move of an information request; `answer` asks for the answer."""

    @classmethod
    def asks(cls, row: Any) -> bool:
        """An answer is written on a page of its own."""
        return row.name == "answer" or super().asks(row)

    def extend(self) -> None:
        """`answer` asks for the words."""
        if self.row.name == "answer":
            self.fields["answer"] = forms.CharField(
                label=_("Answer"),
                initial=self.record.answer,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def make(self, *, by: User) -> None:
        """Make it."""
        information_requests.move_request(
            request=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            answer=str(self.cleaned_data.get("answer", "")),
        )
