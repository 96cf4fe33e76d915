"""The words for the codes in public copies of bodies, members and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = dict[str, "StrOrPromise"]

LEGAL_FORM: Final[Words] = {
    "panel": _("Police and crime panel"),
    "pfc_panel": _("Police, fire and crime panel"),
    "sub_committee": _("Sub-committee"),
    "lscb": _("Local safeguarding children board"),
    "partnership": _("Safeguarding children partnership"),
    "welsh_board": _("Safeguarding board"),
    "other": _("Scrutiny body"),
}
NATION: Final[Words] = {"england": _("England"), "wales": _("Wales")}
MEETING_KIND: Final[Words] = {
    "ordinary": _("Ordinary meeting"),
    "annual": _("Annual meeting"),
    "extraordinary": _("Extraordinary meeting"),
    "themed": _("Themed meeting"),
    "evidence_session": _("Evidence session"),
    "precept": _("Precept meeting"),
    "confirmation_hearing": _("Confirmation hearing"),
}
SEAT_KIND: Final[Words] = {
    "appointed": _("Appointed by a council"),
    "co_opted": _("Co-opted"),
    "independent": _("Independent"),
    "partner": _("Partner agency"),
}
MEMBER_ROLE: Final[Words] = {
    "chair": _("Chair"),
    "vice_chair": _("Vice-chair"),
    "member": _("Member"),
    "co_optee": _("Co-opted member"),
    "substitute": _("Substitute"),
    "scrutineer": _("Independent scrutineer"),
}
