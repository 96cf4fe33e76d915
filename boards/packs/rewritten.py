"""The texts of papers that a pack replaces, compared word by word before the pack goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from django.core.files.storage import default_storage, storages

from boards import kinds
from boards.models import Pack
from boards.packs.changes import TOO_LONG, compare_texts, replaced_papers
from boards.packs.copies import changes_of, public_file
from boards.packs.editions import papers_in
from boards.packs.places import paper_storage_name
from portal.models import PublicRecord
from portal.pdf.read.document import PAGE
from portal.pdf.reading import ChildError, read_everything

#: The stretches of each replaced paper, by its permanent key.
Texts: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]

#: So many papers of one pack are compared; of more it is said that they were replaced.
MOST_PAPERS: Final = 20


def rewritten_texts(pack: Pack) -> Texts:
    """Compare what the public has of each replaced paper with what this pack puts in its place.

    Both files are the clean ones that the public has or will have. One that cannot be read is said
    to be too long to be compared; it never stands in the way of publishing. A version for the
    public is never compared: what was taken out of it would stand there word by word.
    """
    file = public_file(pack)
    papers = papers_in(file.manifest) if file else {}
    keys = [
        key for key in replaced_papers(changes_of(pack)) if papers[key]["treatment"] == "include"
    ][:MOST_PAPERS]
    rows = PublicRecord.objects.current().filter(kind=kinds.PAPER, key__in=keys)
    before = {row.key: row.files.first() for row in rows.prefetch_related("files")}
    found = {}
    for key in keys:
        old = before.get(key)
        if old is None:
            continue
        found[key] = _compared(
            Path(storages["public"].path(old.storage_name)),
            Path(default_storage.path(paper_storage_name(pack, key))),
        )
    return found


def _compared(before: Path, after: Path) -> list[dict[str, str]]:
    try:
        return compare_texts(_text_of(before), _text_of(after))
    except ChildError:
        return [dict(TOO_LONG)]


def _text_of(file: Path) -> str:
    """What a reader sees on the pages of a PDF."""
    passages = read_everything(file).passages
    return "\n".join(one.text for one in passages if one.place == PAGE)
