"""The forms for documents and images: whose they are, and whether they are what they say."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from boards.body_collections import body_of_collection
from boards.models import Access
from boards.rules.file_kinds import WrongKindError, check_kind

_REFUSALS: Final = {
    "unknown": gettext_lazy(
        "Files of this kind are not accepted. Upload a PDF, Word, Excel, PowerPoint, OpenDocument, "
        "rich text, CSV or plain text file."
    ),
    "empty": gettext_lazy("This file is empty. Check it on your computer and upload it again."),
    "mismatch": gettext_lazy(
        "The content of this file is not what its name says. Save it again from the program it "
        "was made with, and upload that."
    ),
    "markup": gettext_lazy(
        "This file holds a web page, which could run in a browser. Save it as PDF and upload that."
    ),
    "macros": gettext_lazy(
        "This file holds macros, which are small programs. Save it without them and upload that."
    ),
    "broken": gettext_lazy("This file cannot be opened. Save it again and upload the new copy."),
}


class BodyMemberForm(BaseCollectionMemberForm):
    """A form for something that belongs to the body of its collection from the first moment on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Evidence may cite it, so it stays with its body.
            self.fields.pop("collection", None)
        if "access" in self.fields:
            # An upload of several files sends none: what nobody has opened is restricted.
            self.fields["access"].required = False

    def clean_access(self) -> str:
        """Restricted, unless somebody chose otherwise."""
        return self.cleaned_data.get("access") or self.instance.access or Access.RESTRICTED

    def clean(self) -> dict[str, Any]:
        """Find the body that the new document or image belongs to."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            collection = cleaned.get("collection")
            if collection is None and len(self.collections) == 1:
                collection = self.collections[0]
            self.instance.body = body_of_collection(collection) if collection else None
            if self.instance.body is None:
                raise ValidationError(_("Choose the collection of a body."))
        return cleaned


class DocumentForm(BodyMemberForm, BaseDocumentForm):
    """A document, judged by its content."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error, except of the file where this form has none.

        A half-way upload has been judged already; its form asks for the rest, and the model's own
        check of the ending would find no file there.
        """
        if "file" not in self.fields and isinstance(error, ValidationError):
            found = getattr(error, "error_dict", {})
            if found.pop("file", None) and not found:
                return
        super().add_error(field, error)

    def clean_file(self) -> Any:
        """Refuse what is not the kind of file that its name says, with what to do about it."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            try:
                check_kind(file.file, file.name.rpartition(".")[2])
            except WrongKindError as error:
                raise ValidationError(_REFUSALS[error.why]) from error
        return file


class ImageForm(BodyMemberForm, BaseImageForm):
    """An image; Wagtail opens it to see that it is one, and SVG is none of the accepted kinds."""
