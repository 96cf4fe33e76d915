"""Publishing a source with everything that it says, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.access import roles_in
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.operations import Conflict, refuse_unless_allowed
from portal.publishing import (
    Copy,
    Target,
    canonical_json,
    hash_text,
    release,
    withdraw_all,
)
from scrutiny import kinds
from scrutiny.models import Source
from scrutiny.public.sources import source_copies, sources_whole
from scrutiny.rules.sources import PUBLICATION, publication

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.models import User


@dataclass(frozen=True)
class Standing:
    """What of a body's sources is public: hashes by kind and key, and what ever was."""

    public: dict[tuple[str, str], str]
    released: frozenset[str]

    @property
    def sources(self) -> frozenset[str]:
        """The permanent keys of the sources that are public now."""
        return frozenset(key for kind, key in self.public if kind == kinds.SOURCE)


def standing_of(body: ScrutinyBody) -> Standing:
    """What of a body's sources is public, in one query."""
    rows = PublicRecord.objects.filter(
        kind__in=[kinds.SOURCE, kinds.EXTERNAL_FINDING], body=body.slug, is_current=True
    ).values_list("kind", "key", "payload_hash", "withdrawn_at")
    found = list(rows)
    return Standing(
        public={(kind, key): digest for kind, key, digest, gone in found if gone is None},
        released=frozenset(key for kind, key, _digest, _gone in found if kind == kinds.SOURCE),
    )


def publication_of(source: Source, standing: Standing) -> str:
    """How a source (out of `sources_whole`) stands to its public copy."""
    key = str(source.key)
    is_public = (kinds.SOURCE, key) in standing.public
    copies = source_copies(source, public_sources=standing.sources) if is_public else []
    return publication(
        was_released=key in standing.released,
        is_public=is_public,
        is_same=all(_is_public(copy, standing) for copy in copies),
    )


def copies_of(source: Source) -> list[Copy]:
    """The copies of a source as they would be made now."""
    whole = sources_whole(Source.objects.filter(pk=source.pk)).get()
    return source_copies(whole, public_sources=standing_of(whole.body).sources)


def publish_source(
    *, source: Source, by: User, expected_version: int | None, changes: bool = False
) -> Source:
    """Make a source public with everything that it says, as one release.

    `changes` says that it is public already and has been changed since. Raises Withheld when the
    disclosure gate holds something back, Conflict when somebody changed the source meanwhile.
    """
    name = "publish_changes" if changes else "publish"
    with transaction.atomic():
        current = _checked(source, name, by=by, expected_version=expected_version)
        copies = copies_of(current)
        release(
            copies=copies,
            body=current.body.slug,
            subject=_("Source %s") % current.pk,
            by=by,
            matter=source_matter(current),
        )
        audit.record(
            current,
            act=audit.RELEASE,
            by=by,
            sentence=_("The source was published with %(count)s findings.")
            % {"count": len(copies) - 1},
        )
        return current


def withdraw_source(
    *, source: Source, by: User, expected_version: int | None, reason: str
) -> Source:
    """Take a source and its findings back. The reason is shown at every one of their addresses."""
    with transaction.atomic():
        current = _checked(
            source, "withdraw", by=by, expected_version=expected_version, reason=reason
        )
        withdraw_all(
            targets=_targets(current),
            body=current.body.slug,
            by=by,
            reason=reason,
            subject=_("Source %s withdrawn") % current.pk,
        )
        audit.record(
            current,
            act=audit.WITHDRAW,
            by=by,
            sentence=_("The source and its findings were withdrawn."),
            reason=reason,
        )
        return current


def source_matter(source: Source) -> str:
    """The name of a source as a matter of the disclosure gate."""
    return matter_key(kinds.SOURCE, source.key)


def _checked(
    source: Source, name: str, *, by: User, expected_version: int | None, reason: str = ""
) -> Source:
    """The source as it is stored, locked; refused when this may not be done with it now."""
    Source.objects.select_for_update().get(pk=source.pk)
    current = sources_whole(Source.objects.filter(pk=source.pk)).get()
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    state = publication_of(current, standing_of(current.body))
    refuse_unless_allowed(
        PUBLICATION.find(state=state, name=name),
        roles=roles_in(by, current.body.slug),
        reason=reason,
        unmet={},
    )
    return current


def _targets(source: Source) -> list[Target]:
    keys: Iterable[tuple[str, object]] = [
        (kinds.SOURCE, source.key),
        *((kinds.EXTERNAL_FINDING, one.key) for one in source.findings.all()),
    ]
    return [Target(kind, str(key)) for kind, key in keys]


def _is_public(copy: Copy, standing: Standing) -> bool:
    digest = hash_text(canonical_json(copy.payload))
    return standing.public.get((copy.kind, copy.key)) == digest
