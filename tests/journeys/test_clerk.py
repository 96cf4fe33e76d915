"""A clerk takes a review from the work programme to its second edition, in the browser alone.

Nadia Brooks is clerk of the Northmere panel. A councillor has asked why young carers wait for
the police, and the panel wants to know.

She signs in and opens the desk. She adds an entry to the work programme and, in a hurry, leaves
its purpose empty; the page says so and still holds all that she typed. The panel has met in the
meantime. She enters the meeting as held, with its minutes, adopts the entry by the first one and
proposes the review from it. By the same minute she records that the scope and two lines of enquiry
were agreed, opens both, and enters a witness who may be named, one who may not, an item of
evidence for everybody and one that is restricted. While she writes a finding her colleague, the
other clerk, corrects the same line of enquiry in another window. She saves hers second, sees both
texts, and nothing is lost.

She draws a recommendation to the commissioner from the finding, begins the report, and records
that it was agreed. Then she wants to publish. Four things are missing, and the page names them
all at once. She mends each, and publishes; the worker draws the PDF, and the public reads it.

The commissioner answers. She records the response and the decision, accepts it as complete,
publishes it, sets an action and later gives it another date. A member finds a wrong number in the
finding. She corrects it, starts a second edition that says why, has it agreed and publishes it.

Both editions answer as page, PDF and data. The restricted evidence is nowhere.
"""

from __future__ import annotations

import io
import json
import re
import time
from datetime import date, timedelta

from playwright.sync_api import APIRequestContext, Browser, Page, expect
from pypdfium2 import PdfDocument

from tests.demonstration.serving import Served
from tests.journeys.acting import (
    control,
    fill_in,
    move,
    press,
    problems,
    row,
    said,
    save,
    sign_in,
    state_of,
)

TITLE = "How long young carers wait"
QUESTION = "Do the police tell the council at once when they meet a child who cares for a parent?"
LATER = "Are children who care for a parent asked what they need?"
SECRET_WITNESS = "Harriet Quillfeather"
SECRET_TITLE = "Diary of a duty social worker"
SECRET_TEXT = "On the fourth of March nobody answered the telephone at Larkspur Close."
RESTRICTION = "It describes a family that could be recognised"
FIRST_TEXT = "Of the 40 notices that were read, 31 came after more than a week"
SECOND_TEXT = "Of the 40 notices that were read, 13 came after more than a week"
MEETING = "Extraordinary meeting on young carers"
PUBLISHED_WITHIN = 120
"""Seconds that drawing two PDFs may take on a busy machine."""


def test_from_work_programme_to_second_edition(
    page: Page, browser: Browser, served_with_worker: Served
) -> None:
    served = served_with_worker
    sign_in(page, served, "clerk.panel")
    suggest_and_leave_a_field_empty(page)
    enter_the_meeting(page, served)
    adopt_and_propose(page, served)
    agree_scope_and_lines(page)
    gather_evidence(page)
    find_and_recommend(page)
    meet_a_colleague(page)
    begin_and_agree_the_report(page)
    publish_too_early_and_mend(page)
    first = publish(page, "Edition 1")
    record_the_answer(page)
    act_and_redate(page)
    second = correct_and_publish_again(page)
    stranger = browser.new_context().request
    both_editions_answer(stranger, served, first, second)
    the_secret_is_nowhere(stranger, served)


def suggest_and_leave_a_field_empty(page: Page) -> None:
    page.get_by_role("link", name="Open the desk of reviews").click()
    page.get_by_role("link", name="Add an entry").click()
    source = "A councillor’s question at the annual meeting"
    fill_in(page, {"Title": TITLE, "What prompted it": source, "Lead": "Ramanathan"})
    page.get_by_role("button", name="Save", exact=True).click()
    assert problems(page) == ["Purpose: This field is required."]
    assert control(page, "Title").input_value() == TITLE
    assert control(page, "What prompted it").input_value() == source
    page.get_by_role("link", name="Purpose: This field is required.").click()
    expect(control(page, "Purpose")).to_be_focused()
    page.keyboard.type("To find out where children wait, and for whom.")
    save(page)
    assert state_of(page, "Work programme", TITLE) == "Suggested"


