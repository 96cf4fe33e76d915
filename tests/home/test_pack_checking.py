"""The chair reads and checks a pack in the workspace; members find what the public may not read."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from boards.models import Pack
from boards.packs.issue import open_pack, publish_pack
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.reading import packs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]


def status(client: Client, address: str) -> int:
    """What a person is answered; a stream is read to its end."""
    response = client.get(address)
    if response.streaming:
        response.getvalue()
    return response.status_code


@time_machine.travel("2025-09-01T09:00:00Z", tick=False)
def test_the_chair_checks_a_pack_and_a_member_reads_it_once_it_is_out() -> None:
    meeting = issued.meeting()
    secret = packing.item(
        meeting, "Case of Ms Quillfeather", public_title="A case", access="exempt"
    )
    packing.paper(secret, "Quillfeather report", content=b"%PDF-1.7 private")
    pack = issued.built(open_pack(meeting, kind="edition", by=None))
    people = {role: make.with_role(meeting.body, role) for role in ("chair", "member", "responder")}
    people["stranger"] = make.clerk_of(make.body())
    clients = {}
    for name, who in people.items():
        clients[name] = Client()
        clients[name].force_login(who)
    address = f"/workspace/packs/{pack.key}/"
    restricted = f"/documents/packs/{pack.key}/restricted.pdf"

    assert address in clients["chair"].get("/workspace/").content.decode()
    assert status(clients["chair"], restricted) == 200
    for name in ("member", "responder", "stranger"):
        assert status(clients[name], address) == 404, name
        assert clients[name].post(address, {"version": pack.version}).status_code == 404, name
        assert status(clients[name], restricted) == 404, name
        assert "Quillfeather" not in clients[name].get("/workspace/").content.decode()

    stale = clients["chair"].post(address, {"version": pack.version - 1, "alone_reason": "Kept"})
    assert (stale.status_code, "Kept" in stale.content.decode()) == (422, True)
    page = clients["chair"].get(address).content.decode()
    assert "I have read it and it is in order" in page
    done = clients["chair"].post(address, {"version": pack.version})
    assert (done.status_code, done["Location"]) == (302, "/workspace/")
    assert Pack.objects.get().checked_by == people["chair"]
    assert status(clients["chair"], address) == 404

    publish_pack(Pack.objects.get(), by=None)
    for name in ("chair", "member"):
        packs.ready_copy(people[name], pack)
        assert restricted in clients[name].get("/workspace/").content.decode(), name
        assert status(clients[name], restricted) == 200, name
    for name in ("responder", "stranger"):
        assert restricted not in clients[name].get("/workspace/").content.decode(), name
        assert status(clients[name], restricted) == 404, name
