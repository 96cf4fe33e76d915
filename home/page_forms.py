"""The form of pages that editors place themselves."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from boards.models import BodyPage
from portal.pages import DraftFirstForm


class PlacedPageForm(DraftFirstForm):
    """A page whose address no other part of the portal has."""

    def clean(self) -> dict[str, Any]:
        """Refuse an address at which readers would find something else."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug", "")
        above = self.parent_page.specific if self.parent_page else None
        places = [f"/{slug}/"]
        if isinstance(above, BodyPage):
            places.append(f"/{above.slug}/{slug}/")
        if slug and any(_is_taken(place) for place in places):
            self.add_error(
                "slug", _("The portal has a page of its own at this address. Choose another one.")
            )
        return cleaned


def _is_taken(address: str) -> bool:
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False
