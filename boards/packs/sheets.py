"""The portal's own sheets of a pack as HTML: front and agenda, notices, papers, certificate.

Templates are given the payload of the manifest and public facts of the body, so that a sheet of
the public pack cannot say what its manifest does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from boards.packs import certificate_words
from boards.packs import sheet_words as words
from boards.packs.certificate import certificate
from boards.packs.facts import LANGUAGE
from boards.packs.manifest import (
    CERTIFICATE,
    OPENING,
    Manifest,
    PackItem,
    PackPaper,
    Part,
    as_payload,
)
from boards.rules.legal_texts import filled
from portal.richtext import cleaned

STYLES: Final = ("pack.css",)
SHORT_TITLE: Final = 70
PAGE_LANGUAGE: Final = "en-GB"


@dataclass(frozen=True)
class Sheet:
    """One sheet of ours: its HTML and the title of the file."""

    html: str
    title: str


def opening(manifest: Manifest) -> Sheet:
    """Front sheet, contents and agenda; of a supplement what it adds."""
    with translation.override(LANGUAGE):
        pack = _payload(manifest)
        items = [
            _shown_item(one, row) for one, row in zip(manifest.items, pack["items"], strict=True)
        ]
        facts = manifest.facts
        title = pack_title(manifest)
        return _sheet(
            "opening",
            title,
            manifest,
            pack,
            when=words.when(pack["meeting"]),
            extent=_extent(manifest),
            restricted_words=_(
                "NOT FOR PUBLICATION. This pack holds what the public may not read. Keep it safe "
                "and pass it on to nobody."
            ),
            members=[_member(one) for one in facts.members],
            attendance=facts.said.attendance,
            questions=facts.said.questions,
            questions_due=words.questions_due(pack["meeting"]),
            filming=facts.said.filming,
            contact=_lines(facts.body.contact),
            concern=_lines(facts.body.concern_contact),
            contents=_contents(manifest, pack),
            untagged=[words.untagged_line(one) for one in pack["untagged"]],
            items=items,
        )


def part_sheet(part: Part, manifest: Manifest) -> Sheet:
    """The sheet of a part that is not the opening: a notice, a paper of ours, the certificate."""
    with translation.override(LANGUAGE):
        if part.key == CERTIFICATE:
            return _certificate(manifest)
        if part.paper is None or part.paper.treatment == "notice":
            return _notice(part, manifest)
        return _paper(part.paper, manifest)


def pack_title(manifest: Manifest) -> str:
    """The title of a pack, for its front sheet and for the window of a reader."""
    with translation.override(LANGUAGE):
        if manifest.kind == "edition":
            return manifest.facts.title
        return _("Supplement %(number)d to the pack of %(meeting)s") % {
            "number": manifest.number,
            "meeting": manifest.facts.title,
        }


def file_title(manifest: Manifest) -> str:
    """The title that a reader of the PDF shows: meeting, day, body."""
    with translation.override(LANGUAGE):
        facts = manifest.facts
        when = words.when(_meeting_of(manifest))
        return f"{pack_title(manifest)}, {when} - {facts.body.name}"


def part_title(part: Part, manifest: Manifest) -> str:
    """The bookmark of a sheet of ours that belongs to no item: the opening, the certificate."""
    with translation.override(LANGUAGE):
        return pack_title(manifest) if part.key == OPENING else _("Notice certificate")


def bookmark(item: PackItem, paper: PackPaper | None) -> str:
    """The title of a part in the outline of the file."""
    return paper.title if paper else f"{item.facts.number}. {item.title}"


def banner(paper: PackPaper, item: PackItem, manifest: Manifest) -> str:
    """What heads every page of a restricted paper; empty for an open one."""
    if not paper.is_restricted:
        return ""
    ground = paper.ground or item.ground
    said = filled(manifest.facts.said.not_for_publication, ground=ground.words if ground else "")
    return said.strip().rstrip(":").strip()


def opening_banner(manifest: Manifest) -> str:
    """What heads the portal's own sheets of a restricted pack."""
    if manifest.audience != "restricted":
        return ""
    return filled(manifest.facts.said.not_for_publication, ground="").strip().rstrip(":").strip()


def _certificate(manifest: Manifest) -> Sheet:
    pack = _payload(manifest)
    return _sheet(
        "certificate",
        _("Notice certificate"),
        manifest,
        pack,
        when=words.when(pack["meeting"]),
        paragraphs=certificate_words.paragraphs(pack["certificate"]),
        sections=certificate_words.sections(pack["certificate"]),
        days=certificate_words.days(pack["certificate"]),
    )


