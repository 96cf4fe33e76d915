"""What can be searched for, by the name that an address uses, and which released kinds it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from boards import kinds as boards
from scrutiny import kinds as scrutiny
from scrutiny.rules.search_words import search_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Entries of web pages that editors write; no record is released under this kind.
PAGE: Final = "page"


@dataclass(frozen=True)
class Group:
    """Kinds that a reader takes for one: what several are called, and what one is."""

    several: StrOrPromise
    one: StrOrPromise
    kinds: tuple[str, ...]


#: A pack and a notice say again what the meeting and its papers say; they are not listed.
GROUPS: Final = {
    "meetings": Group(_("Meetings"), _("Meeting"), (boards.MEETING,)),
    "papers": Group(_("Papers"), _("Paper"), (boards.PAPER, boards.BACKGROUND)),
    "reports": Group(_("Reports"), _("Report"), (scrutiny.REPORT,)),
    "reviews": Group(_("Reviews"), _("Review"), (scrutiny.REVIEW,)),
    "questions": Group(_("Lines of enquiry"), _("Line of enquiry"), (scrutiny.LINE,)),
    "findings": Group(_("Findings"), _("Finding"), (scrutiny.FINDING, scrutiny.EXTERNAL_FINDING)),
    "recommendations": Group(_("Recommendations"), _("Recommendation"), (scrutiny.RECOMMENDATION,)),
    "responses": Group(_("Responses"), _("Response"), (scrutiny.RESPONSE,)),
    "actions": Group(_("Actions"), _("Action"), (scrutiny.ACTION,)),
    "sources": Group(_("Sources"), _("Source"), (scrutiny.SOURCE,)),
    "plans": Group(_("Forward plans"), _("Forward plan"), (scrutiny.FORWARD_PLAN,)),
    "bodies": Group(
        _("Panels, boards and members"), _("Panel or board"), (boards.BODY, boards.MEMBERS)
    ),
    "pages": Group(_("Pages and news"), _("Page"), (PAGE,)),
}
#: The group of each kind that is found.
GROUP_OF: Final = {kind: name for name, group in GROUPS.items() for kind in group.kinds}
#: Released kinds that are found.
RELEASED: Final = tuple(kind for kind in GROUP_OF if kind != PAGE)
#: Kinds whose PDF is searched page by page.
PAGED: Final = (boards.PAPER, boards.BACKGROUND, scrutiny.REPORT)


@cache
def kind_words(kind: str) -> list[str]:
    """What a kind is called, one and several, in every language of the portal; to be searched."""
    group = GROUPS[GROUP_OF[kind]]
    found: dict[str, None] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= dict.fromkeys(search_words(f"{group.one} {group.several}"))
    return list(found)
