"""What the public reads: the timeline of a body, a source, a finding, a theme across areas."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.models import Organisation, ScrutinyBody
from portal.models import User
from portal.publishing import Copy, release
from scrutiny import kinds
from scrutiny.models import Source
from scrutiny.operations.source_release import publish_source, withdraw_source
from tests.builders_public import front_page, key_of, release_body
from tests.scrutiny.sources.making import found, letter

THEME = {"slug": "domestic-abuse-notices", "name": "Domestic abuse notices", "name_cy": ""}
REVIEW = {"title": "Child protection", "title_cy": "", "path": "reviews/child-protection/"}


@pytest.fixture(autouse=True)
def _public(panel: ScrutinyBody) -> None:
    release_body(panel.slug)


def publish(source: Source, by: User) -> None:
    publish_source(source=source, by=by, expected_version=None)


def said(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def put(kind: str, name: str, title: str, payload: dict[str, Any]) -> str:
    key = key_of(kind, name)
    copy = Copy(
        kind=kind,
        key=key,
        body="northmere-panel",
        path=f"{kind}s/{key}/",
        title=title,
        payload=payload,
    )
    release(copies=[copy], body="northmere-panel", subject=name, by=None)
    return key


def line(prompted_by: list[str]) -> str:
    payload = {
        "number": 1,
        "question": "How soon does the council learn of it?",
        "question_cy": "",
        "theme": THEME,
        "state": "answered",
        "conclusion": "Too late.",
        "conclusion_cy": "",
        "confidence": "high",
        "agreed_on": "2025-06-02",
        "review": REVIEW,
        "prompted_by": prompted_by,
    }
    return put(kinds.LINE, "1", "How soon?", payload)


def recommendation() -> str:
    payload = {
        "number": 1,
        "reference": "NPCP R (25/26) 01",
        "text": "Send each notice within a day.",
        "text_cy": "",
        "themes": [{**THEME, "slug": "another", "name": "Another"}, THEME],
        "state": "closed_implemented",
        "issued_on": "2025-07-01",
        "addressee": {"name": "Ann Holder", "post": "Commissioner"},
        "impact": [{"what_changed": "Notices arrive the same day."}],
    }
    return put(kinds.RECOMMENDATION, "1", "Send each notice.", payload)


def action(of: str) -> str:
    payload = {
        "number": 3,
        "reference": "NPCP A (25/26) 03",
        "text": "End the weekly batches.",
        "state": "closed",
        "owner": {"name": "Sam Ellis", "post": ""},
        "closing_note": "Seen at the meeting.",
        "closed_by": {"number": "9", "held_on": "2025-09-01"},
        "recommendation": of,
        "line": None,
    }
    return put(kinds.ACTION, "3", "End the weekly batches.", payload)


def test_the_timeline_is_newest_first_and_of_one_area(
    client: Client, panel: ScrutinyBody, clerk: User
) -> None:
    older = letter(panel, clerk, title="Older letter", dated_on="2002-10-01", date_words="2002")
    found(older, clerk, "Thresholds were too high.", area="Wirral", dated_on="2002-10-01")
    newer = letter(panel, clerk)
    found(newer, clerk, "Referrals took four weeks.", area="Wirral")
    found(newer, clerk, "Notices came in batches.", area="Bury")
    for one in (older, newer):
        publish(one, clerk)
    letter(panel, clerk, title="A letter that nobody published")
    text = said(client, "/northmere-panel/sources/")
    assert text.index("Letter on child protection") < text.index("Older letter")
    assert "nobody published" not in text
    assert "Monday 17 October 2016" in text
    assert "2 sources" in text
    bury = said(client, "/northmere-panel/sources/?area=Bury")
    assert '<option value="Bury" selected>' in bury
    assert "Notices came in batches." in bury
    assert "Referrals took" not in bury
    assert "Older letter" not in bury
    assert "1 source about Bury" in bury
    assert "Nothing published is about this area" in said(
        client, "/northmere-panel/sources/?area=Nowhere"
    )


def test_a_source_has_one_address_on_every_host(
    client: Client, panel: ScrutinyBody, clerk: User
) -> None:
    source = letter(panel, clerk, summary="What it is about.")
    reply = letter(panel, clerk, title="A reply", kind="reply", replies_to=source)
    found(source, clerk, kind="statistic", figure_words="more than half", denominator=42)
    for one in (source, reply):
        publish(one, clerk)
    text = said(client, f"/sources/{source.key}/")
    assert "Written by" in text
    assert "Kent Police" in text
    assert "more than half of 42" in text
    assert f'href="/sources/{reply.key}/">A reply' in text
    moved = client.get(f"/northmere-panel/sources/{source.key}/")
    assert (moved.status_code, moved["Location"]) == (302, f"/sources/{source.key}/")
    front_page("northmere-other", host="other.localhost")
    elsewhere = client.get(f"/sources/{source.key}/", headers={"host": "other.localhost"})
    assert elsewhere.status_code == 404
    withdraw_source(source=source, by=clerk, expected_version=None, reason="It was a draft.")
    gone = client.get(f"/sources/{source.key}/")
    assert gone.status_code == 410
    assert "It was a draft." in gone.content.decode()


def test_a_finding_leads_to_its_answers_and_what_it_prompted(
    client: Client, panel: ScrutinyBody, clerk: User
) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    publish(source, clerk)
    reply = letter(panel, clerk, title="The reply")
    answer = found(
        reply,
        clerk,
        "It has been put right.",
        kind="response",
        decision="partly_accepted",
        answers_to=[finding],
        theme=None,
    )
    publish(reply, clerk)
    line([str(finding.key)])
    text = said(client, f"/findings/{finding.key}/")
    assert "Bury Metropolitan Borough Council" in text
    assert 'href="/themes/domestic-abuse-notices/"' in text
    assert "How it was answered" in text
    assert "It has been put right." in text
    assert "Partly accepted" in text
    assert "The questions that it prompted" in text
    assert "How soon does the council learn of it?" in text
    back = said(client, f"/findings/{answer.key}/")
    assert "What it answers" in back
    assert "Notices came late." in back
    theme = said(client, "/themes/domestic-abuse-notices/")  # the answer bears no theme itself
    assert "It has been put right." in theme
    withdraw_source(source=source, by=clerk, expected_version=None, reason="It was a draft.")
    assert client.get(f"/findings/{finding.key}/").status_code == 410


def test_a_theme_tells_who_had_it_what_they_did_and_what_followed(
    client: Client, panel: ScrutinyBody, clerk: User
) -> None:
    source = letter(panel, clerk)
    cleveland = [Organisation.objects.get(code="force-cleveland")]
    found(source, clerk, "Here too.", subjects=cleveland, area="Stockton", outcome="Better now.")
    found(source, clerk)
    found(source, clerk, "It was all said before.", kind="context")
    publish(source, clerk)
    line([])
    asked = recommendation()
    action(asked)
    text = said(client, "/themes/domestic-abuse-notices/")
    marks = (
        "Who had this finding",
        "Cleveland Police (Stockton)",
        "Better now.",
        "What they did",
        "How soon does the council learn of it?",
        "Recommendation NPCP R (25/26) 01",
        "Ann Holder, Commissioner",
        "Notices arrive the same day.",
        "What followed",
        "End the weekly batches.",
        "Seen at the meeting.",
    )
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "said before" not in text
    listed = said(client, "/themes/")
    assert "2 themes" in listed
    assert "3 findings, 1 recommendation" in listed
    assert client.get("/themes/nothing-at-all/").status_code == 404


def test_the_pages_ask_as_often_for_many_as_for_few(
    client: Client, panel: ScrutinyBody, clerk: User
) -> None:
    counts: list[list[int]] = []
    paths = ["/northmere-panel/sources/", "/themes/", "/themes/domestic-abuse-notices/"]
    for first, last in ((0, 2), (2, 9)):
        for number in range(first, last):
            source = letter(panel, clerk, title=f"Letter {number}")
            for text in ("One.", "Two."):
                found(source, clerk, text)
            publish(source, clerk)
        paths = [*paths[:3], f"/sources/{source.key}/"]
        counts.append([])
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
