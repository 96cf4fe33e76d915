"""Everything of one meeting, read once: as many queries for one item as for fifty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from boards.disclosure import CLEANED_PDF, meeting_matter
from boards.models import (
    AgendaItem,
    BackgroundPaper,
    Meeting,
    Minute,
    Pack,
    PackFile,
    Paper,
    ProofClearing,
    Restriction,
)
from boards.rules.agenda import numbered
from portal.disclosure.remembered import OpenConcerns, open_in_files
from portal.models import Job, VersionedRecord

#: Packs that are being prepared.
OPEN_PACK = frozenset({Pack.State.ASSEMBLING, Pack.State.CHECKED})


@dataclass(frozen=True)
class MeetingContents:
    """A meeting with its agenda, papers, packs and minutes. `numbers` are by the item's pk."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    numbers: dict[int, int]
    packs: Sequence[Pack]
    minutes: Sequence[Minute]
    clearings: Sequence[ProofClearing]
    job: Job | None
    concerns: Mapping[str, OpenConcerns]

    def papers(self) -> Iterator[tuple[AgendaItem, Paper]]:
        """Every paper with its item, in order."""
        for item in self.items:
            for paper in item.papers.all():
                yield item, paper

    @property
    def open_pack(self) -> Pack | None:
        """The pack that is being prepared."""
        return next((one for one in self.packs if one.state in OPEN_PACK), None)

    @property
    def cleared_digests(self) -> frozenset[str]:
        """The hits of the proof that the proper officer has cleared."""
        return frozenset(one.digest for one in self.clearings)

    @property
    def changed_at(self) -> datetime:
        """When anything that a pack is made from was changed last."""
        rows: list[VersionedRecord] = [self.meeting, *self.items]
        for item, paper in self.papers():
            rows += [paper, *item.restrictions.all(), *paper.restrictions.all()]
        return max(row.changed_at for row in rows)

    def is_out_of_date(self, pack: Pack) -> bool:
        """Whether something was changed after a pack that is being prepared was put together.

        A hint for the clerk; what counts is the fingerprint, which checking and publishing ask.
        """
        files = list(pack.files.all())
        return pack.state in OPEN_PACK and bool(files) and files[0].built_at < self.changed_at

    def published_keys(self) -> frozenset[str]:
        """The permanent keys of the items that a published pack holds."""
        found: set[str] = set()
        for pack in self.packs:
            if pack.state == Pack.State.PUBLISHED:
                for file in pack.files.all():
                    found.update(item["key"] for item in file.manifest.get("items", ()))
        return frozenset(found)


def contents_of(meeting: Meeting) -> MeetingContents:
    """Read everything that the screen of a meeting shows."""
    restrictions = Restriction.objects.filter(released_on__isnull=True).select_related(
        "proposed_by", "decided_by"
    )
    papers = (
        Paper.objects.order_by("position", "pk")
        .select_related("document", "pdf", "public_pdf")
        .prefetch_related(Prefetch("restrictions", queryset=restrictions))
    )
    background = BackgroundPaper.objects.order_by("pk").select_related("document")
    items = list(
        AgendaItem.objects.filter(meeting=meeting)
        .order_by("position", "pk")
        .select_related("deferred_from__meeting")
        .prefetch_related(
            Prefetch("papers", queryset=papers),
            Prefetch("background_papers", queryset=background),
            Prefetch("restrictions", queryset=restrictions),
        )
    )
    packs = list(
        meeting.packs.order_by("-number")
        .select_related("checked_by", "publish_set_by", "meeting")
        .prefetch_related(Prefetch("files", queryset=PackFile.objects.order_by("audience")))
    )
    return MeetingContents(
        meeting=meeting,
        items=items,
        numbers={item.pk: number for number, item in numbered(items)},
        packs=packs,
        minutes=list(Minute.objects.filter(meeting=meeting).order_by("pk")),
        clearings=list(meeting.proof_clearings.select_related("cleared_by")),
        job=newest_job(packs, body=meeting.body.slug),
        concerns=open_in_files(
            meeting_matter(meeting), list(_files_of(items)), cleaned=CLEANED_PDF
        ),
    )


def _files_of(items: Sequence[AgendaItem]) -> Iterator[str]:
    """The names in private storage of everything that was uploaded."""
    for item in items:
        for paper in item.papers.all():
            for document in (paper.document, paper.pdf, paper.public_pdf):
                if document is not None:
                    yield document.file.name
        for one in item.background_papers.all():
            if one.document is not None:
                yield one.document.file.name


def newest_job(packs: Sequence[Pack], *, body: str) -> Job | None:
    """The newest build of the newest pack, whatever came of it."""
    if not packs:
        return None
    jobs = Job.objects.of_body(body).filter(kind="build_pack", arguments__pack=packs[0].pk)
    return jobs.order_by("-created_at").first()
