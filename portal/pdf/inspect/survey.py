"""One walk over everything that a reader could reach in a file, in search of what must go.

The walk knows no list of places where a script may hide: it looks at every dictionary that can be
reached from the catalogue and the pages, whatever it is called, and at the size of every stream.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.contents import resources_of
from portal.pdf.inspect.findings import Refused
from portal.pdf.inspect.streams import measure

#: Actions that do something beyond moving about in the document (ISO 32000-2, 12.6.4).
ACTIVE: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"}
    | {
        "/ResetForm",
        "/Hide",
        "/SetOCGState",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
        "/GoToE",
    }
)
COMMENTS: Final = frozenset(
    {"/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight"}
    | {"/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Projection"}
)
MEDIA: Final = frozenset({"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
_PRINTS: Final = re.compile(r"(?:this\.)?print\(\s*(?:\{[\w\s:,]*\}|[\w\s,]*)\s*\)\s*;?")
_BAD_SCHEMES: Final = ("javascript:", "vbscript:", "file:", "data:")
#: The structure tree has no actions; a page's parent leads back to where the walk has been.
_NOT_WALKED: Final = frozenset(
    {"/StructTreeRoot", "/Parent", "/P", "/Pg", "/Thumb", "/PieceInfo"}
) | {
    # Rows of numbers and places, in which nothing can be done.
    *("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rect", "/BBox", "/Matrix"),
    *("/Widths", "/W", "/W2", "/Differences", "/FontBBox", "/QuadPoints", "/Border", "/C", "/Dest"),
    *("/Type", "/Subtype", "/S", "/Filter", "/ProcSet", "/StructParents", "/StructParent"),
}
_VEILS: Final = frozenset({"/SMask", "/BM", "/TR", "/ca", "/CA"})
_TELLING: Final = _VEILS | {"/AA", "/JS", "/XFA", "/EmbeddedFiles", "/S", "/Subtype", "/FT", "/EF"}
SHOWN: Final = 120
MOST_NAMED: Final = 100
FAINT: Final = 0.5


@dataclass
class Survey:
    """What the walk met. Names of scripts and attachments are for people, shortened."""

    scripts: list[str] = field(default_factory=list)
    prints: list[str] = field(default_factory=list)
    """Scripts that open the print dialogue and do nothing else: nothing is lost with them."""
    attachments: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    redactions: bool = False
    form: bool = False
    signed: bool = False
    layers_off: bool = False
    faint: bool = False
    """Some graphics state veils what is painted: a mask, another mode, little opacity."""
    pixels: int = 0
    """Of the largest picture."""
    pictures: int = 0
    """Pixels of all pictures together."""

    def note(self, found: list[str], what: str) -> None:
        """Remember a name once, and not more than a reader would look at."""
        what = what[:SHOWN]
        if len(found) < MOST_NAMED and what not in found:
            found.append(what)


class Walk:
    """Looks at each object once. Several pages may be walked in turn with the same memory."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._seen: set[tuple[int, int]] = set()
        self._left = bounds.objects

    def catalogue(self, pdf: Pdf) -> Survey:
        """What hangs from the catalogue and not from a page."""
        survey = Survey()
        root = pdf.Root
        self._seen.add(root.objgen)
        if "/OpenAction" in root and isinstance(root.OpenAction, Dictionary):
            _look_at_action(root.OpenAction, survey)
        self._walk(
            [value for key, value in root.items() if key not in ("/Pages", "/StructTreeRoot")],
            survey,
        )
        _look_for_actions(root, root.keys(), survey)
        _look_at_layers(root, survey)
        if "/Collection" in root:
            survey.note(survey.attachments, "portfolio")
        return survey

    def page(self, page: Object) -> Survey:
        """What a page shows, and what can be clicked on it."""
        survey = Survey()
        self._seen.add(page.objgen)
        _look_for_actions(page, page.keys(), survey)
        held = [
            value
            for key, value in page.items()
            if key not in _NOT_WALKED and key != "/Contents"  # measured by `contents`
        ]
        if "/Resources" not in page:
            held.append(resources_of(page))
        self._walk(held, survey)
        return survey

    def _walk(self, waiting: list[Any], survey: Survey) -> None:
        seen = self._seen
        while waiting:
            item = waiting.pop()
            if not isinstance(item, (Dictionary, Array, Stream)):
                continue
            if item.is_indirect:
                name = item.objgen
                if name in seen:
                    continue
                seen.add(name)
            self._left -= 1
            if self._left < 0:
                raise Refused("over_limits", what="objects")
            if isinstance(item, Array):
                waiting.extend(item.as_list())
                continue
            if isinstance(item, Stream):
                _look_at_stream(item, survey, self._bounds)
            elif not self._look_at_dictionary(item, survey):
                continue
            waiting.extend(value for key, value in item.items() if key not in _NOT_WALKED)

    def _look_at_dictionary(self, item: Object, survey: Survey) -> bool:
        """Look at one dictionary; say whether what it holds is to be looked at too."""
        keys = item.keys()
        if "/Type" in keys:
            kind = item["/Type"]
            if kind == Name.Page or kind == Name.Pages:
                return False
        if keys.isdisjoint(_TELLING):
            return True
        _look_for_actions(item, keys, survey)
        if "/S" in keys:
            _look_at_action(item, survey)
        if "/Subtype" in keys and "/Rect" in keys:
            _look_at_annotation(item, survey)
        if "/FT" in keys:
            _look_at_field(item, survey)
        if "/EF" in keys:
            survey.note(survey.attachments, _name_of_file(item))
        if not survey.faint and not keys.isdisjoint(_VEILS):
            survey.faint = _is_veiling(item)
        return True


