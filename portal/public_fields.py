"""The fields of a form for strangers: how lengths are asked for, and where mistakes are said."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

__all__ = ["PublicFields"]


class PublicFields(forms.Form):
    """A form whose page says each mistake twice: on top with a link, and at its place."""

    #: Of a field with several controls: the first of them, to which the link on top leads.
    first_controls: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser cuts what is pasted to this length without a word; we say so instead.
            field.widget.attrs.pop("maxlength", None)

    def mistakes(self) -> list[tuple[str, str]]:
        """Every mistake with the place that it is about, in the order of the page."""
        found: list[tuple[str, str]] = []
        for name in self.fields:
            field = self[name]
            place = self.first_controls.get(name) or field.id_for_label
            if field.errors and name not in self.first_controls:
                field.field.widget.attrs["aria-describedby"] = f"{place}_error"
            found += [(place, str(message)) for message in field.errors]
        return found
