"""What is wrong with a cell of an imported table, in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.operations import Refused
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations.source_register import Register, names_in
from scrutiny.operations.source_words import FAULTS
from scrutiny.rules.source_rows import Row
from scrutiny.rules.sources import finding_faults

__all__ = ["fault_sentence", "faults_of"]

_SENTENCES: Final[dict[str, str | Promise]] = {
    "missing": gettext_lazy("is empty. Fill it in."),
    "long": gettext_lazy("is too long. Use at most %(given)s characters."),
    "date": gettext_lazy(
        "“%(given)s” is no date. Write it as 2016-10-17, 17 October 2016, October 2016 or 2016."
    ),
    "number": gettext_lazy("“%(given)s” is no whole number."),
    "figure": gettext_lazy("is empty, but there is a number under “Out of”. Give the words too."),
    "differs": gettext_lazy(
        "is not as in row %(given)s, which has the same source. Make the two the same."
    ),
    "word": gettext_lazy("“%(given)s” is none of: %(words)s."),
}
_WORDS: Final[dict[str, Any]] = {"source_kind": Source.Kind, "kind": ExternalFinding.Kind}
#: In which column the faults of a finding (`scrutiny.rules.sources`) are repaired.
_COLUMNS: Final = {
    "no_figure": "figure_words",
    "decision": "kind",
    "answers": "kind",
    "outcome": "outcome",
}


def fault_sentence(code: str, column: str, given: str = "") -> str:
    """What is wrong with a cell."""
    words = ""
    if column in _WORDS:
        words = ", ".join(str(label) for label in _WORDS[column].labels)
    return str(_SENTENCES[code]) % {"given": given, "words": words}


def faults_of(row: Row, register: Register) -> list[tuple[str, str]]:
    """Everything that is wrong with a row, as pairs of a column and a sentence."""
    found = [(one.column, fault_sentence(one.code, one.column, one.given)) for one in row.faults]
    found += [
        (_COLUMNS[code], str(FAULTS[code]))
        for code in finding_faults(row.finding)
        if not any(column == _COLUMNS[code] for column, _said in found)
    ]
    for column in ("authors", "recipients", "subjects"):
        names = names_in(row.cells[column])
        found += _refused(column, partial(register.organisations, names))
    if row.cells["theme"]:
        found += _refused("theme", partial(register.theme, row.cells["theme"]))
    if row.cells["address"]:
        try:
            URLValidator(schemes=["http", "https"])(row.cells["address"])
        except ValidationError:
            found.append(("address", _("is no web address. Begin it with https://.")))
    return found


def _refused(column: str, look: Callable[[], object]) -> list[tuple[str, str]]:
    try:
        look()
    except Refused as refused:
        return [(column, reason) for reason in refused.reasons]
    return []
