"""`manage.py rebuild_search`: make the index of the public search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.search.site_pages import rebuild_pages
from home.search.writing import rebuild


class Command(BaseCommand):
    """Make what the public search looks through from released copies and live pages."""

    help = "Make the index of the public search anew from what is public, while the site serves."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild record by record; the old rows of each stay until its new ones are there."""
        rebuild_pages()
        total = rebuild()
        self.stdout.write(_("%(total)d entries can be found.") % {"total": total})
