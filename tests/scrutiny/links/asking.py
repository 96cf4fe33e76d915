"""A body with its clerk, an owner without an account, and the letter that reached them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from portal.models import OutboxLetter, SignedLink
from scrutiny.operations.answer_links import send_link
from tests import builders
from tests import builders_scrutiny as make

TEXT = "Ask the zebrafish unit for its figures on Ffion Quillfeather."
ADDRESS = "jo.outside@district.example"


class Asked:
    """One action, or one request, of an owner without an account, and a link to it."""

    def __init__(self, *, request: bool = False) -> None:
        self.body = builders.body(name="Northmere Panel")
        self.clerk = builders.clerk_of(self.body)
        self.person = builders.person(
            self.body, "Jo Outside", post="Head of Service", email=ADDRESS
        )
        review = make.review(self.body)
        self.subject: Any = (
            make.information_request(review, text=TEXT, addressee=self.person)
            if request
            else make.action(review, text=TEXT, owner=self.person)
        )
        self.link = self.send()

    def send(self, **more: Any) -> SignedLink:
        """Send a fresh link."""
        self.link = send_link(self.person, self.subject, **{"by": self.clerk, **more})
        return self.link

    @property
    def letter(self) -> OutboxLetter:
        """The letter with the newest link."""
        return OutboxLetter.objects.get(once=f"link:{self.link.key}")

    @property
    def path(self) -> str:
        """The address in the newest letter, as a path."""
        found = re.search(r"^https?://[^/]+(/answer/[\w-]{43}/)$", self.letter.text, re.MULTILINE)
        assert found, self.letter.text
        return found[1]

    def fields(self, client: Client, **more: str) -> dict[str, str]:
        """What the form brings back, with the stamp of the page as it is shown now."""
        page = client.get(self.path).content.decode()
        stamp = re.search(r'name="stamp" value="(\w+)"', page)
        assert stamp, page
        return {"stamp": stamp[1], "text": "The figures were sent.", "is_done": "no", **more}
