"""What a person does with a browser, in the words of the person: press, fill in, choose, read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.demonstration.building import ACCOUNTS_AT, PASSWORD
from tests.demonstration.serving import Served


def sign_in(page: Page, served: Served, name: str) -> None:
    """Come in by the one door, as one of the accounts that the demonstration prints."""
    page.goto(f"{served.url}/workspace/sign-in/")
    page.get_by_label("E-mail").fill(f"{name}@{ACCOUNTS_AT}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Workspace")).to_be_visible()


def control(page: Page, label: str) -> Locator:
    """The control with this label, whether it must be filled in or not."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$"))


def fill_in(page: Page, values: Mapping[str, str]) -> None:
    """Fill in by label: text into boxes, the words of a choice into lists."""
    for label, value in values.items():
        one = control(page, label)
        if one.evaluate("one => one.tagName") == "SELECT":
            one.select_option(label=choice(one, value))
        else:
            one.fill(value)


def choice(one: Locator, words: str) -> str:
    """The full words of the only choice that holds these."""
    found = [text for text in one.locator("option").all_inner_texts() if words in text]
    assert len(found) == 1, f"{words} in {found}"
    return found[0]


def save(page: Page) -> None:
    """Save the form; the banner says that it was saved."""
    page.get_by_role("button", name="Save", exact=True).click()
    said(page, "Saved")


def said(page: Page, words: str) -> None:
    """The banner on top says this."""
    expect(page.locator(".messages").get_by_text(words).first).to_be_visible()


def row(page: Page, section: str, title: str) -> Locator:
    """One record on the desk: its section by the heading, the record by a part of its title."""
    region = page.get_by_role("region", name=section, exact=True)
    return region.locator(".desk-row").filter(has=page.get_by_role("heading", name=title)).first


def press(page: Page, section: str, title: str, verb: str) -> None:
    """Press a button of a record, or follow its link."""
    one = row(page, section, title)
    name = re.compile(rf"^{re.escape(verb)}\s*(:|$)")
    one.get_by_role("button", name=name).or_(one.get_by_role("link", name=name)).first.click()


def move(page: Page, section: str, title: str, verb: str, values: Mapping[str, str]) -> None:
    """Make a move that has a page of its own."""
    press(page, section, title, verb)
    fill_in(page, values)
    page.get_by_role("button", name=verb, exact=True).click()
    said(page, f"Done: {verb}")


def state_of(page: Page, section: str, title: str) -> str:
    """The word that says how far a record is."""
    return row(page, section, title).locator(".desk-state").first.inner_text()


def problems(page: Page) -> list[str]:
    """What the summary of errors lists, once it is there."""
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text("There is a problem")
    return [text.strip() for text in summary.get_by_role("listitem").all_inner_texts()]


def part(page: Page, title: str) -> Locator:
    """One record below another, as a paper below its item, by a part of its title."""
    named = page.locator("p:first-child").filter(has_text=title)
    return page.locator(".desk-child").filter(has=named).first


def choose(one: Locator, verb: str) -> None:
    """Press a button of a record, or follow its link, also where it is folded away."""
    name = re.compile(rf"^{re.escape(verb)}\s*(:|$)")
    wanted = one.get_by_role("button", name=name).or_(one.get_by_role("link", name=name)).first
    if not wanted.is_visible():
        one.locator("summary").last.click()  # its own comes after those of what is below it
    wanted.click()


def attach(page: Page, label: str, name: str, content: bytes) -> None:
    """Choose a file of this name and content."""
    file = FilePayload(name=name, mimeType="application/pdf", buffer=content)
    control(page, label).set_input_files(file)
