"""What became of each recommendation, up to the day of the edition."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import WELSH, Block, Bullets, Heading, Passage, led, prose, table
from scrutiny.report.document import Impact, Progress, ReportDocument, Update
from scrutiny.report.prose import one_line, sentence
from scrutiny.report.sections.asking import recommendation_link
from scrutiny.report.wording import day, short_day


def progress_blocks(document: ReportDocument) -> list[Block]:
    """A table of where each stands, then what was reported, how it was closed, what changed."""
    if not document.progress:
        return []
    columns = (_("Number"), _("Where it stands"), _("Progress, as the body rates it"))
    rows = (
        (
            "",
            (
                Passage(reference=recommendation_link(one.recommendation)),
                Passage(text=labels.word(labels.PROGRESS_STATE, one.state)),
                Passage(text=_rating(one)),
            ),
        )
        for one in document.progress
    )
    blocks = table(_("Where each recommendation stands"), columns, rows, style="overview")
    return [*blocks, *(block for one in document.progress for block in _told(one))]


def _rating(one: Progress) -> str:
    rated = [update for update in one.updates if update.rating]
    if not rated:
        return _("Not rated yet")
    newest = rated[-1]
    return _("%(rating)s (%(day)s)") % {
        "rating": labels.word(labels.RATING, newest.rating),
        "day": short_day(newest.made_on),
    }


def _told(one: Progress) -> list[Block]:
    items = tuple(_update(update) for update in one.updates)
    closed = [
        sentence(one.closing_note),
        _("Closed by minute %(minute)s.") % {"minute": one.closed_by} if one.closed_by else "",
    ]
    blocks: list[Block] = [Bullets(items=items)] if items else []
    blocks += led(_("How it was closed."), " ".join(filter(None, closed)))
    for look in one.impact:
        blocks += _impact(look)
    title = _("Progress on R%(number)d") % {"number": one.recommendation}
    return [Heading(title), *blocks] if blocks else []


def _update(one: Update) -> Passage:
    rating = labels.word(labels.RATING, one.rating)
    proof = _("Shown by: %(proof)s") % {"proof": one_line(one.proof)} if one.proof else ""
    minute = _("Rated by minute %(minute)s.") % {"minute": one.rated_by} if one.rated_by else ""
    texts = (
        sentence(one_line(one.text)),
        sentence(proof),
        f"{rating}." if rating else "",
        minute,
    )
    return Passage(lead=f"{short_day(one.made_on)}:", text=" ".join(filter(None, texts)))


def _impact(one: Impact) -> list[Block]:
    lead = _("What changed for children or victims, looked at on %(day)s.") % {
        "day": day(one.held_on)
    }
    result = labels.word(labels.IMPACT, one.result)
    return [
        *led(lead, " ".join(filter(None, (f"{result}." if result else "", one.text)))),
        *prose(one.text_cy, lang=WELSH),
    ]
