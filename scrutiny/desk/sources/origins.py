"""What prompted the records on a screen, in words, looked up once."""

from __future__ import annotations

from typing import Any

from scrutiny.models import EntryOrigin, ExternalFinding, LineOrigin

__all__ = ["prompts_of_entries", "prompts_of_lines"]


def prompts_of_lines(review: Any) -> dict[int, str]:
    """By the number of each line of a review: the findings of others that prompted it."""
    rows = LineOrigin.objects.filter(line__review=review)
    return _joined((row.line_id, row.external_finding) for row in rows.select_related(_WHOLE))


def prompts_of_entries(body: Any) -> dict[int, str]:
    """By the number of each entry of a work programme: the findings that prompted it."""
    rows = EntryOrigin.objects.filter(entry__body=body)
    return _joined((row.entry_id, row.external_finding) for row in rows.select_related(_WHOLE))


_WHOLE = "external_finding__source"


def _joined(pairs: Any) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for pk, finding in pairs:
        found.setdefault(pk, []).append(_words(finding))
    return {pk: "; ".join(words) for pk, words in found.items()}


def _words(finding: ExternalFinding) -> str:
    return f"{finding.source.title}, {finding.number}"
