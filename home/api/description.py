"""The description of the interface in OpenAPI: what ninja makes of it, and what only data say."""

from __future__ import annotations

import copy
from typing import Any, Final

from django.http import HttpRequest

from home.api.interface import VERSION, api
from home.api.parameters import known_themes
from home.opendata.asking import known_bodies
from portal.addresses import host_body, main_url

_STATUS: Final = {
    "200": "What was asked for",
    "304": "It is as it was: the ETag that came with the request still holds",
    "400": "A parameter that there is not, or a value that it cannot have",
    "404": "There is no such record",
    "405": "Only GET, HEAD and OPTIONS are answered",
    "410": "The record was withdrawn; the reason is given",
    "429": "Too many requests from this address; Retry-After says how long to wait, in seconds",
}


def description(request: HttpRequest) -> dict[str, Any]:
    """The description, with the bodies and themes that may be asked for now."""
    made: dict[str, Any] = copy.deepcopy(dict(api.get_openapi_schema(path_prefix="")))
    made["servers"] = [{"url": main_url(f"api/v{VERSION}", request=request)}]
    offered = {
        "body": None if host_body(request) else known_bodies(request),
        "theme": known_themes(),
    }
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation, offered)
    return made


def _complete(operation: dict[str, Any], offered: dict[str, list[str] | None]) -> None:
    parameters = []
    for one in operation.get("parameters", ()):
        if one["name"] in offered:
            values = offered[one["name"]]
            if not values:  # nothing can be asked for, so nobody is told to
                continue
            one["schema"] = {"type": "string", "enum": values}
        elif one["in"] == "query":
            one["schema"] = _without_null(one["schema"])
        parameters.append(one)
    operation["parameters"] = parameters
    operation["responses"]["304"] = {}
    for status, found in operation["responses"].items():
        found["description"] = _STATUS.get(str(status), "")
    operation["responses"] = {str(key): value for key, value in operation["responses"].items()}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out or has a value: there is no null in an address."""
    kinds = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    kept = {name: value for name, value in schema.items() if name != "anyOf"}
    return kept | (kinds[0] if len(kinds) == 1 else {})
