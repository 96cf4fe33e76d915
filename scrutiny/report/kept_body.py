"""The body of a released report, drawn once in the life of a process.

A released report never changes: its payload has a hash. Drawing two hundred passages costs more
than all the rest of its page. Who asks has looked the record up first, so a withdrawn report is
never shown from here.
"""

from __future__ import annotations

from typing import Final

from django.utils.safestring import SafeString

from portal.drawn import drawn
from portal.models import PublicRecord
from scrutiny.report.document import ReportDocument
from scrutiny.report.render import body_html

_HASH_LENGTH: Final = 64


def kept_body(record: PublicRecord, document: ReportDocument) -> SafeString:
    """The markup of `document`, which was read from the payload of `record`."""
    key = record.payload_hash
    if len(key) != _HASH_LENGTH:
        return body_html(document)
    return drawn("report", key, lambda: body_html(document))
