"""Whose version for the public it is: one paper of a meeting, for those who mark and approve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from boards.desk.meetings import kinds
from boards.desk.meetings.forms.redacting import VersionedForm
from boards.desk.meetings.scope import MeetingDesk
from boards.models import Paper, Redaction
from boards.operations.redactions import open_redaction
from portal.operations import Conflict, Refused

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
AnyForm = TypeVar("AnyForm", bound=VersionedForm | None)


class PaperView(MeetingDesk, View):
    """About one paper of the meeting, for those who mark and approve."""

    template_name = "boards/desk/meetings/redact.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The paper is found among those of the meeting, or not at all."""
        self.kind = kinds.PAPERS
        super().setup(request, *args, **kwargs)
        if not (self.keeps or self.decides):
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing of this is kept by a cache."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    @property
    def paper(self) -> Paper:
        """The paper that the address names."""
        found: Paper = self.record
        return found

    @cached_property
    def redaction(self) -> Redaction | None:
        """The version that is being made."""
        return open_redaction(self.paper)

    @property
    def begun(self) -> Redaction:
        """The same, where nothing can be shown without one."""
        if self.redaction is None:
            raise Http404
        return self.redaction

    def here(self, page: str = "redact", **kwargs: Any) -> str:
        """An address of this paper's version."""
        return self.address(page, pk=self.paper.pk, **kwargs)

    def get_page_title(self) -> str:
        """What is done, with the paper's own words."""
        return _("Version for the public: %(paper)s") % {"paper": self.paper}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The version, and the ways on."""
        context = super().get_context_data(**kwargs)
        context.update(
            paper=self.paper,
            redaction=self.redaction,
            back_url=self.desk_address(self.paper),
            here_url=self.here(),
            regime=self.owner.body.access_regime,
        )
        return context

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(**context), status=status
        )

    def attempt(
        self, form: VersionedForm | None, act: Callable[[], object], name: str, to: str, said: str
    ) -> HttpResponse:
        """Do something by its operation, and say so; refusals and conflicts come back."""
        if form is not None and not form.is_valid():
            return self.answer(UNPROCESSABLE, **{"form": form, name: form})
        try:
            act()
        except Conflict as conflict:
            self.__dict__.pop("redaction", None)
            again = renewed(form, conflict.saved.version)
            return self.answer(CONFLICT, reasons=[changed_meanwhile()], **{name: again})
        except Refused as refused:
            return self.answer(UNPROCESSABLE, reasons=refused.reasons, **{name: form})
        messages.success(self.request, said)
        return HttpResponseRedirect(to)


def renewed(form: AnyForm, version: int) -> AnyForm:
    """The same form with everything that was typed, on the newer version."""
    if form is not None:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["expected_version"] = str(version)
        form.data = data
        form.fields["expected_version"].initial = version
    return form


def changed_meanwhile() -> str:
    """What the second of two people is told."""
    return _(
        "Somebody else changed the marks while you were working. Nothing of yours is lost: the "
        "list shows theirs, the form holds yours. Send it again to keep both."
    )
