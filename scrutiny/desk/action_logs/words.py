"""The words of the import for people: what columns are, and what becomes of rows."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scrutiny.rules.action_log_columns import FIELDS

#: What a column is.
COLUMNS: Final[dict[str, str | Promise]] = {
    "reference": _("Reference"),
    "topic": _("Topic"),
    "text": _("What is to be done"),
    "owner": _("Owner"),
    "due": _("Due"),
    "status": _("How it stands"),
    "progress": _("Progress"),
    "meeting": _("Meeting or minute"),
    "raised_on": _("Raised on"),
    "completed_on": _("Completed on"),
}
CHOICES: Final = [("", _("Not used, only kept")), *((name, COLUMNS[name]) for name in FIELDS)]

#: What becomes of a row, with the family of states that it is shown in.
OUTCOMES: Final[dict[str, tuple[str | Promise, str]]] = {
    "new": (_("New action"), "done"),
    "updated": (_("Updated"), "done"),
    "unchanged": (_("Unchanged"), "open"),
    "left_out": (_("Left out"), "waiting"),
    "problem": (_("Cannot be imported yet"), "problem"),
}
