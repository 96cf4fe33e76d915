"""Addresses of the public front and of the workspace."""

from __future__ import annotations

from django.urls import path

from home import pack_checking, views, workspace

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("workspace/", workspace.landing, name="workspace"),
    path("workspace/sign-in/", workspace.SignInView.as_view(), name="workspace_sign_in"),
    path("workspace/sign-out/", workspace.SignOutView.as_view(), name="workspace_sign_out"),
    path("workspace/packs/<uuid:key>/", pack_checking.check, name="workspace_check_pack"),
]
