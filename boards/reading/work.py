"""Work on copies and notes that happens outside a request."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.operations.paper_notes import remove_left_notes
from boards.reading.copies import KIND, make_copy
from boards.reading.forgetting import sweep_copies
from portal.due import register_due
from portal.jobs import register


def register_reading_work() -> None:
    """Tell the worker about it; called once at start-up."""
    register(KIND, label=_("Preparing a reader's copy of a pack"))(make_copy)
    register_due("sweep_reader_copies", label=_("readers' copies of packs"))(sweep_copies)
    register_due("remove_left_notes", label=_("private notes of former readers"))(remove_left_notes)
