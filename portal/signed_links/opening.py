"""Finding a link by its secret, and noting that it was opened, which changes nothing else."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from portal import audit
from portal.models import LogEntry, SignedLink
from portal.signed_links.making import USE
from portal.signed_links.tokens import hash_of

#: Openings of one link of which a row is kept; the lines for the monitoring go on.
OPENINGS_KEPT: Final = 20


def link_of(token: str) -> SignedLink | None:
    """The link that a secret belongs to, whatever became of it; None for a guess.

    One look-up by the hash, which takes the same time for every secret.
    """
    return SignedLink.objects.filter(token_hash=hash_of(token, use=USE)).first()


def note_opened(link: SignedLink) -> None:
    """Log that a link was opened, by whomever: programs that read mail open links too."""
    rows = LogEntry.objects.for_instance(link).filter(action=audit.VIEW)
    if rows.count() >= OPENINGS_KEPT:
        audit.mirror_only(audit.VIEW, {"subject": f"{link._meta.label}:{link.pk}"})
        return
    audit.record(link, act=audit.VIEW, by=None, sentence=_("A link for an answer was opened."))


def opened_among(links: list[SignedLink]) -> set[int]:
    """The numbers of those links that were opened at least once."""
    if not links:
        return set()
    rows = LogEntry.objects.filter(
        content_type__app_label=SignedLink._meta.app_label,
        content_type__model=SignedLink._meta.model_name,
        object_id__in=[str(one.pk) for one in links],
        action=audit.VIEW,
    )
    return {int(one) for one in rows.values_list("object_id", flat=True)}
