"""The form of a question and its answer, to enter it and to correct it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import Person
from portal.desk import RecordForm
from scrutiny.models import HearingEntry, KeyLineOfEnquiry, PlannedQuestion
from scrutiny.operations.take_aways import FIELDS as TAKE_AWAY
from scrutiny.operations.take_aways import take_away_of
from scrutiny.workspace.hearing_rows import HearingSheet

#: What a take-away needs, and what to say when it is not there.
_WHOLE = {
    "take_away_text": gettext_lazy("Write what is to be done or told"),
    "take_away_owner": gettext_lazy("Choose by whom"),
    "take_away_due_on": gettext_lazy("Give the day by which"),
}


class AnswerForm(RecordForm):
    """A question, its answer and what was taken away. The owner is the hearing."""

    #: Not part of the record: how and by whom it was sent.
    envelope: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        model = HearingEntry
        fields = (
            "planned",
            "question",
            "asked_by",
            "answer",
            "witness",
            "answered_by",
            "take_away",
            "take_away_text",
            "take_away_owner",
            "take_away_due_on",
        )

    def __init__(self, *args: Any, sheet: HearingSheet | None = None, **kwargs: Any) -> None:
        self.line: KeyLineOfEnquiry = kwargs["instance"].line
        self.sheet = sheet
        kwargs.setdefault("auto_id", f"line-{self.line.pk}-%s")
        super().__init__(*args, **kwargs)
        self.fields["question"].required = False
        self.made = None if self.is_new else take_away_of(self.record)
        if self.made is not None:
            for name in TAKE_AWAY:
                del self.fields[name]
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, forms.Select):
                widget.attrs["class"] = "govuk-select"
            elif isinstance(widget, forms.Textarea):
                widget.attrs.update(
                    {"class": "govuk-textarea", "rows": 2 if name != "answer" else 4}
                )
            elif not isinstance(widget, forms.HiddenInput):
                widget.attrs["class"] = "govuk-input"

    def narrow(self) -> None:
        """Questions of this line, witnesses of the review, people of the body."""
        review = self.owner.review
        self.choices("planned", PlannedQuestion.objects.filter(line=self.line))
        self.choices("witness", review.witnesses.all())
        self.choices("take_away_owner", Person.objects.filter(body=review.body_id))
        if self.sheet is None:
            return
        planned = next(one.planned for one in self.sheet.lines if one.line == self.line)
        for name, rows in (
            ("planned", planned),
            ("witness", self.sheet.witnesses),
            ("take_away_owner", self.sheet.people),
        ):
            # Loaded once for all lines; what is sent is still looked for among the rows above.
            options = [("", "---------"), *((row.pk, str(row)) for row in rows)]
            self.fields[name].widget.choices = options

    def clean(self) -> dict[str, Any]:
        """A planned question brings its words and its asker; a take-away is whole or none."""
        cleaned = super().clean() or {}
        planned: PlannedQuestion | None = cleaned.get("planned")
        if not cleaned.get("question", "").strip():
            if planned is None:
                self.add_error("question", _("Write the question, or choose a planned one"))
            else:
                cleaned["question"] = planned.text
        if planned is not None and planned.asker is not None and not cleaned.get("asked_by"):
            cleaned["asked_by"] = planned.asker.name
        self._clean_take_away(cleaned)
        return cleaned

    def _clean_take_away(self, cleaned: dict[str, Any]) -> None:
        if self.made is not None:
            return
        if cleaned.get("take_away") == HearingEntry.TakeAway.NOTHING:
            if cleaned.get("take_away_text", "").strip():
                self.add_error("take_away", _("Say whether this is an action or a request"))
            return
        for name, sentence in _WHOLE.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, str(sentence))

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        found = super().values()
        return {name: value for name, value in found.items() if name not in self.envelope}

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """What is wrong, in the order of the fields, for the summary on top."""
        found = [
            (self[name].id_for_label, str(message))
            for name in self.fields
            for message in self[name].errors
        ]
        first = self["question"].id_for_label
        return [*((first, str(message)) for message in self.non_field_errors()), *found]


class EntryForm(AnswerForm):
    """As it is typed at the meeting: with a key of its own, by whoever is signed in."""

    envelope = frozenset({"key", "typed_by"})

    key = forms.UUIDField(widget=forms.HiddenInput)
    typed_by = forms.IntegerField(widget=forms.HiddenInput)

    def clean_typed_by(self) -> int:
        """A page that one person left open is not sent in the name of the next."""
        typed_by: int = self.cleaned_data["typed_by"]
        if typed_by != self.user.pk:
            raise forms.ValidationError(
                _("Somebody else opened this page. Look at what stands here before you enter it.")
            )
        return typed_by
