"""Addresses of the public front and of the workspace."""

from __future__ import annotations

from django.urls import path

from home import pack_checking, security_txt, views, workspace

urlpatterns = [
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("robots.txt", security_txt.robots_txt, name="robots-txt"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("workspace/", workspace.landing, name="workspace"),
    path("workspace/sign-in/", workspace.SignInView.as_view(), name="workspace_sign_in"),
    path("workspace/sign-out/", workspace.SignOutView.as_view(), name="workspace_sign_out"),
    path("workspace/packs/<uuid:key>/", pack_checking.check, name="workspace_check_pack"),
]
