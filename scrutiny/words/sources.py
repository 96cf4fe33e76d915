"""The words for the codes in public copies of sources and external findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from portal.shown import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = dict[str, "StrOrPromise"]

SOURCE_KIND: Final[Words] = {
    "inspection": _("Inspection report"),
    "monitoring": _("Monitoring visit"),
    "letter": _("Letter"),
    "reply": _("Reply"),
    "statistics": _("Statistics"),
    "advice": _("Advice"),
    "other": _("Other source"),
}
FINDING_KIND: Final = {
    "finding": Status(_("Finding"), "open"),
    "good_practice": Status(_("Good practice"), "done"),
    "statistic": Status(_("Figure"), "open"),
    "recommendation": Status(_("Recommendation"), "waiting"),
    "request": Status(_("Request"), "waiting"),
    "response": Status(_("Response"), "open"),
    "context": Status(_("Context"), "open"),
}
PARTY: Final[Words] = {
    "author": _("Written by"),
    "recipient": _("Written to"),
    "subject": _("About"),
}
