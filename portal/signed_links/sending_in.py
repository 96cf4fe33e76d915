"""That a form was sent from our own page, without a session and without a cookie.

The page sends no referrer (`no-referrer`), and therefore browsers name the origin of its form
`null`; Django's own protection would refuse that. So the form carries a stamp that only the page
under the secret address knows, and `portal.public_forms` reads what browsers say of where a
request comes from.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.models import SignedLink
from portal.public_forms import came_from_here

STAMP: Final = "stamp"
_SALT: Final = "portal.signed_links.sending_in"


def stamp_of(link: SignedLink) -> str:
    """What the form of a link brings back; it tells nothing about the link."""
    return salted_hmac(_SALT, str(link.key), algorithm="sha256").hexdigest()


def is_ours(request: HttpRequest, link: SignedLink) -> bool:
    """Whether a form with the stamp of this link came from a page of this host."""
    if not came_from_here(request, is_hushed=True):
        return False
    return constant_time_compare(str(request.POST.get(STAMP, "")), stamp_of(link))
