"""The gate on the screens: uploads are looked at, places are shown, concerns are cleared."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from boards.disclosure import body_matter, meeting_matter
from boards.models import Paper
from boards.operations.bodies import update_body
from boards.operations.papers import upload_paper
from home.models import HomePage, StandardPage
from portal.disclosure.matters import matter_called
from portal.models import DisclosureClearing, FileScan, PublicRecord, User
from portal.operations import Refused
from tests import builders
from tests import builders_scrutiny as scrutiny
from tests.boards.packs import packing

pytestmark = pytest.mark.django_db
NHS_NUMBER = "943 476 5919"
MASKED = "943 •••"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def page_saying(words: str) -> bytes:
    """A PDF of one page with a line of text, written by hand."""
    made = io.BytesIO()
    with pikepdf.new() as one:
        page = one.add_blank_page(page_size=(595, 842))
        name = pikepdf.Name
        font = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = one.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
        one.save(made)
    return made.getvalue()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(matter: str, name: str = "matter", **more: Any) -> str:
    kind, _colon, key = matter.partition(":")
    return reverse(f"disclosure:{name}", kwargs={"kind": kind, "key": key, **more})


def test_an_upload_is_looked_at_shown_in_its_place_and_cleared(
    django_capture_on_commit_callbacks: Any,
) -> None:
    meeting = packing.meeting()
    clerk = signed_in(account := builders.clerk_of(meeting.body))
    officer = signed_in(builders.with_role(meeting.body, "proper_officer"))
    file = SimpleUploadedFile("report.pdf", page_saying(f"NHS number {NHS_NUMBER}"))
    with django_capture_on_commit_callbacks(execute=True):
        paper = upload_paper(
            item=packing.item(meeting, "Item"), title="Annual report", file=file, by=account
        )
    assert paper.pdf is not None
    assert FileScan.objects.filter(stored=paper.pdf.file.name).exists()
    desk = clerk.get(reverse("meetings:desk", args=[meeting.pk])).content.decode()
    assert "Annual report”: 1 thing may identify a child or a private person" in desk

    matter = meeting_matter(meeting)
    shown = clerk.get(address(matter)).content.decode()
    assert MASKED in shown
    assert NHS_NUMBER not in shown
    assert "Only the proper officer can clear this" in shown
    assert 'name="concern"' not in shown
    digest = FileScan.objects.get().concerns[0]["digest"]
    answer = clerk.post(address(matter), {"concern": digest, "reason": "Mine."})
    assert answer.status_code == 422
    assert not DisclosureClearing.objects.exists()

    places = officer.get(address(matter, "places", digest=digest)).content.decode()
    assert "Page 1 of Annual report, with the place marked" in places
    picture = officer.get(address(matter, "picture", sha256=paper.sha256, digest=digest, page=1))
    assert picture["Cache-Control"] == "private, no-store"
    reds = [
        (x, y)
        for x in range(0, 900, 1)
        for y in (_row(700),)
        if Image.open(io.BytesIO(picture.content)).getpixel((x, y)) == (0xB8, 0x10, 0x2C)
    ]
    assert reds, "the place is not marked"

    answer = officer.post(address(matter), {"concern": digest, "reason": ""})
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
    answer = officer.post(address(matter), {"reason": "An example from the guidance."})
    assert "Tick what you have looked at" in answer.content.decode()
    answer = officer.post(address(matter), {"concern": digest, "reason": "An example."})
    assert answer.status_code == 302
    again = clerk.get(address(matter)).content.decode()
    assert "An example." in again
    assert "Nothing here holds anything back" in again
    assert "1 thing" not in clerk.get(reverse("meetings:desk", args=[meeting.pk])).content.decode()
    reopen = address(matter, "reopen", pk=DisclosureClearing.objects.get().pk)
    assert officer.post(reopen, {"reason": "It is real."}).status_code == 302
    assert not DisclosureClearing.objects.exists()


def _row(y: float) -> int:
    """A row of pixels through the line of text, for a picture 900 wide."""
    return round((842 - y - 4) * 900 / 595)


def test_nobody_of_another_body_and_no_member_opens_any_of_it() -> None:
    meeting, review = packing.meeting(), scrutiny.review()
    other = builders.clerk_of(builders.body())
    member = builders.with_role(meeting.body, "member")
    names: dict[str, dict[str, Any]] = {
        "matter": {},
        "names": {},
        "places": {"digest": "x"},
        "reopen": {"pk": 1},
    }
    for matter in (meeting_matter(meeting), f"review:{review.key}", body_matter(meeting.body)):
        for name, more in names.items():
            for user in (other, member):
                answer = signed_in(user).get(address(matter, name, **more))
                assert answer.status_code in (302, 404), (matter, name)
                assert meeting.title not in answer.content.decode()
    for nonsense in ("meeting:nothing", "review:0", "nobody:1", "page:0"):
        assert signed_in(other).get(address(nonsense)).status_code == 404


def test_names_go_in_and_never_come_out_and_the_queue_says_what_waits() -> None:
    review = scrutiny.ready_review()
    clerk = signed_in(builders.clerk_of(review.body))
    matter = f"review:{review.key}"
    answer = clerk.post(address(matter, "names"), {"names": "Kayleigh Marsh\nTariq"}, follow=True)
    shown = answer.content.decode()
    assert "2 names are watched for here" in shown
    assert "Kayleigh" not in shown
    answer = clerk.post(address(matter, "names"), {"names": "Al"})
    assert answer.status_code == 422
    assert "cannot be looked for" in answer.content.decode()
    review.reports.update(summary="Kayleigh Marsh waited for two hours.")
    assert "1 stop" in clerk.get(reverse("disclosure:queue")).content.decode()
    listed = clerk.get(address(matter)).content.decode()
    assert "A name from the watch list" in listed
    assert "Kayleigh" not in listed
    answer = clerk.post(
        address(matter, "names"), {"forget": "yes", "name": "kayleigh marsh"}, follow=True
    )
    assert "1 name is watched for here" in answer.content.decode()
    assert "Nothing waits" in clerk.get(reverse("disclosure:queue")).content.decode()


def test_what_is_saved_and_goes_out_at_once_is_refused_with_nothing_changed() -> None:
    body = builders.body(contact="clerk@northmere.example")
    clerk = builders.clerk_of(body)
    with pytest.raises(Refused, match="identify a child"):
        update_body(
            body, by=clerk, expected_version=1, purpose=f"Scrutinises NHS number {NHS_NUMBER}."
        )
    body.refresh_from_db()
    assert body.version == 1
    assert not PublicRecord.objects.exists()


def test_a_page_with_a_concern_stays_a_draft_with_what_was_typed() -> None:
    admin = builders.administrator()
    client = signed_in(admin)
    page = StandardPage(title="How to attend", slug="attend", text="<p>Come.</p>", live=False)
    HomePage.objects.get().add_child(instance=page)
    typed = {
        "title": "How to attend",
        "slug": "attend",
        "text": rich_text(f"<p>NHS number {NHS_NUMBER}</p>"),
        "seo_title": "",
        "search_description": "",
        "action-publish": "yes",
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(edit, typed, follow=True)
    told = answer.content.decode()
    assert "was kept as a draft and not published" in told
    assert not Page.objects.get(pk=page.pk).live
    assert NHS_NUMBER in StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object().text
    matter = matter_called(f"page:{page.pk}")
    assert matter is not None
    concerns = client.get(address(matter.key)).content.decode()
    assert MASKED in concerns
    client.post(edit, {**typed, "text": rich_text("<p>Come.</p>")}, follow=True)
    assert Page.objects.get(pk=page.pk).live


def test_a_new_page_is_a_draft_until_it_is_published_and_none_goes_out_another_way() -> None:
    client = signed_in(builders.administrator())
    home = HomePage.objects.get()
    typed = {
        "title": "Case",
        "slug": "case",
        "text": rich_text(f"<p>NHS number {NHS_NUMBER}</p>"),
        "action-publish": "yes",
    }
    client.post(reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]), typed)
    page = Page.objects.get(slug="case")
    assert not page.live
    assert Client().get("/case/").status_code == 404
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={home.pk}", {"include_descendants": "on"})
    client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]))
    copied = {"new_title": "B", "new_slug": "b", "new_parent_page": home.pk}
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]), {**copied, "publish_copies": "on"}
    )
    assert not Page.objects.filter(slug__in=["case", "b"], live=True).exists()


def test_what_is_withheld_is_not_looked_at_for_the_public() -> None:
    meeting = packing.meeting()
    item = packing.item(meeting, "Closed")
    paper = packing.paper(item, content=page_saying(f"NHS number {NHS_NUMBER}"))
    packing.withhold(item)
    matter = matter_called(meeting_matter(meeting))
    assert matter is not None
    assert not matter.files
    item.access = "open"
    item.save()
    matter = matter_called(meeting_matter(meeting))
    assert matter is not None
    assert [file.sha256 for file in matter.files] == [Paper.objects.get(pk=paper.pk).sha256]
