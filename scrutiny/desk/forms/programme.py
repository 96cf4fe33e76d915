"""The forms of the work programme and of a review's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Person
from portal.desk import RecordForm
from scrutiny.desk.forms.choices import people_of, ticks
from scrutiny.desk.sources.links import PromptedForm, origins_field
from scrutiny.models import Review, WorkProgrammeEntry
from scrutiny.operations import programme, reviews

if TYPE_CHECKING:
    from portal.models import User


class EntryForm(PromptedForm):
    """An entry of the work programme."""

    origins = origins_field()

    class Meta:
        model = WorkProgrammeEntry
        fields = ("title", "title_cy", "purpose", "source", "origins", "lead")

    def narrow(self) -> None:
        """Leads are people of the body."""
        self.choices("lead", people_of(self.owner))
        self.offer_origins(self.owner)

    def add(self, *, by: User) -> Any:
        """Suggest it."""
        return programme.suggest_entry(body=self.owner, by=by, values=self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return programme.update_entry(
            entry=self.record, by=by, values=self.values(), expected_version=self.version
        )


class ReviewForm(RecordForm):
    """Scope and terms of reference of a review."""

    members = forms.ModelMultipleChoiceField(
        label=_("members of the task group"),
        queryset=Person.objects.none(),
        required=False,
        widget=ticks(),
    )

    class Meta:
        model = Review
        fields = (
            "entry",
            "kind",
            "title",
            "title_cy",
            "question",
            "question_cy",
            "background",
            "objective",
            "in_scope",
            "out_of_scope",
            "method",
            "success",
            "office",
            "lead",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            self.initial.setdefault(
                "members", list(self.record.members.values_list("person_id", flat=True))
            )
            del self.fields["entry"]

    @property
    def body(self) -> Any:
        """The body that the review belongs to."""
        return self.owner if self.is_new else self.owner.body

    def narrow(self) -> None:
        """People, offices and entries of the body."""
        self.choices("members", people_of(self.body))
        self.choices("lead", people_of(self.body))
        self.choices("office", self.body.offices.all())
        self.choices(
            "entry",
            WorkProgrammeEntry.objects.filter(
                body=self.body, review__isnull=True, state__in=["adopted", "scheduled"]
            ),
        )

    def add(self, *, by: User) -> Any:
        """Propose the review."""
        values = self.values()
        return reviews.start_review(
            body=self.owner,
            by=by,
            entry=values.pop("entry", None),
            members=values.pop("members", ()),
            values=values,
        )

    def change(self, *, by: User) -> Any:
        """Change the scope."""
        values = self.values()
        return reviews.update_review(
            review=self.record,
            by=by,
            members=values.pop("members", None),
            values=values,
            expected_version=self.version,
        )
