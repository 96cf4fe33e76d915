"""“Move up” and “Move down”: they post, so that order can be changed without a mouse or script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.desk import Button, Kind

if TYPE_CHECKING:
    from boards.desk.meetings.scope import MeetingDesk


def steps_of(
    view: MeetingDesk, kind: Kind, record: Any, order: Sequence[int], version: int
) -> list[Button]:
    """The buttons of one record among those of `order`; none where it stands alone.

    `version` is that of the record whose order it is: the meeting, or the item.
    """
    if record.pk not in order or len(order) < 2:
        return []
    place = order.index(record.pk)
    url = view.address("order", kind=kind.name, pk=record.pk)
    labels = []
    if place > 0:
        labels.append(("up", _("Move up")))
    if place < len(order) - 1:
        labels.append(("down", _("Move down")))
    return [
        Button(
            label=label,
            url=url,
            asks=False,
            version=version,
            about=str(record),
            data={"step": step},
        )
        for step, label in labels
    ]
