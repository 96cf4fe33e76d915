"""Sources and findings for tests, made by their operations."""

from __future__ import annotations

from datetime import date
from typing import Any

from boards.models import Organisation, ScrutinyBody
from portal.models import User
from scrutiny.models import ExternalFinding, Source, Theme
from scrutiny.operations.source_findings import add_finding
from scrutiny.operations.sources import add_source

LETTER_DAY = date(2016, 10, 17)


def letter(body: ScrutinyBody, by: User, **values: Any) -> Source:
    """A letter of an inspectorate about Kent."""
    given: dict[str, Any] = {
        "kind": "letter",
        "title": "Letter on child protection",
        "dated_on": LETTER_DAY,
        "authors": [Organisation.objects.get(code="inspectorate-ofsted")],
        "subjects": [Organisation.objects.get(code="force-kent")],
    }
    return add_source(body=body, by=by, values=given | values)


def found(source: Source, by: User, text: str = "Notices came late.", **values: Any) -> Any:
    """A finding on domestic abuse notices in Bury."""
    given: dict[str, Any] = {
        "kind": ExternalFinding.Kind.FINDING,
        "text": text,
        "dated_on": source.dated_on,
        "theme": Theme.objects.get(slug="domestic-abuse-notices"),
        "area": "Bury",
        "subjects": [Organisation.objects.get(code="council-bury")],
    }
    return add_finding(source=source, by=by, values=given | values)