def enter_the_meeting(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/workspace/")
    page.get_by_role("link", name="Registers and meetings").first.click()
    page.get_by_role("link", name="Add a meeting", exact=True).click()
    held = date.today() - timedelta(days=1)
    fill_in(page, {"Kind": "Extraordinary", "Title": MEETING, "Date": held.isoformat()})
    page.get_by_label("This meeting has been held already").check()
    save(page)
    for number, text in (
        ("91/1", "RESOLVED: that the review be adopted, with its scope and two lines of enquiry."),
        ("91/2", "RESOLVED: that the report and its recommendation be agreed."),
        ("91/3", "RESOLVED: that the second edition be agreed."),
    ):
        page.get_by_role("link", name="Add a minute").click()
        fill_in(page, {"Number": number, "Text": text})
        save(page)
    expect(page.get_by_role("region", name="Minutes")).to_contain_text("Minute 91/3")


def adopt_and_propose(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/workspace/")
    page.get_by_role("link", name="Open the desk of reviews").click()
    minute = {"Minute that records the decision": "91/1"}
    move(page, "Work programme", TITLE, "Adopt into the work programme", minute)
    press(page, "Work programme", TITLE, "Propose a review")
    values = {
        "Way of working": "Themed meeting",
        "Title": TITLE,
        "The question it asks": "How long do young carers wait for help, and why?",
        "Why now": "A councillor asked, and nobody knew.",
        "Scrutinised office": "Police and Crime Commissioner",
        "Lead member": "Ramanathan",
    }
    fill_in(page, values)
    page.get_by_label("Councillor Ruth Adeyemi").check()
    save(page)
    expect(page).to_have_url(re.compile(r"/admin/desk/\d+/"))
    assert state_of(page, "Scope and terms of reference", TITLE) == "Proposed"


def agree_scope_and_lines(page: Page) -> None:
    minute = {"Minute that records the decision": "91/1"}
    for question in (QUESTION, LATER):
        page.get_by_role("link", name="Add a line of enquiry").click()
        fill_in(page, {"Question": question, "Why it is asked": "Waiting does harm."})
        save(page)
        move(page, "Key lines of enquiry", question, "Record that it was agreed", minute)
    scope = "Scope and terms of reference"
    move(page, scope, TITLE, "Record that the scope was agreed", minute)
    press(page, scope, TITLE, "Open the gathering of evidence")
    for question in (QUESTION, LATER):
        press(page, "Key lines of enquiry", question, "Open the enquiry")
        said(page, "Done: Open the enquiry")


def gather_evidence(page: Page) -> None:
    page.get_by_role("link", name="Add a witness").click()
    fill_in(page, {"Name": "Ellis Vaughan", "Organisation": "Northmere Carers"})
    page.get_by_label("May be named in public").check()
    save(page)
    page.get_by_role("link", name="Add a witness").click()
    told = {"Name": SECRET_WITNESS, "What the public is told instead of the name": "a practitioner"}
    fill_in(page, told)
    save(page)
    press(page, "Key lines of enquiry", QUESTION, "Add evidence")
    spoken = {
        "Kind": "oral evidence",
        "Title": "What Northmere Carers told the panel",
        "What it says": "Forty notices of the last year were read, and most came late.",
        "Witness": "Ellis Vaughan",
    }
    fill_in(page, spoken)
    page.get_by_label("Open", exact=True).check()
    expect(page.get_by_label(QUESTION)).to_be_checked()
    save(page)
    press(page, "Key lines of enquiry", QUESTION, "Add evidence")
    kept = {
        "Kind": "written evidence",
        "Title": SECRET_TITLE,
        "What it says": SECRET_TEXT,
        "Witness": SECRET_WITNESS,
        "Why it is restricted": RESTRICTION,
    }
    fill_in(page, kept)
    page.get_by_label("Restricted", exact=True).check()
    save(page)
    for verb in ("Mark as received", "Mark as verified", "Accept"):
        press(page, "Evidence", SECRET_TITLE, verb)
        said(page, f"Done: {verb}")
    press(page, "Evidence", "What Northmere Carers told the panel", "Mark as received")
    assert state_of(page, "Evidence", SECRET_TITLE) == "Accepted"


def find_and_recommend(page: Page) -> None:
    press(page, "Evidence", "What Northmere Carers told the panel", "Add a finding")
    fill_in(page, {"Key line of enquiry": QUESTION, "Finding": FIRST_TEXT})
    expect(page.get_by_label(re.compile("What Northmere Carers told the panel"))).to_be_checked()
    save(page)
    press(page, "Findings", FIRST_TEXT, "Add a recommendation")
    asked = {
        "Recommendation": "Send each notice on the day on which it is written",
        "Addressed to": "Jonathan Verrall",
        "Timescale": "within three months",
    }
    fill_in(page, asked)
    save(page)


def meet_a_colleague(page: Page) -> None:
    """Two windows on one line of enquiry: hers is saved second, and both texts are shown."""
    mine, theirs = "They do not; most notices lie for a week.", "They do, now and then."
    other = page.context.new_page()
    press(page, "Key lines of enquiry", QUESTION, "Edit")
    other.goto(page.url)
    fill_in(other, {"Conclusion": theirs, "Confidence in the conclusion": "low"})
    save(other)
    other.close()
    fill_in(page, {"Conclusion": mine})
    page.get_by_role("button", name="Save", exact=True).click()
    both = page.get_by_role("region", name="Both texts")
    expect(both).to_contain_text(mine)
    expect(both).to_contain_text(theirs)
    assert control(page, "Conclusion").input_value() == mine
    assert control(page, "Confidence in the conclusion").input_value() == "low"
    save(page)
    expect(row(page, "Key lines of enquiry", QUESTION)).to_contain_text(mine)


def begin_and_agree_the_report(page: Page) -> None:
    scope = "Scope and terms of reference"
    press(page, scope, TITLE, "Start drafting the report")
    page.get_by_role("link", name="Begin the report").click()
    save(page)
    press(page, "Report", "Edition 1", "Edit")
    words = {
        "Summary": "Most notices come late. We make one recommendation to one owner.",
        "Days allowed for the response": "30",
    }
    fill_in(page, words)
    save(page)
    minute = {"Minute that records the decision": "91/2"}
    move(page, "Report", "Edition 1", "Record that this edition was agreed", minute)


def publish_too_early_and_mend(page: Page) -> None:
    press(page, "Report", "Edition 1", "Publish the report")
    page.get_by_role("button", name="Publish the report", exact=True).click()
    missing = problems(page)
    assert [one.split(":")[0].split(".")[0] for one in missing] == [
        "The review has not reached the stage “Report agreed”",
        "Not settled yet",
        "Without accepted evidence",
        "Still in draft",
    ]
    page.get_by_role("link", name="Back", exact=True).click()
    scope, lines = "Scope and terms of reference", "Key lines of enquiry"
    minute = {"Minute that records the decision": "91/2"}
    move(page, scope, TITLE, "Record that the report was agreed", minute)
    for verb in ("Mark as verified", "Accept"):
        press(page, "Evidence", "What Northmere Carers told the panel", verb)
        said(page, f"Done: {verb}")
    press(page, lines, QUESTION, "Mark as answered")
    said(page, "Done: Mark as answered")
    move(page, lines, LATER, "Leave unanswered", {"Reason": "No child could be heard in time."})
    asked = "Send each notice on the day"
    move(page, "Recommendations", asked, "Record that it was agreed", minute)


def publish(page: Page, edition: str) -> str:
    """Publish, wait for the worker, and follow the review to its public address."""
    press(page, "Report", edition, "Publish the report")
    button = page.get_by_role("button", name="Publish the report", exact=True)
    expect(button).to_be_visible()
    expect(page.locator("#error-summary")).to_have_count(0)
    button.click()
    said(page, "Done: Publish the report")
    desk = page.url.partition("#")[0]
    patience = time.monotonic() + PUBLISHED_WITHIN
    while state_of(page, "Report", edition) != "Published":
        assert time.monotonic() < patience, page.locator(".desk").inner_text()[:400]
        again = page.get_by_role("link", name="Look again")
        if again.count():
            again.click()
        else:
            page.goto(desk)
        page.wait_for_timeout(500)
    number = edition.rpartition(" ")[2]
    return f"/northmere-panel/reviews/how-long-young-carers-wait/report/{number}/"


def record_the_answer(page: Page) -> None:
    who = "Jonathan Verrall"
    assert state_of(page, "Responses", who) == "Asked for"
    press(page, "Responses", who, "Edit")
    today = date.today().isoformat()
    letter = {"Received on": today, "Document that the clerk cites": "Letter of the commissioner"}
    fill_in(page, {**letter, "What the reply says as a whole": "The commissioner agrees."})
    save(page)
    press(page, "Responses", who, "Record the decision on R1")
    page.get_by_label("Accepted", exact=True).check()
    fill_in(page, {"Action taken or proposed": "A daily round at noon", "By when": today})
    save(page)
    for verb in ("Mark as received", "Accept as complete", "Publish the response"):
        press(page, "Responses", who, verb)
        said(page, f"Done: {verb}")
    scope = "Scope and terms of reference"
    press(page, scope, TITLE, "Record that the response is complete")
    press(page, scope, TITLE, "Start tracking progress")
    assert state_of(page, scope, TITLE) == "Tracking progress"


def act_and_redate(page: Page) -> None:
    press(page, "Recommendations", "Send each notice", "Add an action")
    task, day = "Count the notices of one month", date.today() + timedelta(days=30)
    values = {"What is to be done": task, "Owner": "Colin Ashdown", "Due on": day.isoformat()}
    fill_in(page, values)
    save(page)
    press(page, "Actions", task, "Change the date")
    later = (day + timedelta(days=30)).isoformat()
    fill_in(page, {"New date": later, "Reason": "The month is not over yet."})
    save(page)
    expect(row(page, "Actions", task)).to_contain_text("once")


def correct_and_publish_again(page: Page) -> str:
    press(page, "Findings", FIRST_TEXT, "Edit")
    fill_in(page, {"Finding": SECOND_TEXT})
    save(page)
    page.get_by_role("link", name="Start a new edition").click()
    page.get_by_role("button", name="Save", exact=True).click()
    assert problems(page) == ["Why there is a new edition: This field is required."]
    fill_in(page, {"Why there is a new edition": "Finding 1 gave a wrong number"})
    save(page)
    minute = {"Minute that records the decision": "91/3"}
    move(page, "Report", "Edition 2", "Record that this edition was agreed", minute)
    second = publish(page, "Edition 2")
    assert state_of(page, "Report", "Edition 1") == "Replaced by a newer edition"
    return second


def both_editions_answer(
    stranger: APIRequestContext, served: Served, first: str, second: str
) -> None:
    for address, there, gone in (
        (first, FIRST_TEXT, SECOND_TEXT),
        (second, SECOND_TEXT, FIRST_TEXT),
    ):
        page = stranger.get(f"{served.url}{address}").text()
        assert there in page
        assert gone not in page
        assert RESTRICTION in page
        pdf = PdfDocument(stranger.get(f"{served.url}{address}report.pdf").body())
        text = " ".join(pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf)))
        assert there in " ".join(text.split())
        assert there in json.dumps(stranger.get(f"{served.url}{address}report.json").json())
        assert stranger.get(f"{served.url}{address}report.csv").text().count("\n") >= 1
    assert "Finding 1 gave a wrong number" in stranger.get(f"{served.url}{second}").text()
    assert second in stranger.get(f"{served.url}{first}").text(), "the old edition names the new"


def the_secret_is_nowhere(stranger: APIRequestContext, served: Served) -> None:
    """Neither on a page nor in a file that can be reached from the review."""
    waiting, seen = [f"{served.url}/", f"{served.url}/northmere-panel/reviews/"], set[str]()
    while waiting:
        url = waiting.pop()
        if url in seen or "/workspace/" in url:
            continue
        seen.add(url)
        answer = stranger.get(url)
        content = answer.body()
        if url.endswith(".pdf"):
            pdf = PdfDocument(io.BytesIO(content))
            pages = [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]
            content = " ".join(" ".join(pages).split()).encode()
        for secret in (SECRET_WITNESS, SECRET_TITLE, SECRET_TEXT, "Larkspur"):
            assert secret.encode() not in content, url
        if "html" in answer.headers.get("content-type", ""):
            links = re.findall(r'href="(/[^"#?]*)', answer.text())
            waiting += [served.url + link for link in links if not link.startswith("/static/")]
    assert len([url for url in seen if url.endswith(".pdf")]) >= 4
