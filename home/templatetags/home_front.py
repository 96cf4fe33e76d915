"""The living parts of the portal's front page. Released records only."""

from __future__ import annotations

from django import template

from home import front
from portal import clock

register = template.Library()


register.filter("first_sentence", front.first_sentence)


@register.simple_tag
def all_bodies() -> front.Bodies:
    """The bodies to choose from."""
    return front.all_bodies(today=clock.today())


@register.simple_tag
def news() -> list[front.NewsLine]:
    """What is new."""
    return front.news()


@register.simple_tag
def outstanding() -> front.Outstanding:
    """The trackers as plain counts."""
    return front.outstanding(today=clock.today())
