"""Open actions as what is left to be seen to before a meeting is over."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from boards.models import Meeting
from boards.open_business import OpenBusiness, register_open_business
from scrutiny.operations.carrying import not_dealt_with


def register_open_actions() -> None:
    """Tell boards about them; called once at start-up."""
    register_open_business(_open_actions)


def _open_actions(meeting: Meeting) -> OpenBusiness | None:
    count = len(not_dealt_with(meeting))
    if not count:
        return None
    sentence = ngettext(
        "%(count)s open action was not dealt with. Close it, give it another date, or carry it "
        "forward to the next meeting.",
        "%(count)s open actions were not dealt with. Close them, give them another date, or carry "
        "them forward to the next meeting.",
        count,
    )
    url = reverse("actions:carry", kwargs={"body": meeting.body.slug, "meeting": meeting.pk})
    return OpenBusiness(count=count, sentence=sentence % {"count": count}, url=url)
