"""Links and what came in through them go with the record that they are about."""

from __future__ import annotations

from django.db.models import Model

from portal.models import ReceivedAnswer, SignedLink


def erase_links(_case: Model, keys: frozenset[str]) -> int:
    """Delete every link about the records that go, by their permanent keys; returns how many."""
    links = SignedLink.objects.filter(subject_key__in=keys)
    gone = ReceivedAnswer.objects.filter(link__in=links).delete()[0]
    return gone + links.delete()[0]
