"""What comes first: foreword, summary, why the review was made and how."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scrutiny.report.blocks import WELSH, Block, Bullets, Heading, Passage, Section, led, prose
from scrutiny.report.document import ReportDocument
from scrutiny.report.wording import named


def opening_sections(document: ReportDocument) -> list[Section]:
    """Foreword, summary (with the Welsh one after it), why, how."""
    return [
        Section(_("Foreword"), "foreword", tuple(prose(document.foreword)), style="plain"),
        Section(_("Summary"), "summary", tuple(_summary(document))),
        Section(_("Why this was looked at"), "why", tuple(_why(document))),
        Section(_("How the evidence was gathered"), "how", tuple(_how(document))),
    ]


def _summary(document: ReportDocument) -> list[Block]:
    return [*prose(document.summary), *prose(document.summary_cy, lang=WELSH)]


def _why(document: ReportDocument) -> list[Block]:
    return [
        *prose(document.background),
        *led(_("The objective tested."), document.objective),
        *led(_("The office scrutinised."), document.office),
    ]


def _how(document: ReportDocument) -> list[Block]:
    return [
        *prose(document.method),
        *led(_("In scope."), document.in_scope),
        *led(_("Out of scope."), document.out_of_scope),
        *led(_("How success will be judged."), document.success),
        *_members(document),
    ]


def _members(document: ReportDocument) -> list[Block]:
    lead = document.lead
    found = [Passage(text=named(lead), note=_("(lead member)"))] if lead else []
    found += [Passage(text=named(one)) for one in document.members if one != lead]
    if not found:
        return []
    title = _("Who carried out the review") if len(found) > 1 else _("Who led the review")
    if len(found) == 1 and lead:
        return [Heading(title), Passage(text=named(lead), is_numbered=True)]
    return [Heading(title), Bullets(items=tuple(found))]
