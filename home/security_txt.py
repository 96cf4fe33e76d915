"""Whom to tell of a weakness, and what machines should leave alone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from portal import clock
from portal.addresses import main_url
from portal.responses import public

PLAIN: Final = "text/plain; charset=utf-8"
UTC: Final = ZoneInfo("UTC")


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """The file of RFC 9116: contact, expiry, language and, where there is one, the policy.

    The expiry is counted from today, so that a file that is served is never out of date; it stands
    at midnight, so that the answer is the same all day. Raises Http404 where no contact is set: a
    file without one would be wrong (RFC 9116, section 2.5.3).
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    last = clock.today() + timedelta(days=settings.SECURITY_TXT_DAYS)
    expires = datetime.combine(last, time.min, tzinfo=UTC)
    lines = [f"Contact: {one}" for one in settings.SECURITY_CONTACT]
    lines.append(f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}")
    lines.append("Preferred-Languages: en, cy")
    lines.append(f"Canonical: {main_url('.well-known/security.txt')}")
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@public
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything that is public; lists in all their filters they need not.

    What somebody found and links to is one page, so results of the search and of the look-up may
    be read: no page of ours links to more than a few of them.

    It names no private address: a list of what must not be found is a list of where to look. What
    is private answers 404 or asks to sign in, and says `noindex` itself.
    """
    lines = ["User-agent: *", "Disallow: /*?", "Allow: /*?page="]
    lines += ["Allow: /*search/?q=", "Allow: /*find/?q=", ""]
    lines.append(f"Sitemap: {main_url('sitemap.xml', request=request)}")
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
