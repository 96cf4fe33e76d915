"""The columns of a data set: what each is called, which form it has, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Form = Literal["text", "date", "instant", "integer", "boolean", "address"]
#: One row: column to value. What is not known is None, never an empty text.
Row = dict[str, Any]

_JSON_TYPES: Final[Mapping[Form, Mapping[str, str]]] = {
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "address": {"type": "string", "format": "uri"},
}
_TABLE_TYPES: Final[Mapping[Form, Mapping[str, str]]] = {
    "text": {"type": "string"},
    "date": {"type": "date"},
    "instant": {"type": "datetime"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "address": {"type": "string", "format": "uri"},
}


@dataclass(frozen=True)
class Column:
    """One column. `is_always` says that no row lacks it, a withdrawn one included."""

    name: str
    says: StrOrPromise
    form: Form = "text"
    is_always: bool = False

    def json_schema(self) -> dict[str, Any]:
        """The column as a property in JSON Schema (draft 2020-12)."""
        form = dict(_JSON_TYPES[self.form])
        kind: Any = form.pop("type")
        return {
            "type": kind if self.is_always else [kind, "null"],
            **form,
            "description": str(self.says),
        }

    def table_schema(self) -> dict[str, Any]:
        """The column as a field in Table Schema, which is written for CSV."""
        field: dict[str, Any] = {
            "name": self.name,
            **_TABLE_TYPES[self.form],
            "description": str(self.says),
        }
        return field | ({"constraints": {"required": True}} if self.is_always else {})


#: In front of the columns of every set.
FIRST: Final = (
    Column("key", _("Permanent key; it never changes and is never given again"), is_always=True),
    Column("kind", _("Kind of record"), is_always=True),
    Column("body", _("Panel or board: its permanent name in addresses"), is_always=True),
    Column("body_name", _("Name of the panel or board")),
    Column("body_name_cy", _("Its name in Welsh")),
)
#: After the columns of every set.
LAST: Final = (
    Column("address", _("Permanent address of the record"), "address"),
    Column(
        "version", _("Version of the record; each change that was published adds one"), "integer"
    ),
    Column("released_at", _("When this version was published"), "instant"),
    Column(
        "sha256", _("SHA-256 of the published copy from which the row was made, in hexadecimal")
    ),
    Column(
        "withdrawn_at",
        _("When the record was withdrawn; only in what is asked for with “since”"),
        "instant",
    ),
    Column("withdrawn_reason", _("Why it was withdrawn")),
)


def joined(values: Any) -> str | None:
    """Several values in one cell, as a text: `first; second`. None when there are none."""
    return "; ".join(str(one) for one in values if one) or None


def tidy(row: Mapping[str, Any]) -> Row:
    """A row in which nothing is an empty text: what is not known is None."""
    return {name: None if value == "" else value for name, value in row.items()}
