"""The forms of answers on the desk: another decision in the place of one, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk import RecordForm
from scrutiny.desk.forms import minutes_of
from scrutiny.models import RecommendationResponse
from scrutiny.operations.decisions import ANSWER_FIELDS, change_decision
from scrutiny.operations.verdicts import record_verdict

if TYPE_CHECKING:
    from portal.models import User


class DecisionChangeForm(RecordForm):
    """Another decision in the place of one, at any stage of the response."""

    why = forms.CharField(
        label=_("Why the decision changes"),
        help_text=_("For example the letter that says so. It is kept with the record."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = RecommendationResponse
        fields = ANSWER_FIELDS
        widgets = {"decision": forms.RadioSelect()}

    def change(self, *, by: User) -> Any:
        """Change it in one step."""
        values = self.values()
        why = values.pop("why", "") or self.cleaned_data["why"]
        return change_decision(
            decision=self.record, by=by, values=values, reason=why, expected_version=self.version
        )


class VerdictForm(RecordForm):
    """What the body thinks of an answer, with the minute that says so."""

    class Meta:
        model = RecommendationResponse
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: RecommendationResponse = self.record
        self.fields["verdict"] = forms.ChoiceField(
            label=_("What the body thinks of the answer"),
            choices=RecommendationResponse.Verdict.choices,
            initial=record.verdict,
            widget=forms.RadioSelect,
        )
        self.fields["verdict_reason"] = forms.CharField(
            label=_("Why it thinks so"),
            help_text=_(
                "Needed where it does not answer: the response then goes back to the office with "
                "these words. It is published with the response. Name nobody who was harmed."
            ),
            required=False,
            initial=record.verdict_reason,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["verdict_minute"] = forms.ModelChoiceField(
            label=_("Minute that records the verdict"),
            help_text=_("Enter the minute with its meeting first if it is not in this list."),
            queryset=minutes_of(self.owner.body),
            initial=record.verdict_minute_id,
        )

    def change(self, *, by: User) -> Any:
        """Record it; where it does not answer the response may go back."""
        given = self.cleaned_data
        return record_verdict(
            decision=self.record,
            by=by,
            verdict=given["verdict"],
            reason=given["verdict_reason"],
            minute=given["verdict_minute"],
            expected_version=self.version,
        )
