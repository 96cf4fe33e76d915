"""A resident who cannot read small print reads a paper as a web page, and asks for large print.

Bronwen opens the agenda on her telephone. The PDF of a paper is too small for her; beside it
stands "Read as a web page", and that helps. For the meeting she wants it on paper in large letters
and asks for it. She forgets to say how the answer reaches her, and is told so; nothing that she
wrote is lost. She presses the button twice. The clerk finds one request on the landing, posts the
print, and notes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import fill_in, sign_in
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
NEEDED = "At least 18 points, on white paper."
#: The agenda of a published paper that has headings, and its title.
FIND = """
from django.core.management import call_command
from portal.models import PublicRecord
from portal.released_texts import blocks_of, read_missing
read_missing()
for one in PublicRecord.objects.current().filter(kind="paper", body="northmere-panel"):
    blocks = blocks_of(one.files.first().sha256) or []
    if sum(block.role[0] == "h" for block in blocks) > 3:
        print(one.path.partition("papers/")[0], one.title, sep="|")
        break
"""


@pytest.fixture(scope="module")
def here(
    built: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, str, str]]:
    """A server of its own, the address of an agenda, and the title of a paper on it."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-v0", "-c", FIND)
    assert done.returncode == 0, done.stderr
    agenda, title = done.stdout.strip().split("|")
    with served(copy) as running:
        yield running, agenda, title


def test_a_paper_read_on_a_telephone_and_asked_for_in_large_print(
    page: Page, browser: Browser, here: tuple[Served, str, str]
) -> None:
    site, agenda, title = here
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE, locale="en-GB")
    telephone = context.new_page()
    telephone.goto(f"{site.url}/northmere-panel/{agenda}")
    link = re.compile(rf"^Read as a web page\W*{re.escape(title)}$")
    telephone.get_by_role("link", name=link).click()
    expect(telephone.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(telephone.get_by_text("The PDF is the paper.")).to_be_visible()
    contents = telephone.get_by_role("navigation", name="Contents").get_by_role("link").first
    wanted = contents.inner_text()
    contents.click()
    expect(telephone.get_by_role("heading", name=wanted).last).to_be_in_viewport()
    picture(telephone, "paper-reading")
    looked_at(page, telephone)

    telephone.get_by_role("link", name="Ask for another format").first.click()
    expect(telephone.get_by_text(title).first).to_be_visible()
    telephone.get_by_label("Large print").check()
    needs = "What do you need? For example the size of print, or the language"
    fill_in(telephone, {needs: NEEDED, "Your name": "Bronwen Pryce"})
    telephone.wait_for_timeout(3100)  # nobody fills it in faster than that
    telephone.get_by_role("button", name="Send").click()
    expect(telephone.get_by_role("link", name=re.compile("Give an e-mail address"))).to_be_visible()
    expect(telephone.get_by_label(needs)).to_have_value(NEEDED)
    picture(telephone, "format-mistake")
    reach = "Or another way to reach you: a telephone number or a postal address"
    fill_in(telephone, {reach: "01632 960 123"})
    telephone.get_by_role("button", name="Send").dblclick()
    expect(telephone.get_by_text("You will have an answer by")).to_be_visible()
    context.close()

    sign_in(page, site, "clerk.panel")
    page.get_by_role("link", name="1 request for another format to be answered").click()
    page.get_by_role("link", name=f"Large print: {title}").click()
    expect(page.get_by_text(NEEDED)).to_be_visible()
    page.get_by_label("It was given").check()
    page.get_by_label(re.compile("How it was answered")).fill("Printed and posted.")
    picture(page, "format-request")
    assert not faults(page)
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.get_by_text("The answer was kept.")).to_be_visible()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def looked_at(page: Page, telephone: Page) -> None:
    """The same page with scripts, so that axe can look at it, and nothing sticks out."""
    page.set_viewport_size(TELEPHONE)
    for address in (telephone.url, telephone.url.partition("meetings/")[0] + "formats/"):
        page.goto(address)
        assert not faults(page)
        assert not sticking_out(page)
    page.set_viewport_size(ViewportSize(width=1280, height=900))