def _notice(part: Part, manifest: Manifest) -> Sheet:
    assert part.item is not None  # only the opening and the certificate have none
    thing = part.paper or part.item
    ground = (thing.ground or part.item.ground) if part.paper else part.item.ground
    payload = ground.as_payload() if ground else None
    title = _("Item %(number)d: %(title)s") % {
        "number": part.item.facts.number,
        "title": thing.title,
    }
    return _sheet(
        "notice",
        title,
        manifest,
        _payload(manifest),
        title_cy=thing.title_cy,
        ground_line=words.ground_line(payload) or _("It is withheld until it is decided."),
        which_part=words.which_part(payload),
    )


def _paper(paper: PackPaper, manifest: Manifest) -> Sheet:
    facts = paper.facts
    text = facts.text if facts.source == "written" else dict(facts.records)[manifest.audience]
    text = cleaned(text)
    if facts.source == "written":
        text = raised_headings(text)
    return _sheet(
        "paper",
        paper.title,
        manifest,
        _payload(manifest),
        title_cy=paper.title_cy,
        author=paper.author,
        text=text,
    )


def raised_headings(text: str) -> SafeString:
    """A written paper's headings one step up (h3 to h2): none is skipped below its title."""
    for old, new in (("h3", "h2"), ("h4", "h3")):
        text = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\g<1>{new}", text)
    return mark_safe(text)  # noqa: S308


def _sheet(
    template: str, title: str, manifest: Manifest, pack: Mapping[str, Any], **context: Any
) -> Sheet:
    facts = manifest.facts
    values = {
        "pack": pack,
        "title": title,
        "short_title": _short(pack_title(manifest)),
        "short_name": facts.body.short_name,
        "address": facts.address,
        **context,
    }
    return Sheet(render_to_string(f"print/pack/{template}.html", values), title)


def _payload(manifest: Manifest) -> dict[str, Any]:
    return as_payload(manifest, certificate=certificate(manifest))


def _meeting_of(manifest: Manifest) -> dict[str, Any]:
    meeting: dict[str, Any] = _payload(manifest)["meeting"]
    return meeting


def _extent(manifest: Manifest) -> str:
    if manifest.kind == "edition":
        return ""
    said = words.pages(manifest.first_page, max(manifest.last_page, manifest.first_page))
    return _("%(pages)s, continuing the numbers of the pack.") % {
        "pages": f"{said[0].upper()}{said[1:]}"
    }


def _member(one: Any) -> str:
    role = f" ({one.role_words.lower()})" if one.role not in ("member", "") else ""
    filled_by = f", {one.filled_by}" if one.filled_by else ""
    return f"{one.name}{role}{filled_by}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _contents(manifest: Manifest, pack: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One entry for each item that has pages, with its papers, and one for the certificate."""
    entries = []
    for item, row in zip(manifest.items, pack["items"], strict=True):
        if not row["page"]:
            continue
        papers = [
            {"key": one["key"], "label": one["title"], "page": one["pages_from"]}
            for one in row["papers"]
            if one["pages_from"] and not item.has_notice
        ]
        key = row["key"] if item.has_notice else papers[0]["key"]
        label = f"{row['number']}. {row['title']}"
        entries.append({"key": key, "label": label, "page": row["page"], "papers": papers})
    certificate_page = manifest.certificate_page
    label = _("Notice certificate")
    return [*entries, {"key": CERTIFICATE, "label": label, "page": certificate_page, "papers": []}]


def _shown_item(item: PackItem, row: Mapping[str, Any]) -> dict[str, Any]:
    linked = {one.facts.key for one in item.papers if one.pages_from and not item.has_notice}
    return {
        "number": row["number"],
        "title": row["title"],
        "title_cy": row["title_cy"],
        "state_line": words.item_state(row),
        "late_line": words.item_late(row),
        "facts": words.item_facts(row, item.facts.purpose_words, item.facts.function_words),
        "text": _lines(row["text"]),
        "ground_line": _item_ground(row),
        "papers": [
            {
                "key": one["key"] if one["key"] in linked else "",
                "label": one["title"],
                "title_cy": one["title_cy"],
                "note": words.paper_note(one, of_item=row["ground"]),
            }
            for one in row["papers"]
        ],
        "background": row["background"],
    }


def _item_ground(row: Mapping[str, Any]) -> str:
    said = words.ground_line(row["ground"])
    if not said:
        return ""
    parts = [_("Not for publication:"), said, words.which_part(row["ground"])]
    return " ".join(part for part in parts if part)


def _short(title: str) -> str:
    """The title for the running head: whole words, at most 70 characters."""
    if len(title) <= SHORT_TITLE:
        return title
    return f"{title[:SHORT_TITLE].rsplit(' ', 1)[0]}…"


__all__ = [
    "OPENING",
    "PAGE_LANGUAGE",
    "STYLES",
    "Sheet",
    "banner",
    "bookmark",
    "file_title",
    "opening",
    "opening_banner",
    "pack_title",
    "part_sheet",
    "part_title",
    "raised_headings",
]
