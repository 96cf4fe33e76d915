"""The forms of the interface, made from the columns of the data sets: one definition of both."""

from __future__ import annotations

from typing import Any, Final

from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from home.opendata.columns import Column
from home.opendata.data_set import DataSet

_TYPES: Final[dict[str, Any]] = {"integer": int, "boolean": bool}


class Problem(Schema):
    """Every error: `error` is a word for programs, `says` a sentence for people."""

    status: int
    error: str
    says: str
    parameter: str | None = None


class Gone(Schema):
    """The answer about a record that was withdrawn: which, when and why; no content."""

    status: int
    error: str
    says: str
    key: str
    kind: str
    withdrawn_at: str
    withdrawn_reason: str | None


def row_form(one: DataSet) -> type[Schema]:
    """One row of a set; no column is ever left out."""
    fields: dict[str, Any] = {column.name: _field(column) for column in one.columns}
    name = f"{one.name.title()}Row"
    return create_model(name, __base__=_Row, __doc__=str(one.says), **fields)


def page_form(one: DataSet, row: type[Schema]) -> type[Schema]:
    """A page of rows, and where the next one is."""
    fields: dict[str, Any] = {
        "set": (str, Field(description="Name of the data set")),
        "rows": (list[row], Field(description="At most as many as asked for")),  # type: ignore[valid-type]
        "next": (
            str | None,
            Field(
                description="Address of the next page; null on the last. A page may hold fewer "
                "rows than asked for: go on while there is a next one.",
                json_schema_extra={"format": "uri"},
            ),
        ),
    }
    return create_model(f"{one.name.title()}Page", __base__=_Row, **fields)


class _Row(Schema):
    """Nothing but what is named."""

    model_config = ConfigDict(extra="forbid")


def _field(column: Column) -> Any:
    kind = _TYPES.get(column.form, str)
    said = column.json_schema()
    extra = {"format": said["format"]} if "format" in said else None
    about = Field(description=str(column.says), json_schema_extra=extra)
    return (kind if column.is_always else kind | None, about)
