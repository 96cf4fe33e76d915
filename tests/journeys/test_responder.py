"""An office answers six recommendations on a telephone, gets one back, and answers it again.

Colin Ashdown answers for the commissioner of Northmere. On the train, on a telephone whose browser
runs no scripts, he finds what the panel asks, and by when. He writes the first answer and saves
it; at his desk he goes on where he was, writes the others, and tries to send them. One says nothing
of who will do it: the page leads him there, and then everything goes at once.

Nadia Brooks, the panel's clerk, records what the panel thinks of the third answer: it does not
answer. That sends the response back. Colin reads why at the top of his page, changes that answer
alone, and sends the whole again. Nadia accepts and publishes it, and the public reads the answer.
A month on Colin reports that the first one is done. Nadia confirms his words; only the panel
closes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.journeys.acting import fill_in, press, said, save, sign_in, state_of
from tests.journeys.looking import NARROW, faults, picture, sticking_out

TELEPHONE = ViewportSize(width=NARROW["width"], height=NARROW["height"])
REVIEW = "Children who go missing at weekends"
#: The report itself is not what this journey is about: it is written, agreed and published.
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
found = review.findings.get()
Recommendation.objects.filter(review=review).update(addressee=asked)
for number in range(2, 7):
    text = f"Do this, part {{number}}."
    make.recommendation(review, findings=(found,), state="agreed", addressee=asked, text=text)
publish_report(report=review.reports.get(), by=clerk)
"""
ANSWERS = {
    1: "Accepted",
    2: "Accepted",
    3: "Partly accepted",
    4: "Accepted",
    5: "Rejected",
    6: "Accepted",
}


@pytest.fixture(scope="module")
def office(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own, with a report that asks for six answers."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    done = copy.manage("shell", "-c", ARRANGE)
    assert done.returncode == 0, done.stderr
    with served(copy) as here:
        yield here


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow window without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE, locale="en-GB")
    yield context
    context.close()


def test_six_answers_and_one_sent_back(
    page: Page, browser: Browser, telephone: BrowserContext, office: Served
) -> None:
    colin = telephone.new_page()
    sign_in(colin, office, "responder")
    begin_on_the_train(colin)
    write_the_others(colin)
    desk = browser.new_page(locale="en-GB")
    sign_in(desk, office, "responder")
    look(desk, office, colin.url)
    send(colin)
    sign_in(page, office, "clerk.panel")
    judge_the_third(page)
    answer_again(colin)
    accept_and_publish(page)
    key = report_as_done(colin)
    look(desk, office, colin.url, f"{office.url}/workspace/responses/")
    look(desk, office, f"{office.url}/workspace/progress/")
    confirm(page)
    read_in_public(desk, office, key)
    desk.close()


