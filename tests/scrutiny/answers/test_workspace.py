"""The pages of an office: who finds them, saving and going on, two at once, sending, progress."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.models import User
from portal.operations import fresh
from scrutiny.models import AnswerDraft, ImpactReview, ProgressUpdate, Response
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.answers.asking import Asked

pytestmark = pytest.mark.django_db

ANSWER = {
    "decision": "accepted",
    "action": "Notices are sent within a day.",
    "owner": "Head of Policy",
    "due_on": "2025-12-01",
}


def page_of(response: Response) -> str:
    return reverse("workspace_response", args=[response.key])


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fields(client: Client, url: str) -> dict[str, str]:
    """What a browser would send back from the page untouched."""
    context = client.get(url).context
    sent: dict[str, str] = {}
    for form in [*(row.form for row in context["rows"] if row.form), context["whole"]]:
        for bound in form:
            value = bound.value()
            text = "" if value is None else str(value)
            sent[bound.html_name] = text
            if bound.field.show_hidden_initial:
                sent[bound.html_initial_name] = text
    return sent


def typed(number: int, **values: str) -> dict[str, str]:
    return {f"r{number}-{name}": value for name, value in values.items()}


def test_who_finds_what_is_asked(asked: Asked) -> None:
    response = asked.publish()
    url = page_of(response)
    title = asked.review.title
    assert Client().get(url)["Location"].startswith("/workspace/sign-in/")
    wanted = {asked.first: 200, asked.second: 200, asked.stranger: 404, asked.clerk: 404}
    for account, status in wanted.items():
        client = as_user(account)
        assert client.get(url).status_code == status
        listed = client.get(reverse("workspace_responses")).content.decode()
        assert (title in listed) is (status == 200)
        landing = client.get(reverse("workspace")).content.decode()
        assert (url in landing) is (status == 200)
    assert "Friday 10 October 2025" in as_user(asked.first).get(url).content.decode()


def test_a_page_asks_as_much_for_twenty_as_for_two(asked: Asked) -> None:
    response = asked.publish()
    client = as_user(asked.first)
    counts = []
    for more in (0, 18):
        for _number in range(more):
            make.recommendation(asked.review, state="issued", addressee=asked.commissioner)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(response)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_saving_one_keeps_all_that_was_typed(asked: Asked) -> None:
    response = asked.publish()
    url = page_of(response)
    client = as_user(asked.first)
    data = fields(client, url)
    data |= typed(1, **ANSWER) | typed(2, reason="Not sure yet.") | {"save": "1"}
    data["whole-introduction"] = "Dear chair"
    answer = client.post(url, data)
    assert (answer.status_code, answer["Location"]) == (302, f"{url}#r-1")
    drafts = {one.recommendation.number: one for one in AnswerDraft.objects.all()}
    assert (drafts[1].decision, drafts[2].reason) == ("accepted", "Not sure yet.")
    assert fresh(response).introduction == "Dear chair"
    again = client.get(url)
    words = again.content.decode()
    assert "Ready to be sent: accepted" in words
    assert "Saved. Nobody but your office" in words
    client.post(url, fields(client, url) | {"save": "2"})
    assert [one.version for one in AnswerDraft.objects.order_by("recommendation__number")] == [1, 1]


def test_two_of_the_office_see_both_texts(asked: Asked) -> None:
    response = asked.publish()
    url = page_of(response)
    ruth, seth = as_user(asked.first), as_user(asked.second)
    ruths, seths = fields(ruth, url), fields(seth, url)
    ruth.post(url, ruths | typed(1, **ANSWER) | {"save": "1"})
    answer = seth.post(url, seths | typed(1, action="Seth's words.") | {"save": "1"})
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "somebody else of your office" in words
    assert "Notices are sent within a day." in words
    assert "Seth&#x27;s words." in words
    assert AnswerDraft.objects.get().action == ANSWER["action"]
    shown = answer.context["rows"][0].form
    sent = {bound.html_name: str(bound.value() or "") for bound in shown} | {
        bound.html_initial_name: str(bound.value() or "")
        for bound in shown
        if bound.field.show_hidden_initial
    }
    assert seth.post(url, seths | sent | {"save": "1"}).status_code == 302
    draft = AnswerDraft.objects.get()
    assert (draft.action, draft.owner) == ("Seth's words.", "Head of Policy")
    # What Seth had not touched was not in his way.
    ruths = fields(ruth, url) | typed(2, reason="R2 is mine.") | {"save": "2"}
    assert ruth.post(url, ruths).status_code == 302


def test_sending_says_what_is_missing_and_where(asked: Asked) -> None:
    response = asked.publish()
    url = page_of(response)
    client = as_user(asked.first)
    data = fields(client, url) | typed(1, decision="rejected") | typed(2, **ANSWER)
    answer = client.post(url, data | {"send": "yes"})
    assert answer.status_code == 422
    assert answer.context["mistakes"] == [("id_r1-reason", "R1: give the reason")]
    assert 'id="id_r1-reason"' in answer.content.decode()
    data = fields(client, url) | typed(1, reason="It is for the council.") | {"send": "yes"}
    assert client.post(url, data).status_code == 302
    assert fresh(response).state == "received"
    sent = client.get(url).content.decode()
    assert "It is for the council." in sent
    assert "<textarea" not in sent
    asked.move("return", "R1: the council says that it is for you.")
    back = client.get(url).content.decode()
    assert "Your answer was sent back on Friday 12 September 2025." in back
    assert "R1: the council says that it is for you." in back
    assert back.index("the council says") < back.index('id="r-1"')


def test_a_bad_date_stays_typed_and_everything_else_is_saved(asked: Asked) -> None:
    url = page_of(asked.publish())
    client = as_user(asked.first)
    data = fields(client, url) | typed(1, due_on="soon") | typed(2, **ANSWER) | {"save": "1"}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert [place for place, _words in answer.context["mistakes"]] == ["id_r1-due_on"]
    assert AnswerDraft.objects.get().recommendation.number == 2


def test_progress_of_ones_own_alone(asked: Asked) -> None:
    asked.answered()
    owner = builders.user()
    action = make.action(asked.review, owner=builders.person(asked.body, user=owner))
    one = asked.recommendation()
    pages = {
        reverse("workspace_progress_recommendation", args=[one.key]): [asked.first, asked.second],
        reverse("workspace_action", args=[action.key]): [owner],
    }
    everybody = [asked.first, asked.second, asked.stranger, asked.clerk, owner]
    for url, own in pages.items():
        for account in everybody:
            client = as_user(account)
            # The clerk reads an action on the same page.
            reads = account in own or (account == asked.clerk and "/actions/" in url)
            assert client.get(url).status_code == (200 if reads else 404)
            listed = client.get(reverse("workspace_progress")).content.decode()
            assert (url in listed) is (account in own)
    url = reverse("workspace_progress_recommendation", args=[one.key])
    client = as_user(asked.second)
    assert client.post(url, {"do": "report", "text": "Half."}).status_code == 302
    assert "the clerk has not confirmed it" in client.get(url).content.decode()
    answer = client.post(url, {"do": "claim", "text": "All."})
    assert answer.status_code == 422
    assert answer.context["mistakes"] == [("id_proof", "Say what shows that it was done")]
    assert client.post(url, {"do": "claim", "text": "All.", "proof": "Audit."}).status_code == 302
    assert fresh(one).state == "implemented_claimed"
    assert [update.text for update in ProgressUpdate.objects.all()] == ["Half.", "All."]


def test_the_clerk_works_on_the_desk(asked: Asked) -> None:
    """Verdict, confirmation, rating, plan and impact, by the forms of the desk."""
    asked.publish()
    asked.answer()
    asked.clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = as_user(asked.clerk)

    def at(page: str, kind: str, pk: int | None = None, **extra: Any) -> str:
        where = {"review_pk": asked.review.pk, "kind": kind, **extra}
        return reverse(f"desk:{page}", kwargs=where | ({"pk": pk} if pk else {}))

    made = asked.decision()
    verdict = {
        "expected_version": made.version,
        "verdict": "answers",
        "verdict_minute": asked.minute.pk,
    }
    assert client.post(at("edit", "verdicts", made.pk), verdict).status_code == 302
    assert asked.decision().verdict == "answers"
    news: dict[str, Any] = {"recommendation": asked.recommendation().pk, "text": "Half."}
    assert client.post(at("add", "news"), news | {"rating": "red"}).status_code == 422
    rated = news | {"rating": "red", "minute": asked.minute.pk}
    assert client.post(at("add", "news"), rated).status_code == 302
    as_user(asked.first).post(
        reverse("workspace_progress_recommendation", args=[asked.recommendation().key]),
        {"do": "claim", "text": "All.", "proof": "Audit."},
    )
    claim = ProgressUpdate.objects.get(text="All.")
    desk = reverse("desk:desk", args=[asked.review.pk])
    assert "R1: one update waits to be confirmed" in client.get(desk).content.decode()
    assert client.post(at("move", "news", claim.pk, name="confirm")).status_code == 302
    assert fresh_update(claim).confirmed_by == asked.clerk
    one = asked.recommendation()
    closing = {
        "expected_version": one.version,
        "minute": asked.minute.pk,
        "evidence": "The audit.",
    }
    close = at("move", "recommendations", one.pk, name="close_implemented")
    assert client.post(close, closing).status_code == 302
    gap = "R1: closed 2 months ago, no impact review planned"
    assert gap in client.get(desk).content.decode()
    plan = {"recommendation": one.pk, "planned_on": "2025-10-01"}
    answer = client.post(at("add", "impact"), plan)
    assert answer.status_code == 422
    assert "six to twelve months" in answer.content.decode()
    plan["accepts_outside"] = "on"
    assert client.post(at("add", "impact"), plan).status_code == 302
    planned = ImpactReview.objects.get(recommendation=one)
    held = {
        "expected_version": planned.version,
        "result": "changed",
        "what_changed": "Children are seen sooner.",
        "minute": asked.minute.pk,
    }
    assert client.post(at("edit", "impact-held", planned.pk), held).status_code == 302
    assert fresh(planned).what_changed == "Children are seen sooner."
    assert gap not in client.get(desk).content.decode()


def fresh_update(update: ProgressUpdate) -> ProgressUpdate:
    return ProgressUpdate.objects.get(pk=update.pk)
