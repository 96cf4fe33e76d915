"""What the portal's pages share in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class DraftFirstForm(WagtailAdminPageForm):
    """A new page is a draft until it is published.

    Wagtail stores a page that is created with “Publish” as live, and asks only then whether it may
    go out; here nothing of it is out before the disclosure gate has looked.
    """

    def save(self, commit: bool = True) -> Any:
        """Store a new page as a draft."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit=commit)
