"""The assurance of sub-committees as a paper of the meeting of the body that it is given to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from boards.packs.sources import SourceDocument
from portal.templatetags.portal_text import day, short_day
from scrutiny.models import AssuranceStatement

if TYPE_CHECKING:
    from boards.packs.treatment import Audience

NAME: Final = "assurance"


def assurance(body_slug: str, audience: Audience, on: date) -> SourceDocument:
    """What the sub-committees of a body give to it at its meeting of a day.

    Both audiences read the same: an assurance is agreed in words that may be published. One that
    was written and not agreed, or is given at another meeting, is not part of it.
    """
    given = AssuranceStatement.objects.filter(
        review__body__parent__slug=body_slug,
        agreed_minute__isnull=False,
        given_at__held_on=on,
    ).select_related("review__body", "agreed_minute__meeting")
    rows = list(given.order_by("review__body__name", "-to_day", "pk"))
    if not rows:
        nothing = _("No sub-committee gives assurance at this meeting.")
        return SourceDocument(_("Assurance"), format_html("<p>{}</p>", nothing))
    html = format_html_join("", "{}", ((_statement(one),) for one in rows))
    return SourceDocument(_("Assurance"), html)


def _statement(one: AssuranceStatement) -> SafeString:
    period = _("%(first)s to %(last)s") % {
        "first": short_day(one.from_day),
        "last": short_day(one.to_day),
    }
    minute = one.agreed_minute
    assert minute is not None  # only agreed ones are printed
    agreed = _("Agreed by the sub-committee on %(day)s, minute %(number)s.") % {
        "day": day(minute.meeting.held_on),
        "number": minute.number,
    }
    welsh = format_html('<div lang="cy">{}</div>', _prose(one.text_cy)) if one.text_cy else ""
    return format_html(
        "<h2>{}</h2><p>{}</p><p><strong>{}</strong></p>{}{}<p>{}</p>",
        one.review.body.name,
        period,
        one.get_level_display(),
        _prose(one.text),
        welsh,
        agreed,
    )


def _prose(text: str) -> SafeString:
    """Paragraphs of escaped text."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  # escaped by linebreaks
