"""The clerk's page of links about one action or request: send one, renew it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from boards.operations.people import update_person
from portal.access import rows_for
from portal.models import SignedLink
from portal.operations import Refused
from portal.viewing import asks
from scrutiny.by_link.standing import links_about
from scrutiny.by_link.subjects import Subject, holder_of, is_open, kind_of
from scrutiny.models import Action, InformationRequest
from scrutiny.operations.answer_links import send_link, take_link_back

if TYPE_CHECKING:
    from portal.models import User

CLERKS = frozenset({"clerk"})
_UNPROCESSABLE = 422


class AddressForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input"}
        ),
        error_messages={
            "required": gettext_lazy("Enter the e-mail address of whoever is asked"),
            "invalid": gettext_lazy(
                "Enter an e-mail address in the right form, like name@example.com"
            ),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Action)
def action_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Links about one action."""
    found = rows_for(request.user, Action, CLERKS).filter(key=key).first()
    return _page(request, found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(InformationRequest)
def request_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Links about one request for information."""
    found = rows_for(request.user, InformationRequest, CLERKS).filter(key=key).first()
    return _page(request, found)


def _page(request: HttpRequest, subject: Subject | None) -> HttpResponse:
    if subject is None:
        raise Http404
    person = holder_of(subject)
    form = AddressForm(initial={"email": person.email})
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST":
        if "take_back" in request.POST:
            mistakes = _take_back(request, subject)
        else:
            form = AddressForm(request.POST)
            mistakes = _send(request, subject, form)
        if not mistakes:
            return HttpResponseRedirect(request.path)
    context = {
        "subject": subject,
        "person": person,
        "title": kind_of(subject).title % subject.reference,
        "is_open": is_open(subject),
        "links": links_about(subject),
        "form": form,
        "mistakes": mistakes,
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "scrutiny/workspace/link_page.html", context, status=status)


def _send(request: HttpRequest, subject: Subject, form: AddressForm) -> list[tuple[str, str]]:
    if not form.is_valid():
        field = form["email"]
        field.field.widget.attrs["aria-describedby"] = f"{field.id_for_label}_error"
        return [(field.id_for_label, str(one)) for one in field.errors]
    user, person = cast("User", request.user), holder_of(subject)
    email = form.cleaned_data["email"]
    try:
        with transaction.atomic():
            if email != person.email:
                update_person(person, by=user, expected_version=person.version, email=email)
            send_link(person, subject, by=user)
    except Refused as refused:
        return [("id_email", reason) for reason in refused.reasons]
    messages.success(request, _("A link is on its way to %s.") % person.name)
    return []


def _take_back(request: HttpRequest, subject: Subject) -> list[tuple[str, str]]:
    key = request.POST.get("take_back", "")
    try:
        link = SignedLink.objects.filter(key=UUID(key), subject_key=subject.key).first()
    except ValueError:
        link = None
    if link is None:
        raise Http404
    try:
        take_link_back(link=link, subject=subject, by=cast("User", request.user))
    except Refused as refused:
        return [("links", reason) for reason in refused.reasons]
    messages.success(request, _("The link was taken back. It opens nothing any more."))
    return []
