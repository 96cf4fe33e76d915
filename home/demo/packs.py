"""Two meetings with everything that a pack can hold, and one that is being prepared.

The annual meeting has a paper that was withheld and released later. The ordinary meeting has a
withheld item, a part-exempt paper, a scan, a paper that followed, a late item with the chair's
reason, a supplement and a corrected edition.
"""

from __future__ import annotations

from datetime import time
from typing import Any, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile

from boards.models import AgendaItem, Meeting, Pack, Paper
from boards.operations import agenda, agenda_moves, papers, restrictions
from boards.packs import build, issue
from home.demo import paper_words as words
from home.demo.meetings import hold, schedule
from home.demo.moves import move_entry
from home.demo.paper_files import as_scan, as_upload
from home.demo.story import Story
from portal.models import User, VersionedRecord
from portal.operations import fresh
from scrutiny.operations import programme

ANNUAL, ORDINARY = -20, -8
AnyRecord = TypeVar("AnyRecord", bound=VersionedRecord)


def hold_meetings_with_packs(story: Story) -> None:
    """The annual meeting, which agrees the year's programme, and the last ordinary one."""
    _hold_annual(story)
    _agree_programme(story)
    _hold_ordinary(story)


def _agree_programme(story: Story) -> None:
    with story.on(ANNUAL, at=time(14, 30)):
        minute = story.minute(
            ANNUAL, "9/2", "RESOLVED: that the work programme for the year be agreed."
        )
        for title, purpose, lead in words.PROGRAMME:
            entry = programme.suggest_entry(
                body=story.northmere.panel,
                by=story.clerk,
                values={
                    "title": title,
                    "purpose": purpose,
                    "source": words.PROGRAMME_SOURCE,
                    "lead": story.northmere.people[lead],
                },
            )
            move_entry(entry, "adopt", story.clerk, minute=minute)


def _hold_annual(story: Story) -> None:
    meeting = schedule(story, ANNUAL, kind="annual", title="Annual meeting")
    clerk, officer = story.clerk, story.northmere.accounts["officer"]
    chair = story.northmere.accounts["chair"]
    with story.on(ANNUAL, days=-12):
        year = _item(meeting, "The panel’s year", clerk, purpose="information", minutes=20)
        _upload(year, words.YEAR, "panel year FINAL v3.pdf", clerk)
        candidates = _item(
            meeting,
            "Appointment of an independent member: the candidates",
            clerk,
            purpose="decision",
            minutes=30,
            public_title="Appointment of an independent member",
        )
        paper = _upload(candidates, words.CANDIDATES, "candidates Ashcombe Prowse.pdf", clerk)
        papers.update_paper(
            paper,
            by=clerk,
            expected_version=paper.version,
            public_title="Report of the appointments group",
        )
        restrictions.propose_restriction(fresh(candidates), paragraphs=[1], by=clerk)
    with story.on(ANNUAL, days=-10):
        _decide(
            candidates,
            "restrict",
            officer,
            paragraphs=[1],
            public_interest=words.INTEREST_CANDIDATES,
        )
    with story.on(ANNUAL, days=-9):
        _publish(meeting, clerk, chair)
    hold(story, ANNUAL, meeting)
    with story.on(ANNUAL + 6):
        restrictions.release_restriction(
            fresh(candidates), reason=words.RELEASED, by=officer, expected_version=None
        )
        _publish(meeting, clerk, chair, reason=words.RELEASED)


def _hold_ordinary(story: Story) -> None:
    meeting = schedule(story, ORDINARY, kind="ordinary", title="Ordinary meeting")
    clerk, officer = story.clerk, story.northmere.accounts["officer"]
    chair = story.northmere.accounts["chair"]
    with story.on(ORDINARY, days=-12):
        appendix, followed = _ordinary_business(story, meeting, clerk)
    with story.on(ORDINARY, days=-10):
        _ordinary_restrictions(meeting, officer)
    with story.on(ORDINARY, days=-9):
        _publish(meeting, clerk, chair)
    with story.on(ORDINARY, days=-4):
        _replace(followed, words.MONITORING, "Monitoring report Q4.pdf", clerk)
        late = _item(
            meeting, "Children held in custody overnight: letter of the inspectorate", clerk
        )
        late = agenda_moves.add_item_late(late, urgency_reason=words.URGENCY, by=clerk)
        papers.upload_paper(
            item=late,
            title=words.CUSTODY.title,
            file=as_scan(words.CUSTODY, "scan0047.pdf"),
            by=clerk,
        )
        _publish(meeting, clerk, chair, kind=Pack.Kind.SUPPLEMENT)
    with story.on(ORDINARY, days=-2):
        _replace(appendix, words.DAYS_CORRECTED, "days to notice corrected.pdf", clerk)
        _publish(meeting, clerk, chair, reason=words.CORRECTION)
    hold(story, ORDINARY, meeting)
    with story.on(ORDINARY, at=time(14, 0)):
        for item in AgendaItem.objects.filter(meeting=meeting):
            agenda_moves.consider_item(item, by=clerk)


