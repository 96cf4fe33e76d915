"""External findings to tick: those of a body and of the body that it is a part of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from scrutiny.models import ExternalFinding

__all__ = ["FindingChoice", "FindingTicks", "findings_for"]

_WORDS = 24


def findings_for(body: Any) -> QuerySet[ExternalFinding]:
    """The external findings that a body may build on: its own, and its parent's."""
    bodies = [pk for pk in (body.pk, body.parent_id) if pk]
    rows = ExternalFinding.objects.filter(source__body__in=bodies).select_related("source")
    return rows.order_by("-source__dated_on", "source_id", "number")


def _label(finding: ExternalFinding) -> str:
    source = Truncator(finding.source.title).words(8)
    return f"{source}, {finding.number}: {Truncator(finding.text).words(_WORDS)}"


class FindingTicks(forms.ModelMultipleChoiceField[ExternalFinding]):
    """Several findings as boxes to tick, each with its source and number."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(queryset=ExternalFinding.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The source, the number and the beginning of the text."""
        return _label(obj)


class FindingChoice(forms.ModelChoiceField[ExternalFinding]):
    """One finding to choose."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=ExternalFinding.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The source, the number and the beginning of the text."""
        return _label(obj)
