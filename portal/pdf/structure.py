"""Mends the structure tree of a PDF: parts in another language, and what a page break cut in two.

WeasyPrint makes a new structure element on every page, so that a paragraph or a list which runs
over a page break is read as two; and it does not pass on the `lang` of a part. Both are set right
here, before the file is written.

WeasyPrint keeps no link from a structure element to the HTML element it stands for. `keep_sources`
wraps the one function that makes structure elements, so that each remembers its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pydyf
from weasyprint.pdf import tags

#: Elements that may be joined: those that hold other elements, and no marked content themselves.
JOINED: Final = frozenset(
    {"/Art", "/Part", "/Sect", "/Div", "/P", "/L", "/LI", "/LBody", "/NonStruct", "/BlockQuote"}
)
LANG: Final = "lang"


def keep_sources() -> None:
    """Let every structure element made from now on know its HTML element. Done once."""
    original = tags._build_box_tree  # noqa: SLF001
    if getattr(original, "keeps_sources", False):
        return

    def with_source(box: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for element in original(box, *args, **kwargs):
            if not hasattr(element, "source"):
                element.source = getattr(box, "element", None)
            yield element

    with_source.keeps_sources = True  # type: ignore[attr-defined]
    tags._build_box_tree = with_source  # noqa: SLF001


def mend_structure(document: Any, pdf: pydyf.PDF) -> None:
    """Join what page breaks cut, and write the language of parts; called before the file is."""
    elements = {
        item.reference: item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    }
    for element in elements.values():
        _mark_language(element)
    for element in list(elements.values()):
        if element.get("S") == "/Document":
            _join_children(element, elements)


def _mark_language(element: Any) -> None:
    source = getattr(element, "source", None)
    language = source.get(LANG) if source is not None else None
    if language:
        element["Lang"] = pydyf.String(language)


def _join_children(parent: Any, elements: dict[bytes, Any]) -> None:
    """Join neighbours under `parent` that come from one HTML element, then theirs, downwards."""
    kept: list[Any] = []
    for kid in parent["K"]:
        element = elements.get(kid) if isinstance(kid, bytes) else None
        before = elements.get(kept[-1]) if kept and isinstance(kept[-1], bytes) else None
        if element is not None and before is not None and _is_continued(before, element, elements):
            _take_over(before, element, elements)
        else:
            kept.append(kid)
    parent["K"] = pydyf.Array(kept)
    for kid in kept:
        element = elements.get(kid) if isinstance(kid, bytes) else None
        if element is not None and element.get("S") in JOINED:
            _join_children(element, elements)


def _is_continued(before: Any, element: Any, elements: dict[bytes, Any]) -> bool:
    source = getattr(element, "source", None)
    return (
        source is not None
        and getattr(before, "source", None) is source
        and before["S"] == element["S"]
        and before["Pg"] != element["Pg"]
        and (element["S"] in JOINED or _is_caption_alone(before, elements))
    )


def _is_caption_alone(element: Any, elements: dict[bytes, Any]) -> bool:
    """Whether this is the part of a table before its first row: its caption was left behind."""
    kids = [elements[kid]["S"] for kid in element["K"] if kid in elements]
    return element["S"] == "/Table" and all(kind == "/Caption" for kind in kids)


def _take_over(before: Any, element: Any, elements: dict[bytes, Any]) -> None:
    for kid in element["K"]:
        before["K"].append(kid)
        if kid in elements:
            elements[kid]["P"] = before.reference
    element["K"] = pydyf.Array()
