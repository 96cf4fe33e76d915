"""Joins the parts, one after the other, into the merged file."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array

from portal.pdf.merge.annotations import Kept, clean_annotations
from portal.pdf.merge.catalog import Described, Whole, describe, write_catalog
from portal.pdf.merge.destinations import Destinations
from portal.pdf.merge.forms import flatten_forms
from portal.pdf.merge.layers import Layers
from portal.pdf.merge.opening import Source, open_source
from portal.pdf.merge.outlines import Bookmark, read_bookmarks, write_bookmarks
from portal.pdf.merge.resources import clean_pages
from portal.pdf.merge.tags import Tags, has_tree

OLDEST: Final = "1.7"
UA_VERSION: Final = "1.7"


@dataclass(frozen=True)
class Part:
    """A file that goes in, and what is to be made of it; `portal.pdf.merging.MergePart`."""

    path: str
    title: str
    level: int
    key: str
    language: str
    banner: str


@dataclass
class Joined:
    """A part that is in: its first page (from 0), how many there are, what is known of it."""

    first: int
    pages: int
    described: Described
    codes: set[str]
    internal: list[tuple[int, int]] = field(default_factory=list)
    across: list[tuple[int, int, str]] = field(default_factory=list)
    has_text: bool = False


class Merge:
    """The merged file, as it grows."""

    def __init__(
        self,
        *,
        keys: frozenset[str],
        most_pages: int,
        most_bytes: int,
        allow_restricted: bool,
    ) -> None:
        self.out = pikepdf.new()
        self._keys = keys
        self.joined: list[Joined] = []
        self._limits: dict[str, Any] = {
            "most_pages": most_pages,
            "most_bytes": most_bytes,
            "allow_restricted": allow_restricted,
        }
        self._tags = Tags(self.out)
        self._layers = Layers(self.out)
        self._marks: list[Bookmark] = []
        self._open: list[tuple[int, list[Bookmark]]] = []
        self._pages: list[Any] = []
        self._first_of: dict[str, int] = {}

    def add(self, part: Part) -> None:
        """Clean a file in memory, and copy its pages, tags, layers and bookmarks.

        Raises:
            RefusedError: it cannot be used.
        """
        source = open_source(Path(part.path), **self._limits)
        described = describe(source)
        fields = flatten_forms(source)
        destinations = Destinations(source, self._keys)
        kept = clean_annotations(source, destinations)
        marks = read_bookmarks(source, destinations, len(self._pages))
        tree = has_tree(source.root)
        keys = self._tags.keys() if tree else None
        clean_pages(source, keys)
        number = len(self.joined) + 1
        identifiers = self._tags.prepare(source, kept.removed | fields, number) if tree else {}
        pages = self._copy_pages(source)
        language = described.language or part.language
        if keys is not None:
            self._tags.graft(source, keys, identifiers, part.title, language)
        else:
            self._tags.empty(part.title, language)
        self._layers.add(source)
        self._fill_links(pages, kept)
        self._mark(part, marks)
        if part.key:
            self._first_of.setdefault(part.key, len(self._pages))
        self.joined.append(
            Joined(len(self._pages), len(pages), described, source.codes, across=kept.across)
        )
        self._pages += pages

    @property
    def pages(self) -> list[Any]:
        """The pages so far."""
        return self._pages

    def finish(self, *, title: str, language: str, first_page: int, prefix: str) -> None:
        """Fill in what could not be known before: links between parts, bookmarks, the catalog."""
        for joined in self.joined:
            self._link_across(joined)
        tagged = [joined.described.is_tagged for joined in self.joined]
        any_tree = any("/K" in part for part in self._tags.parts)
        write_catalog(
            self.out,
            Whole(
                title=title,
                language=language,
                claims_ua=bool(title and language)
                and all(one.described.claims_ua and one.described.is_tagged for one in self.joined)
                and not any("form_flattened" in one.codes for one in self.joined),
                is_tagged=all(tagged),
                is_mixed=not all(tagged),
                first_page=first_page,
                prefix=prefix,
            ),
            tree=self._tags.finish() if any_tree else None,
            outline=write_bookmarks(self.out, self._marks, self._pages),
            layers=self._layers.finish(),
        )

    def save(self, path: Path) -> None:
        """Write the file; the same parts give the same bytes."""
        version = max([OLDEST, *(joined.described.version for joined in self.joined)])
        self.out.save(
            path,
            min_version=version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )

    def _copy_pages(self, source: Source) -> list[Any]:
        before = len(self._pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names and fields: both are dealt with already
            self.out.pages.extend(source.pdf.pages)
        return [self.out.pages[number].obj for number in range(before, len(self.out.pages))]

    def _fill_links(self, pages: list[Any], kept: Kept) -> None:
        """Put pages in the place of page numbers; they could not be copied before they were in."""
        for number, place in kept.internal:
            target = pages[number].Annots[place].Dest
            if isinstance(target[0], int):
                target[0] = pages[target[0]]

    def _link_across(self, joined: Joined) -> None:
        for number, place, key in joined.across:
            link = self._pages[joined.first + number].Annots[place]
            if "/A" in link:  # or else it lies on two pages, and has been dealt with
                del link["/A"]
                link["/Dest"] = Array([self._pages[self._first_of[key]], pikepdf.Name.Fit])

    def _mark(self, part: Part, own: list[Bookmark]) -> None:
        """Hang the bookmark of a part, and the file's own, at the level that is asked for."""
        while self._open and self._open[-1][0] >= part.level:
            self._open.pop()
        siblings = self._open[-1][1] if self._open else self._marks
        if not part.title:
            siblings.extend(own)
            return
        mark = Bookmark(part.title, [len(self._pages), pikepdf.Name.Fit], kids=own)
        siblings.append(mark)
        self._open.append((part.level, mark.kids))
