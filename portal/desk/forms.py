"""Forms of the desk: for a record, and for a move that asks for something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from portal import virus

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.states import Move


def use_plain_widgets(fields: Iterable[forms.Field]) -> None:
    """Give days, times and long texts the browser's own inputs, which need no scripting."""
    for field in fields:
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        elif isinstance(field, forms.TimeField):
            field.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4


class RecordForm(forms.ModelForm[Any]):
    """A record of one owner, with the version that the person began from.

    Subclasses name the model and fields in `Meta`, narrow their choices in `narrow()`, and call
    one operation each in `add()` and `change()`.
    """

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.user = user
        self.record = self.instance
        self.is_new = self.instance.pk is None
        self.initial["expected_version"] = getattr(self.instance, "version", None)
        self.narrow()
        use_plain_widgets(self.fields.values())
        for name, field in self.fields.items():
            self._remember_beginning(name, field)
            if isinstance(field, forms.FileField) and (notice := virus.not_scanned()):
                field.help_text = f"{field.help_text} {notice}".strip()

    def _remember_beginning(self, name: str, field: forms.Field) -> None:
        """Carry the text that the person began from, so that `values()` knows what they changed."""
        if self.is_new or name == "expected_version" or isinstance(field, forms.FileField):
            return
        field.show_hidden_initial = not self.is_bound or self[name].html_initial_name in self.data

    def narrow(self) -> None:
        """Offer only what belongs to the owner. Every choice of records must be named here."""

    def choices(self, name: str, rows: QuerySet[Any]) -> None:
        """Offer these rows, and accept no others, in a field for one or several records."""
        field = self.fields.get(name)
        if field is not None:
            field.queryset = rows  # type: ignore[attr-defined]

    @property
    def version(self) -> int:
        """The version that the person began from; 0 (never right) when the form lost it."""
        return int(self.cleaned_data.get("expected_version") or 0)

    def values(self) -> dict[str, Any]:
        """What an operation takes: everything for a new record, else what was changed."""
        names = [name for name in self.fields if name != "expected_version"]
        if not self.is_new:
            names = [name for name in names if name in self.changed_data]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def add(self, *, by: User) -> Model:
        """Enter the record by its operation. Raises Refused."""
        raise NotImplementedError

    def change(self, *, by: User) -> Model:
        """Change the record by its operation. Raises Refused, Conflict."""
        raise NotImplementedError


class MoveForm(forms.Form):
    """What a move asks for: a reason where its row needs one, and what `input_needs` names.

    Subclasses add fields in `extend()` by looking at `self.row.needs`, and call the operation in
    `make()`.
    """

    #: Words of the state table that are answered on the form.
    input_needs: ClassVar[frozenset[str]] = frozenset({"minute"})

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, row: Move, record: Any, owner: Any, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.record = record
        self.owner = owner
        self.user = user
        self.initial["expected_version"] = getattr(record, "version", None)
        if not row.needs_reason:
            del self.fields["reason"]
        self.extend()
        use_plain_widgets(self.fields.values())

    @classmethod
    def asks(cls, row: Move) -> bool:
        """Whether the move needs a page of its own; if not, its button makes it at once."""
        return row.needs_reason or bool(cls.input_needs & set(row.needs))

    def extend(self) -> None:
        """Add the fields that this move asks for."""

    @property
    def version(self) -> int:
        """The version that the person began from; 0 (never right) when the form lost it."""
        return int(self.cleaned_data.get("expected_version") or 0)

    @property
    def reason_given(self) -> str:
        """The reason, empty when none was asked for."""
        return str(self.cleaned_data.get("reason", ""))

    def make(self, *, by: User) -> None:
        """Make the move by its operation. Raises Refused, Conflict."""
        raise NotImplementedError
