"""The imports of a body, and the upload of another log. The file is read and let go."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.media_forms import judge
from portal import viewing, virus
from portal.contents.tables import READABLE, FileTables, read_tables
from portal.operations import Refused
from scrutiny.desk.action_logs.scope import LogDesk, OneLog
from scrutiny.models import ActionImport
from scrutiny.operations.action_import import KEPT_DAYS, begin_import, discard_import, earlier_of
from scrutiny.operations.people import require_clerk
from scrutiny.rules.log_files import check_log

MOST_BYTES: Final = 10_000_000


class UploadForm(forms.Form):
    """A log as a file, judged by its content before anything of it is read."""

    file = forms.FileField(
        label=gettext_lazy("Action log"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in READABLE)}),
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.sha256 = self.file_name = ""
        told = _(
            "A Word, Excel, OpenDocument, HTML or CSV file with the log as a table; at most %s."
        )
        notice = virus.not_scanned() or ""
        self.fields["file"].help_text = f"{told % filesizeformat(MOST_BYTES)} {notice}".strip()

    def clean_file(self) -> FileTables:
        """The tables of the file. Raises ValidationError with what to do."""
        file = self.cleaned_data["file"]
        name = str(file.name or "")
        ending = name.rpartition(".")[2].lower()
        if ending not in READABLE:
            sentence = _("“%(name)s” is of a kind that cannot be imported. %(told)s")
            told = _("Save the log as a Word document (.docx) and upload that.")
            raise ValidationError(sentence % {"name": name, "told": told})
        if file.size > MOST_BYTES:
            sentence = _("“%(name)s” is too large. A log may have %(most)s.")
            raise ValidationError(sentence % {"name": name, "most": filesizeformat(MOST_BYTES)})
        judge(file, check_log, by=self.user)
        file.seek(0)
        content = file.read()
        self.sha256, self.file_name = hashlib.sha256(content).hexdigest(), name
        with tempfile.TemporaryDirectory(prefix="log-") as folder:
            path = Path(folder) / f"log.{ending}"
            path.write_bytes(content)
            try:
                return read_tables(path, ending=ending)
            except Refused as refused:
                raise ValidationError(refused.reasons) from refused


class LogsView(LogDesk, View):
    """The imports of a body, and the form for another."""

    template_name = "scrutiny/desk/action_logs/logs.html"
    page_title = gettext_lazy("Import an action log")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        return self.show(UploadForm(user=self.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read a log, and go on to its columns."""
        try:
            require_clerk(self.user, self.owner)
        except Refused as refused:
            return self.show(UploadForm(user=self.user), reasons=refused.reasons, status=422)
        form = UploadForm(request.POST, request.FILES, user=self.user)
        if not form.is_valid():
            return self.show(form, status=422)
        log = begin_import(
            body=self.owner,
            by=self.user,
            file_name=form.file_name,
            sha256=form.sha256,
            found=form.cleaned_data["file"],
        )
        earlier = earlier_of(log)
        if earlier is not None and earlier.done_at is not None:
            sentence = _("This very file was imported on %s. Nothing in it will be made twice.")
            messages.warning(request, sentence % date_format(earlier.done_at, "j F Y"))
        return HttpResponseRedirect(self.address("columns", log_pk=log.pk))

    def show(
        self, form: UploadForm, *, reasons: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        """The page."""
        rows = list(viewing.visible(self.user, ActionImport).filter(body=self.owner))
        done = ActionImport.State.DONE
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(
                form=form,
                reasons=reasons or [],
                days=KEPT_DAYS,
                under_way=[
                    (one, self.address("columns", log_pk=one.pk))
                    for one in rows
                    if one.state != done
                ],
                done=[
                    (one, self.address("report", log_pk=one.pk))
                    for one in rows
                    if one.state == done
                ],
            ),
            status=status,
        )


class DiscardView(OneLog):
    """Throw away an import that is under way: GET only asks."""

    template_name = "scrutiny/desk/action_logs/discard.html"
    page_title = gettext_lazy("Throw this import away")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.show(back_url=self.log_address("columns"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Throw it away."""
        try:
            discard_import(log=self.log, by=self.user)
        except Refused as refused:
            return self.show(reasons=refused.reasons, status=422)
        messages.success(request, _("The import was thrown away. No action was changed."))
        return HttpResponseRedirect(self.address("desk"))
