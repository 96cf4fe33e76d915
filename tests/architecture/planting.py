"""One body with a row of every kind of record, each with a canary word in every text.

The rows are made from the models themselves, so a new model or a new text column is planted
without anybody thinking of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image as Picture
from wagtail.models import Page, Revision, Site

from boards.body_collections import collection_of
from boards.models import BodyPage, Document, Image, Rendition, RoleAssignment, ScrutinyBody
from boards.operations.roles import grant_role
from boards.operations.sites import create_front_page
from home.models import HomePage, StandardPage
from portal import clock
from portal.access import scoped_models
from portal.disclosure.watching import check_hash
from portal.models import User
from tests import builders

#: A word that stands nowhere else; it is letters only, so that it survives slugs and file names.
CANARY = "quokkaplumb"
#: A word beside every canary, to search for: a search screen repeats what was typed.
SEEK = "seekable"
_DAY = date(2025, 9, 12)

#: Columns that may not simply be filled, because the database refuses it.
_GIVEN: dict[str, dict[str, Any]] = {
    "AssuranceStatement": {"to_day": date(2026, 4, 30)},
    "RecommendationResponse": {"verdict": ""},
    "Evidence": {"provider": ""},
    "ProgressUpdate": {"recommendation": None},
    "Restriction": {"item": None},
    "OutboxLetter": {"next_at": datetime(2026, 1, 5, 9, 0, tzinfo=UTC)},
    "ReminderRules": {"days_before": "14, 3"},
    "Look": {"accent": "#1d4e89", "logo_name": ""},
}
_SALT = "5a" * 32
_MADE_OTHERWISE = {BodyPage, Document, Image, Rendition, RoleAssignment}


@dataclass
class World:
    """A body, its clerk, and one row of every kind."""

    body: ScrutinyBody
    clerk: User
    front: BodyPage
    page: StandardPage
    revision: Revision[Any]
    document: Document  # evidence rests on it
    loose: Document
    image: Image
    rendition: Rendition
    rows: dict[type[models.Model], models.Model] = field(default_factory=dict)

    def row(self, model: type[models.Model]) -> models.Model:
        """The planted row of a model."""
        return self.rows[model]


def home_page() -> Page:
    """The portal's home page, at the root of the default site; made once."""
    found = HomePage.objects.first()
    if found is None:
        found = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="home-x"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"root_page": found, "hostname": "localhost"}
        )
    return found


def plant(word: str = CANARY) -> World:
    """Make a body with everything, and `word` in every text of it."""
    home = home_page()
    # The permanent name stands in every public address, so it is no secret and no canary.
    rows = _plant_records(word, {"ScrutinyBody": {"slug": f"{word[:6]}-panel"}})
    body = rows[ScrutinyBody]
    assert isinstance(body, ScrutinyBody)
    clerk = builders.user("Clara Clerk")
    grant_role(user=clerk, body=body, role="clerk", by=None, valid_from=date(2020, 1, 1))
    front = create_front_page(body=body, by=None, introduction=f"<p>{word}</p>", parent=home)
    page = front.add_child(
        instance=StandardPage(title=f"Page {word} {SEEK}", text=f"<p>{word}</p>")
    )
    page.title = f"Draft {word} {SEEK}"
    revision = page.save_revision()
    page.refresh_from_db()
    document, loose, image = _plant_media(word, body, clerk)
    rendition = image.get_rendition("max-165x165")
    image.file.close()
    rendition.file.close()
    rows |= {Document: document, Image: image, Rendition: rendition, BodyPage: front}
    rows[RoleAssignment] = RoleAssignment.objects.get(user=clerk)
    _cite(rows, document)
    return World(body, clerk, front, page, revision, document, loose, image, rendition, rows)


