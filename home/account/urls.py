"""Addresses of one's account, and of the steps at the door."""

from __future__ import annotations

from django.urls import path

from home import signing_in
from home.account import (
    council,
    invitations,
    own,
    passkeys,
    password,
    removing,
    second_factor,
    set_up,
)

urlpatterns = [
    # The name under which django-allauth looks for the door.
    path("workspace/sign-in/", signing_in.SignInView.as_view(), name="account_login"),
    path(
        "workspace/sign-in/second-factor/",
        second_factor.SecondFactorView.as_view(),
        name="mfa_authenticate",
    ),
    path("workspace/account/", own.AccountView.as_view(), name="account"),
    path("workspace/account/app/", set_up.SetUpAppView.as_view(), name="account_set_up"),
    path("workspace/account/passkey/", passkeys.AddPasskeyView.as_view(), name="account_passkey"),
    path(
        "workspace/account/factors/<int:number>/remove/",
        removing.RemoveView.as_view(),
        name="account_remove_factor",
    ),
    path(
        "workspace/account/recovery-codes/",
        removing.RenewCodesView.as_view(),
        name="account_codes",
    ),
    path("workspace/account/sessions/", own.SessionsView.as_view(), name="account_sessions"),
    path(
        "workspace/account/password/",
        password.ChangePasswordView.as_view(),
        name="account_password",
    ),
    path(
        "workspace/account/new-password/",
        password.AskForPasswordView.as_view(),
        name="account_new_password",
    ),
    path("workspace/account/new-password/sent/", password.sent, name="account_new_password_sent"),
    path(
        "workspace/account/new-password/<str:uidb64>/<str:token>/",
        password.SetPasswordView.as_view(),
        name="account_new_password_set",
    ),
    path(
        "workspace/invitations/",
        invitations.InvitationsView.as_view(),
        name="workspace_invitations",
    ),
    path(
        "workspace/invitation/<str:token>/",
        invitations.TakeUpView.as_view(),
        name="account_invitation",
    ),
    path(
        "workspace/sign-in/council/<slug:provider>/",
        council.BeginView.as_view(),
        name="account_council",
    ),
    path(
        "workspace/sign-in/council/<slug:provider>/back/",
        council.BackView.as_view(),
        name="account_council_back",
    ),
]
