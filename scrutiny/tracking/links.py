"""The steps of the thread that a released payload states: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scrutiny import kinds

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """A record leads to another. Kind and permanent key of both, and what the step is."""

    from_kind: str
    from_key: str
    to_kind: str
    to_key: str
    relation: str


def links(kind: str, key: str, payload: Payload) -> list[Link]:
    """The links that a payload states, each once; none for a payload that was emptied.

    A record never leads to itself.
    """
    read = _READERS.get(kind)
    if read is None or not payload:
        return []
    found = dict.fromkeys(read(str(key), payload))
    return [
        one
        for one in found
        if one.from_key
        and one.to_key
        and (one.from_kind, one.from_key) != (one.to_kind, one.to_key)
    ]


def _line(key: str, payload: Payload) -> Iterator[Link]:
    for one in payload.get("prompted_by") or []:
        yield Link(kinds.EXTERNAL_FINDING, str(one), kinds.LINE, key, "prompted")
    if payload.get("replaced_by"):
        yield Link(kinds.LINE, key, kinds.LINE, str(payload["replaced_by"]), "replaced")


def _finding(key: str, payload: Payload) -> Iterator[Link]:
    line = (payload.get("line") or {}).get("key")
    if line:
        yield Link(kinds.LINE, str(line), kinds.FINDING, key, "concluded")


def _external_finding(key: str, payload: Payload) -> Iterator[Link]:
    source = (payload.get("source") or {}).get("key")
    if source:
        yield Link(kinds.SOURCE, str(source), kinds.EXTERNAL_FINDING, key, "stated")
    for one in payload.get("answers_to") or []:
        yield Link(kinds.EXTERNAL_FINDING, str(one), kinds.EXTERNAL_FINDING, key, "replied")


def _recommendation(key: str, payload: Payload) -> Iterator[Link]:
    for one in payload.get("findings") or []:
        yield Link(kinds.FINDING, str(one["key"]), kinds.RECOMMENDATION, key, "recommended")
    if payload.get("response_key"):
        response = str(payload["response_key"])
        yield Link(kinds.RECOMMENDATION, key, kinds.RESPONSE, response, "answered")
    newer = (payload.get("replaced_by") or {}).get("key")
    if newer:
        yield Link(kinds.RECOMMENDATION, key, kinds.RECOMMENDATION, str(newer), "replaced")


def _response(key: str, payload: Payload) -> Iterator[Link]:
    for one in payload.get("decisions") or []:
        yield Link(kinds.RECOMMENDATION, str(one["key"]), kinds.RESPONSE, key, "answered")


def _action(key: str, payload: Payload) -> Iterator[Link]:
    for kind in (kinds.RECOMMENDATION, kinds.LINE, kinds.RESPONSE):
        if payload.get(kind):
            yield Link(kind, str(payload[kind]), kinds.ACTION, key, "acted")


_READERS: Final[dict[str, Callable[[str, Payload], Iterator[Link]]]] = {
    kinds.LINE: _line,
    kinds.FINDING: _finding,
    kinds.EXTERNAL_FINDING: _external_finding,
    kinds.RECOMMENDATION: _recommendation,
    kinds.RESPONSE: _response,
    kinds.ACTION: _action,
}
