"""The letter: from the record, in plain words, accessible, and for those who may have it."""

from __future__ import annotations

from datetime import date

import page as page_validation
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.models import Clock
from portal.operations import Refused
from scrutiny.models import Report, Response
from scrutiny.operations.reports import update_report
from scrutiny.report.letter import Letter, letter_of
from scrutiny.report.letter_render import letter_html, letter_pdf
from tests import builders
from tests import builders_scrutiny as make
from tests.reading import pdf_tree
from tests.reading.tree import words
from tests.scrutiny.answers.asking import Asked

pytestmark = pytest.mark.django_db


def text_of(letter: Letter) -> str:
    return " ".join(words(pdf_tree.report_body(letter_pdf(letter))))


def test_it_says_who_asks_what_and_until_when(asked: Asked) -> None:
    response = asked.publish()
    letter = letter_of(response)
    pdf = letter_pdf(letter)
    report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant
    assert pdf == letter_pdf(letter_of(asked.response))
    said = text_of(letter)
    for words_said in (
        "Jo Verrall Commissioner",
        "Panel has published the report",
        "2 of its recommendations are addressed to you",
        "Friday 10 October 2025",
        "28 days after it",
        "section 29(3)",
        "accepted, partly accepted or rejected",
        asked.recommendation(2).reference,
        f"/workspace/responses/{response.key}/",
        "Within six months",
    ):
        assert words_said in said, words_said
    assert "Local Government Act" not in said


def test_a_statutory_clock_takes_the_place_of_the_period(asked: Asked) -> None:
    Report.objects.filter(review=asked.review).update(
        response_rule="executive_response_to_scrutiny", response_days=None
    )
    response = asked.publish()
    letter = letter_of(response)
    assert (letter.due_on, letter.is_by_law) == (date(2025, 11, 12), True)
    row = Clock.objects.get(subject_key=response.key)
    assert (row.rule, row.settings) == ("executive_response_to_scrutiny", {})
    html = letter_html(letter)
    assert "Local Government Act 2000, section 9FE" in html
    assert "29(3)" not in html
    assert "2 months after" in html


def test_the_law_of_england_is_no_law_in_wales(quick: None, files_say_nothing: None) -> None:
    panel = builders.welsh_panel()
    report = make.report(make.review(panel))
    with pytest.raises(Refused, match="England alone"):
        update_report(
            report=report,
            by=builders.clerk_of(panel),
            values={"response_rule": "executive_response_to_scrutiny"},
            expected_version=report.version,
        )


def test_what_came_back_says_why(asked: Asked) -> None:
    asked.publish()
    asked.answer()
    assert "came back" not in letter_html(letter_of(asked.response))
    back = asked.move("return", "R1: no day is named.")
    html = letter_html(letter_of(back))
    assert "Why your answer came back" in html
    assert "R1: no day is named." in html


def test_who_may_have_it(asked: Asked, client: Client) -> None:
    response = asked.publish()
    at_desk = reverse("desk:letter", args=[asked.review.pk, response.pk])
    asked.clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    other = make.response(make.review(asked.body), asked.commissioner)
    client.force_login(asked.clerk)
    answer = client.get(at_desk)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client.get(reverse("desk:letter", args=[asked.review.pk, other.pk])).status_code == 404
    desk = client.get(reverse("desk:desk", args=[asked.review.pk])).content.decode()
    assert f'href="{at_desk}"' in desk
    theirs = reverse("workspace_letter", args=[response.key])
    wanted = {asked.first: 200, asked.second: 200, asked.stranger: 404, asked.clerk: 404}
    for account, status in wanted.items():
        client.force_login(account)
        assert client.get(theirs).status_code == status, account
    assert Response.objects.filter(pk=response.pk).exists()
