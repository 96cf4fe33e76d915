"""What a body corrected, replaced or took back after publishing it. Released records only.

Of what was taken back only its kind, the day and the reason are told, never a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from boards import kinds as board_kinds
from portal.models.releases import PublicRecord
from portal.templatetags.portal_text import short_day
from scrutiny import kinds

_WORDS: Final = {
    board_kinds.MEETING: ngettext_lazy("%(n)d meeting", "%(n)d meetings", "n"),
    board_kinds.PACK: ngettext_lazy("%(n)d pack", "%(n)d packs", "n"),
    board_kinds.PAPER: ngettext_lazy("%(n)d paper", "%(n)d papers", "n"),
    board_kinds.BACKGROUND: ngettext_lazy("%(n)d background paper", "%(n)d background papers", "n"),
    board_kinds.NOTICE: ngettext_lazy("%(n)d notice", "%(n)d notices", "n"),
    kinds.REPORT: ngettext_lazy("%(n)d report", "%(n)d reports", "n"),
    kinds.REVIEW: ngettext_lazy("%(n)d review", "%(n)d reviews", "n"),
    kinds.RECOMMENDATION: ngettext_lazy("%(n)d recommendation", "%(n)d recommendations", "n"),
    kinds.RESPONSE: ngettext_lazy("%(n)d response", "%(n)d responses", "n"),
    kinds.FINDING: ngettext_lazy("%(n)d finding", "%(n)d findings", "n"),
    kinds.ACTION: ngettext_lazy("%(n)d action", "%(n)d actions", "n"),
    kinds.SOURCE: ngettext_lazy("%(n)d source", "%(n)d sources", "n"),
}
_OTHERS: Final = ngettext_lazy("%(n)d other record", "%(n)d other records", "n")
#: Goes with a pack, and is nothing by itself.
_BESIDE: Final = (board_kinds.CHANGES,)
_REPLACED: Final = gettext_lazy("Replaced")


@dataclass(frozen=True)
class Correction:
    """One line: what happened, when and why; `path` is empty where there is nothing to read."""

    at: datetime
    act: str
    what: str
    reason: str
    path: str = ""


def corrections_of(body: str) -> list[Correction]:
    """Everything that a body corrected, replaced or took back, newest first; three queries."""
    found = [*_reports(body), *_packs(body), *_withdrawn(body)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _reports(body: str) -> Iterator[Correction]:
    rows = (
        PublicRecord.objects.filter(
            kind=kinds.REPORT, body=body, version__gt=1, withdrawn_at__isnull=True
        )
        .annotate(said=KT("payload__edition_reason"))
        .values_list("title", "version", "path", "released_at", "said")
    )
    for title, version, path, released_at, said in rows:
        words = _("Report: %(title)s, edition %(number)d") % {"title": title, "number": version}
        yield Correction(released_at, _("Corrected"), words, said or "", f"{path}{version}/")


def _packs(body: str) -> Iterator[Correction]:
    rows = (
        PublicRecord.objects.current()
        .filter(kind=board_kinds.PACK, body=body, payload__kind="edition", payload__number__gt=1)
        .values_list("title", "happened_on", "payload", "path", "released_at")
    )
    for title, held_on, payload, path, released_at in rows:
        words = _("Pack: %(title)s, %(day)s, edition %(number)d") % {
            "title": title,
            "day": short_day(held_on) if held_on else "",
            "number": payload["number"],
        }
        yield Correction(released_at, str(_REPLACED), words, payload["reason"], path)


def _withdrawn(body: str) -> Iterator[Correction]:
    """What was taken back, everything of one act in one line."""
    rows = (
        PublicRecord.objects.filter(body=body, withdrawn_at__isnull=False)
        .filter(Q(is_current=True) | Q(kind=kinds.REPORT))
        .exclude(kind__in=_BESIDE)
        .values_list("withdrawn_at", "withdrawn_reason", "kind", "key")
        .distinct()
    )
    acts: dict[tuple[datetime, str], Counter[str]] = {}
    for at, reason, kind, _key in rows:
        if at is not None:
            acts.setdefault((at, reason), Counter())[kind] += 1
    for (at, reason), counted in acts.items():
        words = [_WORDS.get(kind, _OTHERS) % {"n": number} for kind, number in counted.items()]
        yield Correction(at, _("Withdrawn"), ", ".join(words), reason)
