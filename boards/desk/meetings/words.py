"""The verbs on the buttons of a meeting's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Verbs = dict[str, str | _StrPromise]

MEETING_VERBS: Final[Verbs] = {
    "schedule": _("Give it a day"),
    "publish_agenda": _("Record an agenda published without a pack"),
    "start": _("Start the meeting"),
    "conclude": _("Conclude the meeting"),
    "draft_minutes": _("Record that the minutes are drafted"),
    "confirm_minutes": _("Record that the minutes are confirmed"),
    "cancel": _("Cancel the meeting"),
    "postpone": _("Postpone the meeting"),
}
ITEM_VERBS: Final[Verbs] = {
    "accept": _("Put it on the agenda"),
    "add_late": _("Add it late"),
    "consider": _("Mark as considered"),
    "defer": _("Defer it"),
    "bring_forward": _("Bring it to a later meeting"),
    "withdraw": _("Withdraw it"),
}
ACCESS_VERBS: Final[Verbs] = {
    "propose_exempt": _("Propose to withhold it"),
    "restrict": _("Withhold it"),
    "restrict_part": _("Withhold a part"),
    "mark_confidential": _("Mark as confidential"),
    "release": _("Release it"),
}
PAPER_VERBS: Final[Verbs] = {"withdraw": _("Withdraw the paper")}
PACK_VERBS: Final[Verbs] = {
    "check": _("Mark as checked"),
    "reopen": _("Open it again"),
    "publish": _("Publish the pack"),
    "withdraw": _("Withdraw the pack everywhere"),
}
