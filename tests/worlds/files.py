"""Small files by hand: a PDF with a word on its page and others in its metadata, and packs of them.

A real pack takes seconds to set and merge, and what that keeps back is proved elsewhere
(`tests/boards/packs`). Here a pack is what its true manifest says, with the words of the papers
that it lets in; so the manifests, the copies and the addresses are the portal's own.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from boards.models import Meeting, Pack, PackFile
from boards.packs.build import audiences_of, facts_of, fingerprint_of
from boards.packs.certificate import certificate
from boards.packs.facts import first_page_of
from boards.packs.issue import check_pack, open_pack, publish_pack
from boards.packs.manifest import (
    Made,
    Manifest,
    PackPaper,
    as_payload,
    build_manifest,
    parts_of,
    placed,
)
from boards.packs.places import folder_of, paper_storage_name
from portal import clock

_SHOWN: Final = re.compile(rb"\((\w*)\) Tj")


def pdf(text: str, metadata: str = "") -> bytes:
    """A PDF of one page (ISO 32000-1) that shows one word and names another as its author."""
    drawn = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
    fonts = "<</Font<</F1 5 0 R>>>>"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources{fonts}>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Author({metadata})/Title({metadata})>>",
    ]
    content, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = f"trailer<</Size {size}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(content)}\n%%EOF\n"
    return f"{content}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def checked(of: Meeting, *, kind: str = "edition", reason: str = "") -> Pack:
    """A pack that was opened, put together and checked."""
    return check_pack(_built(open_pack(of, kind=kind, reason=reason, by=None)), by=None)


def published(of: Meeting, *, kind: str = "edition", reason: str = "") -> Pack:
    """A pack that went out."""
    pack = publish_pack(
        checked(of, kind=kind, reason=reason), by=None, short_notice_reason="The chair was away."
    )
    assert pack.state == Pack.State.PUBLISHED, pack.publish_failed
    return pack


def _built(pack: Pack) -> Pack:
    facts = facts_of(pack)
    pack.files.all().delete()
    for audience in audiences_of(facts):
        first = first_page_of(pack.meeting, kind=str(pack.kind), audience=audience)
        bare = build_manifest(
            facts, audience=audience, kind=str(pack.kind), number=pack.number, first_page=first
        )
        sheet = Made(pages=2, size=100, sha256="0" * 64, is_tagged=True)
        _store_whole(pack, placed(bare, {part.key: sheet for part in parts_of(bare)}))
    Pack.objects.filter(pk=pack.pk).update(fingerprint=fingerprint_of(pack))
    return Pack.objects.select_related("meeting__body").get(pk=pack.pk)


def _store_whole(pack: Pack, manifest: Manifest) -> None:
    said = certificate(manifest)
    shown = [json.dumps(as_payload(manifest, certificate=said)).encode()]
    content = b"\n".join([b"%PDF-1.7", *shown, *map(_words, manifest.papers_in)])
    digest = hashlib.sha256(content).hexdigest()
    whole = Made(manifest.pages, len(content), digest, is_tagged=True)
    payload = as_payload(manifest, certificate=said, made=whole)
    if manifest.audience == "public":
        _store_papers(pack, payload, {one.facts.key: one for one in manifest.papers_in})
    PackFile.objects.create(
        pack=pack,
        audience=manifest.audience,
        storage_name=_store(f"{folder_of(pack)}/{manifest.audience}.pdf", content),
        sha256=digest,
        size=len(content),
        pages=whole.pages,
        is_tagged=True,
        manifest=payload,
        proof={"hits": [], "unread": []},
        built_at=clock.now(),
    )


def _store_papers(pack: Pack, payload: dict[str, Any], papers: dict[str, PackPaper]) -> None:
    """The clean copy of each paper that the public gets: what its page shows."""
    for item in payload["items"]:
        for paper in item["papers"]:
            if paper["file_name"]:
                content = b"%PDF-1.7 clean " + _words(papers[paper["key"]])
                paper["sha256"] = hashlib.sha256(content).hexdigest()
                paper["size"] = len(content)
                _store(paper_storage_name(pack, paper["key"]), content)


def _words(paper: PackPaper) -> bytes:
    """What the file that a manifest chose shows."""
    is_version = paper.treatment == "public_version"
    file = paper.facts.public_file if is_version else paper.facts.file
    assert file is not None
    return b" ".join([paper.facts.key.encode(), *_SHOWN.findall(Path(file.path).read_bytes())])


def _store(name: str, content: bytes) -> str:
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
