"""Notices of a meeting: that it is held, called off or put off. As a page, and as A4 for the door.

A notice is made from plain public values (`notice_payload`), which are what is released; page and
sheet are made from these alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from boards.models import BodyText, Meeting
from boards.packs import sheet_words as words
from boards.packs.facts import LANGUAGE
from boards.packs.sheets import PAGE_LANGUAGE, STYLES
from boards.public import meeting_path
from boards.rules.legal_texts import ATTENDANCE, default_text
from portal.addresses import canonical_url
from portal.pdf.render import render_pdf
from portal.templatetags.portal_text import day

MEETING: Final = "meeting"
CANCELLATION: Final = "cancellation"
POSTPONEMENT: Final = "postponement"


def notice_kind(meeting: Meeting) -> str:
    """Which notice a meeting needs in the state it is in."""
    kinds: dict[str, str] = {
        Meeting.State.CANCELLED: CANCELLATION,
        Meeting.State.POSTPONED: POSTPONEMENT,
    }
    return kinds.get(meeting.state, MEETING)


def notice_payload(meeting: Meeting, *, agenda: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The notice of a meeting as plain public values; what kind it is follows from its state.

    `agenda` are the items of the frozen public manifest, where the agenda is out: their number
    and title are told, and nothing else. That a meeting is off or put off is told without it.
    """
    body = meeting.body
    own = BodyText.objects.filter(body=body, name=ATTENDANCE).first()
    attendance = own.text if own else default_text(name=ATTENDANCE, regime=body.access_regime)
    return {
        "notice": notice_kind(meeting),
        "body": {
            "slug": body.slug,
            "name": body.name,
            "name_cy": body.name_cy,
            "short_name": body.short_name,
            "contact": body.contact,
        },
        "meeting": {
            "key": str(meeting.key),
            "title": meeting.title,
            "title_cy": meeting.title_cy,
            "kind": str(meeting.kind),
            "held_on": meeting.held_on.isoformat(),
            "starts_at": meeting.starts_at.strftime("%H:%M") if meeting.starts_at else None,
            "place": meeting.place,
            "online_link": meeting.online_link,
            "webcast_link": meeting.webcast_link,
            "questions_due_on": _iso(meeting.questions_due_on),
            "questions_due_at": meeting.questions_due_at.strftime("%H:%M")
            if meeting.questions_due_at
            else None,
        },
        "reason": meeting.state_reason if notice_kind(meeting) != MEETING else "",
        "attendance": attendance,
        "agenda": [
            {"number": one["number"], "title": one["title"]}
            for one in (agenda if notice_kind(meeting) == MEETING else ())
        ],
        "address": canonical_url(body.slug, meeting_path(meeting)),
    }


def notice_heading(notice: Mapping[str, Any]) -> str:
    """The heading of a notice: “Notice of meeting”, “Meeting cancelled”, “Meeting postponed”."""
    return {
        CANCELLATION: _("Meeting cancelled"),
        POSTPONEMENT: _("Meeting postponed"),
    }.get(notice["notice"], _("Notice of meeting"))


def notice_html(notice: Mapping[str, Any]) -> SafeString:
    """The notice as a fragment of a page, with its heading as `h1`."""
    is_on = notice["notice"] == MEETING
    when = words.when(notice["meeting"])
    if not is_on:
        was = _("It was to be held on %(when)s.")
        when = was % {"when": when}
    lines = [when]
    if notice["notice"] == POSTPONEMENT:
        lines.append(_("A new date will be announced."))
    context = {
        "notice": notice,
        "short_name": notice["body"]["short_name"],
        "heading": notice_heading(notice),
        "is_on": is_on,
        "when": lines,
        "reason": words.sentence(notice["reason"]),
        "questions_due": words.questions_due(notice["meeting"]),
        "agenda": notice["agenda"],
        "contact": [line for line in notice["body"]["contact"].splitlines() if line.strip()],
    }
    return mark_safe(render_to_string("print/pack/door_body.html", context))  # noqa: S308


def notice_pdf(notice: Mapping[str, Any]) -> bytes:
    """The notice as A4 for the door: an accessible PDF; the same notice gives the same bytes.

    Raises PdfUnavailableError when this machine cannot make one.
    """
    with translation.override(LANGUAGE):
        held_on = day(date.fromisoformat(notice["meeting"]["held_on"]))
        title = f"{notice_heading(notice)}: {notice['meeting']['title']}, {held_on}"
        html = render_to_string(
            "print/pack/door.html", {"title": title, "body": notice_html(notice)}
        )
        return render_pdf(html, title=title, language=PAGE_LANGUAGE, stylesheets=STYLES)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
