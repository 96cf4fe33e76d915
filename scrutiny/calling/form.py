"""The public form of a call for evidence: the one page by which strangers write into the portal.

What it shows comes from released records alone; what is sent goes to one operation. It needs no
account and no script, asks for no more than it says, and keeps what was typed when it refuses. On
top it says what it is not for, and whom to call instead.
"""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.addresses import canonical_url
from portal.findable import findable
from portal.models import PublicRecord
from portal.public import Gone, Moved, body_record, record_at
from portal.public_fields import PublicFields
from portal.public_forms import PublicForm, Refusal
from scrutiny import kinds
from scrutiny.operations.submissions import CallBusy, CallClosed, receive_submission
from scrutiny.rules.calls import PER_ADDRESS, SECONDS_AT_LEAST, TEXT_AT_MOST
from scrutiny.shown.programme import ShownCall, shown_call

__all__ = ["EvidenceForm", "call_for_evidence"]

_FORM: Final = PublicForm(
    "scrutiny.calling",
    PER_ADDRESS,
    SECONDS_AT_LEAST,
    gettext_lazy(
        "Several answers have come from your connection within the last hour. What you wrote "
        "is still below. Keep a copy, and send it in an hour."
    ),
)


class EvidenceForm(PublicFields):
    """What somebody may send; only the text is asked of everybody."""

    text = forms.CharField(
        label=gettext_lazy("Your evidence"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "govuk-textarea"}),
        error_messages={
            "required": gettext_lazy("Write your evidence"),
        },
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (optional)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "govuk-input"}),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation, if you write for one (optional)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "class": "govuk-input"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address, if we may write to you (optional)"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "class": "govuk-input"}
        ),
        error_messages={
            "invalid": gettext_lazy(
                "Enter an e-mail address in the right form, like name@example.com"
            )
        },
    )
    may_be_named = forms.BooleanField(
        label=gettext_lazy("My name and organisation may be printed in the report"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def clean_text(self) -> str:
        """Not longer than somebody can read, said with how long it is."""
        text = str(self.cleaned_data["text"])
        if len(text) > TEXT_AT_MOST:
            sentence = _("Your evidence must be %(most)s characters or fewer. It has %(now)s.")
            raise forms.ValidationError(
                sentence % {"most": f"{TEXT_AT_MOST:,}", "now": f"{len(text):,}"}
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Who may be named says how they are called."""
        cleaned = super().clean() or {}
        named = cleaned.get("name") or cleaned.get("organisation")
        if cleaned.get("may_be_named") and not named and "name" not in self.errors:
            self.add_error("name", _("Write your name, or say that you may not be named"))
        return cleaned


@csrf_exempt  # it needs no cookie: the form says where it comes from (portal.public_forms)
@require_http_methods(["GET", "HEAD", "POST"])
@findable
def call_for_evidence(request: HttpRequest, body: str, review: str) -> HttpResponse:
    """The form while the call is open; afterwards, and on other days, a sentence that says so.

    Raises Http404 for a review that is not public and for one whose call is off.
    """
    try:
        record = record_at(kinds.REVIEW, body=body, path=f"reviews/{review}/")
        of = body_record(body)
    except (Gone, Moved) as none:
        raise Http404 from none
    call = shown_call(record.payload, today=clock.today())
    if call is None:
        raise Http404
    if not call.is_open:
        return _page(request, of, record, call)
    if request.method != "POST":
        return _page(request, of, record, call, form=EvidenceForm())
    return _received(request, of, record, call)


def _received(
    request: HttpRequest, of: PublicRecord, record: PublicRecord, call: ShownCall
) -> HttpResponse:
    """Check and keep what was sent, or show it again with what is wrong."""
    form = EvidenceForm(request.POST)
    if refusal := _FORM.refusal(request, form, record.key):
        return _page(request, of, record, call, refusal, form=form)
    try:
        kept = receive_submission(review_key=record.key, values=form.cleaned_data)
    except CallClosed:
        return _page(request, of, record, call, is_shut=True)
    except CallBusy as busy:
        return _page(request, of, record, call, _FORM.busy(busy.reasons), form=form)
    _FORM.note_one(request, record.key)
    return render(
        request,
        "scrutiny/call_sent.html",
        _context(of, record, call) | {"is_set_apart": kept.for_person_id is not None},
    )


def _page(
    request: HttpRequest,
    of: PublicRecord,
    record: PublicRecord,
    call: ShownCall,
    refusal: Refusal | None = None,
    **more: Any,
) -> HttpResponse:
    context = _context(of, record, call) | _FORM.hidden(request) | more
    if refusal:
        context["mistakes"] = refusal.mistakes
    status = refusal.status if refusal else 200
    return render(request, "scrutiny/call.html", context, status=status)


def _context(of: PublicRecord, record: PublicRecord, call: ShownCall) -> dict[str, Any]:
    return {
        "body_slug": record.body,
        "canonical": canonical_url(record.body, f"{record.path}call/"),
        "review": record.payload,
        "review_path": record.path,
        "call": call,
        "contact": of.payload["concern_contact"],
        "office": of.payload["contact"],
        "text_at_most": f"{TEXT_AT_MOST:,}",
    }
