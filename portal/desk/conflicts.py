"""Two people on one record: nothing that either of them wrote is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.desk.forms import RecordForm


@dataclass(frozen=True)
class BothTexts:
    """One field of which the saved text and the typed one differ."""

    label: str
    saved: str
    typed: str
    is_mine: bool  # whether the second person changed it themselves


def texts_of(form: RecordForm, saved: Model) -> list[BothTexts]:
    """The fields that differ between what is saved now and what the second person sent.

    Where they changed a field, theirs is kept in the form; where they did not, the saved text is.
    """
    fresh = type(form)(owner=form.owner, user=form.user, instance=saved)
    both: list[BothTexts] = []
    for bound in form.visible_fields():
        name = bound.name
        theirs = fresh[name].value()
        mine = form.cleaned_data.get(name)
        saved_text, typed_text = _shown(fresh[name], theirs), _shown(bound, mine)
        if saved_text != typed_text:
            both.append(
                BothTexts(str(bound.label), saved_text, typed_text, name in form.changed_data)
            )
    return both


def form_after_conflict(form: RecordForm, saved: Model) -> RecordForm:
    """The form on the newer version: their own changes typed in, the rest as it is saved."""
    mine = {name: form.cleaned_data[name] for name in form.changed_data if name in form.fields}
    mine.pop("expected_version", None)
    fresh = type(form)(owner=form.owner, user=form.user, instance=saved, initial=mine)
    fresh.initial["expected_version"] = saved.version  # type: ignore[attr-defined]
    for name in mine:
        # Compared with the saved text at the next save, so that “save again” writes it.
        fresh.fields[name].show_hidden_initial = False
    return fresh


def _shown(bound: forms.BoundField, value: Any) -> str:
    """A value as people read it: the words of a choice, not its code."""
    if isinstance(value, QuerySet):
        value = [row.pk for row in value]
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None or value == "" or value == []:
        return _("(empty)")
    if hasattr(value, "year"):
        return date_format(value, "l j F Y")
    if isinstance(bound.field, forms.ChoiceField):
        picked = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        words = [str(label) for code, label in _flat(bound.field.choices) if str(code) in picked]
        return ", ".join(words)
    return str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for code, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(code, label)])
    return flat
