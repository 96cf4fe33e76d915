"""The sections of a report in order, numbered; parts without content are left out."""

from __future__ import annotations

from dataclasses import replace

from scrutiny.report.blocks import Block, Group, Passage, Section
from scrutiny.report.document import ReportDocument
from scrutiny.report.numbering import Numbering
from scrutiny.report.sections.answers import answer_sections
from scrutiny.report.sections.appendices import appendix_sections
from scrutiny.report.sections.asking import recommendation_sections
from scrutiny.report.sections.enquiry import enquiry_sections
from scrutiny.report.sections.opening import opening_sections

__all__ = ["sections"]


def sections(document: ReportDocument) -> tuple[Section, ...]:
    """All sections of a report in the language that is active."""
    drafts = (
        *opening_sections(document),
        *enquiry_sections(document),
        *recommendation_sections(document),
        *answer_sections(document),
        *appendix_sections(document),
    )
    numbering = Numbering()
    return tuple(_numbered(section, numbering) for section in drafts if section.blocks)


def _numbered(section: Section, numbering: Numbering) -> Section:
    if section.style == "plain":
        return replace(section, blocks=tuple(_unnumbered(block) for block in section.blocks))
    is_appendix = section.style == "appendix"
    number = numbering.next_appendix() if is_appendix else numbering.next_section()
    blocks = tuple(_number(block, numbering) for block in section.blocks)
    return replace(section, number=number, blocks=blocks)


def _number(block: Block, numbering: Numbering) -> Block:
    if isinstance(block, Passage) and block.is_numbered:
        return replace(block, number=numbering.next_paragraph())
    if isinstance(block, Group):
        return replace(block, blocks=tuple(_number(inner, numbering) for inner in block.blocks))
    return block


def _unnumbered(block: Block) -> Block:
    return replace(block, is_numbered=False) if isinstance(block, Passage) else block
