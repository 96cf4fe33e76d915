"""What raises a generation without a release: live pages, who may see them, hosts, closure days.

Closure days are in what a page says of dates that are counted in working days.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Site

from portal.generations.raising import announce_site, raise_site
from portal.models import ClosureDay

__all__ = ["start_watching", "watch"]

#: What saving a draft writes of a page: nothing that its readers see.
_OF_DRAFTS: Final = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "wagtail_admin_comments",
    }
)


def start_watching() -> None:
    """Connect the signals; called once, at start-up."""
    for signal, receiver in _RECEIVERS:
        signal.connect(receiver, dispatch_uid=f"portal.generations.{receiver.__name__}")
    watch(PageViewRestriction, Site, ClosureDay)


def watch(*models: type[Model]) -> None:
    """Have every change of these rows renew all kept pages; called from `ready()`.

    For small tables that public pages show and that are written without a release.
    """
    _watched.update(models)


_watched: set[type[Model]] = set()


def _concerns(sender: type[Model], fields: frozenset[str] | None) -> bool:
    if issubclass(sender, Page):
        return not fields or not fields <= _OF_DRAFTS
    return sender in _watched


def _before(sender: type[Model], **kwargs: Any) -> None:
    if _concerns(sender, kwargs.get("update_fields")):
        announce_site()


def _after(sender: type[Model], **kwargs: Any) -> None:
    if _concerns(sender, kwargs.get("update_fields")):
        raise_site()


_RECEIVERS: Final = (
    (pre_save, _before),
    (post_save, _after),
    (pre_delete, _before),
    (post_delete, _after),
)
