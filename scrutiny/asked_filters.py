"""What lists with filters have in common: an address is followed or refused, never passed over.

So nobody takes a list for something that it is not. The public trackers and the lists of the
workspace stand on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from scrutiny.rules.search_words import wanted_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_SEARCH: Final = 200


class _SearchField(forms.CharField):
    """A text to search for, in which at least one word must be."""

    def clean(self, value: Any) -> str:
        text = " ".join(str(super().clean(str(value or "").replace("\0", " "))).split())
        if text and not wanted_words(text):
            raise forms.ValidationError(_("Search for at least one word of two letters or more."))
        return text


class SearchFilter(django_filters.CharFilter):  # type: ignore[misc]
    """Words that are searched for."""

    field_class = _SearchField


def one_of(label: StrOrPromise, **extra: Any) -> django_filters.ChoiceFilter:
    """A filter with a fixed set of values; which, is said when the filters are made."""
    message = _lazy("“%(value)s” is not one of the choices here. Choose one from the list.")
    extra = {
        "choices": [],
        "empty_label": _lazy("All"),
        "error_messages": {"invalid_choice": message},
        **extra,
    }
    return django_filters.ChoiceFilter(label=label, **extra)


class AskedFilters(django_filters.FilterSet):  # type: ignore[misc]
    """Filters that say what of an address they did not understand."""

    #: Parameters of an address that are no filters.
    beside: tuple[str, ...] = ("page",)
    filters: dict[str, Any]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Where in the form something is wrong, and what; empty when all was understood."""
        found = [
            (f"id_{name}", str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]
        for name, values in self.data.lists():
            if name not in self.filters and name not in self.beside:
                words = _("This list has no filter called “%(name)s”.") % {"name": name[:60]}
                found.append(("filters", words))
            elif len(set(values)) > 1:
                words = _("The address names “%(name)s” more than once.") % {"name": name}
                found.append(("filters", words))
        return found

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for, without what was left open: for addresses that are shared."""
        return {
            name: self.data.get(name, "").strip()
            for name in self.filters
            if self.data.get(name, "").strip()
        }
