"""The page of one action: its owner, the clerk at a meeting, two people at once, files."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from portal.models import LogEntry, User
from portal.operations import Refused, fresh
from scrutiny.models import Action, InformationRequest, ProgressAttachment, ProgressUpdate
from scrutiny.operations import progress
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.actions.acting import Acting, public_of

pytestmark = pytest.mark.django_db


def as_user(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def read(answer: Any) -> bytes:
    """The whole of a file that was answered; what is read to its end closes itself."""
    return b"".join(answer.streaming_content)


def page_of(action: Action) -> str:
    return reverse("workspace_action", args=[action.key])


def act_of(action: Action, name: str) -> str:
    return reverse("workspace_action_act", kwargs={"key": action.key, "name": name})


def fields(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back untouched, hidden beginnings included."""
    form = client.get(url).context["form"]
    found = {}
    for name in form.fields:
        value = form[name].value()
        found[name] = "" if value is None else value
        if form.fields[name].show_hidden_initial:
            found[form[name].html_initial_name] = found[name]
    return found | {"attachments": []} if "attachments" in found else found


def photo(name: str = "damp wall.jpg") -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue())


def text_file(name: str = "figures.csv", content: bytes = b"month,notices\nMay,3\n") -> Any:
    return SimpleUploadedFile(name, content)


def test_an_owner_reports_with_files_and_the_clerk_confirms(acting: Acting) -> None:
    one = acting.released()
    owner, url = as_user(acting.member), page_of(one)
    answer = owner.post(url, {"do": "report", "text": " ", "attachments": [photo()]})
    assert answer.status_code == 422
    assert answer.context["mistakes"] == [("id_text", "Write what has been done")]
    said = {"do": "report", "text": "Half came.", "proof": "Our log."}
    macros = text_file("evil.html", b"<script>alert(1)</script>")
    refused = owner.post(url, said | {"attachments": [photo(), macros]})
    assert refused.status_code == 422
    assert "Half came." in refused.content.decode(), "what was typed stays"
    six = [text_file(f"{n}.csv") for n in range(6)]
    assert owner.post(url, said | {"attachments": six}).status_code == 422
    assert not ProgressUpdate.objects.exists()
    assert owner.post(url, said | {"attachments": [photo(), text_file()]}).status_code == 302
    update = ProgressUpdate.objects.get()
    picture, table = update.attachments.all()
    assert (picture.name, table.name, table.size) == ("damp wall.jpg", "figures.csv", 20)
    assert default_storage.exists(table.storage_name)

    readers = {acting.member: 200, acting.clerk: 200, acting.other_member: 404}
    readers |= {acting.partner: 404, acting.stranger: 404}
    where = reverse("workspace_action_file", args=[one.key, table.pk])
    for account, status in readers.items():
        answer = as_user(account).get(where)
        assert answer.status_code == status
        if status == 200:
            assert read(answer).startswith(b"month")
    assert Client().get(where).status_code == 302
    seen = as_user(acting.other_member).get(url).content.decode()
    assert "Half came." not in seen, "no clerk has confirmed it"
    assert "Half came." in as_user(acting.member).get(url).content.decode()
    for account in (acting.partner, acting.stranger):
        assert as_user(account).get(url).status_code == 404

    for account in (acting.member, acting.other_member):
        confirm = {"do": "confirm", "update": update.pk}
        assert as_user(account).post(url, confirm).status_code == 422
    clerk = as_user(acting.clerk)
    assert "Confirm" in clerk.get(url).content.decode()
    assert clerk.post(url, {"do": "confirm", "update": update.pk}).status_code == 302
    assert clerk.post(url, {"do": "confirm", "update": update.pk}).status_code == 422
    assert "Half came." in as_user(acting.other_member).get(url).content.decode()
    got = as_user(acting.other_member).get(where)
    assert read(got) == b"month,notices\nMay,3\n"
    assert got["Cache-Control"] == "private, no-store"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    logged = LogEntry.objects.for_instance(one).filter(action="portal.download")
    assert logged.filter(user=acting.other_member).count() == 1
    told = str(public_of(one))
    assert "Half came." in told
    assert "figures.csv" not in told
    assert "damp" not in told
    other = acting.add()
    wrong = reverse("workspace_action_file", args=[other.key, table.pk])
    assert clerk.get(wrong).status_code == 404


