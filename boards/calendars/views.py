"""The public calendars: of one body, and of all."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from boards.calendars import answer_with, published_meetings
from portal.public import body_record
from portal.responses import public


@public
def of_body(request: HttpRequest, body: str) -> HttpResponse:
    """The public meetings of a body."""
    record = body_record(body)
    name = _("Meetings of %s") % record.payload["name"]
    return answer_with(published_meetings([body]), name=name)


@public
def of_all(request: HttpRequest) -> HttpResponse:
    """The public meetings of every body."""
    name = _("Meetings: %s") % settings.WAGTAIL_SITE_NAME
    return answer_with(published_meetings(), name=name)
