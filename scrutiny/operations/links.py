"""Citations: explicit rows between records, replaced as a set."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


def set_links(
    through: type[models.Model],
    *,
    owner_field: str,
    owner: models.Model,
    target_field: str,
    targets: Iterable[models.Model],
) -> bool:
    """Make the rows of `through` that start at `owner` lead to exactly `targets`.

    Returns whether anything changed.
    """
    rows = through._base_manager.filter(**{owner_field: owner})
    wanted = {target.pk for target in targets}
    present = set(rows.values_list(f"{target_field}_id", flat=True))
    if wanted == present:
        return False
    rows.exclude(**{f"{target_field}_id__in": wanted}).delete()
    through._base_manager.bulk_create(
        through(**{owner_field: owner, f"{target_field}_id": pk}) for pk in sorted(wanted - present)
    )
    return True
