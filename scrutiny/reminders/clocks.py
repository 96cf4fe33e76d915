"""Dates that a statute sets, for the clerks of the bodies whose dates they are.

They are counted by the same providers as the list of every coming date. A title may be of
something that is not public yet, so the letter names only the kind of date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from boards.models import Role
from boards.rules.reminding import occasion_for_owner
from portal.coming_dates import coming_dates, date_kinds
from scrutiny.reminders.telling import Telling, owed_words

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.calendars import Nation
    from scrutiny.reminders.readers import Readers


def statutory_dates(readers: Readers, user: User) -> Iterator[Telling]:
    """The statutory dates of the bodies whose clerk somebody is: coming, today and missed."""
    bodies = {body.slug: body for body in readers.bodies_of(Role.CLERK).get(user, ())}
    nations = {slug: cast("Nation", body.nation) for slug, body in bodies.items()}
    until = readers.today + timedelta(days=readers.furthest())
    labels = {kind.name: str(kind.label) for kind in date_kinds()}
    for one in coming_dates(user, nations=nations, today=readers.today, until=until):
        if one.force != "statutory" or not one.is_kept or one.kind not in labels:
            continue
        body = bodies[one.body]
        occasion = occasion_for_owner(one.on, readers.today, readers.schedule(body.pk))
        if occasion:
            mark = hashlib.sha256(f"{one.kind} {one.body} {one.address}".encode()).hexdigest()
            yield Telling(
                user=user,
                item=f"date:{mark[:40]}",
                body=one.body,
                on=one.on,
                occasion=occasion,
                words=partial(owed_words, labels[one.kind], one.on, readers.today),
                address=partial(str, one.address),
            )
