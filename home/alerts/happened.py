"""What happened to a record since its reader was last told, in a line. Released versions alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import kinds as board_kinds
from boards.shown_agenda import PUBLIC_TREATMENTS
from portal.models.releases import PublicRecord

__all__ = ["what_happened"]

#: When and where a meeting is, as its copies tell it.
_PLACE_AND_TIME: Final = ("held_on", "starts_at", "place")


def what_happened(
    records: Iterable[PublicRecord], first: Mapping[str, int]
) -> dict[int, list[str]]:
    """Sentences by row: that it is new, or what of it has changed; two queries.

    `first` gives for a row the row of the oldest version that is told with it.
    """
    shown = list(records)
    versions = dict(PublicRecord.objects.filter(pk__in=first.values()).values_list("pk", "version"))
    begun = {one.pk: versions.get(first.get(str(one.pk), one.pk), one.version) for one in shown}
    wanted = Q(pk=None)
    for one in shown:
        if begun[one.pk] > 1 and one.kind == board_kinds.MEETING:
            wanted |= Q(kind=one.kind, key=one.key, version=begun[one.pk] - 1)
    before = {
        (one.kind, one.key): one.payload
        for one in PublicRecord.objects.filter(wanted, withdrawn_at__isnull=True)
    }
    return {
        one.pk: [_("New.")]
        if begun[one.pk] == 1
        else list(_changes(one, before.get((one.kind, one.key)))) or [_("A new version.")]
        for one in shown
    }


def _changes(record: PublicRecord, before: Mapping[str, Any] | None) -> Iterator[str]:
    """What readers of a meeting's page find that was not so before. No title of what went."""
    if before is None:
        return
    now = record.payload
    if any(now.get(name) != before.get(name) for name in _PLACE_AND_TIME):
        yield _("The day, the time or the place has changed.")
    packs, earlier = _packs(now), _packs(before)
    if came := [number for number in packs["published"] if number not in earlier["known"]]:
        numbers = ", ".join(map(str, came))
        yield _("A pack of papers was published: number %(numbers)s.") % {"numbers": numbers}
    if [number for number in packs["withdrawn"] if number not in earlier["withdrawn"]]:
        yield _("A pack of papers was withdrawn.")
    papers, those = _papers(now), _papers(before)
    if count := len(papers - those):
        yield ngettext("%(n)s paper is new.", "%(n)s papers are new.", count) % {"n": count}
    if count := len(those - papers):
        words = ngettext(
            "%(n)s paper is no longer there.", "%(n)s papers are no longer there.", count
        )
        yield words % {"n": count}


def _packs(payload: Mapping[str, Any]) -> dict[str, list[int]]:
    packs = payload.get("packs") or ()
    return {
        "known": [one["number"] for one in packs],
        "published": [one["number"] for one in packs if one["state"] == "published"],
        "withdrawn": [one["number"] for one in packs if one["state"] == "withdrawn"],
    }


def _papers(payload: Mapping[str, Any]) -> set[str]:
    """The papers that the public can read, by key."""
    items = (payload.get("agenda") or {}).get("items") or ()
    return {
        paper["key"]
        for item in items
        for paper in item["papers"]
        if paper["file_name"] and paper["treatment"] in PUBLIC_TREATMENTS
    }
