"""A field of a form that takes several files at once."""

from __future__ import annotations

from typing import Any

from django import forms


class SeveralFilesInput(forms.ClearableFileInput):
    """The browser's own input, which needs no scripting."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files; each is cleaned alone, and nothing chosen is an empty list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as a list."""
        given = data if isinstance(data, list | tuple) else [data]
        return [found for one in given if (found := super(SeveralFilesField, self).clean(one))]
