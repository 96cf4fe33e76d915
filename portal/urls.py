"""The roof: every address of the portal. What stands first wins."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from home.pages import serve_page
from home.signing_in import SignOutView, to_sign_in
from portal.health import healthz, readyz

handler404 = "home.views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    # One door: Wagtail's sign-in pages, in the admin and for private pages, lead to ours.
    path("admin/login/", to_sign_in, name="wagtailadmin_login"),
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path("admin/logout/", SignOutView.as_view(), name="wagtailadmin_logout"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("boards.pack_media")),
    path("", include("boards.media_views")),
    path("", include("home.urls")),
    path("", include("portal.outbox.urls")),
    path("workspace/", include("boards.workspace.urls")),
    path("workspace/", include("scrutiny.workspace.urls")),
    path("", include("scrutiny.urls")),
    path("", include("boards.urls")),
    re_path(serve_pattern, serve_page, name="wagtail_serve"),
]