def _plant_media(word: str, body: ScrutinyBody, clerk: User) -> tuple[Document, Document, Image]:
    where = {"collection": collection_of(body), "body": body, "uploaded_by_user": clerk}
    document, loose = (
        Document.objects.create(
            title=f"{name} {word} {SEEK}",
            file=ContentFile(word.encode(), name=f"{name}-{word}.txt"),
            **where,
        )
        for name in ("Document", "Loose")
    )
    drawn = io.BytesIO()
    Picture.new("RGB", (320, 320), "navy").save(drawn, "PNG")
    image = Image.objects.create(
        title=f"Image {word} {SEEK}",
        file=ContentFile(drawn.getvalue(), name=f"{word}.png"),
        width=320,
        height=320,
        **where,
    )
    document.file.close()
    loose.file.close()
    image.file.close()
    document.tags.add(f"tag-{word}")
    image.tags.add(f"tag-{word}")
    return document, loose, image


def _cite(rows: dict[type[models.Model], models.Model], document: Document) -> None:
    """Let evidence rest on the document, so that the usage screens have something to show."""
    evidence = rows[apps.get_model("scrutiny", "Evidence")]
    evidence.document = document  # type: ignore[attr-defined]
    evidence.save()


def _plant_records(
    word: str, given: dict[str, dict[str, Any]]
) -> dict[type[models.Model], models.Model]:
    waiting = [model for model in scoped_models() if model not in _MADE_OTHERWISE]
    rows: dict[type[models.Model], models.Model] = {}
    while waiting:
        # The row that can point to everything it knows; failing that, one that lacks only a choice.
        ready = _first(waiting, rows, optional=True) or _first(waiting, rows, optional=False)
        assert ready, f"Nothing leads to {waiting}: their required links go in a circle."
        values = (_GIVEN | _readable_list() | given).get(ready.__name__, {})
        rows[ready] = _plant_row(ready, word, rows, values)
        waiting.remove(ready)
    return rows


def _readable_list() -> dict[str, dict[str, Any]]:
    """A watch list that the gate can read, with a name on it that nobody has."""
    return {"WatchList": {"salt": _SALT, "check_hash": check_hash(_SALT)}}


def _first(
    waiting: list[type[models.Model]],
    rows: dict[type[models.Model], models.Model],
    *,
    optional: bool,
) -> type[models.Model] | None:
    return next((one for one in waiting if _needs(one, optional).issubset(rows)), None)


def _needs(model: type[models.Model], optional: bool) -> set[Any]:
    """The scoped models that a row points to: those it must, or those it may."""
    return {
        one.related_model
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey)
        and one.related_model in scoped_models()
        and one.related_model is not model
        and one.related_model not in _MADE_OTHERWISE
        and (optional or not one.null)
    }


def _plant_row(
    model: type[models.Model],
    word: str,
    rows: dict[type[models.Model], models.Model],
    given: dict[str, Any],
) -> models.Model:
    values = dict(given)
    for one in model._meta.concrete_fields:
        if one.name not in given and not one.primary_key:
            value = _value(one, word, rows)
            if value is not models.NOT_PROVIDED:
                values[one.name] = value
    return model._base_manager.create(**values)


def _value(
    one: models.Field[Any, Any], word: str, rows: dict[type[models.Model], models.Model]
) -> Any:
    """A value for a column: the canary where it is free text, else its default or the simplest."""
    if isinstance(one, models.ForeignKey):
        if one.null:
            linked = rows.get(one.related_model)
            return linked if linked and one.related_model is not one.model else None
        if one.related_model is User:
            return builders.user()
        return rows.get(one.related_model) or builders.organisation()
    if one.name == "body" and isinstance(one, models.CharField):
        return rows[ScrutinyBody].slug  # type: ignore[attr-defined]
    if isinstance(one, models.CharField | models.TextField) and not one.choices:
        length = one.max_length or 200
        return (
            f"{one.name} {word} {SEEK}"[:length] if not isinstance(one, models.SlugField) else word
        )
    if one.has_default() or one.null:
        return models.NOT_PROVIDED
    if one.choices:
        return one.choices[0][0]
    simplest = {
        models.DateField: _DAY,
        models.TimeField: time(10, 30),
        models.DateTimeField: clock.now(),
        models.UUIDField: uuid4(),
    }
    return simplest.get(type(one), 1)
