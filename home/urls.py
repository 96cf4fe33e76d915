"""Addresses of the public front and of the workspace."""

from __future__ import annotations

from django.urls import include, path

from home import (
    dates_page,
    glossary,
    pack_checking,
    papers_page,
    security_txt,
    signing_in,
    verify,
    views,
    workspace,
)
from home.search import page

urlpatterns = [
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("robots.txt", security_txt.robots_txt, name="robots-txt"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("verify/", verify.verify, name="verify"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("", include("home.finding.urls")),
    path("", include("home.feeds.urls")),
    path("search/", page.search, name="search"),
    path("", include("home.opendata.urls")),
    path("api/", include("home.api.urls")),
    path("", include("home.sitemap.urls")),
    path("", include("home.alerts.urls")),
    path("workspace/", workspace.landing, name="workspace"),
    path("workspace/sign-in/", signing_in.SignInView.as_view(), name="workspace_sign_in"),
    path("", include("home.account.urls")),
    path("workspace/sign-out/", signing_in.SignOutView.as_view(), name="workspace_sign_out"),
    path("workspace/dates/", dates_page.dates, name="workspace_dates"),
    path("workspace/dates/dates.csv", dates_page.dates_csv, name="workspace_dates_csv"),
    path("workspace/papers/", papers_page.papers, name="workspace_papers"),
    path("workspace/packs/<uuid:key>/", pack_checking.check, name="workspace_check_pack"),
    path("", include("home.accountability.urls")),
]
