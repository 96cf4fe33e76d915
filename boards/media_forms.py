"""The forms for documents and images: whose they are, and whether they are what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from boards.body_collections import body_of_collection
from boards.models import Access
from boards.rules.file_kinds import WrongKindError, check_kind
from boards.rules.file_names import what_is_wrong
from boards.rules.picture_kinds import check_picture
from boards.upload_words import KINDS, NAMES
from portal import virus
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User


class BodyMemberForm(BaseCollectionMemberForm):
    """A form for something that belongs to the body of its collection from the first moment on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user: User | None = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Evidence may cite it, so it stays with its body.
            self.fields.pop("collection", None)
        if "file" in self.fields and (notice := virus.not_scanned()):
            self.fields["file"].help_text = f"{self.fields['file'].help_text} {notice}".strip()
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
            judge(file, check_kind, by=self.user)
        return file


class ImageForm(BodyMemberForm, BaseImageForm):
    """An image, judged by its content. SVG is none of the accepted kinds: it can hold scripts."""

    def clean_file(self) -> Any:
        """Refuse what is no picture, and a picture that no server should unpack."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            judge(file, check_picture, by=self.user)
        return file


def judge(
    file: UploadedFile[Any], check: Callable[[BinaryIO, str], None], *, by: User | None
) -> None:
    """Judge an uploaded file by its name, its content, and what the virus scanner says.

    Args:
        file: as the form got it.
        check: `check_kind` or `check_picture`.
        by: who uploads it.

    Raises ValidationError: with a sentence that says what to do.
    """
    name = str(file.name or "")
    if wrong := what_is_wrong(name):
        raise ValidationError(str(NAMES[wrong]))
    content = cast("BinaryIO", file.file)
    try:
        check(content, name.rpartition(".")[2])
        virus.refuse_infected(content, name=name, by=by)
    except WrongKindError as error:
        sentence = _("“%(name)s” %(why)s.") % {"name": name, "why": KINDS[error.why]}
        raise ValidationError(sentence) from error
    except Refused as refused:
        raise ValidationError(refused.reasons) from refused
