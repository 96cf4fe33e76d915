"""`manage.py rebuild_trackers`: make the tables of the public trackers anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from scrutiny.tracking.writing import rebuild


class Command(BaseCommand):
    """Throw away what the trackers filter and sort by, and make it from released records."""

    help = "Make the tables of the public trackers anew from released records alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild in one transaction; readers keep the old rows until it is done."""
        total = rebuild()
        self.stdout.write(_("%(total)d records are listed.") % {"total": total})
