"""What became of each recommendation: confirmed progress, how it was closed, what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from boards.models import Minute
from portal import clock
from scrutiny import models
from scrutiny.report import document
from scrutiny.report.wording import short_day

_State = models.Recommendation.State
#: Recommendations on which nobody has begun have no progress to tell.
_FOLLOWED = (
    _State.IN_PROGRESS,
    _State.IMPLEMENTED_CLAIMED,
    _State.CLOSED_IMPLEMENTED,
    _State.CLOSED_NOT_IMPLEMENTED,
    _State.CLOSED_OVERTAKEN,
)
_CLOSED = (_State.CLOSED_IMPLEMENTED, _State.CLOSED_NOT_IMPLEMENTED, _State.CLOSED_OVERTAKEN)


def progress(
    review: models.Review,
    asked: Sequence[models.Recommendation],
    responses: Iterable[models.Response],
) -> tuple[document.Progress, ...]:
    """The progress of those recommendations whose answer is public, in two queries."""
    told = {row.addressee_id for row in responses if row.state == models.Response.State.PUBLISHED}
    updates: dict[int | None, list[models.ProgressUpdate]] = defaultdict(list)
    for update in models.ProgressUpdate.objects.filter(
        recommendation__review=review, confirmed_at__isnull=False
    ).select_related("minute__meeting"):
        updates[update.recommendation_id].append(update)
    looks: dict[int, list[models.ImpactReview]] = defaultdict(list)
    for look in models.ImpactReview.objects.filter(
        recommendation__review=review, held_on__isnull=False
    ).select_related("minute__meeting"):
        looks[look.recommendation_id].append(look)
    return tuple(
        _progress(row, updates[row.pk], looks[row.pk])
        for row in asked
        if row.state in _FOLLOWED and (row.addressee_id in told or row.state in _CLOSED)
    )


def _progress(
    row: models.Recommendation,
    updates: list[models.ProgressUpdate],
    looks: list[models.ImpactReview],
) -> document.Progress:
    is_closed = row.state in _CLOSED
    return document.Progress(
        recommendation=row.number,
        state=row.state,
        updates=tuple(_update(one) for one in updates),
        closing_note=row.closing_note.strip() if is_closed else "",
        closed_by=minute_words(row.closed_minute) if is_closed else "",
        impact=tuple(
            document.Impact(
                held_on=one.held_on,
                result=one.result,
                text=one.what_changed.strip(),
                text_cy=one.what_changed_cy.strip(),
            )
            for one in looks
            if one.held_on
        ),
    )


def _update(row: models.ProgressUpdate) -> document.Update:
    return document.Update(
        made_on=row.made_at.astimezone(clock.CIVIL_ZONE).date(),
        text=row.text.strip(),
        proof=row.proof.strip(),
        rating=row.rating,
        rated_by=minute_words(row.minute),
    )


def minute_words(minute: Minute | None) -> str:
    """A minute as a report cites it: number and day of the meeting."""
    return f"{minute.number}, {short_day(minute.meeting.held_on)}" if minute else ""
