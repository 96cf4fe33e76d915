"""What lies upon the pages: links are kept, comments and all the rest removed and said (12.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, String

from portal.pdf.merge.destinations import PACK, Destinations
from portal.pdf.merge.objects import dictionary, find, items, name_of
from portal.pdf.merge.opening import Source

ATTACHED: Final = frozenset(
    {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Projection"}
)
#: Marks for the printer, which nobody reads.
TECHNICAL: Final = frozenset({"/PrinterMark", "/TrapNet", "/Popup"})
LINK: Final = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Rect",
        "/Contents",
        "/StructParent",
        "/Border",
        "/BS",
        "/C",
        "/H",
        "/F",
        "/QuadPoints",
        "/Dest",
        "/A",
        "/Lang",
        "/OC",
    }
)


@dataclass
class Kept:
    """The annotations that stay, and what hangs on those that go."""

    #: Page number and place among its annotations of each link whose page must be filled in.
    internal: list[tuple[int, int]] = field(default_factory=list)
    #: The same with the key of a part, for links between parts.
    across: list[tuple[int, int, str]] = field(default_factory=list)
    #: Object numbers of what was removed.
    removed: set[tuple[int, int]] = field(default_factory=set)


def clean_annotations(source: Source, destinations: Destinations) -> Kept:
    """Leave links alone on the pages of a file, and make them safe."""
    kept = Kept()
    for number, page in enumerate(source.pages):
        found = find(page, "/Annots")
        if found is None:
            continue
        links = [one for one in items(found) if _stays(one, source, destinations, kept)]
        if not links:
            del page["/Annots"]
            continue
        page["/Annots"] = Array(links)
        for place, link in enumerate(links):
            if "/Dest" in link:
                kept.internal.append((number, place))
            elif str(link.A.URI).startswith(PACK):
                kept.across.append((number, place, str(link.A.URI).removeprefix(PACK)))
    return kept


def _stays(one: Any, source: Source, destinations: Destinations, kept: Kept) -> bool:
    annotation = dictionary(one)
    if annotation is None:
        return False
    kind = name_of(find(annotation, "/Subtype"))
    code = _clean_link(annotation, destinations) if kind == "/Link" else _code_of(kind)
    if "/AA" in annotation:
        source.codes.add("script_removed")
    if code:
        source.codes.add(code)
    if kind == "/Link" and not code:
        for key in [key for key in annotation.keys() if key not in LINK]:  # noqa: SIM118
            del annotation[key]
        return True
    if annotation.is_indirect:
        kept.removed.add(annotation.objgen)
    return False


def _code_of(kind: str) -> str:
    """By which code it is said that an annotation of this kind is removed, if at all."""
    if kind in TECHNICAL:
        return ""
    if kind == "/Widget":
        return "form_flattened"
    return "attachment_removed" if kind in ATTACHED else "comments_removed"


def _clean_link(link: Any, destinations: Destinations) -> str:
    """Write where a link leads in one of two safe ways; or the code of why it goes."""
    if "/A" not in link:
        found, address, code = destinations.resolved(find(link, "/Dest")), "", ""
    else:
        found, address, code = destinations.of_action(find(link, "/A"))
    if found is not None:
        link["/Dest"] = found
        if "/A" in link:
            del link["/A"]
        return ""
    if address:
        link["/A"] = Dictionary(Type=Name.Action, S=Name.URI, URI=String(address))
        if "/Dest" in link:
            del link["/Dest"]
        return ""
    return code or "links_removed"
