"""A named person stands for the Welsh words of the portal on the pages of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import ScrutinyBody, WelshCheck
from boards.operations.permission import PORTAL_ADMINISTRATOR, refuse_unless_keeper
from boards.operations.release import release_public
from portal import audit, clock
from portal.operations import Conflict, Refused, save_changed, save_new
from portal.welsh.catalogue import catalogue_hash

if TYPE_CHECKING:
    from portal.models import User

#: Who may enter it: the clerk of the body, and administrators of the portal.
SIGNERS: Final = frozenset({"clerk", PORTAL_ADMINISTRATOR})


@transaction.atomic
def sign_welsh(
    *, body: ScrutinyBody, name: str, post: str, by: User | None, expected_version: int | None
) -> WelshCheck:
    """Enter that a named person has read the Welsh words as they are today, and tell the public.

    It holds for these words: when one is changed, the pages say again that they are unchecked.

    Args:
        body: on whose pages it is said.
        name: of the person who has read them, by name and surname.
        post: their post or qualification.
        by: the clerk of the body, or an administrator of the portal.
        expected_version: that of the check which is renewed; None where there is none.

    Raises Refused when `by` may not, the body has no Welsh pages, there are no Welsh words or the
    person is not named; Conflict when somebody else was first.
    """
    refuse_unless_keeper(by, body, SIGNERS)
    fresh = ScrutinyBody.objects.get(pk=body.pk)
    words = catalogue_hash()
    if not fresh.has_welsh:
        raise Refused(_("First let the details of the body show its pages in Welsh."))
    if not words:
        raise Refused(_("This portal has no Welsh words."))
    values = {
        "name": " ".join(name.split()),
        "post": " ".join(post.split()),
        "checked_on": clock.today(),
        "words": words,
    }
    if not (values["name"] and values["post"]):
        raise Refused(_("Give the name of the person and their post or qualification."))
    sentence = _("The Welsh words on the pages of %(body)s were signed as checked.") % {
        "body": body.name
    }
    own = WelshCheck.objects.filter(body=body).first()
    if own is None:
        saved = save_new(WelshCheck(body=body, **values), by=by, sentence=sentence)
    elif expected_version is None:
        raise Conflict(own)
    else:
        saved = save_changed(
            own, by=by, values=values, expected_version=expected_version, sentence=sentence
        )
    release_public(body, by=by, subject=_("The check of the Welsh words"))
    return saved


@transaction.atomic
def withdraw_welsh(check: WelshCheck, *, by: User | None, expected_version: int) -> None:
    """Take a check back: the pages say again that the words are unchecked.

    Raises Refused when `by` may not, Conflict when somebody renewed it meanwhile.
    """
    refuse_unless_keeper(by, check.body, SIGNERS)
    current = WelshCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if current.version != expected_version:
        raise Conflict(current)
    sentence = _("The check of the Welsh words on the pages of %(body)s was taken back.") % {
        "body": check.body.name
    }
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()
    release_public(check.body, by=by, subject=_("The check of the Welsh words"))
