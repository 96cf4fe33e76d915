"""Moving a record on: at once by its button, or on a page when the move asks for something."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from portal.desk.forms import MoveForm
from portal.desk.saving import CONFLICT, UNPROCESSABLE
from portal.desk.scope import DeskMixin
from portal.operations import Conflict, Refused


class MoveView(DeskMixin, View):
    """One move of one record. A GET never moves anything."""

    template_name = "portal/desk/move.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A name that is no move of this kind of record is not found."""
        super().setup(request, *args, **kwargs)
        table = self.kind.table
        if table is None or self.kind.move_form is None:
            raise Http404
        self.name = str(kwargs["name"])
        rows = [row for row in table.rows if row.name == self.name]
        if not rows:
            raise Http404
        variant, state = self.kind.variant(self.record), self.kind.state_of(self.record)
        # A move that is not open from here still has a row to speak of; the operation refuses it.
        self.row = table.find(state=state, name=self.name, kind=variant) or rows[0]

    def form(self, data: Any = None, files: Any = None) -> MoveForm:
        """The form of this move, bound when data is given."""
        assert self.kind.move_form is not None  # setup() answered 404 otherwise
        return self.kind.move_form(
            data, files, row=self.row, record=self.record, owner=self.owner, user=self.user
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for what the move needs, or only whether to make it."""
        return self.answer(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the move by the record's operation."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        try:
            form.make(by=self.user)
        except Conflict as conflict:
            data = request.POST.copy()
            version = getattr(conflict.saved, "version", "")
            data["expected_version"] = str(version)
            again = self.form(data, request.FILES)
            again.is_valid()
            reasons = [
                _("Somebody else changed this record since you opened it. Look at it once more.")
            ]
            return self.answer(again, status=CONFLICT, reasons=reasons)
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        sentence = _("Done: %(verb)s")
        messages.success(request, sentence % {"verb": self.kind.verb(self.row)})
        return HttpResponseRedirect(self.desk_address(self.record))

    def answer(self, form: MoveForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page with the form."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(form=form, **context), status=status
        )

    def get_page_title(self) -> str:
        """The verb of the move."""
        return self.kind.verb(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The verb for the button, the record it is about, and the way back."""
        context = super().get_context_data(**kwargs)
        context.update(
            verb=self.kind.verb(self.row),
            record=self.record,
            back_url=self.desk_address(self.record),
        )
        return context
