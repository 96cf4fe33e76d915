"""The words of a letter, made from what is public at the moment at which it goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.alerts.following import Followed, followed
from home.alerts.happened import what_happened
from home.alerts.links import choosing_address, stopping_address
from home.alerts.models import Subscriber
from home.feeds.entries import entry_of
from portal.mail import one_line
from portal.models.releases import PublicRecord
from portal.outbox.kinds import Written
from portal.public import Gone, bodies_by_slug
from portal.templatetags.portal_text import day
from scrutiny import kinds
from scrutiny.tracking.values import tracked
from scrutiny.words.records import DECISION

if TYPE_CHECKING:
    from portal.models import OutboxLetter

__all__ = ["write"]


def write(row: OutboxLetter) -> Written | None:
    """The letter as it reads now.

    What was withdrawn, and what its reader has stopped since it was posted, is left out; None when
    nothing remains, or the reader has left.
    """
    subscriber = Subscriber.objects.filter(address=row.to.lower()).first()
    if subscriber is None or not row.text:
        return None
    named: dict[str, Any] = json.loads(row.text)
    kept = set(
        subscriber.subscriptions.filter(feed__in=named["new"]).values_list("feed", flat=True)
    )
    new = {feed: pks for feed, pks in named["new"].items() if feed in kept}
    records = _records({pk for pks in new.values() for pk in pks})
    ended: list[str] = named["ended"]
    if not records and not ended:
        return None
    more = int(named["more"]) if records else 0
    public = {one.pk for one in records}
    things = _followed(feed for feed, pks in new.items() if public.intersection(pks))
    bodies = {one.body for one in records}
    return Written(
        subject=_subject(records, more),
        text=_text(records, more, things, ended, what_happened(records, named.get("first", {}))),
        body=bodies.pop() if len(bodies) == 1 else "",
        stop=stopping_address(subscriber),
        choose=choosing_address(subscriber),
    )


def _records(pks: set[int]) -> list[PublicRecord]:
    rows = PublicRecord.objects.filter(pk__in=pks, withdrawn_at__isnull=True)
    return list(rows.select_related("release").order_by("-release__number", "-pk"))


def _followed(feeds: Iterable[str]) -> list[Followed]:
    found = []
    for feed in feeds:
        try:
            found.append(followed(feed))
        except (Gone, Http404):
            continue
    return found


def _subject(records: list[PublicRecord], more: int) -> str:
    total = len(records) + more
    if total == 0:
        return _("Something that you followed was withdrawn")
    if total == 1:
        return one_line(entry_of(records[0]).title, at_most=100)
    return ngettext("%(n)s piece of news", "%(n)s pieces of news", total) % {"n": total}


def _text(
    records: list[PublicRecord],
    more: int,
    things: list[Followed],
    ended: list[str],
    happened: Mapping[int, list[str]],
) -> str:
    bodies = bodies_by_slug(one.body for one in records)
    names = {slug: one.title for slug, one in bodies.items()}
    parts = [_("This is new on what you follow:")] if records else []
    parts += [_piece(one, names.get(one.body, ""), happened[one.pk]) for one in records]
    if more:
        words = ngettext(
            "And %(n)s more piece of news. You find it on the page of what you follow.",
            "And %(n)s more pieces of news. You find them on the pages of what you follow.",
            more,
        )
        parts.append(words % {"n": more})
    for words in ended:
        sentence = _(
            "%(what)s that you followed has been withdrawn from publication. You get no more "
            "letters about it."
        )
        parts.append(sentence % {"what": words})
    if things:
        parts.append(_("You get this letter because you asked for news on:"))
        parts += [f"{one.title}\n{one.page}" for one in things]
    return "\n\n".join(parts)


def _piece(record: PublicRecord, body: str, happened: list[str]) -> str:
    """One version: what it is and how it stands, as in the feed; what is new of it; where."""
    entry = entry_of(record)
    review = (record.payload.get("review") or {}).get("title")
    lines = [
        entry.title,
        _("Of the review “%(title)s”.") % {"title": review} if review else "",
        " ".join(happened),
        *_remarks(record),
        record.release.reason,
        _("%(body)s, published on %(day)s") % {"body": body, "day": day(record.released_at)},
    ]
    words = "\n".join(one_line(line, at_most=1_000) for line in lines if line)
    return f"{words}\n{entry.link}"


def _remarks(record: PublicRecord) -> Iterable[str]:
    """That an answer was late, and how a recommendation was answered."""
    found = tracked(record.kind, record.payload, record.happened_on)
    if found and found[1].was_late:
        if record.kind == kinds.ACTION:
            words = _("It was done late: the last day was %(last)s, it was done on %(came)s.")
        else:
            words = _("The answer came late: the last day was %(last)s, it came on %(came)s.")
        yield words % {"last": day(found[1].due_on), "came": day(found[1].met_on)}
    decision = str((record.payload.get("answer") or {}).get("decision", ""))
    if decision in DECISION and decision != record.payload.get("state"):
        yield _("Answer: %(decision)s.") % {"decision": DECISION[decision].word}
