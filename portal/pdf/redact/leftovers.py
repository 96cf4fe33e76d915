"""What speaks of redacted pages elsewhere in the file: bookmarks, links, layers, the metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import String

from portal.pdf.merge.objects import dictionary, find, items

Number: TypeAlias = tuple[int, int]
CLAIM: Final = b"<pdfuaid:part>1</pdfuaid:part>"
MOST: Final = 100_000
DEEPEST: Final = 6


def rename_bookmarks(
    pdf: pikepdf.Pdf,
    marked: frozenset[Number],
    is_secret: Callable[[str], bool],
    named: Callable[[int], str],
) -> None:
    """Call every bookmark of a redacted page, or with a secret in it, after its page number."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for mark in _bookmarks(find(pdf.Root, "/Outlines")):
        target = items(find(mark, "/Dest"))
        page = dictionary(target[0]) if target else None
        number = page.objgen if page is not None else None
        if number not in numbers or number in marked or is_secret(str(find(mark, "/Title") or "")):
            mark["/Title"] = String(named(numbers.get(number, 0)) if number else "…")


def _bookmarks(outline: Any) -> Iterator[Any]:
    waiting = [find(outline, "/First")] if dictionary(outline) is not None else []
    seen: set[Number] = set()
    while waiting and len(seen) < MOST:
        one = dictionary(waiting.pop())
        if one is None or one.objgen in seen:
            continue
        seen.add(one.objgen)
        waiting += [find(one, "/Next"), find(one, "/First")]
        yield one


def silence_links(pdf: pikepdf.Pdf, is_secret: Callable[[str], bool], label: str) -> None:
    """Take every text with a secret from the links that stay, and their address with it."""
    for page in pdf.pages:
        for annotation in items(find(page.obj, "/Annots")):
            if dictionary(annotation) is None:
                continue
            for key, value in list(annotation.items()):
                if key in ("/P", "/Parent", "/Dest") or not any(map(is_secret, _texts(value))):
                    continue
                del annotation[key]
                if key == "/Contents":
                    annotation[key] = String(label)


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array) and depth < DEEPEST:
        for one in value:
            yield from _texts(one, depth + 1)
    elif isinstance(value, pikepdf.Dictionary) and depth < DEEPEST:
        for key, one in value.items():
            if key not in ("/P", "/Parent", "/D"):
                yield from _texts(one, depth + 1)


def rename_layers(pdf: pikepdf.Pdf, is_secret: Callable[[str], bool], label: str) -> None:
    """Give layers whose name holds a secret another one."""
    properties = dictionary(find(pdf.Root, "/OCProperties"))
    groups = items(find(properties, "/OCGs")) if properties is not None else []
    for number, group in enumerate(groups, 1):
        if dictionary(group) is not None and is_secret(str(find(group, "/Name") or "")):
            group["/Name"] = String(f"{label} {number}")


def drop_claim(pdf: pikepdf.Pdf) -> None:
    """Claim no longer that the file is accessible by the standard: pages are pictures now."""
    stream = find(pdf.Root, "/Metadata")
    if isinstance(stream, pikepdf.Stream):
        stream.write(stream.read_bytes().replace(CLAIM, b""))
