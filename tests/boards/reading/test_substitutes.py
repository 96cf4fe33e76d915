"""A substitute reads the packs of one meeting and nothing else of the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from boards.models import Document, MeetingSubstitute, Pack, PackFile
from boards.operations.substitutes import end_substitute, members_at, name_substitute
from boards.reading_list import next_meetings, restricted_reading
from portal.models import LogEntry
from portal.operations import Refused
from portal.viewing import visible
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.reading import packs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]

Callbacks = Callable[..., Any]


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 9, 3, 10, tzinfo=UTC), tick=False):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_that_meeting_and_no_other_until_it_is_ended(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    """Papers of another meeting, documents, registers and the desk stay shut."""
    of, _item, paper = packs.meeting()
    pack = issued.published(of)
    other = make.meeting(of.body, held_on=date(2025, 10, 10), title="The meeting after")
    item = packing.item(other, "Another case")
    packing.paper(item, "Another secret", content=b"%PDF-1.7 other")
    packing.withhold(item)
    other_pack = issued.published(other)
    clerk = make.clerk_of(of.body)
    someone = make.user("Sal Sycamore")
    member = members_at(of).get(name="Councillor Bo Birch")
    client = signed_in(someone)
    assert paper.document is not None
    page = reverse("workspace_meeting", args=[of.key])
    assert packs.status(client, page) == 404
    assert packs.status(client, packs.address(pack)) == 404

    row = name_substitute(meeting=of, person=member, user=someone, by=clerk)
    text = client.get(page).content.decode()
    assert packs.SECRET in text
    assert "as a substitute" in text
    copy = packs.ready_copy(someone, pack)
    assert packs.status(client, packs.address(pack)) == 200
    assert [one.address for one in restricted_reading(someone, on=date(2025, 9, 3))] == [
        packs.address(pack)
    ]
    assert [one.key for one in next_meetings(someone, on=date(2025, 9, 3))] == [of.key]
    assert client.get(reverse("workspace_meeting", args=[other.key])).status_code == 404
    for shut in (
        packs.address(other_pack),
        packs.address(other_pack, "public"),
        paper.document.url,
        reverse("meetings:desk", args=[of.pk]),
        reverse("meetings:readers", args=[of.pk]),
    ):
        assert client.get(shut).status_code in (302, 404), shut
        assert packs.SECRET not in client.get(shut, follow=True).content.decode(), shut
    for model in (Document, Pack, MeetingSubstitute):
        assert not visible(someone, model).exists(), model
    assert set(visible(someone, PackFile).values_list("pack__meeting", flat=True)) == {of.pk}

    with django_capture_on_commit_callbacks(execute=True):
        end_substitute(row, by=clerk)
        end_substitute(row, by=clerk)  # twice is once
    assert packs.status(client, packs.address(pack)) == 404
    assert packs.status(client, page) == 404
    assert not default_storage.exists(copy.storage_name)
    said = LogEntry.objects.for_instance(of).values_list("sentence", flat=True)
    assert sum("Sal Sycamore" in one for one in said) == 2
    name_substitute(meeting=of, person=member, user=someone, by=clerk)
    with time_machine.travel(datetime(2025, 9, 19, 10, tzinfo=UTC), tick=False):
        assert packs.status(signed_in(someone), page) == 200
    with time_machine.travel(datetime(2025, 9, 20, 10, tzinfo=UTC), tick=False):
        assert packs.status(signed_in(someone), page) == 404


def test_who_may_be_named_and_by_whom() -> None:
    of, _item, _paper = packs.meeting()
    clerk = make.clerk_of(of.body)
    member = members_at(of).first()
    assert member is not None
    someone, off = make.user("Sal Sycamore"), make.user("Off", is_active=False)
    stranger = make.person(of.body, "Not a member")

    def refused(**changed: Any) -> str:
        values = {"meeting": of, "person": member, "user": someone, "by": clerk} | changed
        with pytest.raises(Refused) as why:
            name_substitute(**values)
        return " ".join(why.value.reasons)

    assert "does not allow" in refused(by=make.with_role(of.body, "member"))
    assert "does not allow" in refused(by=make.clerk_of(make.body()))
    assert "Nobody names themselves" in refused(user=clerk)
    assert "switched off" in refused(user=off)
    assert "Choose a member" in refused(person=stranger)
    with time_machine.travel(datetime(2025, 9, 20, 10, tzinfo=UTC), tick=False):
        assert "is over" in refused()
    row = name_substitute(meeting=of, person=member, user=someone, by=clerk)
    assert "already" in refused(user=make.user())
    with pytest.raises(Refused):
        end_substitute(row, by=make.with_role(of.body, "member"))
    assert MeetingSubstitute.objects.get().ended_at is None


def test_the_clerk_names_ends_and_sees_who_opened_what() -> None:
    of, _item, _paper = packs.meeting()
    pack = issued.published(of)
    clerk, officer = make.clerk_of(of.body), make.with_role(of.body, "proper_officer")
    someone = make.user("Sal Sycamore")
    member = members_at(of).get(name="Councillor Bo Birch")
    address = reverse("meetings:readers", args=[of.pk])
    desk = signed_in(clerk)
    assert "Nobody yet" in desk.get(address).content.decode()
    wrong = desk.post(address, {"person": member.pk, "email": "nobody@example.test"})
    assert wrong.status_code == 422
    assert "no account with this address" in wrong.content.decode()
    named = desk.post(address, {"person": member.pk, "email": someone.email})
    assert (named.status_code, named["Location"]) == (302, address)
    packs.ready_copy(someone, pack)
    for _time in range(2):
        assert packs.status(signed_in(someone), packs.address(pack)) == 200
    page = desk.get(address)
    text = page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert text.count("Sal Sycamore") >= 2
    assert "Wednesday 3 September 2025, 11:00am" in text
    assert f'href="{address}"' in desk.get(reverse("meetings:desk", args=[of.pk])).content.decode()
    reader = signed_in(officer)
    assert "Sal Sycamore" in reader.get(address).content.decode()
    row = MeetingSubstitute.objects.get()
    assert reader.post(address, {"end": row.pk}).status_code == 404
    assert desk.post(address, {"end": "x"}).status_code == 404
    assert desk.post(address, {"end": row.pk}).status_code == 302
    assert packs.status(signed_in(someone), packs.address(pack)) == 404
    assert "Ended on" in desk.get(address).content.decode()