def _look_for_actions(item: Object, keys: AbstractSet[str], survey: Survey) -> None:
    if "/AA" in keys:
        survey.note(survey.scripts, "AA")
    if "/JS" in keys and "/S" not in keys:
        survey.note(survey.scripts, "JavaScript")
    if "/XFA" in keys:
        survey.form = True
    if "/EmbeddedFiles" in keys:
        names = item["/EmbeddedFiles"]
        if isinstance(names, Dictionary) and ("/Names" in names or "/Kids" in names):
            survey.note(survey.attachments, "")


def _look_at_action(item: Object, survey: Survey) -> None:
    kind = item.get("/S")
    if not isinstance(kind, Name):
        return
    if kind == Name.JavaScript and _only_prints(item.get("/JS")):
        survey.note(survey.prints, "JavaScript")
    elif str(kind) in ACTIVE and ("/Type" not in item or item.get("/Type") == Name.Action):
        survey.note(survey.scripts, str(kind)[1:])
    elif kind == Name.URI:
        address = _text(item.get("/URI")).strip().lower()
        if address.startswith(_BAD_SCHEMES):
            survey.note(survey.scripts, address.partition(":")[0])


def _look_at_annotation(item: Object, survey: Survey) -> None:
    kind = str(item["/Subtype"])
    if kind == "/Widget":
        if item.get("/FT") != Name.Sig:
            survey.form = True
    elif kind == "/Redact":
        survey.redactions = True
    elif kind in MEDIA:
        survey.note(survey.attachments, _name_of_file(item.get("/FS")) or kind[1:])
    elif kind in COMMENTS:
        survey.note(survey.comments, kind[1:])


def _look_at_field(item: Object, survey: Survey) -> None:
    if item.get("/FT") != Name.Sig:
        survey.form = True
    elif isinstance(item.get("/V"), Dictionary):
        survey.signed = True


def _look_at_stream(item: Stream, survey: Survey, bounds: Bounds) -> None:
    kind = item.get("/Subtype")
    if kind == Name.Image:
        pixels = _whole(item.get("/Width")) * _whole(item.get("/Height"))
        survey.pixels = max(survey.pixels, pixels)
        survey.pictures += pixels
    if item.get("/Type") == Name.EmbeddedFile or kind == Name.XML:
        return
    measure(item, bounds.stream_bytes)


def _look_at_layers(root: Object, survey: Survey) -> None:
    layers = root.get("/OCProperties")
    shown = layers.get("/D") if isinstance(layers, Dictionary) else None
    if isinstance(shown, Dictionary):
        off = shown.get("/OFF")
        survey.layers_off = (isinstance(off, Array) and len(off) > 0) or (
            shown.get("/BaseState") == Name.OFF
        )


def _only_prints(script: Any) -> bool:
    """Whether a script does no more than the command "Print" of every reader."""
    if isinstance(script, Stream):
        return False
    return _PRINTS.fullmatch(_text(script).strip()) is not None


def _name_of_file(item: Any) -> str:
    if not isinstance(item, Dictionary):
        return _text(item)
    return _text(item.get("/UF")) or _text(item.get("/F"))


def _is_veiling(state: Object) -> bool:
    """Whether a graphics state might make a text invisible."""
    for key, plain in (("/SMask", Name("/None")), ("/BM", Name.Normal), ("/TR", None)):
        value = state.get(key)
        if value is not None and value != plain:
            return True
    for key in ("/ca", "/CA"):
        try:
            if float(state.get(key, 1)) < FAINT:
                return True
        except (TypeError, ValueError, ArithmeticError):
            return True
    return False


def _whole(value: Any) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError, ArithmeticError):
        return 0


def _text(value: Any) -> str:
    """A string of a file as text, whatever its bytes."""
    if value is None or isinstance(value, (Dictionary, Array, Stream)):
        return ""
    try:
        return str(value)
    except (UnicodeError, ValueError):
        return ""
