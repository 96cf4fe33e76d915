"""What every form for strangers does alike, so that none needs a cookie.

A stamp says that our own page handed the form out, and when. What the browser says of where a form
comes from keeps out forms of other pages. A field that people do not see, and a count by address
of the network, slow down programs. Who is refused gets the form again with what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal import clock
from portal.address_counts import AddressCount
from portal.public_fields import PublicFields

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["PublicForm", "Refusal", "came_from_here"]

#: The hidden field of the stamp, and a field that people do not see: who fills it in is a program.
BEGUN: Final = "begun"
HONEYPOT: Final = "website"
#: Where a mistake stands that is of the whole form: its button.
SEND: Final = "send"
FORBIDDEN: Final = 403
UNPROCESSABLE: Final = 422
TOO_MANY: Final = 429


def came_from_here(request: HttpRequest, *, is_hushed: bool = False) -> bool:
    """Whether a form came from a page of this host, as far as the browser says where it is from.

    No page can forge these three headers. A browser that sends none of them is believed.

    Args:
        request: what was sent.
        is_hushed: whether the page sends no referrer, so that browsers which know no
            `Sec-Fetch-Site` name its origin `null`. Only for forms that carry a secret.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site not in (None, "same-origin", "none"):
        return False
    here = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    origin = request.META.get("HTTP_ORIGIN")
    if origin == "null":
        return site == "same-origin" or (is_hushed and site is None)
    if origin is not None:
        return origin in here
    referrer = request.META.get("HTTP_REFERER")
    return not referrer or referrer.startswith(tuple(f"{one}/" for one in here))


@dataclass(frozen=True)
class Refusal:
    """Why a form is shown again: the status, and each mistake with its place on the page."""

    status: int
    mistakes: list[tuple[str, str]]


@dataclass(frozen=True)
class PublicForm:
    """A form that anybody may send.

    Attributes:
        name: its own, so that a stamp of one form is none of another.
        per_address: how often it may come from one address of the network within an hour.
        seconds_at_least: seconds that nobody needs less of to fill it in.
        too_much: the sentence for who has sent as often as one may.
    """

    name: str
    per_address: int
    seconds_at_least: int
    too_much: StrOrPromise

    def hidden(self, request: HttpRequest) -> dict[str, str]:
        """For `components/public_form.html`: the stamp that came, or a new one, and the field."""
        given = request.POST.get(BEGUN, "")
        return {"stamp": given if self.started_at(given) else self.stamp(), "honeypot": HONEYPOT}

    def refusal(self, request: HttpRequest, form: PublicFields, key: str = "") -> Refusal | None:
        """What is wrong with a form that was sent; None when it may be kept.

        Args:
            request: what was sent.
            form: the same, bound to its fields.
            key: the record that it is about, for a count of its own.
        """
        if not came_from_here(request):
            sentence = _(
                "Please press the button again. Your browser did not say that this came from our "
                "own page, so it was not sent."
            )
            return Refusal(FORBIDDEN, [(SEND, sentence), *form.mistakes()])
        if not form.is_valid():
            return Refusal(UNPROCESSABLE, form.mistakes())
        if self._is_of_a_program(request):
            sentence = _(
                "That was very quick. Look at what you wrote once more, and press Send again."
            )
            return Refusal(UNPROCESSABLE, [(SEND, sentence)])
        if self._count().so_far(request, key) >= self.per_address:
            return Refusal(TOO_MANY, [(SEND, str(self.too_much))])
        return None

    def busy(self, reasons: list[str]) -> Refusal:
        """That more has come in altogether than is taken within an hour."""
        return Refusal(TOO_MANY, [(SEND, reason) for reason in reasons])

    def note_one(self, request: HttpRequest, key: str = "") -> None:
        """Count one that was kept."""
        self._count().note(request, key)

    def stamp(self) -> str:
        """The moment at which a form was handed out, signed."""
        return Signer(salt=self.name).sign(str(int(clock.now().timestamp())))

    def started_at(self, stamped: str) -> datetime | None:
        """The moment that a form brings back; None when it was not one of ours."""
        try:
            return datetime.fromtimestamp(int(Signer(salt=self.name).unsign(stamped)), UTC)
        except (BadSignature, ValueError):
            return None

    def _is_of_a_program(self, request: HttpRequest) -> bool:
        began = self.started_at(request.POST.get(BEGUN, ""))
        if began is None or request.POST.get(HONEYPOT):
            return True
        return (clock.now() - began).total_seconds() < self.seconds_at_least

    def _count(self) -> AddressCount:
        return AddressCount(self.name, seconds=3600)
