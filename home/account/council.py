"""Signing in with the account that one has at the council."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Final
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views import View

from boards.operations.council_roles import follow_groups
from boards.operations.invitations import take_up
from home.account.whose import way_on
from portal import audit, clock
from portal.addresses import main_url
from portal.door import oidc
from portal.door.adapters import note_passed
from portal.door.limits import PASSWORD, note_try
from portal.models import Invitation, User
from portal.operations import Refused

_KEPT: Final = "council_sign_in"
_GOOD_FOR: Final = 600
"""Seconds between the way out and the way back."""
_log = logging.getLogger("portal.oidc")


class BeginView(View):
    """Sends the person to the council's page; the session keeps what must come back."""

    def get(self, request: HttpRequest, provider: str) -> HttpResponse:
        """The way out, always from the main host, to which the council sends people back."""
        found = _provider(provider)
        here = request.get_host()
        if here != urlsplit(settings.BASE_URL).netloc:
            query = f"?{urlencode({'next': way_on(request, '')})}"
            return HttpResponseRedirect(main_url(request.path.lstrip("/")) + query)
        beginning = oidc.begin()
        request.session[_KEPT] = {
            **asdict(beginning),
            "provider": found.id,
            "next": way_on(request, reverse("workspace")),
            "at": clock.now().timestamp(),
        }
        try:
            return HttpResponseRedirect(oidc.way_out(found, beginning, back=_back(found)))
        except oidc.Unbelievable as error:
            return _refused(request, found, str(error))


class BackView(View):
    """Where the council sends the person back to, with a code."""

    def get(self, request: HttpRequest, provider: str) -> HttpResponse:
        """Check everything, find or make the account, and go on through the stages."""
        found = _provider(provider)
        kept = request.session.pop(_KEPT, None) or {}
        is_ours = (
            kept.get("provider") == found.id
            and clock.now().timestamp() - float(kept.get("at", 0)) < _GOOD_FOR
            and constant_time_compare(request.GET.get("state", ""), str(kept.get("state")))
        )
        if not is_ours or not request.GET.get("code"):
            # Not a try: any page can lead a browser here, and may lock nobody out by it.
            return _refused(request, found, "not begun here, or refused there")
        tried = note_try(request, PASSWORD, f"council {found.id}")
        if tried.is_too_many:
            return _refused(request, found, "too many tries")
        beginning = oidc.Beginning(kept["state"], kept["nonce"], kept["verifier"])
        try:
            person = oidc.come_back(found, beginning, code=request.GET["code"], back=_back(found))
            user = account_for(found, person)
        except (oidc.Unbelievable, Refused) as error:
            return _refused(request, found, type(error).__name__)
        tried.succeeded()
        if person.passed_second_factor(found):
            note_passed(request, user)
        user.backend = "django.contrib.auth.backends.ModelBackend"
        answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=kept["next"]))
        return answer


@transaction.atomic
def account_for(provider: oidc.Provider, person: oidc.Person) -> User:
    """The account of somebody for whom the council vouches, with the roles of their groups.

    It is found by the council's identifier; the first time by the address, if the council says
    that it is verified; then by an open invitation; it is made only for somebody in a group that
    gives a role. Administrators of the portal have no way in through a council.

    Raises Refused for everybody else, and for accounts that are switched off.
    """
    link = SocialAccount.objects.filter(provider=provider.id, uid=person.subject).first()
    wanted = provider.wanted_roles(person.groups)
    user = link.user if link is not None else _by_address(person, is_mapped=bool(wanted))
    if user is None or not user.is_active or user.is_superuser or user.is_staff:
        raise Refused(_("There is no account for this person."))
    if link is None:
        SocialAccount.objects.create(provider=provider.id, uid=person.subject, user=user)
    follow_groups(user=user, provider=provider.id, wanted=wanted)
    return user


def _by_address(person: oidc.Person, *, is_mapped: bool) -> User | None:
    if not person.is_verified or not person.email:
        return None
    user = User.objects.filter(email=person.email).first()
    if user is not None:
        return user
    invitation = Invitation.objects.open_at(clock.now()).filter(email=person.email).first()
    if invitation is None and not is_mapped:
        return None
    user = User(email=person.email, first_name=person.first_name, last_name=person.last_name)
    user.set_unusable_password()
    user.save()
    if invitation is not None:
        take_up(invitation, user=user)
    return user


def _provider(identifier: str) -> oidc.Provider:
    found = oidc.provider_named(identifier)
    if found is None:
        raise Http404
    return found


def _back(provider: oidc.Provider) -> str:
    return f"{settings.BASE_URL}{reverse('account_council_back', args=[provider.id])}"


def _refused(request: HttpRequest, provider: oidc.Provider, why: str) -> HttpResponse:
    """One page for every reason; the reason is for the log."""
    _log.warning("Sign-in with %s was refused: %s", provider.id, why)
    audit.mirror_only(audit.SIGN_IN_FAILED, {"account": f"council {provider.id}"})
    context = {"name": provider.name}
    return render(request, "home/account/council_refused.html", context, status=403)
