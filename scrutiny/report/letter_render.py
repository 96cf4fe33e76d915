"""The letter as an accessible PDF, set like the report. It reads the letter and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pdf.render import render_pdf
from scrutiny.report.wording import day, short_day

if TYPE_CHECKING:
    from scrutiny.report.letter import Letter

LANGUAGE: Final = "en-GB"
SHEETS: Final = ("report.css", "letter.css")


def letter_title(letter: Letter) -> str:
    """The title for windows: what is asked, of whom, by whom."""
    return _("Request for a response: %(review)s - %(body)s") % {
        "review": letter.review,
        "body": letter.body,
    }


def letter_html(letter: Letter) -> str:
    """The letter as a whole page, with its sentences put together."""
    with translation.override(LANGUAGE.lower()):
        context = {
            "letter": letter,
            "language": LANGUAGE,
            "title": letter_title(letter),
            "asked_on": day(letter.asked_on),
            "asked_short": _("Asked on %s") % short_day(letter.asked_on),
            "due_on": day(letter.due_on),
            "opening": _opening(letter),
            "period": _period(letter),
            "returned": _returned(letter),
        }
        return render_to_string("print/response_letter.html", context)


def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1; the same letter gives the same bytes."""
    return render_pdf(
        letter_html(letter), title=letter_title(letter), language=LANGUAGE, stylesheets=SHEETS
    )


def _opening(letter: Letter) -> str:
    count = len(letter.recommendations)
    told = ngettext(
        "%(body)s has published the report “%(review)s”. One of its recommendations is addressed "
        "to you. Please say what you decide on it, by the day named below.",
        "%(body)s has published the report “%(review)s”. %(count)d of its recommendations are "
        "addressed to you. Please say what you decide on each of them, by the day named below.",
        count,
    )
    return told % {"body": letter.body, "review": letter.review, "count": count}


def _period(letter: Letter) -> str:
    if letter.is_by_law:
        return _(
            "A law sets this period: two months from the day on which the executive receives the "
            "report (Local Government Act 2000, section 9FE)."
        )
    days = ngettext("%(count)d day", "%(count)d days", letter.period_days) % {
        "count": letter.period_days
    }
    if letter.is_panel:
        return _(
            "No law fixes a period for this response. The body has determined a reasonable one, "
            "%(days)s (Police Reform and Social Responsibility Act 2011, section 29(3))."
        ) % {"days": days}
    return _("No law fixes a period for this response. The body has set %(days)s.") % {"days": days}


def _returned(letter: Letter) -> str:
    if letter.returned_on is None:
        return ""
    return _("Your answer was sent back on %(day)s. The last day is still the one below.") % {
        "day": day(letter.returned_on)
    }
