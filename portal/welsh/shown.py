"""What a page shows of its two languages: the way to the other one, and who checked the Welsh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from portal.shown import read_day
from portal.templatetags.portal_text import short_day
from portal.welsh.bodies import welsh_bodies
from portal.welsh.catalogue import catalogue_hash
from portal.welsh.language import LANGUAGE, is_welsh, welsh_address
from portal.welsh.pages import is_welsh_name

__all__ = ["Languages", "Said", "Switch", "languages_of", "said_of"]

_ENGLISH: Final = "en-GB"
#: These sentences are always shown in both languages; they are no part of the words they are about.
_UNCHECKED_CY: Final = "Nid yw’r geiriau Cymraeg ar y dudalen hon wedi’u gwirio gan berson eto."
_UNCHECKED_EN: Final = "The Welsh words on this page have not been checked by a person yet."
_CHECKED_CY: Final = "Gwiriwyd geiriau Cymraeg y dudalen hon gan %(name)s, %(post)s, %(day)s."
_CHECKED_EN: Final = "The Welsh words on this page were checked by %(name)s, %(post)s, %(day)s."


@dataclass(frozen=True)
class Switch:
    """The link to the same page in the other language."""

    address: str
    language: str
    label: str


@dataclass(frozen=True)
class Said:
    """Who checked the Welsh words, or that nobody did."""

    welsh: str
    english: str


@dataclass(frozen=True)
class Languages:
    """The languages of one page. `canonical` is its permanent address in its own language."""

    canonical: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    switch: Switch | None = None
    said: Said | None = None


def languages_of(
    request: HttpRequest | None, *, body: Mapping[str, Any] | None, canonical: str
) -> Languages:
    """The languages of the page that is asked for.

    `body` is the public copy of its body, `canonical` its permanent address in English.
    """
    if request is None:
        return Languages(canonical)
    own = (body or {}).get("welsh")
    if is_welsh():
        return _in_welsh(request, own, canonical)
    match = request.resolver_match
    is_kept_in_both = match is not None and is_welsh_name(match.view_name)
    if not is_kept_in_both or (own is None and not _is_welsh_front(request, body)):
        return Languages(canonical)
    switch = Switch(welsh_address(request.get_full_path()), LANGUAGE, "Cymraeg")
    return Languages(canonical, _alternates(canonical), switch)


def said_of(checks: Iterable[Mapping[str, Any]]) -> Said:
    """What the released checks say of the Welsh words of this day."""
    words = catalogue_hash()
    for one in checks:
        if words and one["words"] == words:
            facts = {"name": one["name"], "post": one["post"]}
            day = read_day(one["on"])
            with translation.override(LANGUAGE):
                welsh = _CHECKED_CY % {**facts, "day": short_day(day)}
            with translation.override(settings.LANGUAGE_CODE):
                english = _CHECKED_EN % {**facts, "day": short_day(day)}
            return Said(welsh, english)
    return Said(_UNCHECKED_CY, _UNCHECKED_EN)


def _in_welsh(request: HttpRequest, own: Mapping[str, Any] | None, canonical: str) -> Languages:
    signed = [own] if own is not None else list(welsh_bodies(request).values())
    return Languages(
        canonical=welsh_address(canonical) if canonical else "",
        alternates=_alternates(canonical),
        switch=Switch(request.get_full_path(), _ENGLISH, "English"),
        said=said_of(one["checked"] for one in signed if one["checked"]),
    )


def _alternates(canonical: str) -> list[tuple[str, str]]:
    if not canonical:
        return []
    return [(_ENGLISH, canonical), (LANGUAGE, welsh_address(canonical))]


def _is_welsh_front(request: HttpRequest, body: Mapping[str, Any] | None) -> bool:
    """Whether this is the front page of the portal and some body of it has Welsh."""
    return body is None and request.path_info == "/" and bool(welsh_bodies(request))
