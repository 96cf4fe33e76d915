"""Publishing the forward plan of a body, and whether the public one is behind the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.disclosure.matters import matter_key
from portal.models import PublicRecord
from portal.operations import Refused
from portal.publishing import release
from scrutiny import kinds
from scrutiny.operations.people import require_clerk
from scrutiny.public.programme import forward_plan_copy

if TYPE_CHECKING:
    from boards.models import ScrutinyBody
    from portal.models import User


@dataclass(frozen=True)
class PlanStanding:
    """Where the public forward plan stands against the records."""

    published_at: datetime | None
    differs: bool


def forward_plan_matter(body: ScrutinyBody) -> str:
    """The name of a body's forward plan as a matter of the disclosure gate."""
    return matter_key(kinds.FORWARD_PLAN, body.key)


def standing_of_plan(body: ScrutinyBody) -> PlanStanding:
    """When the plan was last published, and whether it would read otherwise today."""
    public = PublicRecord.objects.current().filter(kind=kinds.FORWARD_PLAN, key=body.slug).first()
    now = forward_plan_copy(body, on=clock.today()).payload
    if public is None:
        return PlanStanding(None, differs=bool(now["entries"]))
    return PlanStanding(public.released_at, differs=public.payload != now)


def publish_forward_plan(*, body: ScrutinyBody, by: User) -> None:
    """Publish what the body has adopted, in place of the plan that is public.

    A suggestion never goes out. Raises Refused for anybody but a clerk, when nothing has been
    adopted and nothing is public yet, and when the public plan says the same already; Withheld
    when the disclosure gate finds something that nobody has cleared.
    """
    require_clerk(by, body)
    standing = standing_of_plan(body)
    if not standing.differs:
        raise Refused(
            _("The public forward plan says the same already.")
            if standing.published_at
            else _("Nothing has been adopted yet. Adopt an entry first, with the minute.")
        )
    with transaction.atomic():
        release(
            copies=[forward_plan_copy(body, on=clock.today())],
            body=body.slug,
            subject=f"Forward plan of {body.slug}",
            by=by,
            matter=forward_plan_matter(body),
        )
        audit.record(body, act=audit.RELEASE, by=by, sentence=_("The forward plan was published."))
