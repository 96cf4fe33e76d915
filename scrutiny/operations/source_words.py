"""Why something about a source is refused, in words that say what to do."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

#: By the codes of `scrutiny.rules.sources.finding_faults`.
FAULTS: Final[dict[str, str | Promise]] = {
    "no_figure": gettext_lazy(
        "Give the figure in the words of the source, such as “more than half”."
    ),
    "decision": gettext_lazy(
        "Only a response accepts or rejects something. Make this a response, or leave the "
        "decision empty."
    ),
    "answers": gettext_lazy(
        "Only a response answers what was found. Make this a response, or tick nothing under "
        "“Answers”."
    ),
    "outcome": gettext_lazy("Say what became of it beside the date, or leave the date empty."),
}
