"""Which released versions stand in which feed, the newest first, and never one withdrawn."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet, Subquery

from boards import kinds as board_kinds
from portal.models import PublicRecord
from portal.models.releases import PublicRecordQuerySet
from scrutiny import kinds as scrutiny_kinds
from scrutiny.public_tables import TrackedRecord
from scrutiny.tracking.text import is_by_words

AT_MOST: Final = 40
_FOUND: Final = 5_000
#: What is news of a body by itself.
_NEWS: Final = (
    board_kinds.MEETING,
    board_kinds.PACK,
    scrutiny_kinds.REPORT,
    scrutiny_kinds.RESPONSE,
    scrutiny_kinds.ACTION,
    scrutiny_kinds.SOURCE,
    scrutiny_kinds.FORWARD_PLAN,
)
#: What comes out with a report: news of a body once it changes after that.
_WITH_A_REPORT: Final = (scrutiny_kinds.RECOMMENDATION,)
_OF_A_REVIEW: Final = (
    scrutiny_kinds.LINE,
    scrutiny_kinds.FINDING,
    scrutiny_kinds.RECOMMENDATION,
    scrutiny_kinds.RESPONSE,
    scrutiny_kinds.ACTION,
)


def of_bodies(body: str = "") -> list[PublicRecord]:
    """News of one body, or of all."""
    return _newest(all_of_bodies(body))


def of_meeting(meeting: PublicRecord) -> list[PublicRecord]:
    """A meeting, its packs and its notices."""
    return _newest(all_of_meeting(meeting))


def of_review(review: PublicRecord) -> list[PublicRecord]:
    """A review, the editions of its report, and everything on its thread."""
    return _newest(all_of_review(review))


def of_recommendation(one: PublicRecord) -> list[PublicRecord]:
    """Every version of a recommendation, of the response that answers it, of actions out of it."""
    return _newest(all_of_recommendation(one))


def of_theme(slug: str, body: str = "") -> list[PublicRecord]:
    """What the panels and boards, or one of them, published on a theme, as it stands."""
    return _newest(all_of_theme(slug, body))


def of_tracked(rows: QuerySet[TrackedRecord]) -> list[PublicRecord]:
    """The records of a tracker as it is filtered, those published last first."""
    return _newest(all_of_tracked(rows))


def all_of_bodies(body: str = "") -> PublicRecordQuerySet:
    """Everything that was ever news of one body, or of all, in no order; so the others below."""
    news = Q(kind__in=_NEWS) | Q(kind__in=_WITH_A_REPORT, version__gt=1)
    return _standing().of_body(body).filter(news)


def all_of_meeting(meeting: PublicRecord) -> PublicRecordQuerySet:
    """Every version that `of_meeting` chooses from."""
    itself = Q(kind__in=(board_kinds.MEETING, board_kinds.NOTICE), key=meeting.key)
    packs = Q(kind=board_kinds.PACK, payload__meeting=meeting.key)
    return _standing().of_body(meeting.body).filter(itself | packs)


def all_of_review(review: PublicRecord) -> PublicRecordQuerySet:
    """Every version that `of_review` chooses from."""
    itself = Q(kind__in=(scrutiny_kinds.REVIEW, scrutiny_kinds.REPORT), key=review.key)
    below = Q(kind__in=_OF_A_REVIEW, payload__review__path=review.path)
    return _standing().of_body(review.body).filter(itself | below)


def all_of_recommendation(one: PublicRecord) -> PublicRecordQuerySet:
    """Every version that `of_recommendation` chooses from."""
    itself = Q(kind=scrutiny_kinds.RECOMMENDATION, key=one.key)
    answer = Q(kind=scrutiny_kinds.RESPONSE, key=one.payload.get("response_key") or "-")
    actions = Q(kind=scrutiny_kinds.ACTION, payload__recommendation=one.key)
    return _standing().of_body(one.body).filter(itself | answer | actions)


def all_of_theme(slug: str, body: str = "") -> PublicRecordQuerySet:
    """Every record that `of_theme` chooses from."""
    rows = TrackedRecord.objects.filter(tags__facet="theme", tags__value=slug)
    return all_of_tracked(rows.filter(body=body) if body else rows)


def all_of_tracked(rows: QuerySet[TrackedRecord]) -> PublicRecordQuerySet:
    """Every record that `of_tracked` chooses from; by words the first `_FOUND` of them."""
    keys: Subquery | list[str] = Subquery(rows.order_by().values("key"))
    if is_by_words(rows):
        keys = list(rows.values_list("key", flat=True)[:_FOUND])
    kinds = (
        scrutiny_kinds.RECOMMENDATION,
        scrutiny_kinds.RESPONSE,
        scrutiny_kinds.ACTION,
        scrutiny_kinds.FINDING,
        scrutiny_kinds.EXTERNAL_FINDING,
    )
    return PublicRecord.objects.current().filter(kind__in=kinds, key__in=keys)


def _standing() -> PublicRecordQuerySet:
    """Versions that can be read, older ones among them, of records that were not withdrawn."""
    return PublicRecord.objects.filter(withdrawn_at__isnull=True)


def _newest(rows: PublicRecordQuerySet) -> list[PublicRecord]:
    return list(rows.select_related("release").order_by("-released_at", "-pk")[:AT_MOST])
