"""What is to be seen to before the next step, each a link to its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.desk.meeting_rows import meeting_gaps
from boards.desk.meetings import kinds
from boards.desk.meetings.reading import MeetingContents
from boards.desk.meetings.screen.packs import hits_of
from boards.desk.meetings.screen.papers import is_blocked, is_without_file
from boards.desk.words import long_day
from boards.models import AgendaItem, ItemAccess, Pack, Paper, Restriction
from boards.rules.agenda import LEFT
from boards.rules.exemptions import WITHHELD
from portal.desk import Kind, anchor_of
from portal.models import JobState
from portal.rules.calendars import Calendar

Gap = tuple[str, str]


def gaps_of(contents: MeetingContents, *, calendar: Calendar, today: date) -> list[Gap]:
    """Everything that is missing, the most pressing first.

    `today` is the civil day; `calendar` that of the body.
    """
    meeting = contents.meeting
    found = meeting_gaps([meeting], calendar=calendar, today=today)
    gaps = [(sentence, anchor_of(kinds.DETAILS, meeting)) for sentence, _anchor in found]
    gaps += _of_packs(contents)
    for item in contents.items:
        if item.state not in LEFT:
            gaps += _of_item(item, contents, today)
    return gaps


def _of_packs(contents: MeetingContents) -> Iterator[Gap]:
    pack = contents.open_pack
    if pack is None:
        return
    place = anchor_of(kinds.PACKS, pack)
    job = contents.job
    if pack.publish_failed:
        told = {"why": pack.publish_failed}
        yield _("The pack was not published at the set time: %(why)s") % told, place
    if job is not None and job.state == JobState.FAILED and job.arguments.get("pack") == pack.pk:
        yield _("The pack could not be put together: %(why)s") % {"why": job.error}, place
    if hits_of(pack, contents.cleared_digests):
        sentence = _("Words of something withheld stand in the public pack. Look at each place.")
        yield sentence, place
    if contents.is_out_of_date(pack):
        yield _("Something changed since the pack was put together. Build it again."), place


def _of_item(item: AgendaItem, contents: MeetingContents, today: date) -> Iterator[Gap]:
    number = contents.numbers.get(item.pk)
    name = _("Item %(n)d") % {"n": number} if number else f"“{item.title}”"
    if item.state == AgendaItem.State.PROPOSED:
        sentence = _("“%(title)s” is proposed and not on the agenda yet.")
        yield sentence % {"title": item.title}, anchor_of(kinds.ITEMS, item)
    elif _is_unpublished(item, contents):
        sentence = _("%(item)s stands in no published pack yet: make a supplement.")
        yield sentence % {"item": name}, anchor_of(kinds.ITEMS, item)
    yield from _of_access(kinds.ITEMS, item, today)
    for paper in item.papers.all():
        if not paper.is_withdrawn:
            yield from _of_paper(paper, name)
            yield from _of_concerns(paper, contents)
            yield from _of_access(kinds.PAPERS, paper, today)


def _of_paper(paper: Paper, name: str) -> Iterator[Gap]:
    words = {"item": name, "title": paper.title}
    place = anchor_of(kinds.PAPERS, paper)
    if paper.is_to_follow and paper.pdf_id is None:
        yield _("%(item)s: “%(title)s” is still to follow.") % words, place
    elif is_without_file(paper):
        yield _("%(item)s: there is no file for “%(title)s”.") % words, place
    if is_blocked(paper):
        yield _("%(item)s: “%(title)s” cannot go into a public pack.") % words, place
    if paper.access == ItemAccess.PART_EXEMPT and paper.public_pdf_id is None:
        yield _("%(item)s: “%(title)s” has no version for the public.") % words, place


def _of_concerns(paper: Paper, contents: MeetingContents) -> Iterator[Gap]:
    """What the disclosure gate found in the file that the public would get."""
    if paper.access in WITHHELD:
        return
    is_part = paper.access == ItemAccess.PART_EXEMPT
    documents = [paper.public_pdf] if is_part else [paper.document, paper.pdf]
    found = [contents.concerns.get(one.file.name) for one in documents if one is not None]
    stops = max((one.stops for one in found if one), default=0)
    looks = max((one.looks for one in found if one), default=0)
    words = {"title": paper.title, "stops": stops, "looks": looks}
    place = anchor_of(kinds.PAPERS, paper)
    if stops:
        sentence = ngettext(
            "“%(title)s”: %(stops)d thing may identify a child or a private person.",
            "“%(title)s”: %(stops)d things may identify a child or a private person.",
            stops,
        )
        yield sentence % words, place
    if looks:
        sentence = ngettext(
            "“%(title)s”: %(looks)d thing should be looked at before it goes out.",
            "“%(title)s”: %(looks)d things should be looked at before it goes out.",
            looks,
        )
        yield sentence % words, place


def _of_access(kind: Kind, target: AgendaItem | Paper, today: date) -> Iterator[Gap]:
    words = {"title": target.title}
    place = anchor_of(kind, target)
    if target.access == ItemAccess.PROPOSED_EXEMPT:
        yield _("“%(title)s” waits for the proper officer’s decision.") % words, place
        return
    for one in target.restrictions.all():
        if _is_due(one, today):
            words["day"] = long_day(one.review_on or today)
            sentence = _("That “%(title)s” is withheld was to be reviewed on %(day)s.")
            yield sentence % words, place


def _is_due(one: Restriction, today: date) -> bool:
    return one.review_on is not None and one.review_on <= today


def _is_unpublished(item: AgendaItem, contents: MeetingContents) -> bool:
    """Whether an item came after everything that is published, and no pack is being prepared."""
    if contents.open_pack is not None:
        return False
    is_out = any(pack.state == Pack.State.PUBLISHED for pack in contents.packs)
    return is_out and str(item.key) not in contents.published_keys()
