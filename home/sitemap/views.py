"""`/sitemap.xml` and its sections, by the protocol of sitemaps.org."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse

from home.sitemap.sections import entries, sections
from portal.addresses import host_body, main_url
from portal.responses import public

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML: Final = "application/xml"


@public
def index(request: HttpRequest) -> HttpResponse:
    """The index: every section, with its last change."""
    found = [
        (main_url(f"sitemap-{one.kind}-{one.number}.xml", request=request), one.changed_at)
        for one in sections(host_body(request))
    ]
    return _answer("sitemapindex", "sitemap", found)


@public
def section(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """One section. Raises Http404 when it holds nothing."""
    found = entries(kind, int(number), host_body(request))
    if found is None:
        raise Http404
    return _answer("urlset", "url", [(one.address, one.changed_at) for one in found])


def _answer(root: str, element: str, found: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    lines += [
        f"<{element}><loc>{escape(address)}</loc>{_last_change(at)}</{element}>"
        for address, at in found
    ]
    lines.append(f"</{root}>\n")
    return HttpResponse("\n".join(lines), content_type=_XML)


def _last_change(at: datetime | None) -> str:
    if at is None:
        return ""
    return f"<lastmod>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
