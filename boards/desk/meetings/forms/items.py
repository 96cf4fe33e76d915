"""The forms of agenda items, their moves, and the background papers below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.desk.meetings.forms.withdrawing import EVERYWHERE, how_far
from boards.models import AgendaItem, BackgroundPaper, Meeting
from boards.operations import agenda, background
from boards.packs import issue
from boards.rules.functions import FUNCTION_TITLES
from portal.desk import MoveForm, RecordForm

if TYPE_CHECKING:
    from portal.models import User


class ItemForm(RecordForm):
    """One item of business."""

    class Meta:
        model = AgendaItem
        fields = (
            "title",
            "title_cy",
            "purpose",
            "lead",
            "minutes",
            "function",
            "text",
            "public_title",
            "public_title_cy",
            "votes_needed",
            "questions",
        )

    def narrow(self) -> None:
        """Only the functions of the law that the body carries out."""
        own = set(self.owner.body.functions.values_list("function", flat=True))
        own.add(self.record.function)
        field = cast("forms.ChoiceField", self.fields["function"])
        offered = [(code, title) for code, title in FUNCTION_TITLES if code in own]
        field.choices = [("", _("none in particular")), *offered]

    def add(self, *, by: User) -> Any:
        """Put it on the agenda; once the agenda is out it waits to be added late."""
        return agenda.add_item(meeting=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return agenda.update_item(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class ItemMove(MoveForm):
    """What the moves of an item ask for."""

    input_needs = frozenset({"later_meeting"})

    def extend(self) -> None:
        """The chair's reason for a late item, the later meeting for a deferred one."""
        if self.row.name == "add_late":
            self.fields["reason"].label = _("The chair’s reason for urgency")
            self.fields["reason"].help_text = _(
                "By reason of special circumstances, to be given in the minutes. It is printed "
                "in the pack and on the public page."
            )
        if self.row.name in {"defer", "withdraw"}:
            self.fields["reason"].help_text = _("It is shown to the public once published.")
        question = how_far(self.record, self.owner) if self.row.name == "withdraw" else None
        if question is not None:
            self.fields["how_far"] = question
        if "later_meeting" in self.row.needs:
            later = Meeting.objects.filter(
                body=self.owner.body,
                held_on__gt=self.owner.held_on,
                state__in=("draft", "scheduled", "agenda_published"),
            )
            self.fields["meeting"] = forms.ModelChoiceField(
                label=_("Later meeting"), queryset=later.order_by("held_on")
            )

    def make(self, *, by: User) -> None:
        """Make the move by its own operation."""
        common: dict[str, Any] = {"by": by, "expected_version": self.version}
        match self.row.name:
            case "accept":
                agenda.accept_item(self.record, **common)
            case "add_late":
                agenda.add_item_late(self.record, urgency_reason=self.reason_given, **common)
            case "consider":
                agenda.consider_item(self.record, **common)
            case "defer":
                agenda.defer_item(self.record, reason=self.reason_given, **common)
            case "withdraw" if self.cleaned_data.get("how_far") == EVERYWHERE:
                issue.withdraw_everywhere(self.record, reason=self.reason_given, by=by)
            case "withdraw":
                agenda.withdraw_item(self.record, reason=self.reason_given, **common)
            case "bring_forward":
                agenda.bring_forward(self.record, meeting=self.cleaned_data["meeting"], by=by)
            case name:
                raise ValueError(f"There is no operation for the move {name}.")


class BackgroundForm(RecordForm):
    """A background paper: a link to where it is published, or the file itself."""

    file = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = BackgroundPaper
        fields = ("item", "title", "title_cy", "link")

    def narrow(self) -> None:
        """Items of this meeting; once entered it stays with its item."""
        if self.is_new:
            self.choices("item", self.owner.agenda_items.all())
        else:
            del self.fields["item"], self.fields["file"]

    def add(self, *, by: User) -> Any:
        """List it."""
        return background.add_background_paper(by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        given = {name: self.cleaned_data[name] for name in ("title", "title_cy", "link")}
        return background.update_background_paper(
            self.record, by=by, expected_version=self.version, **given
        )
