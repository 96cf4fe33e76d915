"""The filters of the list of actions in the workspace."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _lazy

from scrutiny.asked_filters import one_of
from scrutiny.models import (
    Action,
    ActionCarried,
    ActionRedating,
    ProgressUpdate,
    RecommendationFinding,
)
from scrutiny.rules.actions import OPEN_STATES, WITH_OWNER
from scrutiny.words import records as words
from scrutiny.workspace.list_filters import ListFilters, Rows, unfinished_choice

_BY_DAY: Final = ("awaits_on", "body__slug", "-municipal_year", "-number", "pk")
_URGENT_FIRST: Final = {"high": 0, "normal": 1, "low": 2}


class ActionFilters(ListFilters):
    """The list of actions: whose, of which body, by when, from where, how it goes."""

    open_states = WITH_OWNER
    searched = ("text", "owner__name", "owner__post", "owner__organisation__name", "review__title")
    orders = {
        "due": _BY_DAY,
        "newest": ("-created_at", "-pk"),
        "owner": ("owner__name", *_BY_DAY),
        "priority": ("urgency", *_BY_DAY),
    }

    rating = one_of(_lazy("Progress rating"), method="by_rating")
    priority = one_of(_lazy("Priority"))

    field_order = (
        "q",
        "whose",
        "body",
        "due",
        "state",
        "owner",
        "meeting",
        "theme",
        "rating",
        "priority",
        "year",
    )

    def more_choices(self) -> dict[str, list[tuple[str, Any]]]:
        """Ratings by their words, never by a colour alone; priorities; orders."""
        ratings = [(code, one.word) for code, one in reversed(words.RATING.items())]
        return {
            "rating": [*ratings, ("none", _lazy("Not rated yet"))],
            "priority": list(reversed(Action.Priority.choices)),
            "sort": [
                ("newest", _lazy("Newest first")),
                ("owner", _lazy("By owner")),
                ("priority", _lazy("High priority first")),
            ],
        }

    def states(self) -> list[tuple[str, Any]]:
        """“Not finished”, then every state of an action's life."""
        return [unfinished_choice(), *Action.State.choices]

    @property
    def unfinished(self) -> Collection[str]:
        """Open, in progress, or reported as done and not yet closed."""
        return OPEN_STATES

    def with_awaited(self, rows: Rows) -> Rows:
        """With `urgency` too, by which high priority stands first."""
        rows = super().with_awaited(rows)
        whens = [When(priority=code, then=Value(place)) for code, place in _URGENT_FIRST.items()]
        found: Rows = rows.annotate(
            urgency=Case(*whens, default=Value(1), output_field=IntegerField())
        )
        return found

    def by_theme(self, rows: Rows, name: str, value: str) -> Rows:
        """The line that it comes from, the line asked at the meeting, or the recommendation's."""
        cited = RecommendationFinding.objects.filter(finding__line__theme__slug=value)
        return rows.filter(
            Q(origin_line__theme__slug=value)
            | Q(origin_entry__line__theme__slug=value)
            | Q(recommendation__in=cited.values("recommendation"))
        )

    def by_rating(self, rows: Rows, name: str, value: str) -> Rows:
        """By the latest rating of the body; earlier ones do not count."""
        if value == "none":
            rated = ProgressUpdate.objects.exclude(rating="").filter(action__isnull=False)
            return rows.exclude(pk__in=rated.values("action"))
        found: Rows = rows.annotate(asked_rating=latest_rating()).filter(asked_rating=value)
        return found


def latest_rating() -> Subquery:
    """The last rating of an action by its body; null without one."""
    rated = ProgressUpdate.objects.filter(action=OuterRef("pk")).exclude(rating="")
    return Subquery(rated.order_by("-made_at", "-pk").values("rating")[:1])


def as_listed(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Rows with all that the list says of them, in one query whatever their number."""
    return rows.select_related("body", "owner", "origin_minute__meeting", "review").annotate(
        latest_rating=latest_rating(),
        times_redated=_number_of(ActionRedating),
        times_carried=_number_of(ActionCarried),
    )


def _number_of(model: type[ActionRedating | ActionCarried]) -> Coalesce:
    rows = model.objects.filter(action=OuterRef("pk")).order_by().values("action")
    counted = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
