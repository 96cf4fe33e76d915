"""Writing a feed: Django's writer, with a day that does not change while nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from home.feeds.entries import entry_of, tag_of
from portal.mail import one_line
from portal.models import PublicRecord
from portal.public import bodies_by_slug

#: Characters of a summary; the rest is at the link.
_LONGEST: Final = 1_000


class _Feed(Atom1Feed):
    """A feed that says when its newest entry was published; an empty one, a fixed day."""

    mime_type = "application/atom+xml"

    def latest_post_date(self) -> datetime:
        """The instant of the newest entry, so that an unchanged feed has an unchanged ETag."""
        days: list[datetime] = [item["updateddate"] for item in self.items]
        newest: datetime = max(days or [self.feed["empty_since"]])
        return newest


def feed(
    records: Sequence[PublicRecord],
    *,
    name: str,
    title: str,
    subtitle: str,
    address: str,
    page: str,
    author: str,
    empty_since: datetime,
) -> HttpResponse:
    """The answer with a feed of these versions.

    `name` is what the feed is called for ever, `address` its own address in full and `page` that
    of the page which it follows; `author` is who published, where an entry does not say.
    """
    written: Any = _Feed(
        title=one_line(title),
        link=page,
        description="",
        subtitle=one_line(subtitle),
        language=get_language() or "en-gb",
        author_name=one_line(author),
        feed_url=address,
        feed_guid=tag_of(f"feed/{name}"),
        empty_since=empty_since,
    )
    bodies = bodies_by_slug(one.body for one in records)
    for record in records:
        entry = entry_of(record)
        body = bodies.get(entry.body)
        written.add_item(
            title=one_line(entry.title),
            link=entry.link,
            description=escape(one_line(entry.summary, at_most=_LONGEST)),
            unique_id=entry.key,
            pubdate=entry.published_at,
            updateddate=entry.published_at,
            author_name=body.title if body else None,
        )
    text = written.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
