"""Links of a Welsh page lead to Welsh pages, wherever they were written."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from portal.welsh.language import PREFIX
from portal.welsh.pages import is_welsh_path

__all__ = ["keep_in_welsh"]

#: The tag of a link or a form that leads to a path of this host.
_LINK: Final = re.compile(r'<(?:a|form)\b[^>]*?\s(?:href|action)="(/[^"]*)"[^>]*>')
#: A link that names the language of where it leads is left as it is.
_NAMED: Final = "hreflang="


def keep_in_welsh(response: HttpResponseBase) -> None:
    """Put the prefix before the links, forms and redirects of an answer that lead to Welsh pages.

    Addresses come from views, templates, menus and editors' texts; this is the one place that all
    of them pass. Files, the workspace and other hosts are left as they are.
    """
    if response.has_header("Location"):
        response["Location"] = _in_welsh(response["Location"])
    is_page = response.get("Content-Type", "").startswith("text/html")
    if not is_page or not isinstance(response, HttpResponse):
        return
    response.content = _LINK.sub(_with_prefix, response.content.decode(response.charset))
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


def _with_prefix(found: re.Match[str]) -> str:
    tag, address = found[0], found[1]
    if _NAMED in tag:
        return tag
    start = found.start(1) - found.start()
    return f"{tag[:start]}{_in_welsh(address)}{tag[start + len(address) :]}"


def _in_welsh(address: str) -> str:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    is_here = address.startswith("/") and not address.startswith(("//", "/\\"))
    return f"{PREFIX}{address}" if is_here and is_welsh_path(path) else address
