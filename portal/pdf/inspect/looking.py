"""Looks at one file and says what is in it, as plain JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Protocol

import pikepdf

from portal.pdf.inspect.bounds import Bounds, Patience
from portal.pdf.inspect.contents import (
    Content,
    content_of,
    is_quiet,
    paints_anything,
    sets_modes,
    words_of,
)
from portal.pdf.inspect.drawn import DrawnFile
from portal.pdf.inspect.facts import is_tagged, language_of, title_of
from portal.pdf.inspect.findings import Findings, Refused
from portal.pdf.inspect.forms import Weights
from portal.pdf.inspect.opening import open_file, pages_of, read_head, remarks
from portal.pdf.inspect.pages import PICTURE, PageLook, look_at, look_quietly
from portal.pdf.inspect.repair import weigh_repair
from portal.pdf.inspect.streams import Unfolded
from portal.pdf.inspect.survey import Survey, Walk
from portal.pdf.inspect.tables import weigh_tables

MOST_HIDDEN: Final = 200
"""Hidden texts that are listed of one file."""
#: What the libraries raise over values that a sound file would not have. Running out of memory is
#: not among them: then the process ends, and its parent knows why.
UNREADABLE: Final = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass
class Looked:
    """What `inspect_pdf` reports of a file, before there are words for it."""

    verdict: str = "accept"
    findings: list[dict[str, Any]] = field(default_factory=list)
    pages: int | None = None
    tagged: bool = False
    language: str = ""
    title: str = ""
    encrypted: bool = False
    signed: bool = False
    has_text: bool = False
    scripts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    hidden_text: list[dict[str, Any]] = field(default_factory=list)


class Reader(Protocol):
    """Whoever wants to read a file besides, while it is open and has been found harmless."""

    def read_page(self, page: Any, number: int, look: PageLook) -> None:
        """Read a page (PDFium's), by its number from 1, and with what was seen on it."""

    def read_file(self, pdf: pikepdf.Pdf, pages: list[pikepdf.Page]) -> None:
        """Read what stands beside the pages."""


def inspect_path(
    path: Path, bounds: Bounds, *, allow_restricted: bool, reader: Reader | None = None
) -> dict[str, Any]:
    """What is in a file that nobody has opened yet.

    Args:
        path: the file.
        bounds: the limits on it.
        allow_restricted: the body's policy lets owner-protected files be joined.
        reader: reads it besides.
    """
    looked, findings = Looked(), Findings()
    try:
        read_head(path, bounds)
        weigh_tables(path, bounds)
        with open_file(path, findings) as pdf:
            _look(pdf, path, bounds, looked, findings, reader)
    except Refused as refusal:
        findings.add(refusal.code, refusal.facts.get("page"), **refusal.facts)
    return _said(looked, findings, allow_restricted)


def inspect_open(
    pdf: pikepdf.Pdf, path: Path, bounds: Bounds, *, allow_restricted: bool
) -> dict[str, Any]:
    """What is in a file that is open already, for a child that goes on to merge it.

    The library's remarks on the file are used up by this. `read_head`
    and `weigh_tables` come before opening and are left to the caller.
    """
    looked, findings = Looked(), Findings()
    if pdf.is_encrypted:
        findings.add("assembly_forbidden", says=not pdf.allow.modify_assembly)
    try:
        _look(pdf, path, bounds, looked, findings, None)
    except Refused as refusal:
        findings.add(refusal.code, refusal.facts.get("page"), **refusal.facts)
    return _said(looked, findings, allow_restricted)


def _said(looked: Looked, findings: Findings, allow_restricted: bool) -> dict[str, Any]:
    looked.findings = findings.as_list()
    looked.verdict = findings.verdict(allow_restricted=allow_restricted)
    return asdict(looked)


def _look(
    pdf: pikepdf.Pdf,
    path: Path,
    bounds: Bounds,
    looked: Looked,
    findings: Findings,
    reader: Reader | None,
) -> None:
    try:
        looked.encrypted = pdf.is_encrypted
        pages = pages_of(pdf, bounds)
        said = remarks(pdf)
        weigh_repair(pdf, pages, path, said, findings, bounds)
        looked.pages = len(pages)
        _facts(pdf, bounds, looked, findings)
        walk = Walk(bounds)
        whole = walk.catalogue(pdf)
        surveys = [walk.page(page.obj) for page in pages]
        _weigh_survey(whole, surveys, bounds, looked, findings)
        weights = Weights(bounds)
        contents = [
            _content(page, number, bounds, weights, findings)
            for number, page in enumerate(pages, start=1)
        ]
        weigh_repair(pdf, pages, path, remarks(pdf), findings, bounds)
        _look_at_pages(
            pdf if "repaired" in findings else path,
            whole,
            surveys,
            contents,
            bounds,
            looked,
            findings,
            reader,
        )
        if reader is not None:
            reader.read_file(pdf, pages)
    except UNREADABLE as error:
        raise Refused("damaged", what="structure") from error


def _facts(pdf: pikepdf.Pdf, bounds: Bounds, looked: Looked, findings: Findings) -> None:
    looked.tagged = is_tagged(pdf)
    looked.language = language_of(pdf)
    looked.title = title_of(pdf, bounds)
    for code, there in (
        ("untagged", looked.tagged),
        ("no_language", looked.language),
        ("no_title", looked.title),
    ):
        if not there:
            findings.add(code)


def _content(
    page: pikepdf.Page, number: int, bounds: Bounds, weights: Weights, findings: Findings
) -> Content:
    """What the content of a page says of itself; a fault in it is noted."""
    try:
        found: Unfolded = content_of(page.obj, bounds)
    except Refused as refusal:
        raise Refused(refusal.code, **refusal.facts, page=number) from refusal
    if not found.whole:
        raise Refused("damaged", what="content", page=number)
    if not found.sound:
        findings.add("repaired", number)
    words = words_of(found.data)
    weights.weigh(page.obj, words, len(found.data))
    return Content(is_quiet(found.data, words), paints_anything(words), sets_modes(words))


def _weigh_survey(
    whole: Survey, surveys: list[Survey], bounds: Bounds, looked: Looked, findings: Findings
) -> None:
    """Turn what the walk met into findings."""
    for number, survey in enumerate([whole, *surveys]):
        page = number or None
        for name in survey.scripts:
            whole.note(looked.scripts, name)
            findings.add("script_removed", page)
        for name in survey.prints:
            whole.note(looked.scripts, name)
        for name in survey.attachments:
            whole.note(looked.attachments, name)
            findings.add("attachment_removed", page, portfolio=name == "portfolio")
        for code, there in (
            ("form_flattened", survey.form),
            ("comments_removed", survey.comments),
            ("unapplied_redaction", survey.redactions),
            ("oversized_image", survey.pixels > bounds.pixels),
            ("signature_ends", survey.signed),
        ):
            if there:
                findings.add(code, page)
    looked.signed = "signature_ends" in findings
    if len(looked.attachments) > 1 and "" in looked.attachments:
        looked.attachments.remove("")


def _look_at_pages(
    source: pikepdf.Pdf | Path,
    whole: Survey,
    surveys: list[Survey],
    contents: list[Content],
    bounds: Bounds,
    looked: Looked,
    findings: Findings,
    reader: Reader | None,
) -> None:
    """Look at what each page shows. A repaired file is looked at as it was repaired."""
    veiled = whole.layers_off or any(survey.faint for survey in surveys)
    plain = [
        content.quiet and not (veiled or survey.comments or survey.redactions)
        for content, survey in zip(contents, surveys, strict=True)
    ]
    looked.has_text = any(plain)
    drawn = DrawnFile(_saved(source) if isinstance(source, pikepdf.Pdf) else source)
    try:
        if len(drawn) > len(surveys):
            raise Refused("damaged", what="lost", said=len(drawn), pages=len(surveys))
        able = len(drawn) == len(surveys) and "oversized_image" not in findings
        patience = Patience(bounds.drawing_seconds) if able else None
        pictures: list[tuple[int, PageLook]] = []
        for index, survey in enumerate(surveys):
            with drawn.page(index) as page:
                look = (
                    look_quietly(page)
                    if plain[index]
                    else look_at(
                        page,
                        commented=bool(survey.comments or survey.redactions),
                        all_texts=whole.layers_off,
                        modes=contents[index].modes,
                        patience=patience,
                    )
                )
                if reader is not None:
                    reader.read_page(page, index + 1, look)
            if contents[index].paints and not look.marks:
                raise Refused("damaged", what="content", page=index + 1)
            looked.has_text = looked.has_text or look.text
            if look.pictured and not look.text:
                pictures.append((index + 1, look))
            _list_hidden(look, index + 1, looked, findings)
        for number, look in pictures:
            if look.pictured >= PICTURE or not looked.has_text:
                findings.add("image_only", number)
    finally:
        drawn.close()


def _list_hidden(look: PageLook, number: int, looked: Looked, findings: Findings) -> None:
    for one in look.hidden:
        findings.add("hidden_text", number)
        if len(looked.hidden_text) < MOST_HIDDEN:
            looked.hidden_text.append(
                {
                    "page": number,
                    "box": [round(side, 1) for side in one.box],
                    "text": one.text,
                    "covered": one.covered,
                }
            )


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """A repaired file as the library would write it, so that both libraries see the same."""
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()
