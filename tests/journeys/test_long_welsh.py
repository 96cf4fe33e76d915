"""Long names, in Welsh too, in every window: they break, nothing else does."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from boards.models import AccessRegime, Jurisdiction, LegalForm, ScrutinyBody
from boards.operations.bodies import create_body
from boards.operations.sites import create_front_page
from scrutiny.models import Review
from scrutiny.operations.release import release_review
from scrutiny.operations.reports import publish_report
from tests import builders
from tests import builders_scrutiny as make
from tests.journeys.looking import faults, picture, sticking_out

pytestmark = pytest.mark.django_db(transaction=True)

VILLAGE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
NAME = f"Panel Heddlu a Throseddu {VILLAGE} a’r Cylch"
TEXT = (
    f"A yw’r comisiynydd yn sicrhau bod yr heddlu yn {VILLAGE} yn chwarae eu rhan lawn wrth "
    "amddiffyn plant, ynghyd â’r cynghorau a’r gwasanaeth iechyd? "
)
REASON = f"{VILLAGE}-{VILLAGE}"


def welsh_body() -> ScrutinyBody:
    admin = builders.administrator()
    body = create_body(
        by=admin,
        name=NAME,
        name_cy=NAME,
        slug="panel-hir",
        short_name="PHT",
        legal_form=LegalForm.PANEL,
        jurisdiction=Jurisdiction.WALES,
        access_regime=AccessRegime.PCP_WALES_MODIFIED,
        purpose=TEXT,
        purpose_cy=TEXT,
        concern_contact=f"{VILLAGE}: 01632 960 999",
        valid_from=builders.LONG_AGO,
    )
    create_front_page(body=body, by=admin)
    return body


def welsh_review(body: ScrutinyBody) -> Review:
    """A review in Welsh with its report published, each text as long as it may be."""
    review = make.review(
        body, state="agreed", title=f"{VILLAGE} {VILLAGE}", title_cy=f"Cyfraniad {VILLAGE}",
        slug="adolygiad", question=TEXT, question_cy=TEXT, background=TEXT * 3, in_scope=REASON,
    )  # fmt: skip
    line = make.line(
        review, state="answered", question=TEXT, question_cy=TEXT, conclusion=TEXT,
        conclusion_cy=TEXT, confidence="high",
    )  # fmt: skip
    witness = make.witness(review, name=f"{VILLAGE} ap {VILLAGE}", organisation=REASON)
    item = make.evidence(review, lines=(line,), title=REASON, summary=TEXT, witness=witness)
    found = make.finding(line, evidence=(item,), text=TEXT, text_cy=TEXT)
    make.recommendation(
        review, findings=(found,), state="agreed", text=TEXT, text_cy=TEXT, measure=REASON,
        addressee=builders.person(body, f"{VILLAGE} {VILLAGE}", post=NAME),
    )  # fmt: skip
    make.action(review, text=REASON)
    report = make.report(review, state="agreed", summary=TEXT * 4, summary_cy=TEXT * 4)
    clerk = builders.clerk_of(body)
    release_review(review, by=clerk)
    publish_report(report=report, by=clerk)
    return review


def look(page: Page, address: str) -> list[str]:
    """What is wrong with a page in a wide window and in a narrow one."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, "welsh " + address.partition("//")[2].partition("/")[2])
        found += faults(page) + sticking_out(page)
    return found


def test_long_welsh_text_everywhere(page: Page, live_server: LiveServer) -> None:
    body = welsh_body()
    review = welsh_review(body)
    base = f"{live_server.url}/panel-hir/"
    found = look(page, f"{live_server.url}/")
    for path in ("", "members/", "reviews/", "reviews/adolygiad/", "reviews/adolygiad/report/"):
        found += look(page, base + path)
    for path in ("recommendations/", "findings/"):
        found += look(page, f"{live_server.url}/{path}")
    page.locator("main a[href*='/findings/']").first.click()
    found += look(page, page.url)
    sign_in(page, live_server, body)
    for path in (f"desk/{review.pk}/", "programme/panel-hir/", f"desk/{review.pk}/findings/add/"):
        found += look(page, f"{live_server.url}/admin/{path}")
    assert found == [], "\n".join(found)


def test_a_desk_and_a_programme_with_nothing_on_them(page: Page, live_server: LiveServer) -> None:
    body = welsh_body()
    found = look(page, f"{live_server.url}/panel-hir/")
    for path in ("members/", "meetings/", "reviews/"):
        found += look(page, f"{live_server.url}/panel-hir/{path}")
    found += look(page, f"{live_server.url}/recommendations/")
    found += look(page, f"{live_server.url}/findings/")
    sign_in(page, live_server, body)
    found += look(page, f"{live_server.url}/admin/programme/panel-hir/")
    found += look(page, f"{live_server.url}/admin/desk/{make.review(body).pk}/")
    assert found == [], "\n".join(found)


def sign_in(page: Page, server: LiveServer, body: ScrutinyBody) -> None:
    client = Client()
    client.force_login(builders.clerk_of(body))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": server.url}]
    )
