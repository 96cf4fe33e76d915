"""Adding and editing a record, with both texts shown when somebody else was first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from portal.desk.conflicts import form_after_conflict, texts_of
from portal.desk.forms import RecordForm
from portal.desk.scope import DeskMixin
from portal.operations import Conflict, Refused

UNPROCESSABLE = 422
CONFLICT = 409


class RecordView(DeskMixin, View):
    """The form of a record. Use AddView or EditView."""

    template_name = "portal/desk/record.html"
    adding = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember how the record is called: a form that is bound writes over its words."""
        super().setup(request, *args, **kwargs)
        self.saved_words = "" if self.adding else str(self.record)

    def form(self, data: Any = None, files: Any = None) -> RecordForm:
        """The form of this record, bound when data is given."""
        form_class = self.kind.form_for(adding=self.adding)
        if form_class is None:
            raise Http404
        return form_class(
            data, files, owner=self.owner, user=self.user, instance=self.instance(), **self.extra()
        )

    def extra(self) -> dict[str, Any]:
        """Further arguments of the form; when adding, values that the address proposes."""
        if not self.adding:
            return {}
        proposed = {key: value for key, value in self.request.GET.items() if value}
        return {"initial": proposed}

    def instance(self) -> Model:
        """The record itself, or a new one that belongs to the owner already."""
        if not self.adding:
            record: Model = self.record
            return record
        new = self.kind.model()
        if "__" not in self.kind.lookup:
            setattr(new, self.kind.lookup, self.owner)
        return new

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.answer(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save by the record's operation; refusals and conflicts come back with the form."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form, status=UNPROCESSABLE)
        try:
            saved = form.add(by=self.user) if self.adding else form.change(by=self.user)
        except Conflict as conflict:
            fresh = form_after_conflict(form, conflict.saved)
            texts = texts_of(form, conflict.saved)
            return self.answer(
                fresh,
                status=CONFLICT,
                reasons=conflict.reasons,
                texts=texts,
                saved=conflict.saved,
            )
        except Refused as refused:
            return self.answer(form, status=UNPROCESSABLE, reasons=refused.reasons)
        messages.success(request, self.said(saved))
        return HttpResponseRedirect(self.desk_address(saved))

    def said(self, saved: Model) -> str:
        """What the banner says afterwards."""
        sentence = _("Saved: %(record)s")
        return sentence % {"record": saved}

    def answer(self, form: RecordForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page with the form."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(form=form, **context), status=status
        )

    def get_page_title(self) -> str:
        """“Add: Finding”, or “Edit: …” with the record's own words."""
        if self.adding:
            return _("Add: %(kind)s") % {"kind": self.kind.title}
        return _("Edit: %(record)s") % {"record": self.saved_words}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back, and how the record came to be."""
        context = super().get_context_data(**kwargs)
        record = None if self.adding else self.record
        context["back_url"] = self.desk_address(record)
        if record is not None:
            context["history_url"] = self.address("history", kind=self.kind.name, pk=record.pk)
            if self.kind.remove is not None:
                context["remove_url"] = self.address("remove", kind=self.kind.name, pk=record.pk)
        return context


class AddView(RecordView):
    """Add a record to the owner."""

    adding = True


class EditView(RecordView):
    """Change a record of the owner."""
