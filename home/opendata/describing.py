"""What a program is told of the data sets: schemas of their rows, and checksums."""

from __future__ import annotations

from typing import Any, Final

from home.opendata.building import instant
from home.opendata.data_set import DataSet
from home.opendata.summing import Sum
from home.opendata.writing import FORMATS
from portal.addresses import host_body, main_url

LICENCE: Final = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


def schema_of(one: DataSet, request: Any) -> dict[str, Any]:
    """A row in JSON Schema (2020-12); as `tableSchema`, the same for CSV (Table Schema)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": main_url(f"data/{one.name}.schema.json", request=request),
        "title": str(one.title),
        "description": str(one.says),
        **row_schema(one),
        "tableSchema": {
            "fields": [column.table_schema() for column in one.columns],
            "primaryKey": ["key"],
            "missingValues": [""],
        },
        "licence": LICENCE,
        "files": {form: main_url(f"data/{one.name}.{form}", request=request) for form in FORMATS},
    }


def row_schema(one: DataSet) -> dict[str, Any]:
    """One row as an object: every column is there, and nothing else."""
    return {
        "type": "object",
        "properties": {column.name: column.json_schema() for column in one.columns},
        "required": list(one.names),
        "additionalProperties": False,
    }


def told(one: DataSet, found: Sum, request: Any, *, body: str = "") -> dict[str, Any]:
    """What a file and the list of checksums say of a set."""
    return {
        "set": one.name,
        "title": str(one.title),
        "body": body or host_body(request) or None,
        "records": found.records,
        "changed_at": instant(found.changed_at) if found.changed_at else None,
        "sha256": found.sha256,
        "schema": main_url(f"data/{one.name}.schema.json", request=request),
        "licence": LICENCE,
    }
