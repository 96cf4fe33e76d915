"""The forms of the desk of actions; the owner of the desk is the body itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from portal.desk import MoveForm, RecordForm
from scrutiny.desk.forms import minutes_of, people_of
from scrutiny.desk.moves import ActionMove
from scrutiny.models import (
    Action,
    ActionRedating,
    KeyLineOfEnquiry,
    ProgressUpdate,
    Recommendation,
    Response,
)
from scrutiny.operations import actions, progress
from scrutiny.operations.action_release import release_action, withdraw_action
from scrutiny.several_files import SeveralFilesField

if TYPE_CHECKING:
    from portal.models import User

#: Where an action can come from, besides a minute.
ORIGINS = ("recommendation", "origin_line", "origin_response")


class BodyActionForm(RecordForm):
    """An action that the body agreed without a review."""

    class Meta:
        model = Action
        fields = ("text", "owner", "due_on", "priority", "origin_minute", *ORIGINS)
        help_texts = {
            "text": _("It is public once you publish the action. Name nobody who was harmed."),
            "owner": _(
                "Anybody in the register of people: a member, an officer, an office, or somebody "
                "outside who has no account."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            del self.fields["due_on"]

    def narrow(self) -> None:
        """People, minutes and records of this body alone."""
        self.choices("owner", people_of(self.owner))
        self.choices("origin_minute", minutes_of(self.owner))
        of_body = {"review__body": self.owner}
        self.choices(
            "recommendation", Recommendation.objects.filter(**of_body).select_related("review")
        )
        self.choices(
            "origin_line", KeyLineOfEnquiry.objects.filter(**of_body).select_related("review")
        )
        self.choices(
            "origin_response",
            Response.objects.filter(**of_body).select_related("review", "addressee"),
        )

    def add(self, *, by: User) -> Any:
        """Enter it under the next number."""
        return actions.add_action(body=self.owner, by=by, values=self.values())

    def change(self, *, by: User) -> Any:
        """Change anything but its date."""
        return actions.update_action(
            action=self.record, by=by, values=self.values(), expected_version=self.version
        )


def _actions(body: Any) -> Any:
    return Action.objects.filter(body=body)


class BodyRedatingForm(RecordForm):
    """Another date for an action, with its reason."""

    class Meta:
        model = ActionRedating
        fields = ("action", "to_date", "reason")
        labels = {"to_date": _("New date")}
        help_texts = {"reason": _("It is shown with the action. Every change of date counts.")}

    def narrow(self) -> None:
        """Actions of the body."""
        self.choices("action", _actions(self.owner))

    def add(self, *, by: User) -> Any:
        """Re-date the action that was chosen, in the version that it has now."""
        given = self.values()
        action = given["action"]
        actions.redate_action(
            action=action,
            by=by,
            to_date=given["to_date"],
            reason=given["reason"],
            expected_version=action.version,
        )
        return action.redatings.last()


class BodyUpdateForm(RecordForm):
    """Progress on an action; with a rating it is how the body rates the progress."""

    attachments = SeveralFilesField(
        label=_("Files"), help_text=_("They are never public."), required=False
    )

    class Meta:
        model = ProgressUpdate
        fields = ("action", "text", "proof", "rating", "minute")
        help_texts = {
            "text": _("Shown with the action at once, since a clerk enters it."),
            "rating": _("Only as the body rated it at a meeting; leave it empty otherwise."),
        }

    def narrow(self) -> None:
        """Actions of the body; a rating is the body's, with a minute."""
        self.choices("action", _actions(self.owner))
        self.choices("minute", minutes_of(self.owner))
        self.fields["action"].required = True

    def add(self, *, by: User) -> Any:
        """Add the update."""
        given = self.values()
        return actions.report_progress(by=by, files=given.pop("attachments"), **given)


class BodyActionMove(ActionMove):
    """A move of an action; the owner of this desk is the body."""

    @property
    def body(self) -> Any:
        """The body."""
        return self.owner


class ConfirmUpdate(MoveForm):
    """What somebody has reported is shown to all who may see the action."""

    def make(self, *, by: User) -> None:
        """Confirm it."""
        progress.confirm_update(update=self.record, by=by)


class PublicationMove(MoveForm):
    """An action is published, or taken back."""

    def extend(self) -> None:
        """The reason of a withdrawal is for everybody."""
        if "reason" in self.fields:
            self.fields["reason"].help_text = _(
                "It is shown to everybody at the address of the action. Name nobody."
            )

    def make(self, *, by: User) -> None:
        """Make it."""
        if self.row.name == "withdraw":
            withdraw_action(
                action=self.record, by=by, expected_version=self.version, reason=self.reason_given
            )
        else:
            release_action(action=self.record, by=by, expected_version=self.version)
