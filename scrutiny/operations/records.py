"""Entering, changing and removing the records of a review: one way for all kinds.

Each kind says what it is called, which running number it takes and which citations it carries;
who may, what is frozen, the version and the log are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Max, ProtectedError, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import audit
from portal.models import VersionedRecord
from portal.operations import Conflict, Refused, save_changed, save_new
from scrutiny.models import (
    Evidence,
    EvidenceLine,
    Finding,
    FindingEvidence,
    KeyLineOfEnquiry,
    LineOrigin,
    Recommendation,
    RecommendationFinding,
    Review,
    Witness,
)
from scrutiny.operations.links import set_links
from scrutiny.operations.people import require_clerk
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from portal.models import User


@dataclass(frozen=True)
class Citation:
    """A set of links that a kind carries: field of the form, model of the rows, its two ends."""

    name: str
    through: type[models.Model]
    owner_field: str
    target_field: str


@dataclass(frozen=True)
class RecordKind:
    """One kind of record of a review."""

    code: str
    thing: str
    model: type[VersionedRecord]
    noun: Any
    is_numbered: bool = True
    citations: tuple[Citation, ...] = ()
    #: States in which a record that nothing rests on may be removed. Empty: it has no states.
    removable_states: frozenset[str] = field(default=frozenset())

    def label(self, record: VersionedRecord) -> str:
        """What a sentence of the log calls a record: “Finding 3”."""
        noun = str(self.noun).capitalize()
        return f"{noun} {getattr(record, 'number', '')}".strip()


LINES = RecordKind(
    "lines",
    "line_of_enquiry",
    KeyLineOfEnquiry,
    gettext_lazy("key line of enquiry"),
    citations=(Citation("origins", LineOrigin, "line", "external_finding"),),
    removable_states=frozenset({"draft"}),
)
WITNESSES = RecordKind("witnesses", "witness", Witness, gettext_lazy("witness"), is_numbered=False)
EVIDENCE = RecordKind(
    "evidence",
    "evidence",
    Evidence,
    gettext_lazy("evidence"),
    citations=(Citation("lines", EvidenceLine, "evidence", "line"),),
    removable_states=frozenset({"requested"}),
)
FINDINGS = RecordKind(
    "findings",
    "finding",
    Finding,
    gettext_lazy("finding"),
    citations=(Citation("evidence", FindingEvidence, "finding", "evidence"),),
)
RECOMMENDATIONS = RecordKind(
    "recommendations",
    "recommendation",
    Recommendation,
    gettext_lazy("recommendation"),
    citations=(Citation("findings", RecommendationFinding, "recommendation", "finding"),),
    removable_states=frozenset({"draft"}),
)

KINDS: dict[str, RecordKind] = {
    one.code: one for one in (LINES, WITNESSES, EVIDENCE, FINDINGS, RECOMMENDATIONS)
}


def add_record(
    *, kind: RecordKind, review: Review, by: User, values: Mapping[str, Any]
) -> VersionedRecord:
    """Enter a record of a review.

    `values` are fields and citations by name. Raises Refused when the person is no clerk of the
    body, the review is over, something cited belongs to another review, or a check fails.
    """
    require_clerk(by, review.body)
    _refuse_when_over(review)
    fields, citations = _split(kind, values)
    with transaction.atomic():
        make: Callable[..., VersionedRecord] = kind.model
        record = make(review=review, **fields)
        if kind.is_numbered:
            record.number = _next_number(kind, review)  # type: ignore[attr-defined]
        _refuse_foreign(review, fields, citations)
        save_new(record, by=by, sentence=_("%s was entered.") % kind.label(record))
        _cite(kind, record, citations)
        return record


def change_record(
    *,
    kind: RecordKind,
    record: VersionedRecord,
    by: User,
    values: Mapping[str, Any],
    expected_version: int,
) -> VersionedRecord:
    """Change a record of a review, if nobody else has changed it since it was read.

    Raises Conflict with the other's version, Refused when a frozen text would change.
    """
    review: Review = record.review  # type: ignore[attr-defined]
    require_clerk(by, review.body)
    fields, citations = _split(kind, values)
    with transaction.atomic():
        current = kind.model._base_manager.select_for_update().get(pk=record.pk)
        if current.version != expected_version:
            raise Conflict(current)
        _refuse_foreign(review, fields, citations)
        changed = {name for name, value in fields.items() if getattr(current, name) != value}
        changed |= {
            citation.name
            for citation in kind.citations
            if citation.name in citations
            and _cited(citation, current) != {one.pk for one in citations[citation.name]}
        }
        reasons = editing_refusals(
            kind.thing, str(getattr(current, "state", "")), frozenset(changed)
        )
        if reasons:
            raise Refused(*reasons)
        links_changed = _cite(kind, current, citations)
        return save_changed(
            current,
            by=by,
            values=fields,
            expected_version=expected_version,
            sentence=_("%s was changed.") % kind.label(current),
            links_changed=links_changed,
        )


def remove_record(
    *, kind: RecordKind, record: VersionedRecord, by: User, expected_version: int
) -> None:
    """Remove a record that nothing rests on and that was never agreed.

    Raises Refused naming what rests on it.
    """
    review: Review = record.review  # type: ignore[attr-defined]
    require_clerk(by, review.body)
    with transaction.atomic():
        current = kind.model._base_manager.select_for_update().get(pk=record.pk)
        if current.version != expected_version:
            raise Conflict(current)
        state = getattr(current, "state", "")
        if kind.removable_states and state not in kind.removable_states:
            raise Refused(
                _("%s has gone too far to be removed. Withdraw or drop it instead, with a reason.")
                % kind.label(current)
            )
        if review.reports.filter(state__in=["published", "superseded"]).exists() and not state:
            raise Refused(
                _("%s stands in a published report and cannot be removed.") % kind.label(current)
            )
        audit.record(
            current,
            act=audit.REMOVE,
            by=by,
            sentence=_("%s was removed.") % kind.label(current),
        )
        try:
            current.delete()
        except ProtectedError as error:
            names = ", ".join(sorted({_resting(row) for row in error.protected_objects}))
            raise Refused(
                _("%(record)s cannot be removed, since %(names)s rests on it.")
                % {"record": kind.label(current), "names": names}
            ) from error


def _resting(row: models.Model) -> str:
    """What a person calls a row that rests on another."""
    for name in ("finding", "evidence", "recommendation"):
        linked = getattr(row, name, None)
        if isinstance(linked, models.Model):
            return f"{linked._meta.verbose_name} {getattr(linked, 'number', '')}".strip()
    return f"{row._meta.verbose_name} {getattr(row, 'number', '')}".strip()


def _split(
    kind: RecordKind, values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    names = {citation.name for citation in kind.citations}
    fields = {name: value for name, value in values.items() if name not in names}
    return fields, {name: list(values[name]) for name in names if name in values}


def _next_number(kind: RecordKind, review: Review) -> int:
    """The next number within the review; the review's row is locked so that none is given twice."""
    Review.objects.select_for_update().get(pk=review.pk)
    rows: QuerySet[Any] = kind.model._base_manager.all()
    newest: int | None = rows.filter(review=review).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def _cited(citation: Citation, record: VersionedRecord) -> set[int]:
    rows = citation.through._base_manager.filter(**{citation.owner_field: record})
    return set(rows.values_list(f"{citation.target_field}_id", flat=True))


def _cite(
    kind: RecordKind, record: VersionedRecord, citations: Mapping[str, Sequence[Any]]
) -> bool:
    changed = False
    for citation in kind.citations:
        if citation.name in citations:
            changed |= set_links(
                citation.through,
                owner_field=citation.owner_field,
                owner=record,
                target_field=citation.target_field,
                targets=citations[citation.name],
            )
    return changed


def _refuse_when_over(review: Review) -> None:
    if review.state in {"closed", "withdrawn"}:
        raise Refused(_("The review is over. Nothing can be added to it."))


def _refuse_foreign(
    review: Review, fields: Mapping[str, Any], citations: Mapping[str, Sequence[Any]]
) -> None:
    """Raise Refused when a chosen record belongs to another review or another body."""
    chosen = [*fields.values(), *(one for rows in citations.values() for one in rows)]
    bodies = {review.body_id, review.body.parent_id}
    for one in chosen:
        if not isinstance(one, models.Model):
            continue
        other_review = getattr(one, "review_id", None)
        other_body = getattr(one, "body_id", None)
        if (other_review is not None and other_review != review.pk) or (
            other_body is not None and other_body not in bodies
        ):
            raise Refused(_("Something chosen here belongs to another review or another body."))
