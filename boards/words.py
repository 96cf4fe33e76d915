"""The words for the codes in public copies of bodies, members, meetings and their agendas."""

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
PURPOSE: Final[Words] = {
    "formal": _("Formal business"),
    "decision": _("For decision"),
    "scrutiny": _("For scrutiny"),
    "discussion": _("For discussion"),
    "information": _("For information"),
}
PAPER_KIND: Final[Words] = {
    "report": _("Report"),
    "appendix": _("Appendix"),
    "minutes": _("Minutes to confirm"),
    "other": _("Paper"),
}
PACK_KIND: Final[Words] = {"edition": _("Pack"), "supplement": _("Supplement")}
#: What a newer pack changed, as a sentence about the item or paper that follows.
CHANGE: Final[Words] = {
    "item_added": _("Item added"),
    "item_withdrawn": _("Item withdrawn"),
    "item_deferred": _("Item deferred"),
    "item_moved": _("Item moved to another place"),
    "item_withheld": _("Item no longer public"),
    "item_released": _("Item made public"),
    "added": _("Paper added"),
    "replaced": _("Paper replaced"),
    "withdrawn": _("Paper withdrawn"),
    "withheld": _("Paper no longer public"),
    "released": _("Paper made public"),
}
