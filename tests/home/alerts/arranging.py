"""Somebody who follows something, and the letters that reach them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core import mail
from django.test import Client

from home.alerts.models import Subscriber, Subscription
from home.alerts.names import feed_named
from home.alerts.signing_up import newest_release
from portal import clock
from portal.outbox.sending import send_due
from portal.public_forms import PublicForm
from portal.signed_links.tokens import new_token

READER = "reader@example.org"


def stamp() -> str:
    """What the form brings back that the page handed out just now."""
    return PublicForm("home.alerts", 0, 0, "").stamp()


def ask(client: Client, feed: str, address: str = READER, **more: str) -> Any:
    """Send the form for one thing."""
    values = {"email": address, "rhythm": "at_once", "begun": stamp(), **more}
    return client.post(f"/alerts/?{urlencode({'feed': feed})}", values)


def follow(feed: str, address: str = READER, rhythm: str = "at_once") -> Subscription:
    """A confirmed subscription that has seen everything so far."""
    subscriber, _is_new = Subscriber.objects.get_or_create(
        address=address, defaults={"key": new_token()}
    )
    return Subscription.objects.create(
        subscriber=subscriber,
        feed=feed_named(feed),
        rhythm=rhythm,
        seen_up_to=newest_release(),
        looked_on=clock.today(),
    )


def delivered() -> list[EmailMessage]:
    """Send what waits in the outbox; the letters that went, as a mail programme has them."""
    mail.outbox.clear()
    send_due(clock.now())
    return [
        message_from_bytes(one.message().as_bytes(), policy=policy.default) for one in mail.outbox
    ]


def words_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(letter: EmailMessage, section: str) -> str:
    """The path of the first link to a page of alerts in a letter."""
    found = re.search(rf"\S+/alerts/{section}/\S+", words_of(letter))
    assert found, words_of(letter)
    return urlsplit(found[0]).path
