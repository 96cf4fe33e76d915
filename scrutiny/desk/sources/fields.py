"""Fields that name organisations of the register by what people call them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.models import Organisation
from portal.operations import Refused
from scrutiny.operations.source_register import Register, names_in

__all__ = ["OrganisationField", "OrganisationsField"]


class Named(list[Organisation]):
    """Organisations that read as their names, where both texts are shown."""

    def __str__(self) -> str:
        return "\n".join(one.name for one in self)


class OrganisationsField(forms.CharField):
    """Organisations of the register, one name a line; a wrong name is answered by the nearest."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea)
        options.setdefault(
            "help_text",
            _("One a line, as in the register of organisations: “Kent Police” or “Ofsted”."),
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Organisations as lines of names; what somebody typed stays as typed."""
        if isinstance(value, str) or value is None:
            return value
        return str(Named(value))

    def clean(self, value: Any) -> Any:
        """The organisations. Raises ValidationError for names that the register has not."""
        names = names_in(super().clean(value))
        try:
            return Named(Register().organisations(names) if names else [])
        except Refused as refused:
            raise ValidationError(refused.reasons) from refused

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other names stand there now; their order says nothing."""
        before = initial if isinstance(initial, str) else self.prepare_value(initial) or ""
        return set(names_in(before)) != set(names_in(data or ""))


class OrganisationField(OrganisationsField):
    """One organisation of the register, or none."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput)
        options.setdefault("help_text", _("As in the register of organisations."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """The organisation's name."""
        if isinstance(value, int):
            value = Organisation.objects.filter(pk=value).first()
        if isinstance(value, Organisation):
            return value.name
        return value

    def clean(self, value: Any) -> Any:
        """The organisation, or None. Raises ValidationError for several."""
        found: Iterable[Organisation] = super().clean(value)
        several = list(found)
        if len(several) > 1:
            raise ValidationError(_("Name one organisation only."))
        return several[0] if several else None
