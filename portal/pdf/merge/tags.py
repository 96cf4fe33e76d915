"""Joins the structure trees of all parts under one document: what no merging library does.

Each part becomes a `Part` below one `Document`, with its own language, and holds the tree of its
file as it is. Keys of the parent tree are given anew, one after the other (14.7.4.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portal.pdf.merge.objects import dictionary, items, tree_pairs
from portal.pdf.merge.opening import Source
from portal.pdf.merge.structure import (
    has_tree,
    rename_classes,
    rename_identifiers,
    rename_roles,
    walk,
)

IN_LEAF = 64


@dataclass
class Keys:
    """The keys of one file in the parent tree, each with its key in the merged file."""

    new: Callable[[], int]
    of: dict[int, int] = field(default_factory=dict)

    def renumber(self, holder: Any, entry: str) -> None:
        """Write the new key into a page (`/StructParents`) or an annotation (`/StructParent`)."""
        old = holder.get(entry)
        if old is None:
            return
        if not isinstance(old, int) or old < 0:
            del holder[entry]
            return
        if old not in self.of:
            self.of[old] = self.new()
        holder[entry] = self.of[old]


class Tags:
    """The structure tree of the merged file, as it grows."""

    def __init__(self, out: pikepdf.Pdf) -> None:
        self._out = out
        self._next = 0
        self._parents: list[tuple[int, Any]] = []
        self._roles: dict[str, str] = {}
        self._taken: set[bytes] = set()
        self._identifiers: dict[bytes, Any] = {}
        self._class_spellings: dict[str, bytes] = {}
        self._classes: dict[str, Any] = {}
        self._namespaces: list[Any] = []
        self.parts: list[Any] = []

    def keys(self) -> Keys:
        """The keys of another file."""
        return Keys(self._key)

    def prepare(self, source: Source, removed: set[tuple[int, int]], part: int) -> dict[bytes, Any]:
        """Make names unique in the source, before anything of it is copied."""
        tree = source.root.StructTreeRoot
        found = walk(tree, removed)
        identifiers = rename_identifiers(found, self._taken, part)
        mapped = dictionary(tree.get("/RoleMap"))
        roles = dict(mapped.items()) if mapped is not None else {}
        rename_roles(found, roles, self._roles)
        self._new_classes = rename_classes(found, tree.get("/ClassMap"), self._class_spellings)
        return identifiers

    def graft(
        self, source: Source, keys: Keys, identifiers: dict[bytes, Any], title: str, language: str
    ) -> None:
        """Copy the prepared tree; the pages of the file must have been copied already."""
        tree = source.root.StructTreeRoot
        for entry in ("/IDTree", "/AF", "/PronunciationLexicon", "/RoleMap", "/ClassMap"):
            if entry in tree:
                del tree[entry]
        copied = self._out.copy_foreign(self._indirect(source, tree))
        for name, value in self._new_classes.items():
            self._classes[name] = (
                self._out.copy_foreign(source.pdf.make_indirect(value))
                if isinstance(value, pikepdf.Object)
                else value
            )
        for identifier, element in identifiers.items():
            if element.is_indirect:
                self._identifiers[identifier] = self._out.copy_foreign(element)
        part = self._part(title, language)
        kids = [kid for kid in items(copied.get("/K")) if dictionary(kid) is not None]
        for kid in kids:
            kid["/P"] = part
        part["/K"] = Array(kids)
        for old, value in tree_pairs(copied.get("/ParentTree"), "/Nums"):
            new = keys.of.get(old) if isinstance(old, int) else None
            if new is not None:
                self._parents.append((new, value))
        self._namespaces.extend(items(copied.get("/Namespaces")))

    def empty(self, title: str, language: str) -> None:
        """A part whose file has no tags: it has its place in the order, and nothing below."""
        self._part(title, language)

    def finish(self) -> Any:
        """The root of the whole tree."""
        root = self._out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._out.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(self.parts))
        )
        for part in self.parts:
            part["/P"] = document
        root.K = Array([document])
        root.ParentTree = self._tree(sorted(self._parents, key=lambda pair: pair[0]), "/Nums")
        root.ParentTreeNextKey = self._next
        if self._roles:
            root.RoleMap = Dictionary({old: Name(new) for old, new in sorted(self._roles.items())})
        if self._classes:
            root.ClassMap = Dictionary(dict(sorted(self._classes.items())))
        if self._identifiers:
            pairs = [(String(key), self._identifiers[key]) for key in sorted(self._identifiers)]
            root.IDTree = self._tree(pairs, "/Names")
        if self._namespaces:
            root.Namespaces = Array(self._namespaces)
        return root

    def _tree(self, pairs: list[tuple[Any, Any]], leaf: str) -> Any:
        """A name or number tree of two levels: leaves of 64 pairs below one root (7.9.6)."""
        leaves = []
        for at in range(0, len(pairs), IN_LEAF):
            some = pairs[at : at + IN_LEAF]
            node = Dictionary(Limits=Array([some[0][0], some[-1][0]]))
            node[leaf] = Array([value for pair in some for value in pair])
            leaves.append(self._out.make_indirect(node))
        kids = Dictionary({"/Kids": Array(leaves)}) if leaves else Dictionary({leaf: Array()})
        return self._out.make_indirect(kids)

    def _part(self, title: str, language: str) -> Any:
        part = self._out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part))
        if title:
            part["/T"] = String(title)
        if language:
            part["/Lang"] = String(language)
        self.parts.append(part)
        return part

    def _key(self) -> int:
        self._next += 1
        return self._next - 1

    def _indirect(self, source: Source, tree: Any) -> Any:
        return tree if tree.is_indirect else source.pdf.make_indirect(tree)


__all__ = ["Keys", "Tags", "has_tree"]
