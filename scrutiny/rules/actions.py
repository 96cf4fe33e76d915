"""Actions: when one is public by itself, and whether a meeting has dealt with it.

Whether an action is public is no state of it: it is read from what has been released.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from portal.rules.states import StateTable, move

#: States in which its owner has still to do something. What is reported as done waits for others.
WITH_OWNER: Final = frozenset({"open", "in_progress"})
#: States in which something is still to be done, or still to be looked at by the body.
OPEN_STATES: Final = WITH_OWNER | {"complete_claimed"}

PRIVATE: Final = "private"
PUBLIC: Final = "public"
WITHDRAWN: Final = "withdrawn"
#: Public by itself. An action of a review goes out with the report, and has no row here.
PUBLICATION: Final = StateTable(
    "action_publication",
    move("action_publication", f"{PRIVATE} {WITHDRAWN}", "release", PUBLIC, "clerk"),
    move("action_publication", PUBLIC, "withdraw", WITHDRAWN, "clerk", reason=True),
)


def publication(*, was_released: bool, is_public: bool) -> str:
    """How an action stands to the public."""
    if is_public:
        return PUBLIC
    return WITHDRAWN if was_released else PRIVATE


def is_dealt_with(
    *,
    entered_at: datetime,
    agreed_on: date | None,
    signs: Iterable[datetime | None],
    since: datetime,
) -> bool:
    """Whether an open action was dealt with at a meeting whose agenda went out at `since`.

    One that is newer than the agenda came out of the meeting itself; one that an earlier meeting
    agreed (`agreed_on`, of its minute) is not new, however late it was entered. For any other there
    must be a sign since: an update that a clerk confirmed, a rating, another date.
    """
    is_new = entered_at >= since and (agreed_on is None or agreed_on >= since.date())
    return is_new or any(one is not None and one >= since for one in signs)
