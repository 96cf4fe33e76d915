"""Witnesses and evidence, as the public may know them. **Restricted evidence is cut here.**"""

from __future__ import annotations

import datetime

from boards.models import Access, Meeting
from scrutiny import models
from scrutiny.report import document


def witnesses(review: models.Review) -> tuple[document.Witness, ...]:
    """The witnesses as the public is told of them, sorted by that and not by their names."""
    rows = review.witnesses.select_related("heard_at")
    found = [_witness(row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.description, str(one.heard_on))))


def _witness(row: models.Witness) -> document.Witness:
    if not row.is_public:
        return document.Witness(
            description=row.public_description.strip(), heard_on=_heard_on(row.heard_at)
        )
    return document.Witness(
        description=row.name,
        post=row.post,
        organisation=row.organisation,
        heard_on=_heard_on(row.heard_at),
    )


def _heard_on(meeting: Meeting | None) -> datetime.date | None:
    """The day of a meeting that the public is told of."""
    return meeting.held_on if meeting and meeting.is_public else None


def evidence_rows(review: models.Review, *, draft: bool) -> list[models.Evidence]:
    """The evidence that is listed: what has been accepted; in a draft all but the withdrawn."""
    state = models.Evidence.State
    rows = review.evidence.select_related("witness", "meeting")
    if draft:
        return list(rows.exclude(state=state.WITHDRAWN))
    return list(rows.filter(state=state.ACCEPTED))


def evidence(
    row: models.Evidence, bearings: tuple[document.Bearing, ...] = ()
) -> document.Evidence:
    """One item as it may be public: a restricted one has number, kind and reason alone."""
    if row.access != Access.OPEN:
        return document.Evidence(
            number=row.number,
            kind=row.kind,
            is_restricted=True,
            restriction_reason=row.restriction_reason.strip(),
        )
    return document.Evidence(
        number=row.number,
        kind=row.kind,
        title=row.title.strip(),
        summary=row.summary.strip(),
        provider=_provider(row),
        dated_on=row.dated_on,
        heard_on=_heard_on(row.meeting),
        bearings=bearings,
    )


def _provider(row: models.Evidence) -> str:
    """Who gave open evidence: a witness as the public is told of them, or the named provider."""
    if row.witness is None:
        return row.provider.strip()
    if not row.witness.is_public:
        return row.witness.public_description.strip()
    return ", ".join(filter(None, (row.witness.name, row.witness.post)))
