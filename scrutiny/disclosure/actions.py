"""Actions of a body as matters of the disclosure gate, and as subjects of an incident."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.disclosure.matters import Matter, register_matter
from portal.incidents.registry import register_subjects
from scrutiny import kinds
from scrutiny.models import Action
from scrutiny.operations.action_release import action_matter, publications_of
from scrutiny.public import action_copy
from scrutiny.rules.actions import OPEN_STATES, PRIVATE


def register_action_disclosure() -> None:
    """Tell the gate and the floor about them; called once at start-up."""
    register_matter(kinds.ACTION, _find, _waiting)
    register_subjects(kinds.ACTION, lambda key: Action.objects.filter(key=key))


def _find(key: str) -> Matter | None:
    """The matter of an action without a review; one of a review belongs to the review's."""
    rows = Action.objects.select_related("body").filter(review__isnull=True)
    try:
        action = rows.filter(key=key).first()
    except ValidationError:
        return None
    if action is None:
        return None
    desk = reverse("actions:desk", args=[action.body.slug])
    return Matter(
        key=action_matter(action),
        body=action.body.slug,
        title=str(action),
        url=f"{desk}#actions-{action.pk}",
        copies=lambda: [action_copy(action)],
    )


def _waiting(body: str) -> list[str]:
    """Open actions that a clerk has not published."""
    rows = list(Action.objects.filter(body__slug=body, review=None, state__in=OPEN_STATES))
    standing = publications_of(rows)
    return [str(one.key) for one in rows if standing[one.pk] == PRIVATE]
