"""Links into the recording of a meeting, which begin where an item begins."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: Hosts of which it is known how an address says where to begin: a parameter of the query.
_BY_QUERY: Final = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"})
_BY_FRAGMENT: Final = frozenset({"vimeo.com", "www.vimeo.com"})
#: Files that browsers play themselves (Media Fragments URI 1.0, section 4.2.1).
_MEDIA: Final = (".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".ogv")


def link_at(link: str, seconds: int) -> str:
    """The link that begins at a second of the recording; empty where the host is not known."""
    parts = urlsplit(link)
    host = (parts.hostname or "").lower()
    if host in _BY_QUERY:
        query = [one for one in parse_qsl(parts.query) if one[0] not in ("t", "start")]
        said = urlencode([*query, ("t", f"{seconds}s")])
        return urlunsplit((parts.scheme, parts.netloc, parts.path, said, ""))
    if host in _BY_FRAGMENT:
        return f"{link.partition('#')[0]}#t={seconds}s"
    if parts.path.lower().endswith(_MEDIA):
        return f"{link.partition('#')[0]}#t={seconds}"
    return ""
