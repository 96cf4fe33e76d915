"""What a PDF says beside its pages: comments, forms, attachments, properties, bookmarks, tags.

Source: ISO 32000-2, 7.11 (files), 12.3 (bookmarks), 12.5 (annotations), 12.7 (forms), 14.3
(properties), 14.9 (alternative texts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from portal.inside.gathering import Gathering
from portal.inside.pictures import read_picture
from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.contents import resources_of
from portal.pdf.inspect.findings import Refused
from portal.pdf.inspect.streams import PICTURES, filters_of, unfold
from portal.pdf.inspect.survey import COMMENTS
from portal.pdf.read.content import drawn_and_said
from portal.pdf.read.fonts import font_reader
from portal.pdf.read.streams import segments
from portal.rules.disclosure.facts import Box, Place

#: What a file may hold that a library cannot make sense of.
UNREADABLE: Final = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, TypeError,
    ValueError, NotImplementedError)  # fmt: skip
_JPEG: Final = frozenset({"/DCTDecode", "/DCT"})
_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(
    r"(?:dc|xmp|pdf|photoshop|xmpMM|pdfx|tiff|exif):(?:creator|CreatorTool|Producer|title|subject"
    r"|Author\w*|description|Keywords|Artist|Company)=\"([^\"]+)\""
)
_XMP_AUTHOR: Final = re.compile(r"<dc:creator\b.*?</dc:creator>", re.DOTALL)
_SAID: Final = ("/Contents", "/Subj", "/RC", "/OverlayText")
_FIELD: Final = ("/V", "/DV", "/RV", "/Opt")
_TAGGED: Final = ("/Alt", "/ActualText", "/E", "/T")
#: Instants and identifiers that programs count out: they look like the numbers of people.
_COUNTED: Final = re.compile(
    r"D:\d{4}[\d'Z+-]*|\d{4}-\d\d-\d\dT[\d:.Z+-]*|(?:(?:uuid|xmp\.[id]id|adobe:docid:\w+):)?"
    r"[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}"
)
_SOFTWARE: Final = ("/Creator", "/Producer")
DEEPEST: Final = 60
MOST: Final = 20_000
"""Fields, bookmarks or tags beyond this many are not read, and that is said."""


def read_beside(
    pdf: pikepdf.Pdf, pages: list[pikepdf.Page], found: Gathering, bounds: Bounds
) -> None:
    """Read what stands beside the pages of an open file."""
    _Beside(pdf, found, bounds).read(pages)


class _Beside:
    def __init__(self, pdf: pikepdf.Pdf, found: Gathering, bounds: Bounds) -> None:
        self._pdf = pdf
        self._found = found
        self._bounds = bounds
        self._left = MOST
        self._pictures: set[tuple[int, int]] = set()

    def read(self, pages: list[pikepdf.Page]) -> None:
        for number, page in enumerate(pages, start=1):
            for note in _items(page.obj.get("/Annots")):
                self._annotation(note, number)
            self._pictures_of(resources_of(page.obj), number, 0)
            self._metadata(page.obj.get("/Metadata"))
        root = self._pdf.Root
        for part in (self._properties, self._layers, self._attachments, self._bookmarks):
            try:
                part(root)
            except UNREADABLE:
                self._found.miss("part", part.__name__.strip("_"))
        form = root.get("/AcroForm")
        if isinstance(form, Dictionary):
            for field in _items(form.get("/Fields")):
                self._field(field, 0)
            self._xfa(form.get("/XFA"))
        tags = root.get("/StructTreeRoot")
        if isinstance(tags, Dictionary):
            self._tags(tags)
        if self._left < 0:
            self._found.miss("much")

    def _annotation(self, note: Any, number: int) -> None:
        if not isinstance(note, Dictionary):
            return
        kind = str(note.get("/Subtype", ""))
        said = "\n".join(_words(note.get(key)) for key in _SAID)
        box = _box(note.get("/Rect"))
        if kind == "/Redact":
            self._found.odd("unapplied_redaction", Place.TEXT, page=number, box=box)
        if kind == "/Widget":
            self._field(note, DEEPEST, number)
        elif kind == "/Link":
            self._link(note, number)
            self._found.say(said, Place.PICTURE, page=number)
        elif kind == "/FileAttachment":
            self._attachment(note.get("/FS"), number)
        else:
            self._comment(note, kind, said, number, box)

    def _comment(self, note: Any, kind: str, said: str, number: int, box: Box | None) -> None:
        author = _words(note.get("/T"))
        said = "\n".join([said, *self._looks(note)])
        if any(map(str.isalnum, said)):
            self._found.say(said, Place.COMMENT, page=number, box=box)
            if kind in COMMENTS:
                self._found.odd("comments", Place.COMMENT, page=number, box=box, shown=author)
        self._found.say(author, Place.METADATA, page=number, where="author")

    def _looks(self, note: Any) -> Iterator[str]:
        """What the pictures of a comment say, as far as it stands in them as plain text."""
        appearance = note.get("/AP")
        look = appearance.get("/N") if isinstance(appearance, Dictionary) else None
        if not isinstance(look, Stream):
            return
        try:
            content = unfold(look, self._bounds.page_bytes).data
            resources: Any = look.get("/Resources")
            fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
            readers = {
                name[1:].encode("utf-8", "surrogateescape"): font_reader(font)
                for name, font in (fonts.items() if isinstance(fonts, Dictionary) else ())
                if isinstance(font, Dictionary)
            }
            yield drawn_and_said(content, readers)[0]
        except (*UNREADABLE, Refused):
            self._found.miss("part", "comment")

    def _link(self, note: Any, number: int) -> None:
        action = note.get("/A")
        if isinstance(action, Dictionary):
            address = _words(action.get("/URI")) or _words(action.get("/F"))
            self._found.say(address, Place.METADATA, page=number, where="link")

    def _field(self, field: Any, depth: int, page: int = 0) -> None:
        """A field of a form and those below it."""
        self._left -= 1
        if not isinstance(field, Dictionary) or self._left < 0:
            return
        name = _words(field.get("/TU")) or _words(field.get("/T"))
        said = "\n".join(filter(None, (_words(field.get(key)) for key in _FIELD)))
        self._found.say(said, Place.FORM, page=page, where=name[:80])
        self._found.say(name, Place.FORM, page=page)
        if depth < DEEPEST:
            for below in _items(field.get("/Kids")):
                self._field(below, depth + 1)

    def _xfa(self, form: Any) -> None:
        parts = list(form.as_list()) if isinstance(form, Array) else [form]
        for part in parts:
            if isinstance(part, Stream):
                self._found.say(_untagged(self._unfolded(part)), Place.FORM, where="XFA")

    def _pictures_of(self, resources: Any, number: int, depth: int) -> None:
        """The JPEG pictures of a page and of its forms, for what a camera wrote into them."""
        named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(named, Dictionary) or depth > DEEPEST:
            return
        for item in named.as_dict().values():
            if not isinstance(item, Stream) or item.objgen in self._pictures:
                continue
            self._pictures.add(item.objgen)
            self._metadata(item.get("/Metadata"))
            if item.get("/Subtype") == Name.Form:
                self._pictures_of(item.get("/Resources"), number, depth + 1)
            elif item.get("/Subtype") == Name.Image:
                self._picture(item, number)

    def _picture(self, item: Stream, number: int) -> None:
        filters = filters_of(item)
        if not filters or filters[-1] not in _JPEG:
            return
        try:
            packed = item.read_raw_bytes()
            if len(filters) > 1:
                if any(one in PICTURES for one in filters[:-1]):
                    raise Refused("damaged")
                bare = Stream(self._pdf, packed, Filter=Array([Name(one) for one in filters[:-1]]))
                packed = unfold(bare, self._bounds.stream_bytes).data
        except (*UNREADABLE, Refused):
            self._found.miss("picture", str(number))
            return
        if any(True for _ in segments(packed)):
            read_picture(packed, self._found, page=number)

    def _properties(self, root: Any) -> None:
        info = self._pdf.trailer.get("/Info")
        made: list[str] = []
        for key, value in info.items() if isinstance(info, Dictionary) else ():
            said = _words(value)
            if not _COUNTED.fullmatch(said):
                self._found.say(said, Place.METADATA, where=key[1:].lower())
            if key == "/Author" and said.strip():
                self._found.odd("author", Place.METADATA, where="author", shown=said)
            elif key in _SOFTWARE and said.strip():
                made.append(said)
        if made:
            self._found.odd("software", Place.METADATA, shown=", ".join(dict.fromkeys(made)))
        described = self._metadata(root.get("/Metadata"))
        for creator in _XMP_AUTHOR.findall(described):
            if said := " ".join(_untagged(creator).split()):
                self._found.odd("author", Place.METADATA, where="author", shown=said)

    def _metadata(self, stream: Any) -> str:
        """What XMP says; also returned as it is written."""
        if not isinstance(stream, Stream):
            return ""
        described = self._unfolded(stream)
        said = [*_untagged(described).splitlines(), *map(unescape, _ATTRIBUTE.findall(described))]
        lines = [line.strip() for line in said if not _COUNTED.fullmatch(line.strip())]
        self._found.say("\n".join(filter(None, lines)), Place.METADATA, where="XMP")
        return described

    def _unfolded(self, stream: Stream) -> str:
        try:
            data = unfold(stream, self._bounds.stream_bytes).data
        except (*UNREADABLE, Refused):
            self._found.miss("part", "XMP")
            return ""
        if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            return data.decode("utf-16", "replace")
        return data.decode("utf-8", "replace")

    def _layers(self, root: Any) -> None:
        layers = root.get("/OCProperties")
        shown = layers.get("/D") if isinstance(layers, Dictionary) else None
        if not isinstance(shown, Dictionary):
            return
        off = list(_items(shown.get("/OFF")))
        if shown.get("/BaseState") == Name.OFF:
            on = {one.objgen for one in _items(shown.get("/ON")) if isinstance(one, Object)}
            off = [one for one in _items(layers.get("/OCGs")) if one.objgen not in on]
        for layer in off:
            name = _words(layer.get("/Name")) if isinstance(layer, Dictionary) else ""
            self._found.odd("hidden_layer", Place.HIDDEN, shown=name)
            self._found.say(name, Place.METADATA, where="layer")

    def _attachments(self, root: Any) -> None:
        names = root.get("/Names")
        tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
        for item in _leaves(tree, 0):
            self._attachment(item, 0)
        for item in _items(root.get("/AF")):
            self._attachment(item, 0)

    def _attachment(self, item: Any, number: int) -> None:
        if not isinstance(item, Dictionary) or (item.is_indirect and item.objgen in self._pictures):
            return
        self._pictures.add(item.objgen)
        name = _words(item.get("/UF")) or _words(item.get("/F"))
        self._found.odd("attachment", Place.ATTACHMENT, page=number, where=name, shown=name)
        self._found.say(name, Place.ATTACHMENT, where=name)
        self._found.say(_words(item.get("/Desc")), Place.ATTACHMENT, where=name)
        kept = item.get("/EF")
        for key in ("/UF", "/F"):
            stream = kept.get(key) if isinstance(kept, Dictionary) else None
            if isinstance(stream, Stream):
                try:
                    self._found.read_inner(unfold(stream, self._bounds.stream_bytes).data, name)
                except (pikepdf.PdfError, Refused):
                    self._found.miss("broken", name)
                return

    def _bookmarks(self, root: Any) -> None:
        outlines = root.get("/Outlines")
        waiting = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
        seen: set[tuple[int, int]] = set()
        while waiting:
            item = waiting.pop()
            if not isinstance(item, Dictionary) or item.objgen in seen:
                continue
            seen.add(item.objgen)
            if len(seen) > MOST:
                self._left = -1
                return
            self._found.say(_words(item.get("/Title")), Place.METADATA, where="bookmark")
            waiting += [item.get("/Next"), item.get("/First")]

    def _tags(self, root: Any) -> None:
        """Alternative, replacing and expanded texts of tags."""
        waiting: list[Any] = [root]
        seen: set[tuple[int, int]] = set()
        while waiting:
            item = waiting.pop()
            if isinstance(item, Array):
                waiting.extend(
                    one for one in item.as_list() if isinstance(one, (Array, Dictionary))
                )
                continue
            if not isinstance(item, Dictionary) or (item.is_indirect and item.objgen in seen):
                continue
            seen.add(item.objgen)
            keys = item.keys()
            for key in _TAGGED:
                if key in keys:
                    self._found.say(_words(item.get(key)), Place.PICTURE, where="tag")
            if "/K" in keys:
                waiting.append(item.get("/K"))


def _leaves(tree: Any, depth: int) -> Iterator[Any]:
    """The values of a name tree (7.9.6)."""
    if not isinstance(tree, Dictionary) or depth > DEEPEST:
        return
    names = list(_items(tree.get("/Names")))
    yield from names[1::2]
    for below in _items(tree.get("/Kids")):
        yield from _leaves(below, depth + 1)


def _items(value: Any) -> Iterator[Any]:
    return iter(value.as_list()) if isinstance(value, Array) else iter(())


def _words(value: Any) -> str:
    """A string, a name, or the strings of a list, as text."""
    if isinstance(value, Array):
        return "\n".join(_words(one) for one in value.as_list()[:MOST])
    if value is None or isinstance(value, (Dictionary, Stream)):
        return ""
    try:
        return _untagged(said) if (said := str(value)).startswith("<?xml") else said
    except (UnicodeError, ValueError):
        return ""


def _untagged(markup: str) -> str:
    return unescape(_TAG.sub("\n", markup))


def _box(value: Any) -> Box | None:
    try:
        left, bottom, right, top = (float(one) for one in _items(value))
    except (TypeError, ValueError, ArithmeticError):
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
