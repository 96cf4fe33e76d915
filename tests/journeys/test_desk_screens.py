"""Our screens in the admin, in every state: full, mistaken, moving, in conflict, wide and narrow.

A clerk of the panel looks at each screen of the review that the demonstration holds, at 1280 and
at 320 pixels: the desk, each form, an error summary, a move that asks, two texts side by side, the
history, a removal, the preview. axe finds nothing in what is ours, and nothing sticks out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demonstration.serving import Served
from tests.journeys.acting import attach, control, fill_in, problems, sign_in
from tests.journeys.looking import faults, picture, sticking_out

Look = Callable[[str], None]
WIDTHS = (1280, 320)
KINDS = (
    "lines",
    "witnesses",
    "evidence",
    "findings",
    "recommendations",
    "reports",
    "actions",
    "decisions",
    "redatings",
    "updates",
    "news",
    "impact",
)


def fresh_page(browser: Browser) -> Page:
    """A page of its own, without a session."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


@pytest.fixture(scope="module")
def desk(browser: Browser, served_demonstration: Served) -> Iterator[Page]:
    """A clerk of the panel, signed in."""
    page = fresh_page(browser)
    sign_in(page, served_demonstration, "clerk.panel")
    yield page
    page.context.close()


def seen(page: Page, name: str) -> None:
    """Nothing is wrong with the page as it stands now, in a wide window and in a narrow one."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, name)
        assert faults(page) + sticking_out(page) == [], f"at {width} pixels"


def looked_at(page: Page, served: Served, path: str, name: str) -> None:
    """Open a screen and look at it."""
    answer = page.goto(served.url + path)
    assert answer is not None
    assert answer.status == 200, path
    seen(page, name)


@pytest.mark.parametrize(
    "path",
    [
        "/workspace/",
        "/admin/programme/northmere-panel/",
        "/admin/programme/northmere-panel/entries/add/",
        "/admin/programme/northmere-panel/reviews/add/",
        "/admin/desk/1/",
        "/admin/desk/1/preview/",
        "/admin/desk/1/review/1/edit/",
        "/admin/desk/1/recommendations/1/history/",
        "/admin/desk/1/witnesses/1/remove/",
        "/admin/desk/1/recommendations/1/move/close_overtaken/",
        "/admin/desk/1/lines/1/move/reopen/",
        "/admin/bodies/northmere-panel/",
        "/admin/meetings/",
        "/admin/meetings/calendar/?month=2026-09",
        "/admin/meetings/restrictions/",
        "/admin/meetings/8/",
        "/admin/meetings/8/brief/",
        "/admin/meetings/8/packs/add/",
        "/admin/meetings/8/written/add/",
        "/admin/meetings/8/items/add/",
        "/admin/meetings/7/",
    ],
)
def test_a_screen_as_it_opens(desk: Page, served_demonstration: Served, path: str) -> None:
    looked_at(desk, served_demonstration, path, path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_and_its_error_summary(desk: Page, served_demonstration: Served, kind: str) -> None:
    path = f"/admin/desk/1/{kind}/add/"
    looked_at(desk, served_demonstration, path, path)
    for box in desk.locator(".desk-form select").all():
        box.select_option(index=0)
    desk.get_by_role("button", name="Save", exact=True).click()
    assert problems(desk)
    seen(desk, f"{path} wrong")


def test_a_move_that_was_not_filled_in(desk: Page, served_demonstration: Served) -> None:
    desk.goto(f"{served_demonstration.url}/admin/desk/1/lines/1/move/reopen/")
    desk.locator(".desk-form button[type=submit]").click()
    assert problems(desk) == ["Reason: This field is required."]
    seen(desk, "move wrong")


def test_an_upload_that_was_refused(desk: Page, served_demonstration: Served) -> None:
    desk.goto(f"{served_demonstration.url}/admin/meetings/8/papers/add/")
    fill_in(desk, {"Item": "Work programme", "Title": "Plan"})
    attach(desk, "File", "plan.pdf", b"This is no PDF.")
    desk.get_by_role("button", name="Save", exact=True).click()
    (told,) = problems(desk)
    assert "plan.pdf" in told
    seen(desk, "upload wrong")


def test_both_texts(desk: Page, served_demonstration: Served) -> None:
    other = desk.context.new_page()
    address = f"{served_demonstration.url}/admin/desk/1/witnesses/1/edit/"
    desk.goto(address)
    other.goto(address)
    control(other, "Post").fill("chair, as saved")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messages")).to_contain_text("Saved")
    other.close()
    control(desk, "Post").fill("chair, as typed")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("region", name="Both texts")).to_contain_text("as saved")
    seen(desk, "both texts")


def test_the_door(browser: Browser, served_demonstration: Served) -> None:
    page = fresh_page(browser)
    page.goto(f"{served_demonstration.url}/workspace/sign-in/")
    seen(page, "door")
    page.get_by_label("E-mail").fill("nobody@northmere.example")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    seen(page, "door wrong")
    page.context.close()


@pytest.mark.parametrize("account", ["clerk.board", "member", "admin"])
def test_where_other_people_land(
    browser: Browser, served_demonstration: Served, account: str
) -> None:
    page = fresh_page(browser)
    sign_in(page, served_demonstration, account)
    seen(page, f"workspace {account}")
    page.goto(f"{served_demonstration.url}/admin/desk/")
    if "/admin/" in page.url:
        seen(page, f"desks {account}")
    page.context.close()


def test_what_has_to_be_looked_at_before_it_goes_out(
    desk: Page, served_demonstration: Served
) -> None:
    """The clerk's list with its three likeliest mistakes: nothing ticked, no reason, a stop."""
    looked_at(desk, served_demonstration, "/admin/disclosure/", "gate queue")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Ordinary meeting").first.click()
    expect(desk.get_by_text("Only the proper officer can clear this").first).to_be_visible()
    seen(desk, "gate list")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Clear what is ticked").click()
    assert sorted(problems(desk)) == [
        "Tick what you have looked at.",
        "Why it may go out: This field is required.",
    ]
    seen(desk, "gate wrong")
    desk.get_by_role("checkbox").check()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Clear what is ticked").click()
    assert problems(desk) == ["Why it may go out: This field is required."]
    expect(desk.get_by_role("checkbox")).to_be_checked()
    desk.get_by_label("Why it may go out").fill("It is the office’s own address.")
    desk.get_by_role("button", name="Clear what is ticked").click()
    expect(desk.get_by_text("Cleared, with your reason.")).to_be_visible()
    desk.reload()  # without the message, which Wagtail fades in and out
    seen(desk, "gate cleared")
    desk.get_by_role("link", name=re.compile(r"Show the place\W+An NHS number")).click()
    marked = desk.get_by_role("img", name="with the place marked")
    expect(marked).to_have_js_property("complete", value=True)
    assert marked.evaluate("picture => picture.naturalWidth") > 0
    seen(desk, "gate place")
    desk.get_by_role("link", name="Back to the list").click()
    with desk.expect_navigation():
        desk.get_by_role("link", name="Names to watch for").click()
    seen(desk, "gate names")
