"""Taking the next running number of a body."""

from __future__ import annotations

from django.db import transaction

from portal.models.numbering import NumberSeries


def next_number(*, body: str, series: str, period: str) -> int:
    """Take the next number of a series, without gaps and without doubles.

    Call it inside the transaction that uses the number: when that is rolled back, so is the
    number. `body` is the body's permanent slug, `period` a municipal year such as `2025/26`.
    """
    with transaction.atomic():
        NumberSeries.objects.get_or_create(body=body, series=series, period=period)
        row = NumberSeries.objects.select_for_update().get(body=body, series=series, period=period)
        row.last_number += 1
        row.save(update_fields=["last_number"])
        return row.last_number
