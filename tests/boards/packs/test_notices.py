"""Notices of meeting, cancellation and postponement: as a page and for the door."""

from __future__ import annotations

import io
from datetime import date, time
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from boards.models import BodyText, Meeting
from boards.packs.notices import (
    notice_heading,
    notice_html,
    notice_kind,
    notice_payload,
    notice_pdf,
)
from portal.pdf.reading import read_everything
from tests import builders as make
from tests.boards.packs import packing

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_meeting_that_is_held(tmp_path: Path) -> None:
    of = packing.meeting(
        title_cy="Cyfarfod y panel",
        online_link="https://meet.example.test/panel",
        questions_due_on=date(2025, 9, 8),
        questions_due_at=time(12),
    )
    BodyText.objects.create(body=of.body, name="attendance", text="Come in by the side door.")
    item = packing.item(of, "Case of Jordan Example", public_title="A case")
    agenda = [{"number": 1, "title": item.public_title, "text": "never told"}]
    notice = notice_payload(of, agenda=agenda)
    assert "Jordan" not in str(notice)
    assert "never told" not in str(notice)
    html = notice_html(notice)
    for words in ("Notice of meeting", "Friday 12 September 2025, 10:30am", "side door", "A case"):
        assert words in html
    assert 'lang="cy">Cyfarfod y panel</p>' in html
    assert "Questions must arrive by midday on Monday 8 September 2025." in html
    pdf = notice_pdf(notice)
    assert pdf == notice_pdf(notice)
    assert page_validation.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    (tmp_path / "notice.pdf").write_bytes(pdf)
    said = read_everything(tmp_path / "notice.pdf").text_of("page")
    assert "Notice of meeting" in said


def test_one_that_is_called_off_or_put_off() -> None:
    cases = [
        (Meeting.State.CANCELLED, "cancellation", "Meeting cancelled"),
        (Meeting.State.POSTPONED, "postponement", "Meeting postponed"),
    ]
    for state, kind, heading in cases:
        of = make.meeting(state=state, state_reason="the hall is flooded")
        notice = notice_payload(of)
        html = notice_html(notice)
        assert (notice_kind(of), notice_heading(notice)) == (kind, heading)
        assert "It was to be held on Friday 12 September 2025, 10:30am." in html
        assert "The hall is flooded." in html
        assert "County Hall" not in html
        assert ("A new date will be announced." in html) == (kind == "postponement")


def test_a_private_boards_notice_names_no_act() -> None:
    of = make.meeting(make.safeguarding_board())
    html = notice_html(notice_payload(of))
    assert "held in private" in html
    assert "Act" not in html
