"""A responder protects an account, answers the panel, and comes in by every way there is.

Colin Ashdown sets up an authenticator app, on a telephone whose browser runs no scripts, and keeps
his recovery codes. The next time the password is not enough. He types the code, opens what the
panel asks, and sends his answer. Without the telephone a recovery code lets him in, once. At his
desk he adds a passkey and signs in with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.demonstration.building import ACCOUNTS_AT, PASSWORD, Site
from tests.demonstration.serving import Served, served
from tests.home.signing_in.acting import code_of
from tests.journeys.acting import sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
REVIEW = "Children who go missing at weekends"
ARRANGE = f"""
from boards.models import ScrutinyBody, Person
from portal.models import User
from scrutiny.models import Recommendation, Review
from scrutiny.operations.reports import publish_report
from tests import builders_scrutiny as make
panel = ScrutinyBody.objects.get(slug="northmere-panel")
clerk = User.objects.get(email="clerk.panel@northmere.example")
asked = Person.objects.get(body=panel, name="Jonathan Verrall")
review = make.ready_review(panel)
Review.objects.filter(pk=review.pk).update(title="{REVIEW}", slug="missing-at-weekends")
Recommendation.objects.filter(review=review).update(addressee=asked)
publish_report(report=review.reports.get(), by=clerk)
"""
ACCOUNT = "/workspace/account/"


@pytest.fixture(scope="module")
def office(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with a report that asks for one answer."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    with served(copy) as here:
        yield here


def test_by_app_by_recovery_code_and_by_passkey(
    page: Page, browser: Browser, office: Served
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE, locale="en-GB")
    colin = context.new_page()
    secret, codes = set_up(colin, page, office)
    come_with_the_app(colin, office, secret)
    answer(colin, office)
    come_with_a_recovery_code(colin, office, codes[0])
    context.close()
    add_and_use_a_passkey(page, office, codes[1])
    look_at_the_rest(page, office)


def knock(page: Page, office: Served) -> None:
    """Name and password alone."""
    page.goto(f"{office.url}/workspace/sign-in/")
    page.get_by_label("E-mail").fill(f"responder@{ACCOUNTS_AT}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def leave(page: Page, office: Served) -> None:
    page.goto(f"{office.url}/workspace/")
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def is_inside(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Workspace")).to_be_visible()


def look(page: Page, name: str) -> None:
    """The page as it stands, wide and narrow."""
    for size in (ViewportSize(width=1280, height=900), TELEPHONE):
        page.set_viewport_size(size)
        assert faults(page) == []
        assert sticking_out(page) == []
        picture(page, name)


def set_up(colin: Page, desk: Page, office: Served) -> tuple[str, list[str]]:
    """The app on the telephone; returns its secret and the recovery codes."""
    sign_in(colin, office, "responder")
    colin.goto(f"{office.url}{ACCOUNT}")
    colin.get_by_role("link", name="Set up an authenticator app").click()
    picture(colin, "the key of an app")
    colin.get_by_label("Six digits that the app shows").fill("000000")
    colin.get_by_role("button", name="Set it up").click()
    expect(colin.locator(".govuk-error-summary")).to_contain_text("The code is not right")
    assert sticking_out(colin) == []
    secret = colin.locator("code.key").inner_text().replace(" ", "")
    colin.get_by_label("Six digits that the app shows").fill(code_of(secret))
    colin.get_by_role("button", name="Set it up").click()
    codes = colin.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    picture(colin, "recovery codes")
    colin.get_by_role("button", name="I have kept them").click()
    expect(colin.get_by_text("10 recovery codes are left")).to_be_visible()
    sign_in_pages(desk, office)
    leave(colin, office)
    return secret, codes


def sign_in_pages(desk: Page, office: Served) -> None:
    """The second step, as it is asked and as it is refused, on a desk where nobody is signed in."""
    knock(desk, office)
    expect(desk.get_by_role("heading", level=1, name="Second step")).to_be_visible()
    look(desk, "the second step")
    desk.goto(f"{office.url}/workspace/responses/")
    assert "/workspace/sign-in/" in desk.url
    knock(desk, office)
    desk.get_by_label("Code from your app").fill("123456")
    desk.get_by_role("button", name="Go on").click()
    expect(desk.locator(".govuk-error-summary")).to_contain_text("The code is not right")
    look(desk, "the second step refused")


def come_with_the_app(colin: Page, office: Served, secret: str) -> None:
    knock(colin, office)
    colin.get_by_label("Code from your app").fill(code_of(secret))
    colin.get_by_role("button", name="Go on").click()
    is_inside(colin)


def answer(colin: Page, office: Served) -> None:
    """What the panel asks, answered and sent."""
    colin.goto(f"{office.url}/workspace/responses/")
    colin.get_by_role("link", name=REVIEW).first.click()
    row = colin.get_by_role("region", name="Recommendation R1", exact=True)
    row.get_by_role("radio", name="Accepted", exact=True).check()
    for label, value in {
        "What you have done or will do": "A duty officer is there at weekends.",
        "Who will do it": "Head of Policy",
        "By when": "2027-03-01",
    }.items():
        row.get_by_label(label, exact=False).last.fill(value)
    colin.get_by_role("button", name="Send the whole answer").click()
    expect(colin.get_by_text("Your answer was sent.")).to_be_visible()


def come_with_a_recovery_code(colin: Page, office: Served, code: str) -> None:
    """It works once."""
    leave(colin, office)
    for is_first in (True, False):
        knock(colin, office)
        colin.get_by_label("Code from your app").fill(code)
        colin.get_by_role("button", name="Go on").click()
        if is_first:
            is_inside(colin)
            leave(colin, office)
    expect(colin.locator(".govuk-error-summary")).to_contain_text("The code is not right")


def add_and_use_a_passkey(desk: Page, office: Served, code: str) -> None:
    """Chromium's own authenticator plays the laptop's."""
    devtools = desk.context.new_cdp_session(desk)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    knock(desk, office)
    desk.get_by_label("Code from your app").fill(code)
    desk.get_by_role("button", name="Go on").click()
    is_inside(desk)
    desk.goto(f"{office.url}{ACCOUNT}passkey/")
    desk.get_by_label("What you call it").fill("Laptop")
    desk.get_by_label("Your password").fill(PASSWORD)
    look(desk, "adding a passkey")
    desk.get_by_role("button", name="Add a passkey").click()
    expect(desk.get_by_text("Passkey: Laptop")).to_be_visible()
    look(desk, "the account")
    leave(desk, office)
    knock(desk, office)
    look(desk, "the second step with a passkey")
    desk.get_by_role("button", name="Use a passkey").click()
    is_inside(desk)


def look_at_the_rest(desk: Page, office: Served) -> None:
    """The other pages of the account, and those for strangers and administrators."""
    for path in ("sessions/", "password/", "recovery-codes/"):
        desk.goto(f"{office.url}{ACCOUNT}{path}")
        look(desk, path)
    desk.get_by_label("Your password").fill("wrong")
    desk.get_by_role("button", name="Make new codes").click()
    expect(desk.locator(".govuk-error-summary")).to_contain_text("The password is not right")
    look(desk, "a wrong password")
    leave(desk, office)
    desk.get_by_role("link", name="I have forgotten my password").click()
    look(desk, "a new password")
    desk.get_by_label("E-mail address").fill("nobody@example.test")
    desk.get_by_role("button", name="Send the link").click()
    expect(desk.get_by_text("If there is an account with this address")).to_be_visible()
    look(desk, "a letter is on its way")
    desk.goto(f"{office.url}/workspace/invitation/nothing/")
    look(desk, "a void invitation")
    sign_in(desk, office, "admin")
    desk.goto(f"{office.url}/workspace/invitations/")
    desk.get_by_role("button", name="Invite", exact=True).click()
    expect(desk.locator(".govuk-error-summary")).to_be_visible()
    look(desk, "inviting")
