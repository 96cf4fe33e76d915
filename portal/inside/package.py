"""What Word, Excel and PowerPoint files have in common: properties, links, pictures, objects.

Source: ECMA-376 part 2 (Open Packaging Conventions) and part 1, 15.2.
"""

from __future__ import annotations

import re
from typing import Final

from portal.inside.archive import Archive, BrokenError, attribute, beside, local
from portal.inside.drawing import all_said, descriptions, texts
from portal.inside.gathering import Gathering
from portal.inside.pictures import read_picture
from portal.rules.disclosure.facts import Place

PICTURES: Final = frozenset({"jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp"})
_AUTHORS: Final = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})
_COUNTED: Final = frozenset({"created", "modified", "lastPrinted", "revision", "TotalTime", "Pages",
    "Words", "Characters", "Lines", "Paragraphs", "Slides", "Notes", "HiddenSlides", "AppVersion",
    "CharactersWithSpaces", "DocSecurity", "MMClips"})  # fmt: skip
#: Parts that hold how things look, and no words of anybody.
_LOOKS: Final = re.compile(
    r"\[content_types\]\.xml$|(^|/)(styles|styleswitheffects|stylisticsets|fonttable|numbering"
    r"|websettings|theme\d*|tablestyles|viewprops|presprops|calcchain|themeoverride\d*"
    r"|commentsextended|commentsids|commentsextensible|metadata)\.xml$"
    r"|/(colors|style|colors\d+|style\d+|quickstyle\d*|layout\d+|drawing\d*\.thmx)\.xml$"
    r"|\.(odttf|fntdata|vml\.rels|wmf\.rels)$|printersettings\d*\.bin$|(^|/)_rels/\.rels$",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"/(people|commentauthors|authors|persons/person\d*)\.xml$", re.IGNORECASE
)
_COMMENTS: Final = re.compile(r"/(threaded)?comments?[^/]*/?[^/]*\.xml$", re.IGNORECASE)
_DRAWINGS: Final = re.compile(
    r"/(charts|chartsheets|diagrams|drawings|chartex)/[^/]*\.(xml|vml)$", re.IGNORECASE
)
_EMBEDDED: Final = re.compile(
    r"/(embeddings|activex|ctrlprops)/|oleobject[^/]*\.bin$", re.IGNORECASE
)
_CHUNKS: Final = re.compile(r"\.(html?|mht|rtf|txt|docx|xlsx|pptx|eml|msg|pdf)$", re.IGNORECASE)
_MARKUP: Final = ("xml", "vml")
_VECTORS: Final = frozenset({"emf", "wmf", "svg", "wdp", "emz", "wmz"})


def read_rest(archive: Archive, found: Gathering, done: set[str]) -> None:
    """Read every part that the reader of the document itself has not read.

    Args:
        archive: the file.
        found: takes what they say.
        done: the names of the parts that have been read.
    """
    for name in archive.names:
        if name in done or name.endswith("/") or _LOOKS.search(name):
            continue
        try:
            _read_part(archive, name, found)
        except BrokenError as error:
            found.miss(str(error), name)


def _read_part(archive: Archive, name: str, found: Gathering) -> None:
    ending = name.rpartition(".")[2].lower()
    if name.startswith("docProps/") and ending == "xml":
        _properties(archive, name, found)
    elif ending == "rels":
        _links(archive, name, found)
    elif "vbaproject" in name.lower():
        found.odd("macro", Place.METADATA, shown=name)
    elif _is_object(name, ending):
        found.odd("embedded_object", Place.ATTACHMENT, shown=name.rpartition("/")[2])
        found.read_inner(archive.read(name), name.rpartition("/")[2])
    elif ending in PICTURES:
        read_picture(archive.read(name), found, where=name.rpartition("/")[2])
    elif ending in _MARKUP:
        _read_markup(archive, name, found)
    elif ending not in _VECTORS:
        found.miss("part", name)


def _is_object(name: str, ending: str) -> bool:
    """Whether a part is a file of its own: an object, or a text that is put in at printing."""
    if ending in (*_MARKUP, *PICTURES, *_VECTORS):
        return False
    return bool(_EMBEDDED.search(name) or _CHUNKS.search(name))


def _read_markup(archive: Archive, name: str, found: Gathering) -> None:
    if _COMMENTS.search(name):
        read_comments(archive, name, found)
        return
    root = archive.xml(name)
    if _PEOPLE.search(name):
        found.say(all_said(root), Place.METADATA, where="author")
    elif _DRAWINGS.search(name):
        found.say(texts(root))
        descriptions(root, found)
    else:
        found.say(all_said(root), Place.METADATA, where=name)
        descriptions(root, found)


def read_comments(archive: Archive, name: str, found: Gathering) -> None:
    """Comments, whoever wrote them and however the program calls them."""
    root = archive.xml(name)
    authors = {
        said.strip()
        for element in root.iter()
        for said in (attribute(element, "author"), element.text or "")
        if said.strip() and (local(element.tag) == "author" or said == attribute(element, "author"))
    }
    written = texts(root)
    if not any(map(str.isalnum, written)):
        return
    found.say(written, Place.COMMENT)
    found.odd("comments", Place.COMMENT, shown=", ".join(sorted(authors)))
    for author in authors:
        found.say(author, Place.METADATA, where="author")


def _properties(archive: Archive, name: str, found: Gathering) -> None:
    """Core, extended and custom properties: who wrote it, for which company, with what."""
    root = archive.xml(name)
    for element in root.iter():
        said = (element.text or "").strip()
        key = local(element.tag)
        if not said or key in _COUNTED:
            continue
        found.say(said, Place.METADATA, where=_named(key))
        if key in _AUTHORS:
            found.odd("author", Place.METADATA, where=_named(key), shown=said)
        elif key == "Application":
            found.odd("software", Place.METADATA, shown=said)


def _named(key: str) -> str:
    return {"lastModifiedBy": "last changed by", "creator": "author"}.get(key, key.lower())


def _links(archive: Archive, name: str, found: Gathering) -> None:
    """Addresses outside the file: links of the text, templates on somebody's disk, data sources."""
    for relation in archive.xml(name):
        if attribute(relation, "TargetMode") == "External":
            found.say(attribute(relation, "Target"), Place.METADATA, where="link")


def related(archive: Archive, part: str) -> dict[str, str]:
    """What the relations of a part point to inside the file, by their identifiers."""
    folder, _, last = part.rpartition("/")
    name = f"{folder}/_rels/{last}.rels"
    if name not in archive:
        return {}
    return {
        attribute(one, "Id"): beside(part, attribute(one, "Target"))
        for one in archive.xml(name)
        if attribute(one, "TargetMode") != "External"
    }
