"""The form of the second step: who is meant, when things are due, how what is done is closed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Person, ScrutinyBody
from scrutiny.models import ActionImport
from scrutiny.operations.action_import_choices import ASK, CLAIM, CLOSE, NEW, Choices
from scrutiny.operations.action_import_plan import minutes_of
from scrutiny.rules.action_log import LogRow
from scrutiny.rules.action_log_dates import understood
from scrutiny.rules.action_log_people import owner_key, proposed_owner
from scrutiny.rules.source_rows import same_text

__all__ = ["PeopleForm", "people_of"]

_MOST: Final = 150
"""Owners, and dates, that one page asks for; the others follow when these are answered."""


def people_of(body: ScrutinyBody) -> list[Person]:
    """The register of the body, for choices."""
    return list(Person.objects.filter(body=body).order_by("name"))


class PeopleForm(forms.Form):
    """A field for each owner and each date that is not plain by itself.

    The fields are made from the words of the log; `keep` writes what was chosen into the choices.
    """

    def __init__(
        self, *args: Any, log: ActionImport, choices: Choices, rows: list[LogRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.log = log
        self.choices = choices
        self.people = people_of(log.body)
        self.owners: dict[str, str] = {}
        self.dues: dict[str, str] = {}
        self._add_owners(rows)
        self._add_dues(rows)
        if any(row.standing in ("done", "cancelled") for row in rows):
            self._add_closing()

    def keep(self) -> Choices:
        """The choices with what was typed. What was typed is kept even where it is not right."""
        said = {name: str(self.data.get(name, "")).strip() for name in self.fields}
        choices = self.choices
        for name, key in self.owners.items():
            choices.owners[key] = said[name]
            choices.names[key] = said[f"name_{name}"]
        for name, key in self.dues.items():
            choices.dues[key] = said[name]
        for name in ("default_owner", "default_due", "done", "minute"):
            if name in said:
                setattr(choices, name, said[name])
        return choices

    @property
    def owner_fields(self) -> Iterator[tuple[Any, Any]]:
        """The fields of an owner: who is meant, and the name of somebody new."""
        return ((self[name], self[f"name_{name}"]) for name in self.owners)

    @property
    def due_fields(self) -> Iterator[Any]:
        """The fields of dates."""
        return (self[name] for name in self.dues)

    @property
    def rest(self) -> Iterator[Any]:
        """All other fields, in their order."""
        return (self[name] for name in ("default_owner", "default_due", "done", "minute")
                if name in self.fields)  # fmt: skip

    def _add_owners(self, rows: Iterable[LogRow]) -> None:
        known = [(one.pk, one.name, one.post) for one in self.people]
        people = [(str(one.pk), str(one)) for one in self.people]
        told: dict[str, str] = {}
        times: Counter[str] = Counter()
        for row in rows:
            key = owner_key(row["owner"])
            told.setdefault(key, " ".join(row["owner"].split()))
            times[key] += 1
        missing = times.pop("", 0)
        for key in _first(times, answered=self.choices.owners):
            name = _field_name("owner", key)
            self.owners[name] = key
            proposed = proposed_owner(told[key], known)
            self.fields[name] = forms.ChoiceField(
                label=_("“%(words)s” (%(rows)s)") % {"words": told[key], "rows": _rows(times[key])},
                choices=[
                    (ASK, _("Ask me in each row")),
                    (NEW, _("Somebody new to the register, without an account")),
                    *people,
                ],
                initial=self.choices.owners.get(key) or (str(proposed) if proposed else ASK),
            )
            self.fields[f"name_{name}"] = forms.CharField(
                label=_("If new: the name of “%s”") % told[key],
                max_length=200,
                required=False,
                initial=self.choices.names.get(key) or told[key][:200],
            )
        if missing:
            self.fields["default_owner"] = forms.ChoiceField(
                label=_("Owner of rows that name none (%s)") % _rows(missing),
                choices=[("", _("Ask me in each row")), *people],
                required=False,
                initial=self.choices.default_owner,
            )

    def _add_dues(self, rows: Iterable[LogRow]) -> None:
        times: Counter[str] = Counter()
        told: dict[str, str] = {}
        for row in rows:
            key = same_text(row["due"])
            told.setdefault(key, row["due"])
            times[key] += 1
        missing = times.pop("", 0)
        for key in [one for one in times if _is_plain(told[one], self.log)]:
            del times[key]
        for key in _first(times, answered=self.choices.dues):
            name = _field_name("due", key)
            self.dues[name] = key
            found = understood(told[key], near=self.log.log_date)
            proposed = f"{found.day:%-d %B %Y}" if found else ""
            self.fields[name] = _DateWords(
                label=_("“%(words)s” (%(rows)s)") % {"words": told[key], "rows": _rows(times[key])},
                initial=self.choices.dues.get(key) or proposed,
            )
        if missing or times:
            self.fields["default_due"] = _DateWords(
                label=_("Rows without a date that can be understood are due on"),
                initial=self.choices.default_due,
                help_text=_("Leave it empty to be asked in each row. For example 31 October 2025."),
            )

    def _add_closing(self) -> None:
        self.fields["done"] = forms.ChoiceField(
            label=_("What the log calls completed is"),
            choices=[
                (CLAIM, _("reported as done, and waits until a meeting closes it by a minute")),
                (CLOSE, _("closed by the minute chosen below, as is what it calls cancelled")),
            ],
            widget=forms.RadioSelect,
            initial=self.choices.done or CLAIM,
        )
        self.fields["minute"] = forms.ChoiceField(
            label=_("Minute that closes them"),
            choices=[("", _("None")), *((str(one.pk), str(one))
                                        for one in minutes_of(self.log.body))],
            required=False,
            initial=self.choices.minute,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Closing needs its minute."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("done") == CLOSE and not cleaned.get("minute") and "minute" in self.fields:
            self.add_error("minute", _("Choose the minute by which they are closed."))
        return cleaned


class _DateWords(forms.CharField):
    """A date as people write it, with a year."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=60, **more)

    def clean(self, value: Any) -> str:
        """The words. Raises ValidationError where they are no date."""
        typed: str = super().clean(value)
        if typed and understood(typed) is None:
            raise forms.ValidationError(
                _("“%s” is no date. Write it as 12 September 2012 or 12/09/2012.") % typed
            )
        return typed


def _is_plain(words: str, log: ActionImport) -> bool:
    found = understood(words, near=log.log_date)
    return found is not None and not found.added


def _first(times: Counter[str], *, answered: dict[str, str]) -> list[str]:
    """The words that are asked for: those unanswered before the others."""
    return sorted(times, key=lambda key: (bool(answered.get(key)), key))[:_MOST]


def _field_name(kind: str, key: str) -> str:
    return f"{kind}_{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _rows(times: int) -> str:
    return ngettext("%(n)d row", "%(n)d rows", times) % {"n": times}
