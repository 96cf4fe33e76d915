"""Forms for the assurance of a standing sub-committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Minute
from portal.desk import MoveForm, RecordForm
from scrutiny.models import AssuranceStatement
from scrutiny.operations import assurance

if TYPE_CHECKING:
    from portal.models import User


class AssuranceForm(RecordForm):
    """A period, how sure the sub-committee is, and what it says."""

    class Meta:
        model = AssuranceStatement
        fields = ("from_day", "to_day", "level", "text", "text_cy")

    def add(self, *, by: User) -> Any:
        """Write it."""
        return assurance.write_assurance(review=self.owner, by=by, values=self.values())

    def change(self, *, by: User) -> Any:
        """Change it while it is not agreed."""
        return assurance.change_assurance(
            statement=self.record, by=by, values=self.values(), expected_version=self.version
        )


class AssuranceMove(MoveForm):
    """Agree, give, receive: each with what shows it."""

    input_needs: ClassVar[frozenset[str]] = frozenset({"minute", "meeting"})

    def extend(self) -> None:
        """The minute of the body that speaks, or the meeting of the parent."""
        if "meeting" in self.row.needs:
            self.fields["meeting"] = forms.ModelChoiceField(
                label=_("Meeting of the parent body that it is given to"),
                queryset=Meeting.objects.filter(body=self.parent).order_by("-held_on"),
            )
        if "minute" in self.row.needs:
            self.fields["minute"] = forms.ModelChoiceField(
                label=_("Minute that records the decision"),
                help_text=_("Enter the minute with its meeting first if it is not in this list."),
                queryset=self.minutes(),
            )

    @property
    def parent(self) -> Any:
        """The body that is assured."""
        return self.record.review.body.parent

    def minutes(self) -> QuerySet[Minute]:
        """Those of the sub-committee when it agrees, of its parent when it receives."""
        body = self.parent if self.row.name == "receive" else self.record.review.body
        rows = Minute.objects.filter(meeting__body=body).select_related("meeting")
        return rows.order_by("-meeting__held_on", "number")

    def make(self, *, by: User) -> None:
        """Make the step."""
        assurance.move_assurance(
            statement=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            minute=self.cleaned_data.get("minute"),
            meeting=self.cleaned_data.get("meeting"),
        )
