"""The verbs on the buttons, and the sentences of the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.rules.composition import Concern

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEETING_VERBS: Final[dict[str, str | _StrPromise]] = {
    "schedule": gettext_lazy("Give it a day"),
    "publish_agenda": gettext_lazy("Publish the agenda"),
    "conclude": gettext_lazy("Conclude the meeting"),
    "cancel": gettext_lazy("Cancel the meeting"),
    "postpone": gettext_lazy("Postpone the meeting"),
}


def concern_sentence(concern: Concern) -> str:
    """A warning about the membership of a panel, in plain words with its source."""
    if concern.code == "too_few_co_optees":
        sentence = ngettext(
            "The panel has %(n)d co-opted member; the Act asks for two or more.",
            "The panel has %(n)d co-opted members; the Act asks for two or more.",
            concern.count,
        )
    elif concern.code == "co_opted_councillors":
        sentence = ngettext(
            "%(n)d co-opted member belongs to a political group; at least two must not be "
            "councillors.",
            "%(n)d co-opted members belong to a political group; at least two must not be "
            "councillors.",
            concern.count,
        )
    else:
        sentence = _("The panel has %(n)d members; more than twenty are not allowed.")
    return sentence % {"n": concern.count}
