"""Watch lists: names that must not go out, kept as salted hashes and never as names.

The hash of a form is keyed with a salt of the list and with the installation's secret, so that a
stolen database alone does not tell whether a name is on a list. When the secret has changed the
list cannot be used any more: that is found, and nothing of the body goes out until the names are
entered again.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.access import roles_in
from portal.models import WatchedName, WatchList
from portal.operations import Refused
from portal.rules import disclosure

if TYPE_CHECKING:
    from portal.models import User

#: Who keeps the names: those who know whom the review is about.
KEEPERS: Final = frozenset({"clerk", "proper_officer"})
_CHECK_TEXT: Final = "a text that is known"
#: Gives the slugs of the bodies that a body belongs together with.
Relatives = Callable[[str], Iterable[str]]
_relatives: Final[list[Relatives]] = []


@transaction.atomic
def watch_names(
    *, matter: str, body: str, names: list[str], by: User | None
) -> tuple[WatchList, int]:
    """Put names on the watch list of a matter; returns the list and how many were new.

    Raises Refused when `by` may not, when a name is too short to be looked for, or none is given.
    """
    _refuse_unless_keeper(by, body)
    cleaned = (disclosure.cleaned_entry(name) for name in names if name.strip())
    wanted = list(dict.fromkeys(name for name in cleaned if name))
    if not wanted:
        raise Refused(_("Enter at least one name, one a line."))
    if any(not disclosure.can_be_watched(name) for name in wanted):
        raise Refused(
            _(
                "One of these cannot be looked for. Enter one name a line and nothing else: first "
                "name and surname, or one word of at least three letters."
            )
        )
    found = _list_of(matter, body)
    digest = _digest_of(found)
    if digest is None:  # the secret has changed: what stands there can never match again
        found.names.all().delete()
        found.check_hash = check_hash(found.salt)
        found.save(update_fields=["check_hash"])
        digest = _keyed(found.salt, settings.SECRET_KEY)
    added = 0
    for name in wanted:
        forms = sorted(digest(form) for form in disclosure.forms_of(name))
        _row, is_new = WatchedName.objects.get_or_create(
            watch_list=found,
            main_hash=digest(disclosure.main_form(name)),
            defaults={
                "form_hashes": forms,
                "words": len(name.split()),
                "added_at": clock.now(),
                "added_by": by,
            },
        )
        added += is_new
    if added:
        sentence = _("%(n)d names were put on the watch list.") % {"n": added}
        audit.record(found, act=audit.CHANGE, by=by, sentence=sentence)
    return found, added


@transaction.atomic
def forget_name(*, matter: str, body: str, name: str, by: User | None) -> None:
    """Take a name off the list, by entering it once more. Raises Refused when it is not on it."""
    _refuse_unless_keeper(by, body)
    found = WatchList.objects.select_for_update().filter(matter=matter, body=body).first()
    digest = _digest_of(found) if found else None
    rows = WatchedName.objects.none()
    if found is not None and digest is not None:
        main = disclosure.main_form(disclosure.cleaned_entry(name))
        rows = found.names.filter(main_hash=digest(main))
    if found is None or not rows.exists():
        raise Refused(_("This name is not on the list. Enter it as it was entered first."))
    rows.delete()
    audit.record(found, act=audit.CHANGE, by=by, sentence=_("A name was taken off the watch list."))


def register_relatives(source: Relatives) -> None:
    """Say which bodies belong together; an app does so at start-up."""
    if source not in _relatives:
        _relatives.append(source)


def _lists(body: str) -> models.QuerySet[WatchList]:
    """The lists that count for a body: its own and its relatives', and all for the portal's own.

    A sub-committee and its parent write about the same children.
    """
    if not body:
        return WatchList.objects.all()
    bodies = {body, *(slug for source in _relatives for slug in source(body))}
    return WatchList.objects.filter(body__in=bodies)


def lists_of(body: str) -> list[disclosure.WatchList]:
    """The names to look for in anything of a body, as values for the rules.

    Raises Refused when a list cannot be used any more.
    """
    found = []
    for row in _lists(body).order_by("pk").prefetch_related("names"):
        names = list(row.names.all())
        if not names:
            continue
        digest = _digest_of(row)
        if digest is None:
            raise Refused(
                _(
                    "The watch list can no longer be read, because the secret of this portal was "
                    "changed. Enter its names again before anything is published."
                )
            )
        hashes = frozenset(form for one in names for form in one.form_hashes)
        found.append(disclosure.WatchList(hashes, digest))
    return found


def state_of_lists(body: str) -> Iterator[str]:
    """What changes whenever a name is added or taken off: the main hashes, in order."""
    rows = WatchedName.objects.filter(watch_list__in=_lists(body))
    yield from rows.order_by("main_hash").values_list("main_hash", flat=True)


def check_hash(salt: str) -> str:
    """What a list of this salt has as its `check_hash` under the secret of today."""
    return _keyed(salt, settings.SECRET_KEY)(_CHECK_TEXT)


def _refuse_unless_keeper(by: User | None, body: str) -> None:
    if by is not None and not KEEPERS & roles_in(by, body):
        raise Refused(_("Your role in this body does not allow this."))


def _list_of(matter: str, body: str) -> WatchList:
    salt = secrets.token_hex(32)
    WatchList.objects.get_or_create(
        matter=matter, defaults={"body": body, "salt": salt, "check_hash": check_hash(salt)}
    )
    return WatchList.objects.select_for_update().get(matter=matter)


def _digest_of(row: WatchList) -> Callable[[str], str] | None:
    """The hash function of a list under the secret that it was made with; None when it is gone."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        digest = _keyed(row.salt, secret)
        if hmac.compare_digest(digest(_CHECK_TEXT), row.check_hash):
            return digest
    return None


def _keyed(salt: str, secret: str) -> Callable[[str], str]:
    """HMAC-SHA256 under a key made of salt and secret, the first 128 bits in hexadecimal."""
    key = hmac.digest(secret.encode(), f"portal.disclosure.watching:{salt}".encode(), "sha256")
    prepared = hmac.new(key, digestmod=hashlib.sha256)

    def digest(form: str) -> str:
        one = prepared.copy()
        one.update(form.encode())
        return one.hexdigest()[:32]

    return digest
