"""A meeting with a restricted paper whose pack is out, and copies as the worker leaves them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from boards.models import AgendaItem, Meeting, Pack, PackFile, Paper, ReaderCopy
from boards.reading.copies import FOLDER
from portal import clock
from portal.models import User
from tests.boards.packs import issued, packing

SECRET = "Chronology of Jordan Example"


def meeting(**fields: object) -> tuple[Meeting, AgendaItem, Paper]:
    """A meeting with an open item and a withheld one with a paper."""
    of = issued.meeting(**fields)
    item = packing.item(of, "A case")
    paper = packing.paper(item, SECRET, content=b"%PDF-1.7 the chronology")
    packing.withhold(item)
    packing.withhold(paper)
    return of, item, paper


def restricted(pack: Pack) -> PackFile:
    """The file of a pack that holds everything."""
    rows = PackFile.objects.select_related("pack__meeting__body")
    return rows.get(pack=pack, audience="restricted")


def address(pack: Pack, audience: str = "restricted") -> str:
    """Where a pack is opened."""
    return reverse("boards_pack_file", args=[pack.key, audience])


def status(client: Client, path: str) -> int:
    """What somebody is answered; a stream is read to its end."""
    response: Any = client.get(path)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return int(response.status_code)


def ready_copy(reader: User, pack: Pack) -> ReaderCopy:
    """A copy as the worker leaves it, without the engine."""
    file = restricted(pack)
    number = uuid4()
    name = f"{FOLDER}/{pack.meeting.key}/{number}.pdf"
    default_storage.save(name, ContentFile(f"%PDF-1.7 for {reader}".encode()))
    return ReaderCopy.objects.create(
        key=number,
        user=reader,
        pack=pack,
        source_sha256=file.sha256,
        storage_name=name,
        made_at=clock.now(),
        kept_until=clock.now() + timedelta(hours=24),
    )
