"""One case: what would go, what stays, and the act itself; and its legal hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.desk.disposal.scope import DisposalMixin
from boards.models import ScrutinyBody
from boards.operations.disposal import case_of, dispose, hold_of, plan_of
from boards.operations.legal_holds import lift_hold, place_hold
from boards.rules.retention import EarlyGround
from portal.operations import Refused
from portal.viewing import asks

UNPROCESSABLE = 422

GROUNDS = [
    ("", gettext_lazy("None: it is past its date")),
    (EarlyGround.COURT_ORDER.value, gettext_lazy("The order of a court or tribunal")),
    (
        EarlyGround.UNLAWFUL_PROCESSING.value,
        gettext_lazy("Personal data processed unlawfully: UK GDPR, article 17(1)(d)"),
    ),
    (
        EarlyGround.LEGAL_OBLIGATION.value,
        gettext_lazy("A legal obligation to erase: UK GDPR, article 17(1)(e)"),
    ),
]


class DisposalForm(forms.Form):
    """Authority, ground and the number of records, typed."""

    authority = forms.CharField(
        label=gettext_lazy("Authority"),
        help_text=gettext_lazy(
            "The line of the retention schedule, such as “DEM 4.2, committee papers”, or the order."
        ),
        max_length=500,
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground for going before its date"), choices=GROUNDS, required=False
    )
    confirmed = forms.IntegerField(
        label=gettext_lazy("Type the number of records that go"), min_value=0
    )


class HoldForm(forms.Form):
    """Why a case is held back, or why no longer."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea({"rows": 3}))


class CaseMixin(DisposalMixin):
    """Finds the case of the address, or answers 404."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The case among those of the body."""
        super().setup(request, *args, **kwargs)
        try:
            self.disposer, self.case = case_of(self.body, kwargs["kind"], kwargs["key"])
        except Refused as refused:
            raise Http404 from refused

    def get_page_title(self) -> str:
        """What it is about."""
        return _("Disposal: %(case)s") % {"case": self.case}

    def address(self, page: str) -> str:
        """An address of this case."""
        return reverse(f"disposal:{page}", args=[self.body.slug, self.disposer.kind, self.case.key])


@asks(ScrutinyBody)
class CaseView(CaseMixin, View):
    """What would go and what stays; disposing of it is one form below."""

    template_name = "boards/desk/disposal/case.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would go."""
        return self.answer(DisposalForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Dispose of it."""
        form = DisposalForm(request.POST)
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        try:
            made = dispose(
                body=self.body,
                kind=self.disposer.kind,
                key=self.case.key,
                by=self.user,
                **form.cleaned_data,
            )
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        messages.success(request, _("Disposed of. This is the certificate."))
        return HttpResponseRedirect(
            reverse("disposal:certificate", args=[self.body.slug, made.key])
        )

    def answer(self, form: DisposalForm, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        plan = plan_of(self.case, self.disposer, body=self.body)
        context |= {
            "form": form,
            "plan": plan,
            "hold": hold_of(self.case, self.disposer),
            "hold_url": self.address("hold"),
            "addresses": len({row.path for row in plan.public}),
        }
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )


@asks(ScrutinyBody)
class HoldView(CaseMixin, View):
    """Put a case on hold, or lift the hold."""

    template_name = "boards/desk/disposal/hold.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the reason."""
        return self.answer(HoldForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Place or lift it."""
        form = HoldForm(request.POST)
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        is_held = hold_of(self.case, self.disposer)
        act, said = (
            (lift_hold, _("The hold is lifted.")) if is_held else (place_hold, _("It is on hold."))
        )
        where = {"kind": self.disposer.kind, "key": self.case.key}
        try:
            act(body=self.body, by=self.user, reason=form.cleaned_data["reason"], **where)
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        messages.success(request, said)
        return HttpResponseRedirect(self.address("case"))

    def answer(self, form: HoldForm, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        context |= {
            "form": form,
            "hold": hold_of(self.case, self.disposer),
            "back_url": self.address("case"),
        }
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )
