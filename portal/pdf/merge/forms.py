"""Forms become part of the page: what is filled in stays to be read, the fields go (12.7)."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array

from portal.pdf.merge.destinations import ACTIVE
from portal.pdf.merge.objects import dictionary, items, name_of
from portal.pdf.merge.opening import Source

MOST_FIELDS: Final = 50_000
SIGNATURE: Final = "/Sig"


def flatten_forms(source: Source) -> set[tuple[int, int]]:
    """Draw what the fields show into the pages, and end signatures; both are said by code.

    Returns:
        The object numbers of the fields that are no more.
    """
    form = dictionary(source.root.get("/AcroForm"))
    fields = _fields(form) if form is not None else []
    if any(name_of(field.get("/FT")) == SIGNATURE and "/V" in field for field in fields):
        source.codes.add("signature_ends")
    widgets = _set_others_aside(source)
    for field in [*fields, *(one for kept in widgets.values() for one in kept[0])]:
        action = dictionary(field.get("/A"))
        if "/AA" in field or (action is not None and name_of(action.get("/S")) in ACTIVE):
            source.codes.add("script_removed")
    if form is not None and ("/XFA" in form or any(not _is_signature(one) for one in fields)):
        source.codes.add("form_flattened")
    if form is not None and "/XFA" in form:
        source.codes.add("script_removed")
        del form["/XFA"]
    if not widgets:
        return set()
    if form is not None and form.get("/NeedAppearances") is True:
        source.pdf.generate_appearance_streams()
    source.pdf.flatten_annotations("all")
    for number, others in widgets.items():
        page = source.pages[number]
        page["/Annots"] = Array(others[1])
    return {one.objgen for kept in widgets.values() for one in kept[0] if one.is_indirect}


def _set_others_aside(source: Source) -> dict[int, tuple[list[Any], list[Any]]]:
    """Leave fields alone on pages that have any; by page number, the fields and all the rest."""
    found = {}
    for number, page in enumerate(source.pages):
        annotations = items(page.get("/Annots"))
        fields = [one for one in annotations if _is_widget(one)]
        if fields:
            found[number] = (fields, [one for one in annotations if not _is_widget(one)])
            page["/Annots"] = Array(fields)
            if not all(_is_signature(one) for one in fields):
                source.codes.add("form_flattened")
    return found


def _is_widget(one: Any) -> bool:
    return dictionary(one) is not None and name_of(one.get("/Subtype")) == "/Widget"


def _is_signature(field: Any) -> bool:
    """Whether a field, or the one it belongs to, is for signing."""
    for _ in range(8):
        if "/FT" in field:
            return name_of(field.get("/FT")) == SIGNATURE
        field = dictionary(field.get("/Parent"))
        if field is None:
            break
    return False


def _fields(form: Any) -> list[Any]:
    """All fields of a form that have no fields below them, in no order."""
    waiting = items(form.get("/Fields"))
    seen: set[tuple[int, int]] = set()
    found: list[Any] = []
    while waiting and len(found) < MOST_FIELDS:
        field = dictionary(waiting.pop())
        if field is None or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        kids = [kid for kid in items(field.get("/Kids")) if dictionary(kid) is not None]
        waiting.extend(kids)
        if not kids or "/FT" in field:
            found.append(field)
    return found
