"""What belongs to one body is no business of another.

Owen Tranter keeps the records of the former safeguarding board. He signs in, sees his board and
nothing of the panel: not on the desks, not in the registers, not by typing the address of a review
that he has read about. Councillor Ramanathan, a member of the panel, signs in to the workspace,
sees her body and her role, finds no door to the desks, and signs out; then the workspace asks who
she is. A visitor to the board's own site finds the board there, and nothing of the panel.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

from playwright.sync_api import Page, expect

from tests.demonstration.serving import Served
from tests.demonstration.test_pages import SENT_TO
from tests.journeys.acting import sign_in

OF_THE_PANEL = re.compile(
    r"northmere-panel|(?-i:Police and Crime Panel)|NPCP|Thackeray|Ramanathan|Verrall"
    r"|police-contribution|Police contribution|northmere-cse",
    re.IGNORECASE,
)
#: The account's own name and the portal's frame aside, what a page shows.
DESKS = ("/admin/", "/admin/desk/", "/admin/bodies/", "/admin/bodies/northmere-board/")
CLOSED = (
    "/admin/desk/1/",
    "/admin/desk/1/preview/",
    "/admin/desk/1/draft.pdf",
    "/admin/desk/1/evidence/1/edit/",
    "/admin/programme/northmere-panel/",
    "/admin/bodies/northmere-panel/",
    "/admin/bodies/northmere-panel/people/1/history/",
)


def test_the_clerk_of_the_board_finds_nothing_of_the_panel(
    page: Page, served_demonstration: Served
) -> None:
    sign_in(page, served_demonstration, "clerk.board")
    expect(page.get_by_text("Northmere Safeguarding Children Board").first).to_be_visible()
    assert not OF_THE_PANEL.search(page.content())
    for path in DESKS:
        page.goto(served_demonstration.url + path)
        assert not OF_THE_PANEL.search(page.content()), path
    for path in CLOSED:
        answer = page.goto(served_demonstration.url + path)
        assert answer is not None
        assert answer.status == 404, path
        assert not OF_THE_PANEL.search(page.locator("body").inner_text()), path
    page.goto(f"{served_demonstration.url}/admin/reports/site-history/")
    assert not OF_THE_PANEL.search(page.content())


def test_a_member_sees_what_is_theirs_and_leaves(page: Page, served_demonstration: Served) -> None:
    sign_in(page, served_demonstration, "member")
    last = page.get_by_role("heading", level=2).last
    expect(last).to_have_text("Northmere Police and Crime Panel")
    expect(page.get_by_text("Your roles: Member")).to_be_visible()
    assert page.get_by_role("link", name="Open the desk of reviews").count() == 0
    assert "Safeguarding Children Board" not in page.content()
    answer = page.goto(f"{served_demonstration.url}/admin/desk/1/")
    assert answer is not None
    assert page.get_by_text("Scope and terms of reference").count() == 0
    page.goto(f"{served_demonstration.url}/workspace/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.goto(f"{served_demonstration.url}/workspace/")
    expect(page).to_have_url(re.compile(r"/workspace/sign-in/"))


def test_the_site_of_the_board_shows_nothing_of_the_panel(
    page: Page, served_demonstration: Served
) -> None:
    served = served_demonstration
    board = served.board_url
    page.goto(f"{board}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Safeguarding Children Board")
    waiting, seen = [f"{board}/"], set[str]()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        status, text = read(page, served, url)
        assert status == 200, url
        assert not OF_THE_PANEL.search(text), url
        hrefs = re.findall(r'<a\b[^>]*\bhref="([^"]+)"', text)
        links = [urldefrag(urljoin(url, unescape(href))).url for href in hrefs]
        inside = [link for link in links if not link.startswith(("tel:", "mail"))]
        away = {link for link in inside if not link.startswith(f"{board}/")}
        # Of the main host, only the front of the body that took the board's place.
        assert away <= {f"{served.url}/northmere-partnership/", *SENT_TO}, url
        waiting += [link for link in inside if link not in away]
    assert len(seen) > 5
    for path in (
        "/northmere-panel/",
        "/northmere-panel/reviews/",
        "/northmere-panel/reviews/police-contribution-to-child-protection/report/",
        "/northmere-cse-sub-committee/",
    ):
        status, text = read(page, served, board + path)
        assert status == 404, path
        assert not OF_THE_PANEL.search(text[text.index("<body") :]), path


def read(page: Page, served: Served, url: str) -> tuple[int, str]:
    """What an address of the board answers, without being drawn: the host is said, not looked up.

    Only a browser finds `board.localhost` by itself.
    """
    at_home = url.replace(served.board_url, served.url, 1)
    host = served.board_url.removeprefix("http://")
    answer = page.request.get(at_home, headers={"Host": host})
    return answer.status, answer.text()
