"""Making links and taking them back. The secret is returned once and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import clock
from portal.models import SignedLink
from portal.operations import Refused
from portal.signed_links.purposes import lasting
from portal.signed_links.tokens import hash_of, new_token

if TYPE_CHECKING:
    from portal.models import User, VersionedRecord

#: What the hashes of these links are bound to.
USE = "answer"


def make_link(
    *, purpose: str, subject: VersionedRecord, holder: VersionedRecord, body: str, by: User | None
) -> tuple[SignedLink, str]:
    """Make a link about a record for somebody, and return it with its secret.

    Links of the same kind that still stand are taken back, so that one of them works at a time.
    `body` is the permanent slug. Raises Refused when somebody else is sending one this moment.
    """
    token, now = new_token(), clock.now()
    try:
        with transaction.atomic():
            revoke_standing(subject, by=by, holder=holder.key)
            link = SignedLink.objects.create(
                token_hash=hash_of(token, use=USE),
                purpose=purpose,
                subject_label=subject._meta.label_lower,
                subject_key=subject.key,
                holder_key=holder.key,
                body=body,
                made_at=now,
                made_by=by,
                expires_at=now + lasting(purpose),
            )
    except IntegrityError as error:
        raise Refused(_("Somebody else has just sent a link.")) from error
    return link, token


def revoke(link: SignedLink, *, by: User | None) -> bool:
    """Take one link back; whether it still stood. A link that was used stays used."""
    rows = SignedLink.objects.standing().filter(pk=link.pk)
    return bool(rows.update(revoked_at=clock.now(), revoked_by=by))


def revoke_standing(
    subject: VersionedRecord, *, by: User | None, holder: UUID | None = None
) -> int:
    """Take back every link about a record that still stands, or those of one person."""
    rows = SignedLink.objects.standing().filter(
        subject_label=subject._meta.label_lower, subject_key=subject.key
    )
    if holder is not None:
        rows = rows.filter(holder_key=holder)
    return rows.update(revoked_at=clock.now(), revoked_by=by)


def revoke_held_by(holder: UUID, *, by: User | None) -> int:
    """Take back every link that was sent to somebody: their address was wrong, or is another."""
    rows = SignedLink.objects.standing().filter(holder_key=holder)
    return rows.update(revoked_at=clock.now(), revoked_by=by)