def mistakes(page: Page) -> list[str]:
    """What the summary on top of the page lists."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("There is a problem")
    return [text.strip() for text in summary.get_by_role("listitem").all_inner_texts()]


def write(page: Page, number: int, decision: str, **other: str) -> None:
    """Write one answer whole, or with the parts that are given instead."""
    row = page.get_by_role("region", name=f"Recommendation R{number}", exact=True)
    row.get_by_role("radio", name=decision, exact=True).check()
    values = {
        "Reason": "" if decision == "Accepted" else "The money is not there.",
        "What you have done or will do": f"Part {number} is under way.",
        "Who will do it": "Head of Policy",
        "By when": "2027-03-01",
        **other,
    }
    for label, value in values.items():
        row.get_by_label(label, exact=False).last.fill(value)


def begin_on_the_train(page: Page) -> None:
    asked = page.get_by_role("region", name="Asked of your office")
    expect(asked.get_by_text("Last day:").first).to_be_visible()
    asked.get_by_role("link", name=REVIEW).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(REVIEW)
    expect(page.get_by_text("0 of 6 answers are ready")).to_be_visible()
    write(page, 1, ANSWERS[1])
    page.get_by_role("button", name="Save R1 and go on later").click()
    expect(page.get_by_text("Saved. Nobody but your office sees it")).to_be_visible()
    assert page.url.endswith("#r-1")
    picture(page, "an answer begun")


def write_the_others(page: Page) -> None:
    page.goto(page.url.partition("#")[0])
    expect(page.get_by_text("1 of 6 answers are ready")).to_be_visible()
    first = page.get_by_role("region", name="Recommendation R1", exact=True)
    expect(first.get_by_label("What you have done").last).to_have_value("Part 1 is under way.")
    for number, decision in ANSWERS.items():
        if number > 1:
            owner = {"Who will do it": ""} if number == 4 else {}
            write(page, number, decision, **owner)
    page.get_by_role("button", name="Send the whole answer").click()
    assert mistakes(page) == ["R4: say who will do it"]
    picture(page, "an answer that lacks something")
    page.get_by_role("link", name="R4: say who will do it").click()
    assert page.url.endswith("#id_r4-owner")


def send(page: Page) -> None:
    page.locator("#id_r4-owner").fill("Head of Policy")
    page.get_by_role("button", name="Send the whole answer").click()
    expect(page.get_by_text("Your answer was sent.")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_text("Part 4 is under way.")).to_be_visible()


def judge_the_third(page: Page) -> None:
    page.get_by_role("link", name="Open the desk of reviews").click()
    row = page.locator(".desk-row").filter(has=page.get_by_role("heading", name=REVIEW))
    row.get_by_role("link", name="Open the desk").first.click()
    press(page, "Answers and verdicts", "R3: Partly accepted", "Record the verdict")
    page.get_by_label("Does not answer it").check()
    fill_in(page, {"Why it thinks so": "It leaves open what happens on Sundays."})
    page.get_by_label("Minute that records the verdict").select_option(index=1)
    save(page)
    assert state_of(page, "Responses", "Jonathan Verrall") == "Returned as incomplete"


def answer_again(page: Page) -> None:
    crumbs = page.get_by_role("navigation", name="You are here")
    crumbs.get_by_role("link", name="Responses").click()
    page.get_by_role("link", name=REVIEW).click()
    expect(page.get_by_text("Your answer was sent back on")).to_be_visible()
    why = page.get_by_text("R3: It leaves open what happens on Sundays.")
    expect(why).to_be_visible()
    picture(page, "an answer that came back")
    page.get_by_role("button", name="Send the whole answer").click()
    assert mistakes(page) == ["R3: this answer came back and has not been changed"]
    row = page.get_by_role("region", name="Recommendation R3", exact=True)
    row.get_by_label("What you have done").last.fill("On Sundays the duty officer does it.")
    page.get_by_role("button", name="Send the whole answer").click()
    expect(page.get_by_text("Your answer was sent.")).to_be_visible()


def accept_and_publish(page: Page) -> None:
    page.reload()
    press(page, "Responses", "Jonathan Verrall", "Accept as complete")
    said(page, "Done: Accept as complete")
    press(page, "Responses", "Jonathan Verrall", "Publish the response")
    said(page, "Done: Publish the response")


def report_as_done(page: Page) -> str:
    page.goto(page.url.partition("/workspace")[0] + "/workspace/progress/")
    row = page.locator("li.part").filter(has_text="Do this.").first
    row.get_by_role("link").click()
    page.get_by_label("What has been done").fill("All notices are sent within a day.")
    page.get_by_role("button", name="Report it as done").click()
    assert mistakes(page) == ["Say what shows that it was done"]
    page.get_by_label("What shows it").fill("The count of the last quarter.")
    page.get_by_role("button", name="Report it as done").click()
    expect(page.get_by_text("Only the body can close it")).to_be_visible()
    expect(page.get_by_text("the clerk has not confirmed it")).to_be_visible()
    return page.url.rstrip("/").rpartition("/")[2]


def confirm(page: Page) -> None:
    page.reload()
    press(page, "Progress", "R1", "Confirm and publish")
    said(page, "Done: Confirm and publish")


def read_in_public(page: Page, office: Served, key: str) -> None:
    page.goto(f"{office.url}/recommendations/{key}/")
    for words in ("Accepted", "Part 1 is under way.", "All notices are sent within a day."):
        expect(page.get_by_text(words).first).to_be_visible()


def look(page: Page, office: Served, *addresses: str) -> None:
    """axe, in a wide window and in a narrow one, and nothing that sticks out."""
    for address in addresses:
        page.goto(address.partition("#")[0])
        for size in (ViewportSize(width=1280, height=900), TELEPHONE):
            page.set_viewport_size(size)
            assert faults(page) == []
            assert sticking_out(page) == []
            picture(page, address.partition(office.url)[2])
