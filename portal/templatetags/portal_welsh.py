"""The two languages of a page, and of what it tells: docs/welsh.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.text import Truncator

from portal.welsh import is_welsh
from portal.welsh.shown import Languages, languages_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_languages(
    context: Context, body: Mapping[str, Any] | None, canonical: str = ""
) -> Languages:
    """The languages of this page. `body` and `canonical` are what the page's own tags found."""
    return languages_of(context.get("request"), body=body, canonical=canonical)


@register.filter
def worded(thing: Any, asked: str) -> str:
    """The text of a thing in the language of the page, where it has been written in it.

    `asked` is the name of the text, and after a space how many words of it are shown at most. On a
    Welsh page it is the text of `<name>_cy`; without one the English, marked as English.
    """
    name, _space, most = asked.partition(" ")
    welsh = _read(thing, f"{name}_cy") if is_welsh() else ""
    text = welsh or _read(thing, name)
    shown = Truncator(text).words(int(most)) if most else text
    return shown if welsh else english(shown)


@register.filter
def plainly(thing: Any, name: str) -> str:
    """The same without a mark, for a title or the words that only some readers hear."""
    return (_read(thing, f"{name}_cy") if is_welsh() else "") or _read(thing, name)


@register.filter
def english(text: str) -> str:
    """A text that there is in English alone; on a Welsh page it is marked as English."""
    if not text or not is_welsh():
        return text
    return format_html('<span lang="en-GB">{}</span>', text)


@register.filter
def beside(welsh: str) -> str:
    """A Welsh text that stands beside the English one; on a Welsh page it stands in its place."""
    return "" if is_welsh() else welsh


def _read(thing: Any, name: str) -> str:
    if isinstance(thing, Mapping):
        return thing.get(name) or ""
    return getattr(thing, name, "") or ""
