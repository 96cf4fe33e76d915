"""The single papers of a pack for the public, as files of their own.

A paper that stands in the public pack can also be had alone. It goes through the same engine as
the pack: scripts, attachments, comments and the metadata of its author are taken out, tags stay.
The clean file waits in private storage beside the pack until the pack is published.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.core.files.base import File as DjangoFile
from django.core.files.storage import default_storage

from boards.models import Pack
from boards.operations.redactions import text_version_of
from boards.packs.places import paper_storage_name, text_storage_name
from portal.pdf.merging import MergePart, MergeRequest, merge_pdfs
from portal.public_storage import CHUNK

LANGUAGE: Final = "en-GB"


def clean_paper(source: Path, out: Path, *, title: str, language: str = LANGUAGE) -> None:
    """Write a paper as the public may have it: its pages, tags and links, and no more of its file.

    Args:
        source: the inspected PDF.
        out: where to write.
        title: the public title, which becomes the title of the file.
        language: of a file that names none.

    Raises:
        MergeRefusedError: the engine cannot use the file; the message names it.
    """
    part = MergePart(path=source, title=title, language=language)
    merge_pdfs(MergeRequest(out=out, parts=(part,), title=title, language=language, numbers=False))


def keep_papers(
    pack: Pack, manifest: Mapping[str, Any], sources: Mapping[str, Path]
) -> dict[str, Any]:
    """Keep a clean file of every paper and background paper of the public pack.

    Safe to repeat: a file that is there already is replaced by the same bytes.

    Args:
        pack: the pack that is being built.
        manifest: its public manifest.
        sources: the file of each paper that is in it, and of each background paper, by key.

    Returns:
        The manifest in which `sha256` and `size` of each of these are those of its clean file, and
        the public name of a background paper ends as its file does.

    Raises:
        MergeRefusedError: as `clean_paper`.
    """

    def kept(one: Mapping[str, Any]) -> Mapping[str, Any]:
        source = sources.get(one["key"])
        return {**one, **_keep(pack, one, source)} if source and one["file_name"] else one

    items = [
        {
            **item,
            "papers": [kept(one) for one in item["papers"]],
            "background": [kept(one) for one in item["background"]],
        }
        for item in manifest["items"]
    ]
    return {**manifest, "items": items}


def _keep(pack: Pack, one: Mapping[str, Any], source: Path) -> dict[str, Any]:
    name = Path(one["file_name"]).with_suffix(source.suffix.lower()).name
    with TemporaryDirectory() as scratch:
        clean = source
        if name.endswith(".pdf"):
            clean = Path(scratch) / "paper.pdf"
            clean_paper(source, clean, title=one["title"])
        put_into_place(clean, paper_storage_name(pack, one["key"]))
        kept = {"file_name": name, "sha256": _sha256(clean), "size": clean.stat().st_size}
        return {**kept, **_keep_text(pack, one, source, name)}


def _keep_text(pack: Pack, one: Mapping[str, Any], source: Path, name: str) -> dict[str, Any]:
    """The text version that goes out beside a version for the public, if there is one."""
    if one.get("treatment") != "public_version":
        return {}
    text = text_version_of(one["key"], _sha256(source))
    if text is None:
        return {}
    put_into_place(text, text_storage_name(pack, one["key"]))
    return {
        "text_name": Path(name).with_suffix(".txt").name,
        "text_sha256": _sha256(text),
        "text_size": text.stat().st_size,
    }


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def put_into_place(source: Path, name: str) -> None:
    """Copy a finished file into private storage under a name, whole or not at all."""
    with source.open("rb") as content:
        waiting = default_storage.save(f"{name}.{os.getpid()}.part", DjangoFile(content))
    Path(default_storage.path(waiting)).replace(default_storage.path(name))
