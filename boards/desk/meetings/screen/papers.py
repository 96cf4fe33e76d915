"""Papers and background papers as rows below their item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.desk.meetings import kinds
from boards.desk.meetings.screen.access import access_buttons, access_facts
from boards.desk.meetings.screen.steps import steps_of
from boards.models import BackgroundPaper, Document, ItemAccess, Paper
from portal.desk import Button, Fact, Row, row_of

if TYPE_CHECKING:
    from boards.desk.meetings.screen import MeetingScreen

BLOCKED = frozenset({"block", "refuse"})


def paper_rows(view: MeetingScreen, item: Any) -> list[Row]:
    """The papers of an item in their order, then its background papers."""
    papers = list(item.papers.all())
    order = [paper.pk for paper in papers]
    rows = []
    for paper in papers:
        steps = steps_of(view, kinds.PAPERS, paper, order, item.version) if view.keeps else []
        rows.append(replace(_paper_row(view, paper), steps=steps))
    return rows + [_background_row(view, one) for one in item.background_papers.all()]


def _paper_row(view: MeetingScreen, paper: Paper) -> Row:
    row = row_of(
        view,
        kinds.PAPERS,
        paper,
        title=f"{paper.get_kind_display()}: {paper.title}",
        can_edit=view.keeps and not paper.is_withdrawn,
    )
    facts = [Fact(label, text) for label, text in _facts(paper) if text]
    return replace(
        row,
        family=_family(paper),
        facts=[*facts, *access_facts(view, paper)],
        notes=notes_of(paper),
        links=file_links(paper),
        buttons=[],
        history_url="",
        more=_more(view, paper, row),
    )


def _more(view: MeetingScreen, paper: Paper, row: Row) -> list[Button]:
    """What is done with a paper seldom."""
    more = list(row.buttons)
    if not paper.is_withdrawn:
        more = [*access_buttons(view, kinds.PAPER_ACCESS, paper), *more]
    if paper.pdf_id is not None and not paper.is_withdrawn and (view.keeps or view.decides):
        label = _("Make a version for the public")
        more.append(_link(label, view.address("redact", pk=paper.pk), paper))
    where = {"kind": kinds.PAPERS.name, "pk": paper.pk}
    if view.keeps:
        more.append(_link(_("Remove it"), view.address("remove", **where), paper))
    more.append(_link(_("History"), row.history_url, paper))
    return more


def _link(label: str, url: str, about: object) -> Button:
    return Button(label=label, url=url, asks=True, version=None, about=str(about))


def _facts(paper: Paper) -> list[tuple[str, str]]:
    return [
        (_("Title for the public"), paper.public_title),
        (_("Author"), paper.author),
        (_("Comes from"), _origin(paper)),
        (_("PDF"), file_words(paper.pdf, paper.inspection) if paper.pdf else ""),
        (
            _("Version for the public"),
            file_words(paper.public_pdf, paper.public_inspection) if paper.public_pdf else "",
        ),
        (_("Why it was withdrawn"), paper.withdrawn_reason),
    ]


def _origin(paper: Paper) -> str:
    if paper.source == Paper.Source.UPLOADED:
        differs = paper.document_id is not None and paper.document_id != paper.pdf_id
        name = paper.document.filename if paper.document and differs else ""
        return _("turned into PDF from %(name)s") % {"name": name} if name else ""
    return str(paper.get_source_display())


def file_words(document: Document | None, inspection: dict[str, Any]) -> str:
    """Pages, size and whether it is accessible, in one line."""
    if document is None:
        return ""
    pages = int(inspection.get("pages") or 0)
    parts = [
        ngettext("%(n)d page", "%(n)d pages", pages) % {"n": pages} if pages else "",
        filesizeformat(document.file_size or 0),
    ]
    if inspection.get("tagged"):
        parts.append(_("accessible"))
    elif inspection.get("has_text") is False:
        parts.append(_("not accessible: a scan without text"))
    elif inspection:
        parts.append(_("not accessible: without tags"))
    return ", ".join(part for part in parts if part)


def notes_of(paper: Paper) -> list[str]:
    """What is wrong with the files of a paper, in sentences that say what to do."""
    if paper.is_withdrawn:
        return []
    found = []
    if is_without_file(paper):
        found.append(_("There is no file yet. Without it no pack can be put together."))
    found += _of_inspection(paper.inspection, is_public=False)
    found += _of_inspection(paper.public_inspection, is_public=True)
    if paper.access == ItemAccess.PART_EXEMPT and paper.public_pdf_id is None:
        found.append(
            _("There is no version for the public, so a notice stands in its place in the pack.")
        )
    return found


def _of_inspection(inspection: dict[str, Any], *, is_public: bool) -> list[str]:
    lead = _("Version for the public: %(told)s") if is_public else "%(told)s"
    stop = _("This file cannot go into a public pack because: %(told)s")
    blocks = inspection.get("verdict") in BLOCKED
    found = []
    for reason in inspection.get("reasons", []):
        told = str(reason.get("message", "")).strip()
        if told:
            found.append(lead % {"told": stop % {"told": told} if blocks else told})
    return found


def is_without_file(paper: Paper) -> bool:
    """Whether a pack would stop at this paper."""
    uploaded = paper.source == Paper.Source.UPLOADED
    return uploaded and paper.pdf_id is None and not (paper.is_to_follow or paper.is_withdrawn)


def is_blocked(paper: Paper) -> bool:
    """Whether the file that the public would read cannot go into a public pack."""
    if paper.is_withdrawn:
        return False
    if paper.access == ItemAccess.PART_EXEMPT and paper.public_pdf_id:
        return paper.public_inspection.get("verdict") in BLOCKED
    return paper.access == ItemAccess.OPEN and paper.inspection.get("verdict") in BLOCKED


def file_links(paper: Paper) -> list[tuple[str, str]]:
    """The ways to open what is stored."""
    links = []
    if paper.pdf:
        links.append((_("Open the PDF"), paper.pdf.url))
    if paper.public_pdf:
        links.append((_("Open the version for the public"), paper.public_pdf.url))
    return links


def _family(paper: Paper) -> str:
    if paper.is_withdrawn or is_without_file(paper) or is_blocked(paper):
        return "problem"
    if paper.is_to_follow or paper.access == ItemAccess.PROPOSED_EXEMPT:
        return "waiting"
    return "open" if paper.access == ItemAccess.OPEN else "done"


def _background_row(view: MeetingScreen, one: BackgroundPaper) -> Row:
    row = row_of(
        view,
        kinds.BACKGROUND,
        one,
        title=_("Background paper: %(title)s") % {"title": one.title},
        can_edit=view.keeps,
        facts=[Fact(_("Published at"), one.link)] if one.link else [],
        links=[(_("Open the file"), one.document.url)] if one.document else [],
    )
    where = {"kind": kinds.BACKGROUND.name, "pk": one.pk}
    remove = [_link(_("Remove it"), view.address("remove", **where), one)] if view.keeps else []
    return replace(row, history_url="", more=[*remove, _link(_("History"), row.history_url, one)])
