"""How far something goes back: from the next pack on, or everywhere at once."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import AgendaItem, Meeting, Paper
from boards.packs.taking_back import is_public, packs_with

EVERYWHERE: Final = "everywhere"
NEXT: Final = "next"


def how_far(thing: AgendaItem | Paper, meeting: Meeting) -> forms.ChoiceField | None:
    """The question for a thing that the public has; None while it has nothing of it."""
    if not is_public(thing, meeting):
        return None
    return forms.ChoiceField(
        label=gettext_lazy("How far"),
        choices=[
            (EVERYWHERE, _("Everywhere, at once: every address of it says that it is gone")),
            (NEXT, _("From the next pack on: what was published stays as it was")),
        ],
        help_text=_what_goes_too(thing, meeting),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how far it is withdrawn")},
    )


def _what_goes_too(thing: AgendaItem | Paper, meeting: Meeting) -> str:
    """The packs that have it, for they go with it."""
    packs = packs_with(meeting, thing)
    if not packs:
        return ""
    named = ", ".join(f"{one.get_kind_display()} {one.number}" for one in packs)
    told = _("With it goes every pack that has it: %(packs)s. Publish a new edition afterwards.")
    return told % {"packs": named}
