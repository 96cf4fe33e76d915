"""Entering, changing and removing judgements: an inspector's grade of one body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.operations import Conflict, save_changed, save_new
from scrutiny.models import Judgement, Source
from scrutiny.operations.people import require_clerk

if TYPE_CHECKING:
    from portal.models import User


def add_judgement(*, source: Source, by: User, values: Mapping[str, Any]) -> Judgement:
    """Enter a judgement of a source. Raises Refused."""
    require_clerk(by, source.body)
    with transaction.atomic():
        return save_new(
            Judgement(source=source, **values), by=by, sentence=_("The judgement was entered.")
        )


def change_judgement(
    *, judgement: Judgement, by: User, values: Mapping[str, Any], expected_version: int
) -> Judgement:
    """Change a judgement, if nobody else has meanwhile. Raises Conflict, Refused."""
    require_clerk(by, judgement.source.body)
    with transaction.atomic():
        return save_changed(
            judgement,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("The judgement was changed."),
        )


def remove_judgement(judgement: Judgement, *, by: User, expected_version: int) -> None:
    """Remove a judgement; the public copy of its source loses it with the next publishing."""
    require_clerk(by, judgement.source.body)
    with transaction.atomic():
        current = Judgement.objects.select_for_update().get(pk=judgement.pk)
        if current.version != expected_version:
            raise Conflict(current)
        audit.record(current, act=audit.REMOVE, by=by, sentence=_("The judgement was removed."))
        current.delete()
