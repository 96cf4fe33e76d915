"""Reads the rows of a meeting into the values that a pack is made from.

The only module of the assembly that touches the tables: the same number of queries for any number
of items and papers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from boards import words
from boards.models import (
    AgendaItem,
    BackgroundPaper,
    BodyText,
    Document,
    Meeting,
    Membership,
    Pack,
    PackFile,
    Paper,
    ProofClearing,
    Restriction,
    ScrutinyBody,
)
from boards.packs.meeting_facts import (
    BackgroundFacts,
    BodyFacts,
    FileFacts,
    Ground,
    ItemFacts,
    MeetingFacts,
    MemberFacts,
    NoticeFacts,
    PaperFacts,
    Said,
)
from boards.packs.sources import source_called
from boards.packs.treatment import Audience
from boards.public import meeting_path
from boards.rules.agenda import numbered
from boards.rules.exemptions import effective_access, ground_words, is_statutory
from boards.rules.functions import FUNCTION_TITLES
from boards.rules.legal_texts import default_text
from boards.rules.notice import notice_given
from portal.addresses import canonical_url
from portal.calendar import calendar_for
from portal.rules.clocks import compute

LANGUAGE: Final = "en-gb"
AUDIENCES: Final[tuple[Audience, ...]] = ("public", "restricted")
#: Treatments under which a published pack has all that it can have of a paper.
_COMPLETE: Final = frozenset({"include", "public_version", "notice"})


def meeting_facts(
    meeting: Meeting, *, kind: str, publish_on: date, pack: Pack | None = None
) -> MeetingFacts:
    """Everything that a pack of a meeting is made from.

    Args:
        meeting: its row; the rest is read now.
        kind: `edition` or `supplement`.
        publish_on: the civil day on which the pack is to go out; notice is counted from it. Once
            the agenda is out it is counted from the day on which that was.
        pack: whose reasons stand on the certificate.

    Raises:
        ClockError: the calendar does not reach one of the days.
    """
    with translation.override(LANGUAGE):
        rows = _items(meeting)
        body = meeting.body
        published = _published(meeting) if kind == Pack.Kind.SUPPLEMENT else []
        return MeetingFacts(
            key=str(meeting.key),
            pk=meeting.pk,
            title=meeting.title,
            title_cy=meeting.title_cy,
            kind=str(meeting.kind),
            kind_words=str(words.MEETING_KIND.get(meeting.kind, "")),
            held_on=meeting.held_on,
            starts_at=meeting.starts_at,
            place=meeting.place,
            online_link=meeting.online_link,
            webcast_link=meeting.webcast_link,
            questions_due_on=meeting.questions_due_on,
            questions_due_at=meeting.questions_due_at,
            address=canonical_url(body.slug, meeting_path(meeting)),
            body=_body(body),
            members=_members(meeting),
            items=tuple(_item(number, row, meeting) for number, row in numbered(rows)),
            notice=_notice(meeting, meeting.agenda_published_on or publish_on),
            said=_said(body),
            short_notice_reason=(pack.short_notice_reason if pack else "")
            or meeting.short_notice_reason,
            checked_alone_reason=pack.checked_alone_reason if pack else "",
            clearings=tuple(
                ProofClearing.objects.filter(meeting=meeting).values_list("digest", "reason")
            ),
            published_items=frozenset(one["key"] for one in _items_of(published)),
            published_papers=frozenset(
                paper["key"]
                for one in _items_of(published)
                for paper in one["papers"]
                if paper["treatment"] in _COMPLETE
            ),
            edition_number=next(
                (one["number"] for one in reversed(published) if one["kind"] == "edition"), 0
            ),
        )


def first_page_of(meeting: Meeting, *, kind: str, audience: Audience) -> int:
    """The number on the first page of a pack: a supplement continues, an edition begins at 1."""
    if kind != Pack.Kind.SUPPLEMENT:
        return 1
    files = PackFile.objects.filter(pack__meeting=meeting, pack__state=Pack.State.PUBLISHED)
    last = {one.pack_id: 0 for one in files}
    for one in files.order_by("audience"):
        if one.audience == audience or not last[one.pack_id]:
            last[one.pack_id] = int(one.manifest.get("last_page", one.pages))
    return max(last.values(), default=0) + 1


def _items(meeting: Meeting) -> list[AgendaItem]:
    restrictions = Restriction.objects.filter(released_on__isnull=True)
    papers = (
        Paper.objects.order_by("position", "pk")
        .select_related("document", "pdf", "public_pdf")
        .prefetch_related(Prefetch("restrictions", queryset=restrictions))
    )
    background = BackgroundPaper.objects.order_by("pk").select_related("document")
    rows = meeting.agenda_items.order_by("position", "pk").prefetch_related(
        Prefetch("papers", queryset=papers),
        Prefetch("background_papers", queryset=background),
        Prefetch("restrictions", queryset=restrictions),
    )
    return list(rows)


def _item(number: int, row: AgendaItem, meeting: Meeting) -> ItemFacts:
    regime = meeting.body.access_regime
    return ItemFacts(
        key=str(row.key),
        number=number,
        title=row.title,
        title_cy=row.title_cy,
        public_title=row.public_title,
        public_title_cy=row.public_title_cy,
        purpose=str(row.purpose),
        purpose_words=str(row.get_purpose_display()),
        lead=row.lead,
        minutes=row.minutes,
        text=row.text,
        function=row.function,
        function_words=str(dict(FUNCTION_TITLES).get(row.function, "")),
        state=str(row.state),
        state_reason=row.state_reason,
        urgency_reason=row.urgency_reason,
        access=str(row.access),
        ground=_ground(row.restrictions.all(), str(row.access), regime),
        papers=tuple(_paper(one, row, meeting) for one in row.papers.all()),
        background=tuple(
            BackgroundFacts(
                key=str(one.key),
                title=one.title,
                title_cy=one.title_cy,
                link=one.link,
                file=_file(one.document, one.document.file_hash) if one.document else None,
            )
            for one in row.background_papers.all()
        ),
    )


def _paper(row: Paper, item: AgendaItem, meeting: Meeting) -> PaperFacts:
    regime = meeting.body.access_regime
    access = effective_access(item=str(item.access), paper=str(row.access))
    return PaperFacts(
        pk=row.pk,
        key=str(row.key),
        kind=str(row.kind),
        title=row.title,
        title_cy=row.title_cy,
        public_title=row.public_title,
        public_title_cy=row.public_title_cy,
        author=row.author,
        source=str(row.source),
        text=expand_db_html(row.text) if row.source == Paper.Source.WRITTEN else "",
        records_source=row.records_source,
        records=_records(row, meeting),
        is_to_follow=row.is_to_follow,
        withdrawn_reason=row.withdrawn_reason,
        access=access,
        ground=_ground(row.restrictions.all(), str(row.access), regime),
        file=_file(row.pdf, row.sha256, row.document),
        public_file=_file(row.public_pdf, row.public_sha256),
    )


def _records(row: Paper, meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The HTML of a paper made from records for each audience; none without its source."""
    source = source_called(row.records_source) if row.records_source else None
    if source is None or row.source != Paper.Source.RECORDS:
        return ()
    slug = meeting.body.slug
    return tuple(
        (audience, source.build(slug, audience, meeting.held_on).html) for audience in AUDIENCES
    )


