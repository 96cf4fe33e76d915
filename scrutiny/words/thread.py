"""The words of the thread page: its stages, and what is missing where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STAGE: Final[dict[str, StrOrPromise]] = {
    "found": _("Found"),
    "asked": _("Asked"),
    "heard": _("Heard"),
    "concluded": _("Concluded"),
    "recommended": _("Recommended"),
    "answered": _("Answered"),
    "acted": _("Acted"),
    "closed": _("Closed"),
    "impact": _("Impact"),
}
GAP: Final[dict[str, StrOrPromise]] = {
    "found": _("No finding of an inspectorate or of anybody else is named as the reason."),
    "asked": _("No line of enquiry has been published for this."),
    "heard": _("No evidence has been published for this."),
    "concluded": _("No finding has been published for this."),
    "recommended": _("No recommendation has been made on this."),
    "answered": _("No answer has been published for this recommendation."),
    "acted": _("No action has been published for this recommendation."),
    "closed": _("The recommendation is still open."),
    "impact": _("What it changed has not been looked at yet."),
}
REJECTED: Final[StrOrPromise] = _("It was rejected, and no action has been published for it.")
MORE: Final[StrOrPromise] = _("More is linked with this than one page can show.")
