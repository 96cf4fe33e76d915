"""Texts that a browser would run, put into every text column of the planted rows."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.utils.html import escape
from wagtail.fields import RichTextField
from wagtail.models import Page

from boards.models import Document, Image, Rendition
from tests.architecture.planting import CANARY, World

#: Breaks out of text, attributes, scripts and comments; no screen may hold it as it stands.
POISON: Final = "\"'></script></title>--><q-x onclick=q()>"
#: What of it must never stand in a page unescaped.
LIVE: Final = "<q-x"
#: How a page shows it when all is well.
SHOWN: Final = escape(LIVE)
_NOT_TEXT = (
    models.SlugField,
    models.URLField,
    models.EmailField,
    models.FileField,
    models.FilePathField,
)


def poison(world: World) -> None:
    """Append it to every text that holds the canary; addresses, choices and hashes stay."""
    for model, row in world.rows.items():
        changed = {
            name: f"{value} {POISON}"
            for name, value in _texts(model, row)
            if CANARY in value and _fits(model, name, value)
        }
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)
    Page.objects.filter(pk=world.page.pk).update(title=f"{CANARY} {POISON}")
    for thing in (world.document, world.loose, world.image):
        known = {"file_size": 9, "file_hash": "0" * 40}  # else Wagtail looks them up and keeps them
        type(thing).objects.filter(pk=thing.pk).update(title=f"{CANARY} {POISON}", **known)


def _texts(model: type[models.Model], row: models.Model) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for column in model._meta.concrete_fields:
        is_text = isinstance(column, models.CharField | models.TextField)
        if not is_text or isinstance(column, _NOT_TEXT) or column.choices or column.unique:
            continue
        if issubclass(model, Page | Document | Image | Rendition):
            continue
        if isinstance(column, RichTextField) and issubclass(model, Page):
            continue
        value: Any = getattr(row, column.attname)
        if isinstance(value, str):
            found.append((column.name, value))
    return found


def _fits(model: type[models.Model], name: str, value: str) -> bool:
    room = getattr(model._meta.get_field(name), "max_length", None)
    return room is None or len(value) + len(POISON) < room
