"""A councillor reports on the train, the clerk closes the meeting, and nothing gets lost.

Mo sits on the panel and owns an action. On a telephone whose browser runs no scripts he opens it,
sends it off without a word by mistake, and then with his words and a photograph. At the meeting
Clara, the clerk, confirms what he wrote. Colin, the other clerk, has the same action open: both
change it, Colin is told what Clara did, and his text is not lost. Clara closes another action,
first without the minute, then with it. When she concludes the meeting the portal says what was
left; she carries it forward, and it stands on the list of the next meeting.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from boards.models import Meeting
from portal import clock
from portal.models import User
from portal.operations import fresh
from scrutiny.models import Action
from scrutiny.operations import actions
from scrutiny.operations.action_release import release_action
from scrutiny.pack_sources.action_log import action_log
from tests import builders
from tests.journeys.looking import NARROW, faults, picture, sticking_out

pytestmark = pytest.mark.django_db(transaction=True)

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
MINE = "Visit the control room at a weekend and report what members saw."
CLOSED = "Circulate the duty number to all members."
LEFT = "Report how many homes for young people await repair."


class Panel:
    """A panel on the day of its meeting, with three actions that are older than the agenda."""

    def __init__(self) -> None:
        today = clock.today()
        self.body = builders.body("Northmere Panel", short_name="NPCP")
        self.clara = builders.clerk_of(self.body, "Clara Clerk")
        self.colin = builders.clerk_of(self.body, "Colin Clerk")
        self.mo = builders.with_role(self.body, "member", "Mo Member")
        for one in (self.clara, self.colin):
            one.user_permissions.add(Permission.objects.get(codename="access_admin"))
        self.meeting = builders.meeting(
            self.body,
            "Autumn meeting",
            held_on=today,
            state="in_progress",
            agenda_published_on=today - timedelta(days=9),
        )
        self.minute = builders.minute(self.meeting, "14")
        self.next = builders.meeting(
            self.body, "Winter meeting", held_on=today + timedelta(days=70)
        )
        earlier = builders.minute(
            builders.concluded_meeting(self.body, held_on=today - timedelta(days=80)), "7"
        )
        owner = builders.person(self.body, "Mo Member", user=self.mo)
        outside = builders.person(
            self.body, "Office of the Director of Housing", post="Director of Housing"
        )
        self.mine, self.closed, self.left = [
            release_action(
                action=actions.add_action(
                    body=self.body,
                    by=self.clara,
                    values={
                        "text": text,
                        "owner": who,
                        "due_on": today + timedelta(days=30),
                        "origin_minute": earlier,
                    },
                ),
                by=self.clara,
                expected_version=None,
            )
            for text, who in ((MINE, owner), (CLOSED, owner), (LEFT, outside))
        ]


def come_in(context: BrowserContext, server: LiveServer, user: User) -> Page:
    """Signed in, as the door leaves a person."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": server.url}]
    )
    return context.new_page()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Any]:
    """Windows of several people at once."""
    made: list[BrowserContext] = []

    def new(**wanted: Any) -> BrowserContext:
        made.append(browser.new_context(locale="en-GB", **wanted))
        return made[-1]

    yield new
    for one in made:
        one.close()


def look(page: Page, name: str) -> None:
    """axe and nothing that sticks out, wide and narrow."""
    before = page.viewport_size
    for size in (ViewportSize(width=1280, height=900), TELEPHONE):
        page.set_viewport_size(size)
        assert faults(page) == []
        assert sticking_out(page) == []
        picture(page, name)
    if before:
        page.set_viewport_size(before)


