"""What is told beside the frozen agenda of a meeting: its recording, and what is still closed.

Both are entered or decided after a pack went out, so they are no part of its manifest. Nothing is
told of an item or a paper that the public agenda does not name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q

from boards.models import AgendaItem, Meeting, Paper, Restriction
from boards.rules.exemptions import WITHHELD

__all__ = ["closed_in", "recording_of"]


def recording_of(meeting: Meeting, agenda: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Captions, transcript and the second at which each public item begins; None without a link."""
    if not meeting.webcast_link:
        return None
    told = {one["key"] for one in _items(agenda) if not one["is_withheld"]}
    rows = AgendaItem.objects.filter(meeting=meeting, recording_starts_at__isnull=False)
    starts = {str(one.key): one.recording_starts_at for one in rows if str(one.key) in told}
    return {
        "captions": meeting.captions,
        "transcript_link": meeting.transcript_link,
        "starts": starts,
    }


def closed_in(meeting: Meeting, agenda: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Of each item and paper that the public is told to be closed: when decided, when reviewed.

    By permanent key: `decided_on`, `review_on`, `released_on` (it goes out with the next pack), and
    `pages` where the portal holds the paper and all of it is closed. The proper officer decides; no
    person is named, and neither is the reasoning about the public interest.
    """
    keys = set(_closed_keys(agenda))
    if not keys:
        return {}
    rows = Restriction.objects.filter(Q(item__meeting=meeting) | Q(paper__item__meeting=meeting))
    found: dict[str, dict[str, Any]] = {}
    for one in rows.select_related("item", "paper").order_by("id"):
        target = one.item or one.paper
        assert target is not None  # a restriction is of one thing
        if str(target.key) in keys:
            found[str(target.key)] = {
                "decided_on": one.decided_on.isoformat() if one.decided_on else None,
                "review_on": one.review_on.isoformat() if one.review_on else None,
                "released_on": one.released_on.isoformat() if one.released_on else None,
            }
    for paper in Paper.objects.filter(item__meeting=meeting).select_related("item"):
        if str(paper.key) in keys and {paper.access, paper.item.access} & WITHHELD:
            pages = paper.inspection.get("pages")
            found.setdefault(str(paper.key), {})["pages"] = pages or None
    return found


def _items(agenda: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return list((agenda or {}).get("items") or ())


def _closed_keys(agenda: Mapping[str, Any] | None) -> Iterator[str]:
    for item in _items(agenda):
        if item["ground"]:
            yield item["key"]
        for paper in item["papers"]:
            if paper["ground"]:
                yield paper["key"]