def _ordinary_business(story: Story, meeting: Meeting, clerk: User) -> tuple[Paper, Paper]:
    notices = _item(meeting, "Domestic abuse notices: progress since the review", clerk, minutes=40)
    _upload(notices, words.NOTICES, "DA notices (Verrall) FINAL.pdf", clerk)
    appendix = _upload(notices, words.DAYS, "days to notice.pdf", clerk, kind="appendix")
    monitoring = _item(meeting, "Commissioner’s monitoring report", clerk, minutes=30)
    followed = papers.promise_paper(item=monitoring, title=words.MONITORING.title, by=clerk)
    actions = meeting.agenda_items.get(title__startswith="Actions to confirm")
    papers.write_paper(
        item=actions, title="Actions asked for at the last meeting", text=words.WRITTEN, by=clerk
    )
    contract = _item(
        meeting, "Return interviews for missing children", clerk, purpose="information", minutes=15
    )
    paper = _upload(contract, words.CONTRACT, "award FULL with prices.pdf", clerk)
    papers.attach_public_version(
        paper,
        file=as_upload(words.CONTRACT_PUBLIC, "award public.pdf"),
        by=clerk,
        expected_version=paper.version,
    )
    forward_plan = meeting.agenda_items.get(title__startswith="Work programme")
    papers.add_records_paper(
        item=forward_plan, title="Work programme", source="work_programme", by=clerk
    )
    complaint = _item(
        meeting,
        "Complaint of Mr Desmond Harcastle: outcome of informal resolution",
        clerk,
        minutes=10,
        public_title="A complaint about the commissioner",
    )
    _upload(complaint, words.COMPLAINT, "Harcastle complaint outcome.pdf", clerk)
    return appendix, followed


def _ordinary_restrictions(meeting: Meeting, officer: User) -> None:
    complaint = AgendaItem.objects.get(meeting=meeting, title__startswith="Complaint of")
    _decide(
        complaint,
        "restrict",
        officer,
        paragraphs=[1, 2],
        public_interest=words.INTEREST_COMPLAINT,
    )
    contract = Paper.objects.get(item__meeting=meeting, title=words.CONTRACT.title)
    _decide(
        contract,
        "restrict_part",
        officer,
        paragraphs=[3],
        public_interest=words.INTEREST_CONTRACT,
        which_part="The prices offered",
    )


def prepare_next_meetings(story: Story) -> None:
    """The next meeting half prepared, so that a clerk finds something to do; one far ahead."""
    clerk = story.clerk
    with story.on(-1):
        meeting = schedule(story, 4, kind="ordinary", title="Ordinary meeting")
        custody = _item(meeting, "Children held in custody overnight: the answer", clerk)
        papers.promise_paper(item=custody, title="Answer of the commissioner", by=clerk)
        reserve = _item(meeting, "Use of the reserve: control room", clerk, purpose="decision")
        paper = _upload(reserve, words.RESERVE, "reserve draft.pdf", clerk)
        restrictions.propose_restriction(paper, paragraphs=[3], by=clerk)
        later = schedule(story, 12, kind="ordinary", title="Ordinary meeting")
        audit = _item(later, "Domestic abuse notices: the audit", clerk, minutes=25)
        _upload(audit, words.CASES, "audit cases DRAFT.pdf", clerk)


def _item(meeting: Meeting, title: str, by: User, **values: Any) -> AgendaItem:
    return agenda.add_item(meeting=meeting, title=title, by=by, **values)


def _upload(
    item: AgendaItem, sheet: words.Sheet, name: str, by: User, *, kind: str = "report"
) -> Paper:
    return papers.upload_paper(
        item=item,
        title=sheet.title,
        author=sheet.author,
        file=as_upload(sheet, name),
        kind=kind,
        by=by,
    )


def _replace(paper: Paper, sheet: words.Sheet, name: str, by: User) -> Paper:
    current = fresh(paper)
    file: SimpleUploadedFile = as_upload(sheet, name)
    return papers.replace_file(current, file=file, by=by, expected_version=current.version)


def _decide(target: AgendaItem | Paper, move: str, officer: User, **values: Any) -> None:
    current = fresh(target)
    restrictions.decide_restriction(
        current, move=move, by=officer, expected_version=current.version, **values
    )


def _publish(
    meeting: Meeting, clerk: User, chair: User, *, kind: str = "edition", reason: str = ""
) -> None:
    pack = issue.open_pack(fresh(meeting), kind=kind, by=clerk, reason=reason)
    build.build_files(pack, by=clerk)
    pack = issue.check_pack(fresh(pack), by=chair)
    issue.publish_pack(pack, by=clerk)
