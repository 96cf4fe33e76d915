"""Packs as if they had been built, without the engine: rows, a few bytes for each file, a proof.

What is in them is decided by the real manifest, so pages and withdrawals meet true contents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from boards.models import Meeting, Pack, PackFile
from boards.operations.release import release_public
from boards.packs.build import audiences_of, facts_of, fingerprint_of
from boards.packs.certificate import certificate
from boards.packs.facts import first_page_of
from boards.packs.issue import check_pack, open_pack, publish_pack
from boards.packs.manifest import Made, as_payload, build_manifest, parts_of, placed
from boards.packs.places import folder_of, paper_storage_name
from portal import clock
from portal.models import User
from tests import builders as make
from tests.boards.packs import packing


def meeting(**fields: Any) -> Meeting:
    """A meeting of a public panel on Friday 12 September 2025 with one item and one paper."""
    found = packing.meeting(**fields)
    release_public(found.body, by=None, subject="A body for a test")
    release_public(found.body, by=None, subject="A meeting for a test", meeting=found)
    of = packing.item(found, "Annual report", lead="The commissioner", minutes=20)
    packing.paper(of, "Annual report 2025", content=b"%PDF-1.7 the annual report")
    return found


def clerks(of: Meeting) -> tuple[User, User]:
    """Two clerks of the meeting's body: one who prepares, one who checks."""
    return make.clerk_of(of.body, "Cleo Clerk"), make.clerk_of(of.body, "Dora Deputy")


def built(pack: Pack, *, hits: Sequence[dict[str, Any]] = ()) -> Pack:
    """The pack with its files, as the build leaves it."""
    facts = facts_of(pack)
    pack.files.all().delete()
    for audience in audiences_of(facts):
        first = first_page_of(pack.meeting, kind=str(pack.kind), audience=audience)
        made = build_manifest(
            facts, audience=audience, kind=str(pack.kind), number=pack.number, first_page=first
        )
        made = placed(made, {part.key: _two_pages() for part in parts_of(made)})
        content = f"%PDF-1.7 {audience} {pack.key} {pack.version}".encode()
        whole = Made(made.pages, len(content), hashlib.sha256(content).hexdigest(), is_tagged=True)
        payload = as_payload(made, certificate=certificate(made), made=whole)
        if audience == "public":
            _keep_papers(pack, payload, {one.facts.key: one.facts.file for one in made.papers_in})
        PackFile.objects.create(
            pack=pack,
            audience=audience,
            storage_name=_store(f"{folder_of(pack)}/{audience}.pdf", content),
            sha256=whole.sha256,
            size=whole.size,
            pages=whole.pages,
            is_tagged=True,
            manifest=payload,
            proof={"hits": list(hits), "unread": []},
            built_at=clock.now(),
        )
    Pack.objects.filter(pk=pack.pk).update(fingerprint=fingerprint_of(pack))
    return Pack.objects.select_related("meeting__body").get(pk=pack.pk)


def checked(of: Meeting, *, kind: str = "edition", reason: str = "", **files: Any) -> Pack:
    """A pack that was opened by one clerk, built, and checked by another."""
    pack = built(open_pack(of, kind=kind, reason=reason, by=None), **files)
    return check_pack(pack, by=None)


def published(of: Meeting, *, kind: str = "edition", reason: str = "") -> Pack:
    """A published pack."""
    pack = publish_pack(checked(of, kind=kind, reason=reason), by=None, short_notice_reason="Late.")
    assert pack.state == Pack.State.PUBLISHED, pack.publish_failed
    return Pack.objects.select_related("meeting__body").get(pk=pack.pk)


def read(client: Client, path: str, **headers: str) -> tuple[int, str]:
    """The status and the whole text of an answer, streamed or not."""
    response = client.get(path, headers=headers)
    return response.status_code, b"".join(response).decode()


def _keep_papers(pack: Pack, payload: dict[str, Any], files: dict[str, Any]) -> None:
    for item in payload["items"]:
        for paper in item["papers"]:
            if paper["file_name"]:
                file = files[paper["key"]]
                content = f"%PDF-1.7 clean {file.sha256 if file else paper['key']}".encode()
                paper["sha256"] = hashlib.sha256(content).hexdigest()
                paper["size"] = len(content)
                _store(paper_storage_name(pack, paper["key"]), content)
        item["background"] = [one for one in item["background"] if not one["file_name"]]


def _two_pages() -> Made:
    return Made(pages=2, size=100, sha256="0" * 64, is_tagged=True)


def _store(name: str, content: bytes) -> str:
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
