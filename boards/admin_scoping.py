"""What keeps Wagtail's lists, menus and home screen to the person's own bodies.

The gate (`boards.admin_addresses`) guards addresses that name an object; this narrows the screens
that list some. Imported by `boards/wagtail_hooks.py`, which Wagtail reads when it starts: by then
its own policies are in place, so that ours replace them.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import filters
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.views import chooser
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from boards.media_policy import BodyMediaPolicy
from boards.models import BodyPage, Document, Image
from boards.own_pages import own_pages, pages_on_the_way
from portal.access import bodies_of

register_permission_policy(Document, BodyMediaPolicy(Document))
register_permission_policy(Image, BodyMediaPolicy(Image))

#: Items of Wagtail's menus that lead to screens closed to everybody.
_CLOSED_MENU_ITEMS: Final = frozenset({"collections", "groups", "workflows", "workflow-tasks"})


class WhereToGo(Component):
    """The home screen's one panel: the places where somebody's work is."""

    template_name = "boards/admin_home.html"
    order = 1

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The person's own front pages; the links to the desks need nothing."""
        user = parent_context["request"].user
        return {
            "front_pages": BodyPage.objects.filter(body__slug__in=bodies_of(user)).order_by(
                "title"
            ),
            "has_office": bool(bodies_of(user)),
            "is_administrator": user.is_superuser,
        }


@hooks.register("construct_homepage_panels", order=100)  # type: ignore[untyped-decorator]
def only_where_to_go(request: HttpRequest, panels: list[Component]) -> None:
    """Put one panel of ours in the place of Wagtail's, which list pages of all bodies."""
    panels[:] = [WhereToGo()]


@hooks.register("construct_homepage_summary_items", order=100)  # type: ignore[untyped-decorator]
def no_summary(request: HttpRequest, items: list[Component]) -> None:
    """Take out the counts, which are of the whole portal."""
    items.clear()


@hooks.register("construct_explorer_page_queryset")  # type: ignore[untyped-decorator]
def own_pages_in_the_explorer(
    parent: Page, pages: QuerySet[Page], request: HttpRequest
) -> QuerySet[Page]:
    """List the person's own pages, and those on the way to them."""
    return pages & pages_on_the_way(request.user)


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]
def own_pages_in_the_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer the same in the chooser: drafts of others have titles too."""
    return pages.filter(pk__in=pages_on_the_way(request.user).values("pk"))


@hooks.register("construct_main_menu", order=100)  # type: ignore[untyped-decorator]
def menu_for_officers(request: HttpRequest, items: list[MenuItem]) -> None:
    """Replace the page tree of officers, which asks the closed page list, by a plain link."""
    if request.user.is_superuser:
        return
    items[:] = [item for item in items if item.name != "explorer"]
    if own_pages(request.user).exists():
        items.append(
            MenuItem(
                _("Pages"),
                reverse("wagtailadmin_explore_root"),
                name="own-pages",
                icon_name="folder-open-inverse",
                order=100,
            )
        )


@hooks.register("construct_settings_menu", order=100)  # type: ignore[untyped-decorator]
def no_closed_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out of the menu what the gate closes to everybody."""
    items[:] = [item for item in items if item.name not in _CLOSED_MENU_ITEMS]


@hooks.register("get_avatar_url")  # type: ignore[untyped-decorator]
def one_avatar(user: object, size: int) -> str:
    """Show the same picture for everybody: private storage has no addresses."""
    return str(versioned_static("wagtailadmin/images/default-user-avatar.png"))


def _no_avatar(panel: AvatarSettingsPanel) -> bool:
    """Whether people may upload a picture of themselves: they may not, as nobody could see it."""
    return False


def _no_tags(model: type[Model], count: int = 10) -> list[str]:
    """Offer no tags to filter by: a tag knows no body, and no form of ours sets one."""
    return []


AvatarSettingsPanel.is_active = _no_avatar
filters.popular_tags_for_model = chooser.popular_tags_for_model = _no_tags
