"""The forms of a review's records: fields, narrowed choices, and the operation that each calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.models import Document, Meeting, Minute, Person
from portal.desk import RecordForm
from scrutiny.models import (
    Action,
    ActionRedating,
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    ProgressUpdate,
    Recommendation,
    RecommendationResponse,
    Report,
    Response,
    Review,
    Witness,
    WorkProgrammeEntry,
)
from scrutiny.operations import actions, programme, records, reports, responses, reviews

if TYPE_CHECKING:
    from portal.models import User

_DEAD_LINES = ("superseded", "dropped")


def people_of(body: Any) -> QuerySet[Person]:
    """People in the register of a body."""
    return Person.objects.filter(body=body).select_related("organisation")


def minutes_of(body: Any) -> QuerySet[Minute]:
    """Minutes that a move of this body may point to, newest first."""
    bodies = [pk for pk in (body.pk, body.parent_id) if pk]
    return (
        Minute.objects.filter(meeting__body__in=bodies)
        .select_related("meeting")
        .order_by("-meeting__held_on", "number")
    )


def ticks() -> forms.CheckboxSelectMultiple:
    """Several choices as boxes to tick, which need no scripting."""
    return forms.CheckboxSelectMultiple()


class EntryForm(RecordForm):
    """An entry of the work programme."""

    class Meta:
        model = WorkProgrammeEntry
        fields = ("title", "title_cy", "purpose", "source", "lead")

    def narrow(self) -> None:
        """Leads are people of the body."""
        self.choices("lead", people_of(self.owner))

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


class ReviewRecordForm(RecordForm):
    """What forms of lines, witnesses, evidence, findings and recommendations share."""

    record_kind: records.RecordKind

    def add(self, *, by: User) -> Any:
        """Enter the record."""
        return records.add_record(
            kind=self.record_kind, review=self.owner, by=by, values=self.values()
        )

    def change(self, *, by: User) -> Any:
        """Change the record."""
        return records.change_record(
            kind=self.record_kind,
            record=self.record,
            by=by,
            values=self.values(),
            expected_version=self.version,
        )


class LineForm(ReviewRecordForm):
    """A key line of enquiry."""

    record_kind = records.LINES

    class Meta:
        model = KeyLineOfEnquiry
        fields = (
            "question",
            "question_cy",
            "rationale",
            "evidence_wanted",
            "theme",
            "lead_questioner",
            "conclusion",
            "conclusion_cy",
            "confidence",
        )

    def narrow(self) -> None:
        """Questioners are people of the body."""
        self.choices("lead_questioner", people_of(self.owner.body))


class WitnessForm(ReviewRecordForm):
    """A witness."""

    record_kind = records.WITNESSES

    class Meta:
        model = Witness
        fields = ("name", "post", "organisation", "is_public", "public_description", "heard_at")

    def narrow(self) -> None:
        """Witnesses are heard at meetings of the body."""
        self.choices("heard_at", Meeting.objects.filter(body=self.owner.body))


class EvidenceForm(ReviewRecordForm):
    """An item of evidence."""

    record_kind = records.EVIDENCE

    class Meta:
        model = Evidence
        fields = (
            "kind",
            "title",
            "summary",
            "witness",
            "provider",
            "dated_on",
            "meeting",
            "document",
            "access",
            "restriction_reason",
            "lines",
        )
        widgets = {"lines": ticks(), "access": forms.RadioSelect()}

    def narrow(self) -> None:
        """Witnesses and lines of the review, meetings and documents of the body."""
        self.choices("witness", self.owner.witnesses.all())
        self.choices("meeting", Meeting.objects.filter(body=self.owner.body))
        self.choices("document", Document.objects.filter(body=self.owner.body))
        self.choices("lines", self.owner.lines_of_enquiry.exclude(state__in=_DEAD_LINES))
        self.fields["lines"].label = _("Lines of enquiry that it bears on")


class FindingForm(ReviewRecordForm):
    """A finding."""

    record_kind = records.FINDINGS

    class Meta:
        model = Finding
        fields = ("line", "text", "text_cy", "strength", "is_positive", "evidence")
        widgets = {"evidence": ticks()}

    def narrow(self) -> None:
        """Lines and evidence of the review."""
        self.choices("line", self.owner.lines_of_enquiry.exclude(state__in=_DEAD_LINES))
        self.choices("evidence", self.owner.evidence.exclude(state="withdrawn"))
        self.fields["evidence"].label = _("Evidence that it cites")
        self.fields["evidence"].required = False


class RecommendationForm(ReviewRecordForm):
    """A recommendation."""

    record_kind = records.RECOMMENDATIONS

    class Meta:
        model = Recommendation
        fields = ("text", "text_cy", "addressee", "timescale", "measure", "findings")
        widgets = {"findings": ticks()}

    def narrow(self) -> None:
        """Addressees are people of the body's register; findings are those of the review."""
        self.choices("addressee", people_of(self.owner.body))
        self.choices("findings", self.owner.findings.all())
        self.fields["findings"].label = _("Findings that it rests on")
        self.fields["findings"].required = False


class FirstReportForm(RecordForm):
    """Begins a report or a new edition of it."""

    class Meta:
        model = Report
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.owner.reports.exists():
            self.fields["edition_reason"] = forms.CharField(
                label=_("Why there is a new edition"),
                help_text=_("Printed in the new edition and on the page of the old one."),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _get_validation_exclusions(self) -> set[str]:
        """The operation makes the row and checks it; the empty one in hand is not checked."""
        return {field.name for field in Report._meta.fields}

    def validate_constraints(self) -> None:
        """As above."""

    def add(self, *, by: User) -> Any:
        """Begin the first edition, or the next one with its reason."""
        if "edition_reason" in self.fields:
            return reports.start_edition(
                review=self.owner, by=by, reason=self.cleaned_data["edition_reason"]
            )
        return reports.start_report(review=self.owner, by=by)


class ReportForm(RecordForm):
    """The words of an edition that are not in the records."""

    class Meta:
        model = Report
        fields = ("foreword", "summary", "summary_cy", "next_steps", "response_days")

    def change(self, *, by: User) -> Any:
        """Change the text."""
        return reports.update_report(
            report=self.record, by=by, values=self.values(), expected_version=self.version
        )


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
        fields = ("action", "text", "rating")

    def narrow(self) -> None:
        """Actions of the review."""
        self.choices("action", self.owner.actions.all())
        self.fields["action"].required = True

    def add(self, *, by: User) -> Any:
        """Add the update."""
        values = self.values()
        return actions.report_progress(by=by, **values)
