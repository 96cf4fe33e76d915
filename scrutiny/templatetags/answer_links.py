"""Where the links about a record stand, on the pages of actions and requests, for the clerk."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from portal.access import roles_in
from portal.models import ReceivedAnswer
from scrutiny.by_link.standing import links_about
from scrutiny.by_link.subjects import Subject, holder_of, is_open
from scrutiny.workspace.link_answers import address_of

register = template.Library()


@register.inclusion_tag("scrutiny/workspace/parts/answer_link.html", takes_context=True)
def answer_link(context: Context, subject: Subject) -> dict[str, Any]:
    """The newest link, what came in and waits, and the way to send one; nothing for others."""
    user = context["request"].user
    if "clerk" not in roles_in(user, subject.body.slug):
        return {}
    person = holder_of(subject)
    links = links_about(subject)
    can_send = person.user_id is None and is_open(subject)
    waiting = [
        one.answer
        for one in links
        if one.answer is not None and one.answer.state == ReceivedAnswer.State.WAITING
    ]
    return {
        "is_shown": can_send or bool(links),
        "can_send": can_send,
        "newest": links[0] if links else None,
        "waiting": waiting,
        "address": address_of(subject),
    }
