"""The forms of progress on the desk: updates, ratings, impact reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk import MoveForm, RecordForm
from scrutiny.desk.forms import minutes_of
from scrutiny.models import ImpactReview, ProgressUpdate
from scrutiny.operations import impact, progress

if TYPE_CHECKING:
    from portal.models import User


class NewsForm(RecordForm):
    """Progress on a recommendation; with a rating it is how the body rates the progress."""

    class Meta:
        model = ProgressUpdate
        fields = ("recommendation", "text", "proof", "rating", "minute")
        help_texts = {
            "text": _("Published at once, since a clerk enters it. Name nobody who was harmed."),
            "rating": _("Only as the body rated it at a meeting; leave it empty otherwise."),
        }

    def narrow(self) -> None:
        """Recommendations of the review, minutes of the body."""
        self.choices("recommendation", self.owner.recommendations.all())
        self.choices("minute", minutes_of(self.owner.body))
        self.fields["recommendation"].required = True

    def add(self, *, by: User) -> Any:
        """Add the update, or the rating with its minute."""
        values = self.values()
        on = values["recommendation"]
        if values["rating"]:
            return progress.rate_progress(
                on=on,
                by=by,
                rating=values["rating"],
                text=values["text"],
                minute=values["minute"],
            )
        return progress.report_progress(on=on, by=by, text=values["text"], proof=values["proof"])


class ConfirmMove(MoveForm):
    """What somebody has reported becomes public."""

    def make(self, *, by: User) -> None:
        """Confirm it."""
        progress.confirm_update(update=self.record, by=by)


class ImpactPlanForm(RecordForm):
    """The day on which a closed recommendation is looked at again."""

    accepts_outside = forms.BooleanField(
        label=_("A day outside of six to twelve months after closing is meant"), required=False
    )

    class Meta:
        model = ImpactReview
        fields = ("recommendation", "planned_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            del self.fields["recommendation"]

    def narrow(self) -> None:
        """Recommendations of the review that the body has closed."""
        closed = self.owner.recommendations.filter(closed_minute__isnull=False)
        self.choices("recommendation", closed)

    def add(self, *, by: User) -> Any:
        """Plan it."""
        given = self.cleaned_data
        return impact.plan_impact_review(
            recommendation=given["recommendation"],
            by=by,
            planned_on=given["planned_on"],
            accepts_outside=given["accepts_outside"],
        )

    def change(self, *, by: User) -> Any:
        """Give it another day."""
        given = self.cleaned_data
        return impact.replan_impact_review(
            impact=self.record,
            by=by,
            planned_on=given["planned_on"],
            expected_version=self.version,
            accepts_outside=given["accepts_outside"],
        )


class ImpactHeldForm(RecordForm):
    """What a review of impact found."""

    class Meta:
        model = ImpactReview
        fields = ("result", "what_changed", "what_changed_cy", "proof")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("result", "what_changed"):
            self.fields[name].required = True
        self.fields["minute"] = forms.ModelChoiceField(
            label=_("Minute that records it"),
            help_text=_("The review was held on the day of its meeting."),
            queryset=minutes_of(self.owner.body),
        )

    def change(self, *, by: User) -> Any:
        """Record that it was held."""
        given = dict(self.cleaned_data)
        return impact.hold_impact_review(
            impact=self.record,
            by=by,
            values={name: given[name] for name in self.Meta.fields},
            minute=given["minute"],
            expected_version=self.version,
        )
