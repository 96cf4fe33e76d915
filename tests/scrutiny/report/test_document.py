from __future__ import annotations

import json
from typing import Any

import pytest

from portal.rules.payloads import PayloadError
from scrutiny.report.document import ReportDocument
from tests.scrutiny.report.documents import ALL, full_document


@pytest.mark.parametrize("make", ALL)
def test_a_payload_holds_the_whole_document(make: Any) -> None:
    document = make()
    stored = json.loads(json.dumps(document.as_payload()))
    assert ReportDocument.from_payload(stored) == document


def test_a_payload_is_plain_json_with_iso_dates_and_a_version() -> None:
    payload = full_document().as_payload()
    assert payload["schema"] == 1
    assert payload["published_on"] == "2026-05-01"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "has the shape 2"),
        ({"schema": None}, "has the shape None"),
        ({"mystery": 1}, "has no mystery"),
        ({"published_on": "first of May"}, "published_on is no date"),
        ({"title": 7}, "title is no str"),
        ({"edition": True}, "edition is no int"),
        ({"lines": "none"}, "lines is no list"),
        ({"body": []}, "body is no object"),
    ],
)
def test_a_payload_of_another_shape_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        ReportDocument.from_payload({**full_document().as_payload(), **change})


def test_a_payload_that_lacks_what_a_report_needs_is_refused() -> None:
    payload = full_document().as_payload()
    del payload["title"]
    with pytest.raises(PayloadError, match="incomplete"):
        ReportDocument.from_payload(payload)
