"""What each move asks for on its page, and the operation that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Minute
from portal.desk import MoveForm
from portal.jobs import start_job
from portal.operations import Refused
from scrutiny.desk.forms import minutes_of
from scrutiny.desk.words import PUBLIC_REASONS
from scrutiny.operations import (
    actions,
    enquiry,
    programme,
    recommendations,
    reports,
    responses,
    reviews,
)

if TYPE_CHECKING:
    from portal.models import User


class MinuteMove(MoveForm):
    """A move that may need the panel's minute and what shows that a thing was done."""

    input_needs = frozenset(
        {"minute", "evidence", "meeting", "time", "new_version", "successor"}
        | {"providers_request_or_proper_officer"}
    )

    @property
    def body(self) -> Any:
        """The body whose minutes are offered."""
        return self.owner.body

    def extend(self) -> None:
        """Add the fields that the needs of the row call for."""
        needs = set(self.row.needs)
        told = PUBLIC_REASONS.get((self.row.thing, self.row.name))
        if told and "reason" in self.fields:
            self.fields["reason"].help_text = told
        if "minute" in needs:
            self.fields["minute"] = forms.ModelChoiceField(
                label=_("Minute that records the decision"),
                help_text=_("Enter the minute with its meeting first if it is not in this list."),
                queryset=minutes_of(self.body),
            )
        if "evidence" in needs:
            self.fields["evidence"] = forms.CharField(
                label=_("What shows that it was done"),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def minute(self) -> Minute | None:
        """The minute that was chosen, if one was asked for."""
        chosen: Minute | None = self.cleaned_data.get("minute")
        return chosen

    @property
    def evidence_given(self) -> str:
        """What was said to show that it was done."""
        return str(self.cleaned_data.get("evidence", ""))


class EntryMove(MinuteMove):
    """A move of a work programme entry; the owner of this desk is the body itself."""

    @property
    def body(self) -> Any:
        """The body."""
        return self.owner

    def extend(self) -> None:
        """`schedule` asks for a meeting."""
        super().extend()
        if "meeting" in self.row.needs:
            self.fields["meeting"] = forms.ModelChoiceField(
                label=_("Meeting"), queryset=Meeting.objects.filter(body=self.owner)
            )

    def make(self, *, by: User) -> None:
        """Make it."""
        programme.move_entry(
            entry=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            minute=self.minute,
            meeting=self.cleaned_data.get("meeting"),
        )


class ReviewMove(MinuteMove):
    """A move of the review itself."""

    def make(self, *, by: User) -> None:
        """Make it."""
        reviews.move_review(
            review=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            minute=self.minute,
        )


class LineMove(MinuteMove):
    """A move of a line of enquiry; `revise` asks for the new text."""

    def extend(self) -> None:
        """`revise` asks for the new question in both languages."""
        if self.row.name == "revise":
            for name, label in (
                ("question", _("New question")),
                ("question_cy", _("New question in Welsh")),
            ):
                self.fields[name] = forms.CharField(
                    label=label,
                    initial=getattr(self.record, name),
                    required=name == "question",
                    widget=forms.Textarea(attrs={"rows": 3}),
                )
        super().extend()

    def make(self, *, by: User) -> None:
        """Make it."""
        if self.row.name == "revise":
            enquiry.revise_line(
                line=self.record,
                by=by,
                expected_version=self.version,
                values={name: self.cleaned_data[name] for name in ("question", "question_cy")},
                minute=self.minute,
                reason=self.reason_given,
            )
            return
        enquiry.move_line(
            line=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            minute=self.minute,
        )


class EvidenceMove(MinuteMove):
    """A move of an item of evidence."""

    def extend(self) -> None:
        """Accepted evidence is withdrawn at its provider's request or by the proper officer."""
        super().extend()
        if self.row.name == "withdraw" and self.record.state == "accepted":
            self.fields["provider_asked"] = forms.BooleanField(
                label=_("Its provider asked for this"), required=False
            )

    def make(self, *, by: User) -> None:
        """Make it."""
        enquiry.move_evidence(
            evidence=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            provider_asked=bool(self.cleaned_data.get("provider_asked")),
        )


class RecommendationMove(MinuteMove):
    """A move of a recommendation; `supersede` asks for the new text."""

    def extend(self) -> None:
        """`supersede` asks for the successor's text."""
        if self.row.name == "supersede":
            self.fields["text"] = forms.CharField(
                label=_("Text of the new recommendation"),
                initial=self.record.text,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        super().extend()

    def make(self, *, by: User) -> None:
        """Make it."""
        if self.row.name == "supersede":
            recommendations.supersede_recommendation(
                recommendation=self.record,
                by=by,
                expected_version=self.version,
                values={"text": self.cleaned_data["text"]},
                minute=self.minute,
                reason=self.reason_given,
            )
            return
        if self.row.name == "revise_decision":
            responses.revise_decision(
                recommendation=self.record,
                by=by,
                expected_version=self.version,
                reason=self.reason_given,
            )
            return
        recommendations.move_recommendation(
            recommendation=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            minute=self.minute,
            evidence=self.evidence_given,
        )


class ReportMove(MinuteMove):
    """A move of an edition. Publishing is done by the worker, which draws the PDF."""

    input_needs = MinuteMove.input_needs | {"no_refusal_left"}

    def extend(self) -> None:
        """`embargo` asks for day and time."""
        super().extend()
        if "time" in self.row.needs:
            self.fields["publish_at"] = forms.SplitDateTimeField(
                label=_("Publish at (day and time)"),
                widget=forms.SplitDateTimeWidget(
                    date_attrs={"type": "date", "aria-label": str(_("Day"))},
                    time_attrs={"type": "time", "aria-label": str(_("Time"))},
                    time_format="%H:%M",
                    date_format="%Y-%m-%d",
                ),
            )

    def make(self, *, by: User) -> None:
        """Make it; publishing is checked now and done by the worker."""
        if self.row.name == "publish":
            refusals = reports.report_refusals(self.record)
            if refusals:
                raise Refused(*refusals)
            start_job(
                kind="publish_report",
                arguments={"report": self.record.pk, "by": by.pk, "version": self.version},
                by=by,
                body=self.owner.body.slug,
                unique_name=f"publish report {self.record.key}",
            )
        elif self.row.name == "embargo":
            reports.embargo_report(
                report=self.record,
                by=by,
                expected_version=self.version,
                publish_at=self.cleaned_data["publish_at"],
            )
        elif self.row.name == "withdraw":
            reports.withdraw_report(
                report=self.record,
                by=by,
                reason=self.reason_given,
                expected_version=self.version,
            )
        else:
            reports.move_report(
                report=self.record,
                move=self.row.name,
                by=by,
                expected_version=self.version,
                reason=self.reason_given,
                minute=self.minute,
            )


class ResponseMove(MinuteMove):
    """A move of a response."""

    def make(self, *, by: User) -> None:
        """Make it."""
        responses.move_response(
            response=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
        )


class ActionMove(MinuteMove):
    """A move of an action."""

    def make(self, *, by: User) -> None:
        """Make it."""
        actions.move_action(
            action=self.record,
            move=self.row.name,
            by=by,
            expected_version=self.version,
            reason=self.reason_given,
            minute=self.minute,
            evidence=self.evidence_given,
        )
