"""Disposing of a case: a person's act, with an authority and a certificate."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from boards.disposers import Disposer, Standing, disposer_of
from boards.models import DisposalCertificate, LegalHold, ScrutinyBody
from boards.operations.disposal_erasing import (
    erase_around,
    erase_files,
    erase_rows,
    overwrite_what_is_deleted,
    redact_log,
)
from boards.operations.disposal_reach import Reach, reach_of
from boards.operations.permission import refuse_unless_keeper
from boards.rules.retention import EarlyGround, Obstacle, obstacles
from portal import audit, clock
from portal.chain import DISPOSED, canonical_json, hash_text, instant
from portal.models import PublicRecord, Release, ReleasedFile
from portal.operations import Refused
from portal.protection import Purpose, rewriting
from portal.publishing import Target, dispose_all

if TYPE_CHECKING:
    from portal.models import User

#: Who may dispose of a case, or hold one.
DISPOSERS: Final = frozenset({"proper_officer"})


@dataclass(frozen=True)
class Plan:
    """What would go, and what stands in the way."""

    standing: Standing
    reach: Reach
    public: Sequence[PublicRecord]
    hashes: Sequence[str]
    refusals: Mapping[Obstacle, str]

    @property
    def counts(self) -> dict[str, int]:
        """How many of what, by the words of the clerk."""
        named = Counter(str(row._meta.verbose_name_plural) for row in self.reach.everything)
        return dict(sorted(named.items()))

    @property
    def records(self) -> int:
        """How many records go: what is typed to confirm."""
        return len(self.reach.rows) + len(self.reach.media)


def case_of(body: ScrutinyBody, kind: str, key: object) -> tuple[Disposer, Any]:
    """A case of a body. Raises Refused where there is none, or it is gone."""
    disposer = disposer_of(kind)
    gone = DisposalCertificate.objects.filter(body=body, case_kind=kind, case_key=str(key))
    found = disposer.cases(body).filter(key=key).first() if disposer else None
    if disposer is None or found is None or gone.exists():
        raise Refused(_("There is no such case. Somebody may have disposed of it already."))
    return disposer, found


def plan_of(case: Any, disposer: Disposer, *, body: ScrutinyBody, ground: str = "") -> Plan:
    """What would go with a case today, and what stands in the way. Changes nothing."""
    reach = reach_of(case, disposer)
    standing = disposer.standing(case)
    below = Q(key__in=reach.keys)
    for path in disposer.paths(case):
        below |= Q(path__startswith=path)
    public = list(
        PublicRecord.objects.filter(below, body=body.slug)
        .exclude(path__startswith=DISPOSED)
        .order_by("kind", "key", "version")
    )
    files = ReleasedFile.objects.filter(record__in=public).values_list("sha256", flat=True)
    own = (getattr(row, "sha256", "") for row in reach.rows)
    stops = obstacles(
        today=clock.today(),
        until=standing.until,
        is_on_hold=hold_of(case, disposer) is not None,
        is_finished=standing.is_finished,
        ground=EarlyGround(ground) if ground else None,
    )
    return Plan(
        standing=standing,
        reach=reach,
        public=public,
        hashes=sorted({*files, *filter(None, own)}),
        refusals={one: _why(one, standing.until) for one in stops},
    )


@transaction.atomic
def dispose(
    *,
    body: ScrutinyBody,
    kind: str,
    key: object,
    by: User | None,
    authority: str,
    confirmed: int | None,
    ground: str = "",
) -> DisposalCertificate:
    """Dispose of a case with everything that hangs from it, and certify it.

    `authority` is the line of the retention schedule, `confirmed` the number of records that the
    person typed, `ground` an `EarlyGround` where the law lets it go before its date.

    Raises Refused for anybody but the proper officer, without an authority, with another number
    than that of the records, and with every obstacle of `boards.rules.retention`.
    """
    if by is None:
        raise Refused(_("Disposal is the act of a person."))
    refuse_unless_keeper(by, body, DISPOSERS)
    disposer, case = case_of(body, kind, key)
    locked = disposer.cases(body).select_for_update(of=("self",)).get(pk=case.pk)
    plan = plan_of(locked, disposer, body=body, ground=ground)
    reasons = list(plan.refusals.values())
    if not authority.strip():
        reasons.append(_("Name the line of the retention schedule, or the order."))
    if confirmed != plan.records:
        told = _("Type the number of records that go: %(number)s.") % {"number": plan.records}
        reasons.append(told)
    if reasons:
        raise Refused(*reasons)
    return _dispose(plan, disposer, body=body, by=by, authority=authority.strip(), ground=ground)


def hold_of(case: Any, disposer: Disposer) -> LegalHold | None:
    """The hold on a case; None where there is none."""
    return LegalHold.objects.filter(
        case_kind=disposer.kind, case_key=str(case.key), lifted_at__isnull=True
    ).first()


def _dispose(
    plan: Plan, disposer: Disposer, *, body: ScrutinyBody, by: User, authority: str, ground: str
) -> DisposalCertificate:
    case, standing = plan.reach.case, plan.standing
    certificate = DisposalCertificate(
        body=body,
        key=uuid.uuid4(),
        case_kind=disposer.kind,
        case_key=str(case.key),  # type: ignore[attr-defined]
        happened_on=standing.happened_on,
        kept_until=standing.until,
        authority=authority,
        ground=ground,
        counts=plan.counts,
        hashes=list(plan.hashes),
        records=plan.records,
        disposed_at=clock.now(),
        disposed_by=by,
    )
    overwrite_what_is_deleted()
    folders = list(disposer.folders(case))
    with rewriting(Purpose.DISPOSAL):
        redacted = redact_log(plan.reach, disposer)
        erase_around(plan.reach, disposer)
        stays = erase_rows(plan.reach)
    erase_files(plan.reach, folders)
    certificate.counts = _without(plan.counts, stays)
    made = _release(plan, certificate, redacted, by=by)
    certificate.release_number = made.number
    certificate.save(force_insert=True)
    audit.record(
        certificate,
        act=audit.REMOVE,
        by=by,
        sentence=_("Disposed of: %(words)s, %(number)s records.")
        % {"words": standing.words, "number": certificate.records},
        reason=authority,
    )
    return certificate


def _release(
    plan: Plan, certificate: DisposalCertificate, redacted: Mapping[str, str], *, by: User
) -> Release:
    day = certificate.disposed_at.astimezone(clock.CIVIL_ZONE)
    return dispose_all(
        targets=list(dict.fromkeys(Target(row.kind, row.key) for row in plan.public)),
        body=certificate.body.slug,
        by=by,
        reason=_("Disposed of under the retention schedule on %(day)s.")
        % {"day": f"{day:%-d %B %Y}"},
        subject=_("Disposal of %(kind)s %(key)s")
        % {"kind": certificate.case_kind, "key": certificate.case_key},
        certificate={
            "key": str(certificate.key),
            "certificate": certificate_hash(certificate),
            "log": dict(redacted),
        },
    )


def certificate_hash(certificate: DisposalCertificate) -> str:
    """The hash of a certificate, over all that it says; it stands in the chain of releases."""
    names = ("case_kind", "case_key", "authority", "ground", "counts", "hashes", "records")
    return hash_text(
        canonical_json(
            {
                **{name: getattr(certificate, name) for name in names},
                "key": str(certificate.key),
                "body": certificate.body.slug,
                "happened_on": certificate.happened_on,
                "kept_until": certificate.kept_until,
                "disposed_at": instant(certificate.disposed_at),
                "disposed_by": certificate.disposed_by_id,
            }
        )
    )


def _without(counts: Mapping[str, int], stays: Sequence[Model]) -> dict[str, int]:
    """What went, and how many rows stayed because others cite them, emptied of their words."""
    left = Counter(str(row._meta.verbose_name_plural) for row in stays)
    gone = {name: number - left[name] for name, number in counts.items()}
    kept = {_("%(what)s, emptied and kept") % {"what": name}: n for name, n in left.items()}
    return {name: number for name, number in {**gone, **kept}.items() if number}


def _why(one: Obstacle, until: date | None) -> str:
    words = {
        Obstacle.ON_HOLD: _("It is on legal hold. Nobody may dispose of it."),
        Obstacle.NOT_FINISHED: _("It is not finished."),
        Obstacle.NO_DATE: _("Nothing says yet until when it is open to inspection."),
        Obstacle.NOT_YET: _("It is open to inspection until %(day)s.")
        % {"day": f"{until:%A %-d %B %Y}" if until else ""},
    }
    return words[one]
