"""What hangs from a case: every row, document and stored file that goes with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db.models import CASCADE, SET_NULL, ForeignKey, Model

from boards.disposers import Disposer
from boards.models import AgendaItem, Document, Image, Meeting

#: Columns that name a file in private storage.
STORED: Final = ("storage_name", "working_name", "result_name")
#: Columns of rows of another case that lead here and let go.
LETS_GO: Final = {(Meeting, "confirmed_by"), (AgendaItem, "deferred_from")}


@dataclass
class Reach:
    """Everything of one case. `rows` are in the order in which they were found, the case first."""

    case: Model
    rows: list[Model] = field(default_factory=list)
    media: list[Document | Image] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[str]:
        """The permanent keys of all rows."""
        return frozenset(str(row.key) for row in self.rows if hasattr(row, "key"))

    @property
    def everything(self) -> Sequence[Model]:
        """Rows and media."""
        return [*self.rows, *self.media]


def reach_of(case: Model, disposer: Disposer) -> Reach:
    """Follow every foreign key that leads to the case, and to what was found so far.

    A column that is emptied by itself (SET_NULL) lets go; so do the links of other meetings to
    this one's items and minutes.
    """
    found = Reach(case)
    seen: set[tuple[type[Model], Any]] = set()
    waiting = deque([case])
    while waiting:
        row = waiting.popleft()
        if (type(row), row.pk) in seen:
            continue
        seen.add((type(row), row.pk))
        found.rows.append(row)
        waiting.extend(_children(row, disposer))
    found.media = [one for one in _media(found.rows) if not _is_used_elsewhere(one, seen)]
    found.stored = sorted({name for row in found.rows for name in _stored(row)})
    return found


def _children(row: Model, disposer: Disposer) -> Iterator[Model]:
    for relation in row._meta.related_objects:
        model = relation.related_model
        link = relation.field
        if model._meta.app_label not in disposer.apps:
            continue
        if relation.on_delete is SET_NULL or (model, link.name) in LETS_GO:
            continue
        yield from model._base_manager.filter(**{link.name: row.pk}).order_by("pk")


def _media(rows: Sequence[Model]) -> list[Document | Image]:
    found: dict[tuple[type[Model], int], Document | Image] = {}
    for row in rows:
        for one in row._meta.concrete_fields:
            if isinstance(one, ForeignKey) and one.related_model in (Document, Image):
                medium = getattr(row, one.name)
                if medium is not None:
                    found[type(medium), medium.pk] = medium
    return list(found.values())


def _is_used_elsewhere(medium: Document | Image, seen: set[tuple[type[Model], Any]]) -> bool:
    """Whether a row of another case needs the document or image; then it stays."""
    for relation in medium._meta.related_objects:
        model = relation.related_model
        if relation.on_delete in (SET_NULL, CASCADE):
            continue
        users = model._base_manager.filter(**{relation.field.name: medium.pk})
        if any((model, number) not in seen for number in users.values_list("pk", flat=True)):
            return True
    return False


def _stored(row: Model) -> Iterator[str]:
    for name in STORED:
        value = getattr(row, name, "")
        if value and default_storage.exists(value):
            yield str(value)
