"""The reading version of a paper: a public page, made from released bytes alone."""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from boards import kinds
from boards.paper_reading.outline import shown_nodes
from portal.addresses import body_url, canonical_url
from portal.models.releases import PublicRecord
from portal.public import Gone, Moved, record_at, record_of
from portal.public_files import released_file
from portal.released_texts import Told, told_of
from portal.responses import public

__all__ = ["paper_reading"]

#: Pages of a paper on one web page; a longer one is parted.
PAGES_AT_ONCE: Final = 150
#: From so many headings on the page has contents.
HEADINGS_FOR_CONTENTS: Final = 4
_DEEPEST_IN_CONTENTS: Final = 3
_PART: Final = re.compile(r"[1-9][0-9]{0,8}")


@public
def paper_reading(request: HttpRequest, body: str, meeting: str, stem: str) -> HttpResponseBase:
    """A paper as a web page; where its words cannot be had, why, and what to do then."""
    path = f"meetings/{meeting}/papers/{stem}.pdf"
    try:
        record = record_at(kinds.PAPER, body=body, path=path)
    except Moved as moved:
        target = f"{moved.path.removesuffix('.pdf')}/"
        return redirect(body_url(moved.body, target, request=request))
    file = released_file(record, f"{stem}.pdf")
    told = told_of(file.sha256)
    return render(
        request,
        "boards/paper_reading.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, f"meetings/{meeting}/papers/{stem}/"),
            "paper": record.payload,
            "title": record.title,
            "file": file,
            "file_path": record.path,
            "record": record,
            "meeting": _meeting_of(record),
            "told": told,
            **(_shown(request, record, told) if told and told.blocks else {}),
        },
    )


def _shown(request: HttpRequest, record: PublicRecord, told: Told) -> dict[str, Any]:
    """The words of the part that is asked for. Raises Http404 for a part that there is not."""
    parts = max(1, -(-told.pages // PAGES_AT_ONCE))
    asked = request.GET.get("part", "1")
    if not _PART.fullmatch(asked) or int(asked) > parts:
        raise Http404
    number = int(asked)
    first = (number - 1) * PAGES_AT_ONCE + 1
    last = min(told.pages, number * PAGES_AT_ONCE)
    if told.is_cut:
        last = min(last, max((one.page for one in told.blocks), default=1))
    nodes, headings = shown_nodes(told.blocks, title=record.title, first=first, last=last)
    contents = [one for one in headings if one.level <= _DEEPEST_IN_CONTENTS]
    return {
        "nodes": nodes,
        "contents": contents if len(contents) >= HEADINGS_FOR_CONTENTS else [],
        "part": number,
        "parts": [
            (one, (one - 1) * PAGES_AT_ONCE + 1, min(told.pages, one * PAGES_AT_ONCE))
            for one in range(1, parts + 1)
        ]
        if parts > 1
        else [],
    }


def _meeting_of(record: PublicRecord) -> PublicRecord | None:
    """The meeting of a paper, as far as it is public."""
    try:
        return record_of(kinds.MEETING, record.payload.get("meeting", ""), body=record.body)
    except (Http404, Gone):
        return None