def _file(
    document: Document | None, sha256: str, uploaded: Document | None = None
) -> FileFacts | None:
    if document is None:
        return None
    names = {one.filename for one in (document, uploaded) if one}
    names |= {one.title for one in (document, uploaded) if one}
    return FileFacts(
        path=document.file.path,
        name=document.filename,
        sha256=sha256,
        other_names=tuple(sorted(names - {document.filename})),
    )


def _ground(rows: Iterable[Restriction], access: str, regime: str) -> Ground | None:
    row = next(iter(rows), None)
    if row is None or access == "open":
        return None
    said = ground_words(access=access, regime=regime, paragraphs=row.paragraphs, ground=row.ground)
    return Ground(paragraphs=tuple(row.paragraphs), words=said, which_part=row.which_part)


def _body(body: ScrutinyBody) -> BodyFacts:
    return BodyFacts(
        slug=body.slug,
        name=body.name,
        name_cy=body.name_cy,
        short_name=body.short_name,
        contact=body.contact,
        concern_contact=body.concern_contact,
        regime=str(body.access_regime),
        is_statutory=is_statutory(body.access_regime),
    )


def _members(meeting: Meeting) -> tuple[MemberFacts, ...]:
    """Who sits in the body on the day of the meeting: chair first, then by name."""
    rows = (
        Membership.objects.on(meeting.held_on)
        .filter(seat__body=meeting.body)
        .exclude(role=Membership.Role.SUBSTITUTE)
        .select_related("person", "seat__appointed_by")
    )
    order = list(words.MEMBER_ROLE)
    sitting = sorted(rows, key=lambda one: (order.index(one.role), one.person.name, one.pk))
    return tuple(
        MemberFacts(
            name=one.person.name,
            role=str(one.role),
            role_words=str(words.MEMBER_ROLE[one.role]),
            filled_by=one.seat.appointed_by.name if one.seat.appointed_by else "",
            party=one.party,
        )
        for one in sitting
    )


def _notice(meeting: Meeting, published_on: date) -> NoticeFacts:
    body = meeting.body
    calendar = calendar_for("wales" if body.nation == "wales" else "england", body.slug)
    notice = notice_given(
        published_on=published_on,
        held_on=meeting.held_on,
        calendar=calendar,
        regime=body.access_regime,
        own=body.clear_days,
    )
    answer = compute(
        "clear_days_count",
        on=published_on,
        settings={"meeting": meeting.held_on.isoformat()},
        calendar=calendar,
    )
    return NoticeFacts(
        published_on=published_on,
        given=notice.given,
        needed=notice.needed,
        is_statutory=notice.is_statutory,
        authority=notice.authority,
        counted=answer.counted,
        skipped=answer.skipped,
    )


def _said(body: ScrutinyBody) -> Said:
    own = {one.name: one.text for one in BodyText.objects.filter(body=body)}

    def text(name: str) -> str:
        return own.get(name) or default_text(name=name, regime=body.access_regime)

    return Said(
        attendance=text("attendance"),
        questions=text("questions"),
        filming=text("filming"),
        not_for_publication=text("not_for_publication"),
        neutral_item=_("Item not for publication"),
        neutral_paper=_("Paper not for publication"),
    )


def _published(meeting: Meeting) -> list[dict[str, Any]]:
    """The frozen public manifests of what is published now, in the order of their numbers."""
    files = PackFile.objects.filter(
        pack__meeting=meeting,
        pack__state=Pack.State.PUBLISHED,
        audience=PackFile.Audience.PUBLIC,
    )
    return [one.manifest for one in files.order_by("pack__number")]


def _items_of(manifests: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return (item for manifest in manifests for item in manifest["items"])
