"""The forms of what follows a report: responses, decisions, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Document
from portal.desk import RecordForm
from scrutiny.desk.forms.choices import minutes_of, people_of
from scrutiny.models import (
    Action,
    ActionRedating,
    ProgressUpdate,
    Recommendation,
    RecommendationResponse,
    Response,
)
from scrutiny.operations import actions, responses

if TYPE_CHECKING:
    from portal.models import User


class ResponseForm(RecordForm):
    """What the reply says as a whole."""

    class Meta:
        model = Response
        fields = ("received_on", "introduction", "cited_document", "document")

    def narrow(self) -> None:
        """Documents of the body."""
        self.choices("document", Document.objects.filter(body=self.owner.body))

    def change(self, *, by: User) -> Any:
        """Record it."""
        return responses.record_response(
            response=self.record, by=by, values=self.values(), expected_version=self.version
        )


class DecisionForm(RecordForm):
    """The decision on one recommendation."""

    class Meta:
        model = RecommendationResponse
        fields = ("recommendation", "decision", "reason", "reason_cy", "action", "owner", "due_on")
        widgets = {"decision": forms.RadioSelect()}

    def narrow(self) -> None:
        """Recommendations of the review that wait for a decision."""
        waiting = self.owner.recommendations.filter(state=Recommendation.State.ISSUED)
        self.choices("recommendation", waiting)

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"response"}  # type: ignore[misc,no-any-return]

    def add(self, *, by: User) -> Any:
        """Record the decision under the response of the one who was asked."""
        values = self.values()
        recommendation = values.pop("recommendation")
        response = Response.objects.get(review=self.owner, addressee_id=recommendation.addressee_id)
        return responses.decide(
            response=response, recommendation=recommendation, by=by, values=values
        )


class ActionForm(RecordForm):
    """An action of the review."""

    class Meta:
        model = Action
        fields = ("text", "owner", "due_on", "recommendation", "origin_minute")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            del self.fields["due_on"]

    def narrow(self) -> None:
        """People and minutes of the body, recommendations of the review."""
        self.choices("owner", people_of(self.owner.body))
        self.choices("recommendation", self.owner.recommendations.all())
        self.choices("origin_minute", minutes_of(self.owner.body))

    def add(self, *, by: User) -> Any:
        """Enter it under the next number."""
        return actions.add_action(
            body=self.owner.body, review=self.owner, by=by, values=self.values()
        )

    def change(self, *, by: User) -> Any:
        """Change its words or owner."""
        return actions.update_action(
            action=self.record, by=by, values=self.values(), expected_version=self.version
        )


class RedatingForm(RecordForm):
    """A new date for an action, with its reason."""

    class Meta:
        model = ActionRedating
        fields = ("action", "to_date", "reason")
        labels = {"to_date": _("New date")}

    def narrow(self) -> None:
        """Actions of the review."""
        self.choices("action", self.owner.actions.all())

    def add(self, *, by: User) -> Any:
        """Re-date the action that was chosen, in the version that it has now."""
        values = self.values()
        action = values["action"]
        actions.redate_action(
            action=action,
            by=by,
            to_date=values["to_date"],
            reason=values["reason"],
            expected_version=action.version,
        )
        return action.redatings.last()


class UpdateForm(RecordForm):
    """Progress on an action."""

    class Meta:
        model = ProgressUpdate
        fields = ("action", "text", "proof", "rating", "minute")

    def narrow(self) -> None:
        """Actions of the review; a rating is the body's, with a minute."""
        self.choices("action", self.owner.actions.all())
        self.choices("minute", minutes_of(self.owner.body))
        self.fields["action"].required = True

    def add(self, *, by: User) -> Any:
        """Add the update."""
        values = self.values()
        return actions.report_progress(by=by, **values)
