"""What a record of somebody else's finding must hold, and how a source is published.

Whether a source is public is no state of it: it is read from what has been released. The words
`draft`, `published`, `changed` and `withdrawn` say how the two stand to each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from portal.rules.states import StateTable, move

DRAFT: Final = "draft"
PUBLISHED: Final = "published"
CHANGED: Final = "changed"
WITHDRAWN: Final = "withdrawn"

PUBLICATION: Final = StateTable(
    "source",
    move("source", f"{DRAFT} {WITHDRAWN}", "publish", PUBLISHED, "clerk"),
    move("source", CHANGED, "publish_changes", PUBLISHED, "clerk"),
    move("source", f"{PUBLISHED} {CHANGED}", "withdraw", WITHDRAWN, "clerk", reason=True),
)


def publication(*, was_released: bool, is_public: bool, is_same: bool) -> str:
    """How a source stands to its public copy.

    Args:
        was_released: whether any version was ever public.
        is_public: whether one is public now.
        is_same: whether the public copies read as the records do.
    """
    if is_public:
        return PUBLISHED if is_same else CHANGED
    return WITHDRAWN if was_released else DRAFT


def finding_faults(values: Mapping[str, Any], answers: Collection[Any] = ()) -> list[str]:
    """What is missing from an external finding, or does not fit its kind, as codes.

    `no_figure`: a figure without the words of the source. `decision`: a decision that is not of a
    response. `answers`: something that answers without being a response. `outcome`: a date without
    saying what became of it.
    """
    kind = values.get("kind")
    is_response = kind == "response"
    faults = {
        "no_figure": kind == "statistic" and not values.get("figure_words"),
        "decision": bool(values.get("decision")) and not is_response,
        "answers": bool(answers) and not is_response,
        "outcome": bool(values.get("outcome_on") or values.get("outcome_words"))
        and not values.get("outcome"),
    }
    return [code for code, is_wrong in faults.items() if is_wrong]