def test_a_failure_after_the_files_were_looked_at_keeps_none(
    acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = acting.released()

    def fail(*_args: Any, **_more: Any) -> None:
        raise Refused("Not today.")

    monkeypatch.setattr(progress, "_tell", fail)
    kept: list[str] = []
    save = default_storage.save

    def noting(name: str, content: Any, **more: Any) -> str:
        kept.append(save(name, content, **more))
        return kept[-1]

    monkeypatch.setattr(default_storage, "save", noting)
    with pytest.raises(Refused, match="Not today"):
        acting.report(one, by=acting.clerk, files=[text_file()])
    assert len(kept) == 1
    assert not default_storage.exists(kept[0])
    assert not ProgressAttachment.objects.exists()
    assert not ProgressUpdate.objects.exists()


def test_two_who_report_never_meet_and_two_who_claim_do(acting: Acting) -> None:
    one = acting.add()
    owner, clerk, url = as_user(acting.member), as_user(acting.clerk), page_of(one)
    mine, theirs = fields(owner, url), fields(clerk, url)
    first = {"do": "report", "text": "From the clerk."}
    assert clerk.post(url, theirs | first).status_code == 302
    redate = fields(clerk, act_of(one, "redate"))
    redate |= {"to_date": "2025-12-01", "reason": "The audit is late."}
    assert clerk.post(act_of(one, "redate"), redate).status_code == 302
    report = mine | {"do": "report", "text": "From an old page."}
    assert owner.post(url, report).status_code == 302, "updates are never in conflict"

    claim = mine | {"do": "claim", "text": "All came.", "proof": "The audit of May."}
    answer = owner.post(url, claim | {"attachments": [text_file()]})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "What happened meanwhile" in told
    assert "was re-dated from 30 September 2025 to 1 December 2025" in told
    assert "Choose your files again" in told
    for typed in ("All came.", "The audit of May."):
        assert typed in told
    assert fresh(one).state == "open"
    again = {name: answer.context["form"][name].value() or "" for name in ("text", "proof")}
    again["expected_version"] = answer.context["form"]["expected_version"].value()
    assert owner.post(url, again | {"do": "claim"}).status_code == 302
    assert fresh(one).state == "complete_claimed"
    last = ProgressUpdate.objects.order_by("pk").last()
    assert last is not None
    assert (last.text, last.proof) == ("All came.", "The audit of May.")

    tab, other_tab = fields(owner, url), fields(owner, url)
    acting.move(fresh(one), "close")
    late = owner.post(url, tab | {"do": "report", "text": "Too late, but typed."})
    assert late.status_code == 422
    assert "Too late, but typed." in late.content.decode()
    later = owner.post(url, other_tab | {"do": "claim", "text": "As typed.", "proof": "So."})
    assert later.status_code == 409
    assert "As typed." in later.content.decode()
    assert "was closed" in later.content.decode()


def test_of_two_clerks_the_second_sees_both_texts_and_applies_theirs_again(
    acting: Acting,
) -> None:
    one = acting.add()
    first, second, url = (
        as_user(acting.clerk),
        as_user(acting.second_clerk),
        act_of(one, "change"),
    )
    mine, theirs = fields(first, url), fields(second, url)
    both_tabs = fields(first, url)
    assert first.post(url, mine | {"text": "Bring all figures."}).status_code == 302
    answer = second.post(url, theirs | {"text": "Bring the May figures.", "priority": "high"})
    assert answer.status_code == 409
    told = answer.content.decode()
    for text in ("Bring all figures.", "Bring the May figures.", "As you typed it"):
        assert text in told
    assert "Action" in answer.context["changes"][0].sentence
    assert fresh(one).text == "Bring all figures."
    form = answer.context["form"]
    again: dict[str, Any] = {}
    for name in form.fields:
        again[name] = form[name].value() if form[name].value() is not None else ""
        if form.fields[name].show_hidden_initial:
            again[form[name].html_initial_name] = again[name]
    assert again["text"] == "Bring the May figures."
    assert second.post(url, again).status_code == 302
    saved = fresh(one)
    assert (saved.text, saved.priority, saved.owner) == (
        "Bring the May figures.",
        "high",
        acting.owner,
    )
    same_user = first.post(url, both_tabs | {"text": "From my other tab."})
    assert same_user.status_code == 409, "the same person in two tabs is two people"
    assert "From my other tab." in same_user.content.decode()

    closing = fields(first, act_of(one, "close"))
    sent_back = fields(second, act_of(one, "redate"))
    close = closing | {"minute": acting.minute.pk, "evidence": "The figures are in."}
    assert first.post(act_of(one, "close"), closing).status_code == 422
    assert first.post(act_of(one, "close"), close).status_code == 302
    late = second.post(
        act_of(one, "redate"), sent_back | {"to_date": "2026-01-05", "reason": "They asked."}
    )
    assert late.status_code == 409
    assert "They asked." in late.content.decode()
    assert "was closed" in late.content.decode()


def test_everything_that_a_clerk_does_at_a_meeting(acting: Acting) -> None:
    one = acting.released()
    clerk = as_user(acting.clerk)

    def act(name: str, **given: Any) -> int:
        url = act_of(one, name)
        return clerk.post(url, fields(clerk, url) | given).status_code

    minute = acting.minute.pk
    assert act("rate", rating="red", text="None came.") == 422
    assert act("rate", rating="red", text="None came.", minute=minute) == 302
    assert act("redate", to_date="2025-09-30", reason="Same day.") == 422
    assert act("redate", to_date="2025-10-30", reason="Late.") == 302
    assert fresh(one).due_on == date(2025, 10, 30)
    acting.move(fresh(one), "claim_complete", by=acting.member, text="All.")
    assert act("send-back", reason="Half is missing.") == 302
    assert act("cancel", reason="Overtaken.", minute=minute) == 302
    assert act("reopen", reason="It was not.", minute=minute) == 302
    assert act("close", minute=minute) == 422
    assert act("close", minute=minute, evidence="The log.") == 302
    assert (public_of(one) or {})["closing_note"] == "The log."
    assert clerk.get(act_of(one, "close")).status_code == 302, "it is closed already"
    assert clerk.get(act_of(one, "explode")).status_code == 404
    for account in (acting.member, acting.other_member, acting.stranger):
        answer = as_user(account).post(act_of(one, "reopen"), {"reason": "x", "minute": minute})
        assert answer.status_code == 404
    foreign = builders.minute()
    acting.move(fresh(one), "reopen", reason="Again.")
    assert act("close", minute=foreign.pk, evidence="The log.") == 422


def test_a_request_is_answered_by_whom_it_is_asked_of(acting: Acting) -> None:
    office = builders.organisation("Office", kind="office")
    asked_user = builders.with_role(acting.body, "responder", "Ruth One")
    colleague = builders.with_role(acting.body, "responder", "Seth Two")
    addressee = builders.person(acting.body, "Ruth One", user=asked_user, organisation=office)
    builders.person(acting.body, "Seth Two", user=colleague, organisation=office)
    one = make.information_request(make.review(acting.body), addressee=addressee)
    url = reverse("workspace_request", args=[one.key])

    def now() -> InformationRequest:
        return InformationRequest.objects.get(pk=one.pk)

    for account, status in {
        asked_user: 200,
        colleague: 200,
        acting.clerk: 200,
        acting.member: 200,
        acting.partner: 404,
        acting.stranger: 404,
    }.items():
        assert as_user(account).get(url).status_code == status
    sent = {"do": "answer", "expected_version": now().version}
    assert as_user(acting.member).post(url, sent | {"answer": "x"}).status_code == 422
    assert as_user(colleague).post(url, sent | {"answer": " "}).status_code == 422
    assert as_user(colleague).post(url, sent | {"answer": "Thirty."}).status_code == 302
    late = as_user(asked_user).post(url, sent | {"answer": "About thirty."})
    assert late.status_code == 409
    assert "About thirty." in late.content.decode()
    assert "Thirty." in late.content.decode()
    assert "Thirty." not in as_user(acting.member).get(url).content.decode()
    back = {"do": "send_back", "expected_version": now().version}
    clerk = as_user(acting.clerk)
    assert clerk.post(url, back).status_code == 422
    assert clerk.post(url, back | {"reason": "Of which year?"}).status_code == 302
    again = {"do": "answer", "answer": "31 in 2025.", "expected_version": now().version}
    assert as_user(asked_user).post(url, again).status_code == 302
    assert clerk.post(url, {"do": "close", "expected_version": now().version}).status_code == 302
    assert "31 in 2025." in as_user(acting.member).get(url).content.decode()
