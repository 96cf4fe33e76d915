"""The forward plan of a body as a matter of the disclosure gate."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import ScrutinyBody
from portal import clock
from portal.disclosure.matters import Matter, register_matter
from scrutiny import kinds
from scrutiny.operations.forward_plan import forward_plan_matter, standing_of_plan
from scrutiny.public.programme import forward_plan_copy


def register_programme_disclosure() -> None:
    """Tell the gate about them; called once at start-up."""
    register_matter(kinds.FORWARD_PLAN, _find, _waiting)


def _find(key: str) -> Matter | None:
    try:
        body = ScrutinyBody.objects.filter(key=key).first()
    except ValidationError:
        return None
    if body is None:
        return None
    return Matter(
        key=forward_plan_matter(body),
        body=body.slug,
        title=_("Forward plan of %(body)s") % {"body": body.name},
        url=reverse("programme:desk", args=[body.slug]),
        copies=lambda: [forward_plan_copy(body, on=clock.today())],
    )


def _waiting(slug: str) -> list[str]:
    """A plan waits when the public one is behind the records."""
    body = ScrutinyBody.objects.filter(slug=slug).first()
    if body is None or not standing_of_plan(body).differs:
        return []
    return [str(body.key)]
