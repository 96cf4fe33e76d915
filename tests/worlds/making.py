"""A planned world made true: people, meetings, reviews, and everything that happens to them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.core.files.base import ContentFile
from PIL import Image as Picture

from boards.body_collections import collection_of
from boards.models import AgendaItem, Image, Meeting, Paper, ScrutinyBody
from boards.operations import cancel_meeting
from boards.operations.agenda import add_item, add_item_late
from boards.operations.release import release_public
from boards.operations.restrictions import (
    decide_restriction,
    propose_restriction,
    release_restriction,
)
from boards.operations.sites import create_front_page
from boards.packs.issue import withdraw_everywhere, withdraw_pack
from portal import clock
from portal.models import Job, User
from tests import builders as make
from tests.boards.packs import packing
from tests.worlds import files
from tests.worlds.making_reviews import make_review
from tests.worlds.oracle import ROLES, STRANGER, WITHHELD
from tests.worlds.plan import BodyPlan, FilePlan, ItemPlan, MeetingPlan, PaperPlan, WorldPlan

TODAY: Final = date(2025, 9, 1)
_MOVES: Final = {
    "exempt": "restrict",
    "part_exempt": "restrict_part",
    "confidential": "mark_confidential",
}


@dataclass
class World:
    """What was made of a plan: the people who look, by what they are."""

    plan: WorldPlan
    people: dict[str, User] = field(default_factory=dict)


def make_world(plan: WorldPlan) -> World:
    """Make everything of a plan by the operations that people use."""
    world = World(plan)
    world.people["administrator"] = make.administrator()
    for number, body_plan in enumerate(plan.bodies):
        body = make.body(f"Panel {number + 1} of Northmere")
        officer = make.with_role(body, "proper_officer")
        clerk = make.clerk_of(body)
        if number == 0:
            made = {"clerk": clerk, "officer": officer}
            others = {name: role for name, role in ROLES.items() if name not in made}
            world.people |= made | {n: make.with_role(body, r) for n, r in others.items()}
        elif number == 1:
            world.people[STRANGER] = clerk
        _Maker(body, clerk, officer).make(body_plan)
    return world


class _Maker:
    """The officers of one body at work."""

    def __init__(self, body: ScrutinyBody, clerk: User, officer: User) -> None:
        self.body = body
        self.clerk = clerk
        self.officer = officer

    def make(self, plan: BodyPlan) -> None:
        """Everything of the body."""
        release_public(self.body, by=None, subject="A body")
        for number, meeting in enumerate(plan.meetings):
            self._meeting(meeting, number)
        for review in plan.reviews:
            make_review(review, self.body, clerk=self.clerk)
        for file in plan.files:
            self._file(file)
        if plan.draft_page:
            page = create_front_page(body=self.body, by=None)
            page.introduction = f"<p>{plan.draft_page}</p>"
            page.save_revision(user=self.clerk)
        if plan.picture:
            self._picture(plan.picture)

    def _meeting(self, plan: MeetingPlan, number: int) -> None:
        kind = Meeting.Kind.PRIVATE_BRIEFING if plan.state == "private" else Meeting.Kind.ORDINARY
        held_on = TODAY + timedelta(days=11 + number)
        meeting = make.meeting(self.body, plan.title, kind=kind, held_on=held_on, place=plan.place)
        release_public(self.body, by=None, subject="A meeting", meeting=meeting)
        for item in plan.items:
            if not item.late:
                self._item(item, meeting)
        self._what_becomes_of(plan, meeting)

    def _what_becomes_of(self, plan: MeetingPlan, meeting: Meeting) -> None:
        if plan.state == "checked":
            files.checked(meeting)
            self._build_in_progress(meeting)
        if plan.state in ("published", "supplemented", "taken_back"):
            pack = files.published(meeting)
            if plan.state == "supplemented":
                for item in plan.items:
                    if item.late:
                        self._item(item, _fresh(meeting))
                files.published(_fresh(meeting), kind="supplement")
            if plan.state == "taken_back":
                withdraw_pack(pack, reason="It went out too early.", by=self.clerk)
        for item in plan.items if plan.is_out else ():
            for paper in item.papers:
                if paper.withdrawn and item.access not in WITHHELD:
                    row = Paper.objects.get(item__meeting=meeting, title=paper.title)
                    withdraw_everywhere(row, reason="It names somebody.", by=self.clerk)
        if plan.state == "off":
            cancel_meeting(_fresh(meeting), reason="Nobody can come.", by=self.clerk)

    def _build_in_progress(self, meeting: Meeting) -> None:
        pack = meeting.packs.get()
        Job.objects.create(
            kind="build_pack",
            body=self.body.slug,
            arguments={"pack": pack.pk, "by": self.clerk.pk},
            progress_label="Paper 1 of 2",
            created_at=clock.now(),
        )

    def _item(self, plan: ItemPlan, meeting: Meeting) -> None:
        item = add_item(
            meeting=meeting,
            title=plan.title,
            text=plan.text,
            questions=plan.question,
            by=self.clerk,
        )
        if plan.late:
            item = add_item_late(item, urgency_reason="It cannot wait.", by=self.clerk)
        for paper in plan.papers:
            self._paper(paper, item)
        self._restrict(item, plan.access, plan.interest)

    def _paper(self, plan: PaperPlan, item: AgendaItem) -> None:
        paper = packing.paper(
            item,
            plan.title,
            content=files.pdf(plan.text, plan.metadata),
            name=f"{plan.file_name}.pdf",
            author=plan.author,
        )
        if plan.public_text:
            packing.public_version(paper, files.pdf(plan.public_text))
        self._restrict(paper, plan.access, plan.interest)

    def _restrict(self, thing: AgendaItem | Paper, access: str, interest: str) -> None:
        if access == "open":
            return
        grounds: dict[str, Any] = {"paragraphs": [2], "public_interest": interest}
        if access in ("proposed_exempt", "released"):
            thing = propose_restriction(thing, by=self.clerk, **grounds)
        if access == "released":
            release_restriction(thing, reason="The contract was signed.", by=self.officer)
        if access in _MOVES:
            decide_restriction(
                thing,
                move=_MOVES[access],
                by=self.officer,
                which_part="Appendix 2",
                ground="A court forbids it." if access == "confidential" else "",
                reason="A court forbids it." if access == "confidential" else "",
                **grounds,
            )

    def _file(self, plan: FilePlan) -> None:
        row = packing.document(self.body, files.pdf(plan.text), f"{plan.file_name}.pdf")
        row.title = plan.title
        row.access = "open" if plan.is_open else "restricted"
        row.collection = collection_of(self.body) or row.collection
        row.save()

    def _picture(self, word: str) -> None:
        drawn = io.BytesIO()
        Picture.new("RGB", (32, 32), "navy").save(drawn, "PNG")
        image = Image.objects.create(
            title="A picture",
            file=ContentFile(drawn.getvalue(), name=f"{word}.png"),
            width=32,
            height=32,
            body=self.body,
            collection=collection_of(self.body),
            uploaded_by_user=self.clerk,
        )
        rendition = image.get_rendition("max-16x16")
        image.file.close()
        rendition.file.close()


def _fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("body").get(pk=meeting.pk)
