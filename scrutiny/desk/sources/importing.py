"""Importing a table of findings: upload, a preview of every row, repairs, and then all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO, Final, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from boards.media_forms import judge
from boards.rules.file_kinds import check_kind
from portal import virus
from portal.operations import Refused
from portal.spreadsheets import csv_bytes, xlsx_bytes
from scrutiny.desk.sources.preview import preview_rows, repaired
from scrutiny.desk.sources.scope import SourceDesk
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations.people import require_clerk
from scrutiny.operations.source_import import Preview, examine, import_table
from scrutiny.operations.source_table import ENDINGS, MOST_BYTES, MOST_ROWS, read_table
from scrutiny.rules.source_rows import COLUMNS, REQUIRED

Table = list[list[str]]
_KEPT_SECONDS: Final = 24 * 3600
_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class UploadForm(forms.Form):
    """The table as a file, judged by its content before anything of it is read."""

    file = forms.FileField(
        label=gettext_lazy("Table of findings (CSV or XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        sizes = {"rows": MOST_ROWS, "size": filesizeformat(MOST_BYTES)}
        told = _("At most %(rows)s rows and %(size)s.") % sizes
        self.fields["file"].help_text = f"{told} {virus.not_scanned() or ''}".strip()

    def clean_file(self) -> Table:
        """The rows of the table. Raises ValidationError with what to do."""
        file = self.cleaned_data["file"]
        name = str(file.name or "")
        ending = name.rpartition(".")[2].lower()
        if ending not in ENDINGS:
            sentence = _("“%(name)s” is no table. Save it as CSV or XLSX and upload that.")
            raise ValidationError(sentence % {"name": name})
        if file.size > MOST_BYTES:
            sentence = _("“%(name)s” is too large. The largest table may have %(most)s.")
            raise ValidationError(sentence % {"name": name, "most": filesizeformat(MOST_BYTES)})
        judge(file, check_kind, by=self.user)
        try:
            return read_table(cast("BinaryIO", file.file), ending)
        except Refused as refused:
            raise ValidationError(refused.reasons) from refused


class SourceImportView(SourceDesk, View):
    """Upload, preview, repair, import. The table is kept in the page itself, sealed."""

    template_name = "scrutiny/desk/source_import.html"
    page_title = gettext_lazy("Import a table of findings")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the file."""
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A new file, the table with repairs, or the word to import it."""
        try:
            require_clerk(self.user, self.owner)
        except Refused as refused:
            return self.show(reasons=refused.reasons, status=422)
        if "table" not in request.POST:
            form = UploadForm(request.POST, request.FILES, user=self.user)
            if not form.is_valid():
                return self.show(form=form, status=422)
            return self.preview(form.cleaned_data["file"])
        try:
            table = self.unsealed(request.POST["table"])
        except signing.BadSignature:
            reason = _("The preview has expired. Nothing was imported. Upload the table again.")
            return self.show(reasons=[reason], status=422)
        if "import" in request.POST:
            return self.take(table)
        return self.preview(repaired(table, request.POST))

    def preview(self, table: Table, reasons: list[str] | None = None) -> HttpResponse:
        """What every row would do."""
        try:
            found = examine(self.owner, table)
        except Refused as refused:
            return self.show(reasons=refused.reasons, status=422)
        return self.show(
            found=found,
            rows=preview_rows(found),
            told=_told(found),
            sealed=self.sealed(table),
            reasons=reasons or [],
            status=422 if found.bad else 200,
        )

    def take(self, table: Table) -> HttpResponse:
        """Import it all, or say what stands in the way."""
        try:
            done = import_table(body=self.owner, by=self.user, table=table)
        except Refused as refused:
            return self.preview(table, reasons=refused.reasons)
        entered = done.count("source") + done.count("finding")
        said = ngettext(
            "%(n)d finding was entered. Nothing is public yet.",
            "%(n)d findings were entered. Nothing is public yet.",
            entered,
        )
        messages.success(self.request, said % {"n": entered})
        return HttpResponseRedirect(self.address("desk") + "#sources")

    def show(
        self,
        *,
        form: UploadForm | None = None,
        reasons: list[str] | None = None,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        """The page, with the preview where there is one."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(
                form=form or UploadForm(user=self.user),
                reasons=reasons or [],
                columns=_columns(),
                back_url=self.address("desk"),
                templates=[(form, self.address("template", form=form)) for form in ENDINGS],
                **context,
            ),
            status=status,
        )

    def sealed(self, table: Table) -> str:
        """The table as a text that only this person can send back, for this body."""
        return signing.dumps(table, salt=self._salt, compress=True)

    def unsealed(self, text: str) -> Table:
        """The table again. Raises BadSignature."""
        table: Table = signing.loads(text, salt=self._salt, max_age=_KEPT_SECONDS)
        return table

    @property
    def _salt(self) -> str:
        return f"scrutiny.source_import {self.user.pk} {self.owner.pk}"


class TemplateView(SourceDesk, View):
    """The empty table, with its headings, as CSV or XLSX."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        ending = str(kwargs["form"])
        if ending not in ENDINGS:
            raise Http404
        rows = [list(COLUMNS.values())]
        content = csv_bytes(rows) if ending == "csv" else xlsx_bytes(rows, title=_("Findings"))
        response = HttpResponse(content, content_type=_MEDIA[ending])
        response["Content-Disposition"] = f'attachment; filename="findings-of-sources.{ending}"'
        return response


def _told(found: Preview) -> str:
    """What the table would do, in one sentence."""
    bad, new = len(found.bad), found.count("source") + found.count("finding")
    if bad:
        said = ngettext(
            "%(n)d row has to be repaired before anything is imported",
            "%(n)d rows have to be repaired before anything is imported",
            bad,
        )
        return said % {"n": bad}
    if not new:
        return _("Everything in this table is here already")
    said = ngettext("%(n)d finding can be imported", "%(n)d findings can be imported", new)
    return said % {"n": new}


def _columns() -> list[Mapping[str, Any]]:
    """The columns for the page: what they are called, which are needed, which words fit."""
    words = {"source_kind": Source.Kind.labels, "kind": ExternalFinding.Kind.labels}
    return [
        {
            "heading": heading,
            "needed": code in REQUIRED,
            "words": ", ".join(str(word) for word in words.get(code, ())),
        }
        for code, heading in COLUMNS.items()
    ]
