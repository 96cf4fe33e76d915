"""The look of a body: set by its officers, checked, public on its pages and nowhere else."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture
from PIL import PngImagePlugin

from boards import kinds
from boards.look_pictures import HEAVIEST, HIGHEST, WIDEST, NoPictureError, made_anew
from boards.models import Look, ScrutinyBody
from boards.operations.bodies import create_body
from boards.operations.looks import set_look
from boards.operations.sites import create_front_page, set_host_names
from boards.rules.contrast import nearest_readable
from portal.middleware.caching import LASTING, PUBLIC
from portal.models import LogEntry, PublicRecord, User
from portal.operations import Conflict, Refused
from portal.publishing import withdraw_all
from portal.publishing_values import Target
from tests import builders

pytestmark = pytest.mark.django_db

SECRET = "taken by Jane Private at 12 Rose Lane"


def a_panel() -> tuple[ScrutinyBody, User]:
    """A public body with a front page, and its clerk."""
    body = create_body(
        by=None,
        name="Northmere Panel",
        slug="northmere-panel",
        legal_form="panel",
        jurisdiction="england",
        access_regime="lga72_england",
        purpose="It holds the commissioner to account.",
        valid_from=builders.LONG_AGO,
    )
    create_front_page(body=body, by=None)
    return body, builders.clerk_of(body)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    """A logo whose file says more than its picture."""
    written = io.BytesIO()
    picture = Picture.effect_noise(size, 90).convert("RGB")
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Author", SECRET)
        picture.save(written, "PNG", pnginfo=said)
    else:
        exif = Picture.Exif()
        exif[0x010E] = SECRET
        picture.save(written, kind, exif=exif)
    return SimpleUploadedFile(f"logo.{kind.lower()}", written.getvalue())


def payload() -> dict[str, object]:
    record = PublicRecord.objects.current().get(kind=kinds.BODY)
    return dict(record.payload)


def test_a_logo_is_drawn_anew_small_and_says_nothing_else() -> None:
    for kind in ("PNG", "JPEG"):
        made = made_anew(a_picture(kind))
        assert SECRET.encode() not in made.content
        assert made.content.startswith(b"\x89PNG")
        assert not re.search(rb"tEXt|zTXt|iTXt|eXIf", made.content)
        assert made.width <= WIDEST
        assert made.height <= HIGHEST
        assert len(made.content) <= HEAVIEST
        assert made.width / made.height == pytest.approx(3, rel=0.1)
    for wrong in (b"", b"no picture", b"\x89PNG\r\n\x1a\nbroken"):
        with pytest.raises(NoPictureError):
            made_anew(io.BytesIO(wrong))


def test_the_look_is_public_on_the_pages_of_its_body(client: Client) -> None:
    body, clerk = a_panel()
    other = client.get("/").content.decode()
    before = client.get(f"/{body.slug}/meetings/").content.decode()
    assert "/look/" not in other + before
    look = set_look(body=body, by=clerk, expected_version=None, accent="#7A1F5C", logo=a_picture())
    assert (look.accent, look.version) == ("#7a1f5c", 1)
    told = payload()["look"]
    assert isinstance(told, dict)
    name = told["logo"]["name"]
    page = client.get(f"/{body.slug}/meetings/").content.decode()
    assert f'<link rel="stylesheet" href="/{body.slug}/look/7a1f5c.css">' in page
    assert re.search(rf'src="/{body.slug}/look/{name}"\s+alt="Northmere Panel"\s+width="\d+"', page)
    assert "/look/" not in client.get("/").content.decode()
    sheet = client.get(f"/{body.slug}/look/7a1f5c.css")
    assert sheet.content == b":root{--accent:#7a1f5c}\n"
    assert (sheet["Content-Type"], sheet["Cache-Control"]) == ("text/css", LASTING)
    picture = client.get(f"/{body.slug}/look/{name}")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert picture["Cache-Control"] == PUBLIC
    assert SECRET.encode() not in picture.getvalue()
    for wrong in ("000000.css", "7a1f5d.css", "logo-000000000000.png", "x.css", "7A1F5C.css"):
        assert client.get(f"/{body.slug}/look/{wrong}").status_code == 404, wrong
    assert LogEntry.objects.filter(sentence__contains="The look of Northmere Panel").exists()


def test_on_the_host_of_the_body_the_logo_is_its_name(client: Client) -> None:
    body, clerk = a_panel()
    set_look(body=body, by=clerk, expected_version=None, accent="#7a1f5c", logo=a_picture())
    set_host_names(body=body, host_names=["panel.localhost"], by=None)
    page = client.get("/meetings/", headers={"host": "panel.localhost"}).content.decode()
    assert 'href="/look/7a1f5c.css"' in page
    (source,) = re.findall(r'src="(/look/logo-[0-9a-f]{12}\.png)"', page)
    assert page.count('alt="Northmere Panel"') == 1
    for path in ("/look/7a1f5c.css", source):
        assert client.get(path, headers={"host": "panel.localhost"}).getvalue()


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can() -> None:
    body, clerk = a_panel()
    with pytest.raises(Refused) as refused:
        set_look(body=body, by=clerk, expected_version=None, accent="#ffcc00")
    (sentence,) = refused.value.reasons
    assert "1.38 to 1" in sentence
    assert nearest_readable("#ffcc00") in sentence
    for wrong in ("red", "#1d4e89}body{}", "#12"):
        with pytest.raises(Refused):
            set_look(body=body, by=clerk, expected_version=None, accent=wrong)
    assert not Look.objects.exists()
    assert payload()["look"] is None


def test_only_who_keeps_the_body_and_knows_the_newest_version() -> None:
    body, clerk = a_panel()
    others = (
        builders.clerk_of(builders.body()),
        builders.with_role(body, "member"),
        builders.former_clerk_of(body),
    )
    for stranger in others:
        with pytest.raises(Refused):
            set_look(body=body, by=stranger, expected_version=None, accent="#1d4e89")
    set_look(body=body, by=clerk, expected_version=None, accent="#1d4e89")
    for stale in (None, 7):
        with pytest.raises(Conflict):
            set_look(body=body, by=clerk, expected_version=stale, accent="#7a1f5c")
    assert Look.objects.get().accent == "#1d4e89"


def test_a_logo_is_replaced_and_taken_away(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    body, clerk = a_panel()
    first = set_look(body=body, by=clerk, expected_version=None, logo=a_picture())
    old = payload()["look"]["logo"]["name"]  # type: ignore[index]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        second = set_look(body=body, by=clerk, expected_version=1, logo=a_picture("JPEG"))
    assert first.logo_name != second.logo_name
    assert not default_storage.exists(first.logo_name)
    assert client.get(f"/{body.slug}/look/{old}").status_code == 404
    new = payload()["look"]["logo"]["name"]  # type: ignore[index]
    assert client.get(f"/{body.slug}/look/{new}").getvalue()
    set_look(body=body, by=clerk, expected_version=2, without_logo=True)
    assert payload()["look"] is None
    assert client.get(f"/{body.slug}/look/{new}").status_code == 404
    with pytest.raises(Refused, match="cannot be read as a picture"):
        set_look(body=body, by=clerk, expected_version=3, logo=io.BytesIO(b"GIF8 no"))


def test_the_look_goes_with_its_body(client: Client) -> None:
    body, clerk = a_panel()
    set_look(body=body, by=clerk, expected_version=None, accent="#7a1f5c")
    withdraw_all(
        targets=[Target(kinds.BODY, str(body.key))],
        body=body.slug,
        by=None,
        reason="Entered twice.",
        subject="A body",
    )
    for name in ("logo-000000000000.png", "7a1f5c.css"):
        path = f"/{body.slug}/look/{name}"
        assert client.get(path).status_code == 410


def test_the_form_shows_the_ratio_and_keeps_what_was_typed(client: Client) -> None:
    body, clerk = a_panel()
    client.force_login(clerk)
    address = f"/admin/bodies/{body.slug}/look/add/"
    desk = client.get(f"/admin/bodies/{body.slug}/").content.decode()
    assert address in desk
    refused = client.post(address, {"accent": "#ffcc00"})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "1.38 to 1" in text
    assert 'value="#ffcc00"' in text
    bad = client.post(
        address, {"accent": "", "logo": SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>")}
    )
    assert bad.status_code == 422
    sent = client.post(address, {"accent": nearest_readable("#ffcc00")})
    assert sent.status_code == 302
    look = Look.objects.get()
    again = client.get(f"/admin/bodies/{body.slug}/look/{look.pk}/edit/").content.decode()
    assert "without_logo" not in again
    client.force_login(builders.clerk_of(builders.body()))
    assert client.get(f"/admin/bodies/{body.slug}/look/{look.pk}/edit/").status_code == 404
