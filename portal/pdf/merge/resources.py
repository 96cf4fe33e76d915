"""What pages draw with: cleaned of private data, files and names, and given new structure keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Array, Name, Stream

from portal.pdf.merge.objects import dictionary, find, items
from portal.pdf.merge.opening import Source
from portal.pdf.merge.pictures import clean_picture
from portal.pdf.merge.tags import Keys

PAGE: Final = frozenset(
    {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/UserUnit",
        "/Resources",
        "/Contents",
        "/Annots",
        "/StructParents",
        "/Tabs",
        "/Group",
    }
)
#: Private data of programs, descriptions, files, and drawings kept elsewhere.
PRIVATE: Final = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/OPI",
    "/PS",
    "/Ref",
    "/Measure",
    "/PtData",
)
HOLDERS: Final = ("/XObject", "/Pattern")


def clean_pages(source: Source, keys: Keys | None) -> None:
    """Leave on every page what is needed to draw, read and place it, and nothing more.

    Args:
        source: the opened file, whose annotations are clean already.
        keys: gives new keys to what belongs to the structure tree; without it the file has no
            tree, and the old keys lead nowhere.
    """
    seen: set[tuple[int, int]] = set()
    for page in source.pages:
        unwanted = [key for key in page.keys() if key not in PAGE]  # noqa: SIM118
        if "/AA" in unwanted:
            source.codes.add("script_removed")
        if "/AF" in unwanted:
            source.codes.add("attachment_removed")
        for key in unwanted:
            del page[key]
        _key(page, "/StructParents", keys)
        for annotation in items(find(page, "/Annots")):
            if not annotation.is_indirect or annotation.objgen not in seen:
                _key(annotation, "/StructParent", keys)
                seen.add(annotation.objgen)
        _clean(find(page, "/Resources"), keys, seen)
        contents = find(page, "/Contents")
        for stream in items(contents):
            _strip(stream)
        if isinstance(contents, Array) and contents.is_indirect:
            page["/Contents"] = Array(contents)


def _key(holder: Any, entry: str, keys: Keys | None) -> None:
    if keys is not None:
        keys.renumber(holder, entry)
    elif entry in holder:
        del holder[entry]


def _clean(resources: Any, keys: Keys | None, seen: set[tuple[int, int]]) -> None:
    """Clean everything that resources lead to, each thing once, however deep."""
    waiting = [resources]
    while waiting:
        one = dictionary(waiting.pop())
        if one is None or (one.is_indirect and one.objgen in seen):
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        for listed in _values(find(one, "/Properties")):
            _strip(listed)
        for stream in _drawn(one):
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            _strip(stream)
            _key(stream, "/StructParents", keys)
            _key(stream, "/StructParent", keys)
            if find(stream, "/Subtype") == Name.Image:
                _strip(find(stream, "/SMask"))
                clean_picture(stream)
            waiting.append(find(stream, "/Resources"))
        fonts = [dictionary(font) for font in _values(find(one, "/Font"))]
        waiting.extend(find(font, "/Resources") for font in fonts if font is not None)


def _drawn(resources: Any) -> Iterator[Any]:
    """The pictures, forms and patterns that content may draw, and the masks that it may set."""
    for holder in HOLDERS:
        for value in _values(find(resources, holder)):
            if isinstance(value, Stream):
                yield value
    for state in _values(find(resources, "/ExtGState")):
        mask = dictionary(find(state, "/SMask")) if dictionary(state) is not None else None
        group = find(mask, "/G") if mask is not None else None
        if isinstance(group, Stream):
            yield group


def _values(holder: Any) -> list[Any]:
    known = dictionary(holder)
    return [value for _, value in known.items()] if known is not None else []


def _strip(holder: Any) -> None:
    if dictionary(holder) is not None:
        for key in PRIVATE:
            if key in holder:
                del holder[key]
