"""`/alerts/`: asking for letters, confirming, choosing, stopping. No account and no session.

A link in a letter is the only key: looking changes nothing, since scanners of mail open links;
pressing the button does.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from boards import kinds as board_kinds
from home.alerts.following import Followed, followed
from home.alerts.forms import SignUpForm
from home.alerts.leaving import change_rhythm, forget, stop_one
from home.alerts.limits import FROM_ONE_PLACE, is_flooded
from home.alerts.links import choosing_address, is_signed, subscriber_of
from home.alerts.models import AlertRhythm, Subscriber, Subscription
from home.alerts.names import Occasion, Section, feed_named, parts_of
from home.alerts.signing_up import ask, confirm, waiting
from portal.addresses import host_body, main_url
from portal.findable import findable
from portal.public import Gone, body_record, records
from portal.public_forms import PublicForm, Refusal
from scrutiny.public_tables import Tracker
from scrutiny.views.tracker import LISTED

#: Nobody is too quick: browsers fill in an address by themselves.
_FORM: Final = PublicForm(
    "home.alerts",
    FROM_ONE_PLACE,
    seconds_at_least=0,
    too_much=gettext_lazy(
        "Many people have asked from your connection within the last hour. Try later."
    ),
)
_METHODS: Final = ("GET", "HEAD", "POST")
_NUMBER: Final = re.compile(r"[0-9]{1,18}")


@csrf_exempt  # it needs no cookie: the form says where it comes from (portal.public_forms)
@require_http_methods(_METHODS)
@findable
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form for one thing (`?feed=`), or the list of what can be followed.

    Raises Http404 for a name that means nothing here.
    """
    given = request.GET.get("feed", "")
    if not given:
        return render(request, "home/alerts/choose.html", _choices(request))
    feed = feed_named(given, here=host_body(request))
    if not feed:
        raise Http404
    try:
        what = followed(feed)
    except Gone as gone:
        return render(request, "410.html", gone.as_context(), status=410)
    except Http404:
        return _not_understood(feed)
    if (here := host_body(request)) and what.body != here:
        raise Http404
    if request.method == "POST":
        return _asked(request, what)
    return _form(request, what, SignUpForm(initial={"rhythm": AlertRhythm.AT_ONCE}))


@csrf_exempt  # the secret in the address says that it is the owner of the mailbox
@require_http_methods(_METHODS)
def confirming(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the first letter: its button confirms, looking at it does nothing."""
    found = waiting(token)
    if found is None:
        return _quietly(render(request, "home/alerts/unknown.html", status=404))
    try:
        what = followed(found.feed)
    except Gone as gone:
        return _quietly(render(request, "410.html", gone.as_context(), status=410))
    except Http404:
        return _quietly(render(request, "home/alerts/unknown.html", status=404))
    context = {"what": what, "rhythm": AlertRhythm(found.rhythm).label}
    if request.method != "POST":
        return _quietly(render(request, "home/alerts/confirm.html", context))
    subscriber = confirm(token)
    if subscriber is None:
        return _quietly(render(request, "home/alerts/unknown.html", status=404))
    context["mine"] = choosing_address(subscriber)
    return _quietly(render(request, "home/alerts/confirmed.html", context))


@csrf_exempt  # as above
@require_http_methods(_METHODS)
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """What one subscriber follows: change how often, stop one, stop all."""
    subscriber = _subscriber(token)
    if subscriber is None:
        return _quietly(render(request, "home/alerts/stopped.html"))
    done = ""
    if request.method == "POST":
        done = _changed(request, subscriber)
        if not Subscriber.objects.filter(key=subscriber.key).exists():
            return _quietly(render(request, "home/alerts/stopped.html"))
    rows = list(subscriber.subscriptions.order_by("pk"))
    context = {
        "done": done,
        "rows": [(row, _shown(row)) for row in rows],
        "rhythms": AlertRhythm.choices,
        "stop": reverse("alerts-stop", args=[token]),
        "subscriber": subscriber,
    }
    return _quietly(render(request, "home/alerts/mine.html", context))


@csrf_exempt  # the mail programme of the reader sends it (RFC 8058); the token says whose it is
@require_http_methods(_METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop everything and delete the address; looking only asks whether that is meant."""
    subscriber = _subscriber(token)
    if subscriber is not None and request.method != "POST":
        context = {"mine": reverse("alerts-mine", args=[token])}
        return _quietly(render(request, "home/alerts/stop.html", context))
    if subscriber is not None:
        forget(subscriber)
    return _quietly(render(request, "home/alerts/stopped.html"))


def _choices(request: HttpRequest) -> dict[str, Any]:
    here = host_body(request)
    return {
        "canonical": main_url("alerts/", request=request),
        "bodies": [body_record(here)] if here else list(records(board_kinds.BODY)),
        "occasions": Occasion.choices,
        "trackers": [(one.value, listed.words.name) for one, listed in LISTED.items()],
    }


def _not_understood(feed: str) -> HttpResponse:
    """A list says itself what it did not understand; anything else is not there."""
    first, rest, query = parts_of(feed)
    if first == Section.SEARCH:
        return redirect(f"{reverse('search')}?{query.urlencode()}")
    if rest or first not in Tracker.values or not query:
        raise Http404
    return redirect(f"/{LISTED[Tracker(first)].path}?{query.urlencode()}")


def _asked(request: HttpRequest, what: Followed) -> HttpResponse:
    """The same answer whether or not the address is known, and whether or not a letter went."""
    form = SignUpForm(request.POST)
    if refusal := _FORM.refusal(request, form):
        return _form(request, what, form, refusal)
    _FORM.note_one(request)
    address = form.cleaned_data["email"]
    if not is_flooded(request, address):
        ask(
            address,
            what,
            AlertRhythm(form.cleaned_data["rhythm"]),
            confirm_at=lambda token: main_url(
                reverse("alerts-confirm", args=[token]).removeprefix("/"), request=request
            ),
        )
    return render(request, "home/alerts/sent.html", {"what": what, "address": address})


def _form(
    request: HttpRequest, what: Followed, form: SignUpForm, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "what": what,
        "form": form,
        "rhythms": AlertRhythm.choices,
        "chosen": form["rhythm"].value(),
        "by_feed": what.feed.partition("/")[0] not in Occasion.values,
        **_FORM.hidden(request),
    }
    if refusal:
        context["mistakes"] = refusal.mistakes
    status = refusal.status if refusal else 200
    return render(request, "home/alerts/sign_up.html", context, status=status)


def _subscriber(token: str) -> Subscriber | None:
    """Whose link it is; None once they have left. Raises Http404 for one that nobody signed."""
    if not is_signed(token):
        raise Http404
    return subscriber_of(token)


def _changed(request: HttpRequest, subscriber: Subscriber) -> str:
    """Do what a button of the page says; the sentence for the page."""
    given = request.POST.get("subscription", "")
    row = subscriber.subscriptions.filter(pk=int(given) if _NUMBER.fullmatch(given) else 0).first()
    if row is None:
        return ""
    if request.POST.get("do") == "stop":
        stop_one(row)
        return _("Stopped: no more letters about that.")
    rhythm = request.POST.get("rhythm", "")
    if rhythm not in AlertRhythm.values:
        return ""
    change_rhythm(row, AlertRhythm(rhythm))
    return _("Your choice is kept.")


def _shown(row: Subscription) -> tuple[str, str]:
    """Title and page of what is followed; plain words for what can no longer be read."""
    try:
        what = followed(row.feed)
    except (Gone, Http404):
        return _("Something that is not public any more"), ""
    return what.title, what.page


def _quietly(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: no page to which somebody goes on is told of it."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer
