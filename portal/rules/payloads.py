"""Frozen dataclasses to plain JSON values and back, without loss."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

#: The version of the shape; raise it when a field is renamed, removed or changes its meaning.
SCHEMA: Final = 1

Record = TypeVar("Record")
_known_types: Final[dict[type[Any], dict[str, Any]]] = {}


class PayloadError(ValueError):
    """A payload that is none of ours; the message says what is wrong with it."""


def as_payload(record: Any) -> dict[str, object]:
    """The fields of a dataclass as JSON values, with the version of the shape."""
    return {"schema": SCHEMA, **_plain_fields(record)}


def from_payload(kind: type[Record], payload: Mapping[str, Any]) -> Record:
    """Read a dataclass back from its payload.

    A field that the payload lacks takes its default; one that the class lacks is an error, so
    that nothing published is dropped in silence.

    Raises:
        PayloadError: another version, an unknown or missing field, or a value of a wrong type.
    """
    if payload.get("schema") != SCHEMA:
        raise PayloadError(f"this payload has the shape {payload.get('schema')}, not {SCHEMA}")
    found: Record = _record(kind, {key: payload[key] for key in payload if key != "schema"})
    return found


def _plain_fields(record: Any) -> dict[str, object]:
    return {field.name: _plain(getattr(record, field.name)) for field in dataclasses.fields(record)}


def _plain(value: Any) -> object:
    if dataclasses.is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _types(kind: type[Any]) -> dict[str, Any]:
    """The resolved types of the fields of a class, worked out once."""
    if kind not in _known_types:
        _known_types[kind] = get_type_hints(kind)
    return _known_types[kind]


def _record(kind: type[Any], values: Mapping[str, Any]) -> Any:
    hints = _types(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    if unknown := sorted(set(values) - names):
        raise PayloadError(f"{kind.__name__} has no {', '.join(unknown)}")
    read = {name: _value(hints[name], value, name) for name, value in values.items()}
    try:
        return kind(**read)
    except TypeError as error:
        raise PayloadError(f"{kind.__name__} is incomplete: {error}") from None


def _value(hint: Any, value: Any, name: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise PayloadError(f"{name} is no list")
        return tuple(_value(get_args(hint)[0], item, name) for item in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            raise PayloadError(f"{name} is no object")
        return _record(hint, value)
    if hint is date:
        return _date(value, name)
    if type(value) is not hint:
        raise PayloadError(f"{name} is no {hint.__name__}")
    return value


def _date(value: Any, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PayloadError(f"{name} is no date") from None