def mistakes(page: Page) -> list[str]:
    """What the summary on top of the page lists."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("There is a problem")
    return [text.strip() for text in summary.get_by_role("listitem").all_inner_texts()]


def photograph() -> FilePayload:
    """As a telephone takes it."""
    kept = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(kept, "JPEG")
    return FilePayload(name="control room.jpg", mimeType="image/jpeg", buffer=kept.getvalue())


def test_nothing_gets_lost_at_the_close_of_a_meeting(
    live_server: LiveServer, contexts: Any
) -> None:
    panel = Panel()
    plain = contexts(java_script_enabled=False, viewport=TELEPHONE)
    mo = come_in(plain, live_server, panel.mo)
    report_on_the_train(mo, live_server, panel.mine)
    clara = come_in(contexts(), live_server, panel.clara)
    colin = come_in(contexts(), live_server, panel.colin)
    clara.goto(live_server.url + mo.url.removeprefix(live_server.url))
    look(clara, "an action to be confirmed")
    confirm(clara)
    both_change_it(clara, colin, live_server, panel.mine)
    close_with_a_minute(clara, live_server, panel)
    conclude(clara, live_server, panel)
    stands_on_the_next_list(panel)


def report_on_the_train(page: Page, server: LiveServer, one: Action) -> None:
    page.goto(server.url + reverse("workspace_action", args=[one.key]))
    page.get_by_role("button", name="Add this update").click()
    assert mistakes(page) == ["Write what has been done"]
    assert sticking_out(page) == []
    page.get_by_role("link", name="Write what has been done").click()
    page.get_by_label("What has been done").fill("Three of us saw a weekend shift.")
    page.get_by_label("Files").set_input_files([photograph()])
    page.get_by_role("button", name="Add this update").click()
    expect(page.get_by_text("Others see it once the clerk has confirmed it.")).to_be_visible()
    expect(page.get_by_role("link", name="control room.jpg")).to_be_visible()
    expect(page.get_by_role("link", name="Close with a minute")).to_have_count(0)
    picture(page, "an update from the train")


def confirm(page: Page) -> None:
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The update was confirmed.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="control room.jpg").click()
    assert download.value.suggested_filename == "control room.jpg"


def both_change_it(clara: Page, colin: Page, server: LiveServer, one: Action) -> None:
    change = server.url + reverse("workspace_action_act", kwargs={"key": one.key, "name": "change"})
    for page in (clara, colin):
        page.goto(change)
    clara.get_by_label("What is to be done").fill(f"{MINE} In May.")
    clara.get_by_role("button", name="Change words, owner or priority").click()
    expect(clara.get_by_text("The action was changed.")).to_be_visible()
    colin.get_by_label("What is to be done").fill(f"{MINE} In writing.")
    colin.get_by_role("button", name="Change words, owner or priority").click()
    assert len(mistakes(colin)) == 1
    expect(colin.get_by_role("heading", name="What happened meanwhile")).to_be_visible()
    expect(colin.get_by_text(f"{MINE} In May.").first).to_be_visible()
    expect(colin.get_by_label("What is to be done")).to_have_value(f"{MINE} In writing.")
    look(colin, "two people on one action")
    colin.get_by_role("button", name="Change words, owner or priority").click()
    expect(colin.get_by_text("The action was changed.")).to_be_visible()
    assert fresh(one).text == f"{MINE} In writing."


def close_with_a_minute(page: Page, server: LiveServer, panel: Panel) -> None:
    page.goto(server.url + reverse("workspace_action", args=[panel.closed.key]))
    page.get_by_role("link", name="Close with a minute").click()
    page.get_by_label("What shows that it was done").fill("The message to all members.")
    page.get_by_role("button", name="Close with a minute").click()
    assert mistakes(page) == ["Choose the minute: meeting and number"]
    look(page, "closing without the minute")
    page.get_by_label("Minute that closes it").select_option(value=str(panel.minute.pk))
    page.get_by_role("button", name="Close with a minute").click()
    expect(page.get_by_text("The action was closed.")).to_be_visible()


def conclude(page: Page, server: LiveServer, panel: Panel) -> None:
    desk = server.url + reverse("meetings:desk", args=[panel.meeting.pk])
    page.goto(desk)
    look(page, "the desk of a meeting with something left")
    page.get_by_role("button", name="Conclude the meeting").first.click()
    expect(page.locator("#error-summary")).to_contain_text("1 open action was not dealt with")
    page.get_by_role("link", name="1 open action was not dealt with").first.click()
    expect(page.get_by_text(LEFT).first).to_be_visible()
    expect(page.get_by_text(MINE)).to_have_count(0)
    look(page, "what was left at the close of a meeting")
    page.get_by_role("button", name="Carry it forward").click()
    expect(page.get_by_text("1 action was carried forward.")).to_be_visible()
    page.get_by_role("button", name="Conclude the meeting").first.click()
    expect(page.get_by_text("Concluded").first).to_be_visible()
    assert Meeting.objects.get(pk=panel.meeting.pk).state == "concluded"


def stands_on_the_next_list(panel: Panel) -> None:
    html = action_log(panel.body.slug, "public", panel.next.held_on).html
    opened, closed = html.split("Closed since the last meeting")
    assert LEFT in opened
    assert "carried forward once" in opened
    assert "Three of us saw a weekend shift." in opened
    assert "control room.jpg" not in html
    assert CLOSED in closed
    assert panel.left.carried.get().to_meeting == panel.next
