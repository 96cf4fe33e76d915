"""Actions that are no review's: released by a clerk, kept in step, and taken back.

An action of a review goes out with its report and follows it (`release.release_recommendations`).
One that a body agreed at a meeting without any review is public once a clerk releases it, through
the disclosure gate; from then on every change brings the public copy up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.access import roles_in
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.operations import Conflict, Refused, refuse_unless_allowed
from portal.publishing import Target, release, withdraw_all
from scrutiny import kinds
from scrutiny.models import Action
from scrutiny.operations.leaks import leak_reasons
from scrutiny.operations.release import release_recommendations
from scrutiny.public import action_copy
from scrutiny.rules.actions import PUBLICATION, publication

if TYPE_CHECKING:
    from portal.models import User


def publication_of(action: Action) -> str:
    """How an action stands to the public: private, public or withdrawn."""
    return publications_of([action])[action.pk]


def publications_of(actions: Iterable[Action]) -> dict[int, str]:
    """The same of several actions, by number, in one query."""
    keys = {str(one.key): one.pk for one in actions}
    rows = PublicRecord.objects.filter(kind=kinds.ACTION, key__in=keys, is_current=True)
    gone = dict(rows.values_list("key", "withdrawn_at"))
    return {
        pk: publication(was_released=key in gone, is_public=key in gone and gone[key] is None)
        for key, pk in keys.items()
    }


def release_action(*, action: Action, by: User, expected_version: int | None) -> Action:
    """Make an action of a body public. Raises Withheld, Refused, Conflict."""
    with transaction.atomic():
        current = _checked(action, "release", by=by, expected_version=expected_version)
        _release(current, by=by)
        audit.record(
            current,
            act=audit.RELEASE,
            by=by,
            sentence=_("Action %s was published.") % current.reference,
        )
        return current


def withdraw_action(
    *, action: Action, by: User, expected_version: int | None, reason: str
) -> Action:
    """Take an action back. The reason is shown to everybody at its address."""
    with transaction.atomic():
        current = _checked(
            action, "withdraw", by=by, expected_version=expected_version, reason=reason
        )
        withdraw_all(
            targets=[Target(kinds.ACTION, str(current.key))],
            body=current.body.slug,
            by=by,
            reason=reason,
            subject=_("Action %s withdrawn") % current.reference,
        )
        audit.record(
            current,
            act=audit.WITHDRAW,
            by=by,
            sentence=_("Action %s was withdrawn from the public.") % current.reference,
            reason=reason,
        )
        return current


def renew_action(action: Action, *, by: User, about: str) -> None:
    """Bring what is public of an action up to date after a change; what is not public stays so.

    `about` is one line for the log of releases, without personal text. Raises Withheld.
    """
    if action.review is not None:
        release_recommendations(action.review, by=by, subject=f"{about} of {action.review.slug}")
        return
    is_public = PublicRecord.objects.current().filter(kind=kinds.ACTION, key=str(action.key))
    if is_public.exists():
        _release(action, by=by, about=about)


def action_matter(action: Action) -> str:
    """The name of an action as a matter of the disclosure gate."""
    return matter_key(kinds.ACTION, action.key)


def _release(action: Action, *, by: User, about: str = "") -> None:
    copies = [action_copy(action)]
    origins = (action.recommendation, action.origin_line, action.origin_response)
    reviews = {one.review_id: one.review for one in origins if one is not None}
    # It may be no review's and yet say what a review that it came from keeps private.
    if reasons := [why for review in reviews.values() for why in leak_reasons(review, copies)]:
        raise Refused(*reasons)
    release(
        copies=copies,
        body=action.body.slug,
        subject=about or f"Action {action.reference}",
        by=by,
        matter=action_matter(action),
    )


def _checked(
    action: Action, name: str, *, by: User, expected_version: int | None, reason: str = ""
) -> Action:
    """The action as it is stored, locked; refused when this may not be done with it now."""
    rows = Action.objects.select_for_update(of=("self",)).select_related("body", "review")
    current = rows.get(pk=action.pk)
    if expected_version is not None and current.version != expected_version:
        raise Conflict(current)
    if current.review is not None:
        raise Refused(_("An action of a review is published with the report of the review."))
    refuse_unless_allowed(
        PUBLICATION.find(state=publication_of(current), name=name),
        roles=roles_in(by, current.body.slug),
        reason=reason,
        unmet={},
    )
    return current
