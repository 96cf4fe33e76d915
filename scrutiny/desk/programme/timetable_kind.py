"""The timetable of a review as a kind of its desk: all planned days on one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk import ItselfKind, RecordForm
from scrutiny.models import PlannedStep, Review
from scrutiny.operations import timetable

if TYPE_CHECKING:
    from portal.models import User


class TimetableForm(RecordForm):
    """One day for each step; an empty one takes the step out."""

    class Meta:
        model = Review
        fields: tuple[str, ...] = ()

    def narrow(self) -> None:
        """A field for each step, with the day that is planned now."""
        days = timetable.planned_days(self.record)
        for step in PlannedStep.Step:
            self.fields[step.value] = forms.DateField(label=step.label, required=False)
            self.initial.setdefault(step.value, days.get(step.value))

    def change(self, *, by: User) -> Any:
        """Set the days that were changed."""
        return timetable.plan_steps(
            review=self.record, by=by, days=self.values(), expected_version=self.version
        )


TIMETABLE: Final = ItselfKind(
    name="timetable",
    model=Review,
    title=_("Timetable"),
    lookup="pk",
    form=TimetableForm,
    can_add=False,
)
