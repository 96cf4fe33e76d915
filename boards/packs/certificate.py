"""The notice certificate: proof of the notice given, and of every exception. Pure.

Local Government Act 1972, section 100B(3) and (4) in England, section 100BA in Wales; elsewhere
the body's own rule. Titles are those that the audience of the pack may read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boards.packs.manifest import Manifest, PackItem


def certificate(manifest: Manifest) -> dict[str, Any]:
    """What the certificate of a pack says, as plain JSON values.

    `published_on` is the civil day for which the pack was built: a pack that goes out on another
    day needs another certificate, and so another build.
    """
    facts = manifest.facts
    notice = facts.notice
    return {
        "published_on": notice.published_on.isoformat(),
        "held_on": facts.held_on.isoformat(),
        "regime": facts.body.regime,
        "is_statutory": notice.is_statutory,
        "authority": notice.authority,
        "clear_days_given": notice.given,
        "clear_days_needed": notice.needed,
        "is_short": notice.is_short,
        "counted": [day.isoformat() for day in notice.counted],
        "skipped": [{"date": day.isoformat(), "why": why} for day, why in notice.skipped],
        "restrictions": [one for item in manifest.items for one in _restrictions(item)],
        "urgent": [
            {
                "number": item.facts.number,
                "title": item.title,
                "reason": item.facts.urgency_reason,
            }
            for item in manifest.items
            if item.facts.urgency_reason
        ],
        "short_notice_reason": facts.short_notice_reason if notice.is_short else "",
        "checked_alone_reason": facts.checked_alone_reason,
        "cleared_hits": len(facts.clearings),
    }


def _restrictions(item: PackItem) -> Iterator[dict[str, Any]]:
    """One line for an item, and one for each paper that is withheld on a ground of its own."""
    if item.ground:
        yield {"number": item.facts.number, "title": item.title, **item.ground.as_payload()}
    for paper in item.papers:
        if paper.ground and paper.ground != item.ground:
            yield {"number": item.facts.number, "title": paper.title, **paper.ground.as_payload()}
