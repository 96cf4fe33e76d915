"""The public list of actions: theme, meeting, latest rating, due soon; released fields alone."""

from __future__ import annotations

import time_machine
from django.test import Client

from scrutiny.models import Action, Theme
from scrutiny.public.actions import action_copy
from tests import builders_scrutiny as made
from tests.scrutiny.lists.conftest import Listed
from tests.scrutiny.trackers import releasing as make

THEME = {"slug": "missing-children", "name": "Missing children", "name_cy": ""}


def rated(*ratings: str) -> list[dict[str, object]]:
    """Updates as a payload has them, the oldest first."""
    return [
        {"made_on": "2026-03-20", "text": "So.", "proof": "", "rating": one, "rated_by": None}
        for one in ratings
    ]


def test_the_public_list_of_actions_has_its_filters(client: Client, db: None) -> None:
    make.whole_thread()
    make.action(1, number=1, reference="", due_on="2026-05-16", themes=[THEME])
    make.action(2, number=2, reference="", due_on="2026-05-17", updates=rated("green", "red", ""))
    late = {"due_on": "2026-04-01", "updates": rated("red", "green")}
    make.action(3, number=3, reference="", from_minute=None, **late)
    with time_machine.travel("2026-04-16T09:00:00Z", tick=False):
        for query, numbers in {
            "late=soon": {1},
            "late=now": {3},
            "theme=missing-children": {1},
            "rating=red": {2},
            "rating=green": {3},
            "meeting=2026-03-02": {1, 2},
            "meeting=2026-03-02&rating=red&late=": {2},
        }.items():
            answer = client.get(f"/actions/?{query}")
            assert answer.context["mistakes"] == [], query
            assert {one.row.number for one in answer.context["rows"]} == numbers, query
        page = client.get("/actions/").content.decode()
        assert "Red: unacceptable progress (1)" in page
        assert "2 March 2026 (2)" in page
        for query in ("rating=amber", "meeting=2026-03-03", "theme=none", "rating=none"):
            assert client.get(f"/actions/?{query}").context["mistakes"], query


def test_a_released_action_names_its_themes(listed: Listed) -> None:
    assert action_copy(listed.soon).payload["themes"] == [], "its line is a draft"
    listed.soon.origin_line.agreed_minute = listed.minute  # type: ignore[union-attr]
    assert action_copy(listed.soon).payload["themes"] == [
        {"slug": "missing", "name": "Missing children", "name_cy": ""}
    ]
    assert action_copy(listed.late).payload["themes"] == []
    # An action that a body agreed by itself names no theme of a line that nobody has published.
    line = made.line(made.review(listed.body), theme=Theme.objects.get())
    alone = Action.objects.create(
        body=listed.body,
        number=77,
        municipal_year="2025/26",
        text="Alone.",
        owner=listed.owning,
        due_on=listed.soon.due_on,
        origin_line=line,
    )
    assert action_copy(alone).payload["themes"] == []
