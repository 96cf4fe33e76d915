"""A meeting made from a folder of real papers, for trying the packs on what offices produce.

The folder holds the papers and a `pack.json` with the keys `meeting` (its title),
`items_in_published_order` (each with `file`) and `named_but_absent` (file names).
"""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from boards.disclosure import meeting_matter
from boards.models import Meeting, Pack, ScrutinyBody
from boards.operations import agenda, meetings, papers
from boards.packs import build, issue
from home.demo.calendar import Weeks
from home.demo.story import Say
from portal import clock
from portal.calendar import calendar_for
from portal.disclosure.clearing import clear_concerns
from portal.disclosure.found import only_open
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import matter_called
from portal.operations import Refused
from portal.rules.disclosure.facts import Level

#: Weeks ahead: far enough for notice that nobody need explain.
AHEAD = 8


def publish_sample_meeting(folder: Path, *, body: ScrutinyBody, say: Say) -> Pack:
    """Schedule a meeting, one item for each paper, and publish its pack.

    A paper that is refused is said and becomes a paper to follow, as one that the folder names and
    does not hold. Raises FileNotFoundError without a `pack.json`, Refused when nothing is left.
    """
    described = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    meeting = _schedule(described, body)
    for one in described["items_in_published_order"]:
        _enter(meeting, folder / one["file"], say)
    for name in described["named_but_absent"]:
        _promise(meeting, Path(name).stem, f"{name} is named and not in the folder.", say)
    pack = issue.open_pack(meeting, kind=Pack.Kind.EDITION, by=None)
    build.build_files(pack, by=None)
    pack = issue.check_pack(pack, by=None, alone_reason="Loaded from a folder of papers.")
    _clear_what_others_published(meeting, say)
    return issue.publish_pack(pack, by=None)


def _clear_what_others_published(meeting: Meeting, say: Say) -> None:
    """The contacts in these papers are public already, where the papers come from."""
    matter = matter_called(meeting_matter(meeting))
    assert matter is not None  # it was scheduled a moment ago
    looks = [one for one in only_open(concerns_of_matter(matter)) if one.level == Level.LOOK]
    if looks:
        digests = {one.digest for one in looks}
        say(f"  {len(digests)} contacts in the papers are cleared: they were published before.")
        clear_concerns(
            matter,
            digests=digests,
            reason="These papers were published by those who wrote them.",
            by=None,
        )


def _schedule(described: dict[str, Any], body: ScrutinyBody) -> Meeting:
    weeks = Weeks(clock.today(), calendar_for("england", body.slug))
    return meetings.schedule_meeting(
        body=body,
        title=described["meeting"][:200],
        held_on=weeks(AHEAD),
        by=None,
        starts_at=time(14, 0),
        place="Committee Room 1, County Hall, Northmere",
    )


def _enter(meeting: Meeting, path: Path, say: Say) -> None:
    item = agenda.add_item(meeting=meeting, title=path.stem[:300], by=None)
    try:
        papers.upload_paper(
            item=item,
            title=path.stem[:300],
            file=SimpleUploadedFile(path.name, path.read_bytes()),
            by=None,
        )
    except Refused as refused:
        say(f"  {path.name}: {refused}")
        papers.promise_paper(item=item, title=path.stem[:300], by=None)


def _promise(meeting: Meeting, title: str, why: str, say: Say) -> None:
    say(f"  {why}")
    item = agenda.add_item(meeting=meeting, title=title[:300], by=None)
    papers.promise_paper(item=item, title=title[:300], by=None)
