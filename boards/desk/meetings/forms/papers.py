"""The forms of papers: uploaded, several at once, written here, from records, promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from boards.desk.meetings.forms.withdrawing import EVERYWHERE, how_far
from boards.models import AgendaItem, Paper
from boards.operations import papers
from boards.packs import issue, sources
from portal.desk import MoveForm, RecordForm
from portal.operations import Conflict, Refused

if TYPE_CHECKING:
    from portal.models import User

#: What the file picker offers first; what a file really is, its content says.
ENDINGS = ".pdf,.docx,.doc,.xlsx,.xls,.odt,.ods,.rtf,.pptx,.odp"


class PaperForm(RecordForm):
    """What every paper has. Items that have left the agenda take no more."""

    class Meta:
        model = Paper
        fields: tuple[str, ...] = (
            "item",
            "kind",
            "title",
            "title_cy",
            "author",
            "public_title",
            "public_title_cy",
        )

    def narrow(self) -> None:
        """Items of this meeting."""
        items = self.owner.agenda_items.exclude(
            state__in=(AgendaItem.State.DEFERRED, AgendaItem.State.WITHDRAWN)
        )
        self.choices("item", items)

    def refuse_at(self, name: str, refused: Refused) -> Refused:
        """Put the sentences of a refusal at a field, where they stand once and not above too."""
        if isinstance(refused, Conflict):
            return refused
        for reason in refused.reasons:
            self.add_error(name, reason)
        return Refused()


def name_editor(field: forms.Field) -> None:
    """Tell a screen reader what the editor is for: its label belongs to a hidden input."""
    options = getattr(field.widget, "options", None)
    if options is not None:
        options["ariaLabel"] = str(field.label)


class UploadForm(PaperForm):
    """A file with its title. If it is refused, everything that was typed stays."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A PDF is best, made with “Save as PDF” and not printed to one. Word, Excel and "
            "OpenDocument files are turned into PDF where this server can."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    field_order = ("item", "file", "title", "kind")

    def add(self, *, by: User) -> Any:
        """Upload it."""
        try:
            return papers.upload_paper(by=by, **self.values())
        except Refused as refused:
            raise self.refuse_at("file", refused) from refused


class SeveralFiles(forms.FileInput):
    """A picker for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field, each checked like one."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """All of them; at least one where the field is required."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class SeveralForm(PaperForm):
    """Several files at once, each a paper of its own called after its file."""

    uploads = FilesField(
        label=_("Files"),
        help_text=_("Each is called after its file; change the titles afterwards."),
        widget=SeveralFiles(attrs={"accept": ENDINGS}),
    )

    class Meta(PaperForm.Meta):
        fields = ("item", "kind")

    def add(self, *, by: User) -> Any:
        """Upload all that can be. Raises Refused, naming those that were saved and those not."""
        given = self.cleaned_data
        saved: list[Paper] = []
        for file in given["uploads"]:
            try:
                saved.append(
                    papers.upload_paper(
                        item=given["item"],
                        kind=given["kind"],
                        title=title_from(file),
                        file=file,
                        by=by,
                    )
                )
            except Refused as refused:
                for reason in refused.reasons:
                    words = {"file": file.name, "reason": reason}
                    self.add_error("uploads", _("%(file)s: %(reason)s") % words)
        if self.errors:
            done = ", ".join(f"“{one.title}”" for one in saved)
            told = [_("Saved already, do not upload again: %(papers)s.") % {"papers": done}]
            raise Refused(*(told if saved else []))
        return saved[-1]


class WrittenForm(PaperForm):
    """A paper written in the portal."""

    class Meta(PaperForm.Meta):
        fields = (*PaperForm.Meta.fields, "text")

    field_order = ("item", "kind", "title", "text")

    def narrow(self) -> None:
        """A paper that is written here has a text."""
        super().narrow()
        self.fields["text"].required = True
        name_editor(self.fields["text"])

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return papers.write_paper(by=by, **self.values())


class RecordsForm(PaperForm):
    """A paper made from records whenever the pack is built."""

    records = forms.ChoiceField(label=_("Made from"))
    field_order = ("item", "records", "title", "kind")

    def narrow(self) -> None:
        """The registered sources."""
        super().narrow()
        self.fields["records"] = forms.ChoiceField(
            label=_("Made from"),
            help_text=_("The paper is drawn anew from the records each time the pack is built."),
            choices=[(one.name, one.label) for one in sources.sources()],
        )

    def add(self, *, by: User) -> Any:
        """Enter it."""
        values = self.values()
        return papers.add_records_paper(source=values.pop("records"), by=by, **values)


class PromisedForm(PaperForm):
    """A paper that follows: listed now, published in a supplement."""

    def add(self, *, by: User) -> Any:
        """Enter it."""
        return papers.promise_paper(by=by, **self.values())


class EditPaperForm(PaperForm):
    """What is known of a paper, another file in its place, the version for the public."""

    file = forms.FileField(
        label=_("Another file in its place"),
        help_text=_("The file as it is now stays until the new one is accepted."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    public_file = forms.FileField(
        label=_("Version for the public"),
        help_text=_(
            "For a part-exempt paper: the same paper with the withheld part really taken out, "
            "not only covered."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    class Meta(PaperForm.Meta):
        fields = (*PaperForm.Meta.fields[1:], "text")

    def narrow(self) -> None:
        """A written paper has a text, an uploaded one a file, and one from records neither."""
        if self.record.source == Paper.Source.WRITTEN:
            name_editor(self.fields["text"])
        else:
            del self.fields["text"]
        if self.record.source != Paper.Source.UPLOADED:
            del self.fields["file"]

    def change(self, *, by: User) -> Any:
        """Put the files in place, then change the words.

        Not in one transaction: reading a file may take long, and would keep others from saving.
        """
        values, version = self.values(), self.version
        paper = self.record
        for name, operation in _OF_FILES.items():
            file = values.pop(name, None)
            if file:
                paper = self._placed(name, operation, paper, file, by, version)
                version = paper.version
        return papers.update_paper(paper, by=by, expected_version=version, **values)

    def _placed(
        self, name: str, operation: Any, paper: Paper, file: Any, by: User, version: int
    ) -> Any:
        try:
            return operation(paper, file=file, by=by, expected_version=version)
        except Refused as refused:
            raise self.refuse_at(name, refused) from refused


_OF_FILES = {"file": papers.replace_file, "public_file": papers.attach_public_version}


class PaperMove(MoveForm):
    """Taking a paper back, with the reason that stands in its place."""

    def extend(self) -> None:
        """Say who reads the reason."""
        self.fields["reason"].help_text = _(
            "It stands in the place of the paper, for everybody. Say why, not what was wrong with "
            "whom."
        )
        question = how_far(self.record, self.owner)
        if question is not None:
            self.fields["how_far"] = question

    def make(self, *, by: User) -> None:
        """Withdraw it."""
        if self.cleaned_data.get("how_far") == EVERYWHERE:
            issue.withdraw_everywhere(self.record, reason=self.reason_given, by=by)
            return
        papers.withdraw_paper(
            self.record, reason=self.reason_given, by=by, expected_version=self.version
        )


def title_from(file: UploadedFile[Any]) -> str:
    """A title made of a file's name: no ending, no underscores."""
    stem = (file.name or "").rpartition("/")[2].rpartition(".")[0] or (file.name or "")
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return (words[:1].upper() + words[1:])[:300]
