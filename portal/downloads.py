"""How often a released file was fetched: a count by file and hour, without anything about whom.

Nobody is named, no address is kept. It answers one question after a breach: how often was the file
fetched while it was public?
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import Error, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal import clock
from portal.models.incidents import DownloadTally
from portal.models.releases import ReleasedFile

_log = logging.getLogger(__name__)


def count_when_sent(request: HttpRequest, response: HttpResponseBase, file: ReleasedFile) -> None:
    """Count a fetch once the answer has been sent, so that nobody waits for the counting.

    It is counted before the answer is closed, because connections to the database end with that.
    """
    close = response.close

    def count_and_close() -> None:
        if not response.closed:
            tally(request, file)
        close()

    response.close = count_and_close  # type: ignore[method-assign]


def tally(request: HttpRequest, file: ReleasedFile) -> None:
    """Count one fetch of a file. Never fails, so that no download ever fails for it.

    A request for a later part of a file is part of one fetch, so only that for its beginning
    counts.
    """
    if request.method != "GET" or not _is_beginning(request.headers.get("Range", "")):
        return
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            _count(file, hour)
    except Error:
        _log.warning("a download was not counted", exc_info=True)


def _count(file: ReleasedFile, hour: datetime) -> None:
    rows = DownloadTally.objects.filter(file=file, hour=hour)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            DownloadTally.objects.create(file=file, hour=hour, count=1)
    except IntegrityError:  # somebody else began the hour in the same moment
        rows.update(count=F("count") + 1)


def _is_beginning(ranged: str) -> bool:
    return not ranged or ranged.replace(" ", "").startswith("bytes=0-")
