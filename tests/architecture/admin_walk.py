"""Asks every address of the admin as the clerk of body 1 and as the clerk of body 2.

Each probe runs in a transaction that is rolled back, so that one probe never spoils the next.
Faults come back as sentences; an empty list means that nothing leaked and nothing broke.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests.architecture.admin_addresses import Address, admin_addresses
from tests.architecture.admin_fillers import fillings
from tests.architecture.closed_admin_addresses import (
    CLOSED,
    CLOSED_NAMESPACES,
    LISTS,
    OUTSIDE,
    QUIET,
)
from tests.architecture.planting import CANARY, SEEK, World

_HIDDEN: Final = CANARY.encode()
#: Tables that a visit itself may write to; none of them is a record.
_OF_THE_VISIT: Final = (
    "django_session",
    "portal_logentry",  # a refusal leaves an entry
    "wagtailusers_userprofile",
    "wagtailadmin_editingsession",
)
_WRITES: Final = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
#: What somebody would send who has seen the form of another body.
_FORM: Final = {
    "title": "overwritten",
    "name": "overwritten",
    "text": "overwritten",
    "slug": "overwritten",
    "reason": "overwritten",
    "expected_version": "1",
    "confirm": "yes",
    "action-publish": "1",
    "include_descendants": "on",
}


@dataclass(frozen=True)
class Answer:
    """What came back, with everything that was packed in it unpacked."""

    status: int
    location: str
    content: bytes
    wrote_to: tuple[str, ...]

    @property
    def shows_the_canary(self) -> bool:
        """Whether the canary is anywhere in it, its headers and packed sheets included."""
        return _HIDDEN in self.content

    @property
    def is_refusal(self) -> bool:
        """403, 404, or Wagtail's way of saying 403: back to the admin's home."""
        return self.status in (403, 404) or (
            self.status == 302 and self.location == reverse("wagtailadmin_home")
        )

    @property
    def leads_on(self) -> bool:
        """A redirect to somewhere that is neither the admin's home nor the sign-in page."""
        sign_in = redirect_to_login("/", reverse("wagtailadmin_login")).url.partition("?")[0]
        home = reverse("wagtailadmin_home")
        return self.status == 302 and self.location != home and sign_in not in self.location


def ask(who: User, method: str, url: str, data: dict[str, Any] | None = None) -> Answer:
    """One request as somebody, in a transaction that is undone."""
    client = _signed_in(who)
    with transaction.atomic(), _watching() as tables:
        response = getattr(client, method)(url, data or {})
        parts = [f"{name}: {value}".encode() for name, value in response.items()]
        parts.append(b"".join(response) if response.streaming else response.content)
        transaction.set_rollback(True)
    return Answer(
        status=response.status_code,
        location=response.get("Location", ""),
        content=b"\n".join([*parts, *_unpacked(parts[-1])]),
        wrote_to=tuple(table for table in tables if table not in _OF_THE_VISIT),
    )


def _signed_in(who: User) -> Client:
    """A browser of somebody, kept with the person so that they sign in once."""
    client: Client | None = getattr(who, "_browser", None)
    if client is None:
        client = Client(raise_request_exception=False)
        client.force_login(who)
        who._browser = client  # type: ignore[attr-defined]
    return client


def walk(world: World, other: User, only: Callable[[str], object] = bool) -> list[str]:
    """Every fault of every address; `only` picks addresses by name."""
    faults: list[str] = []
    for address in admin_addresses():
        if not only(address.name):
            continue
        if is_closed(address.name):
            faults += _closed(address, world, other)
        elif address.name in LISTS:
            faults += _list(address, world, other)
        elif address.name not in OUTSIDE:
            faults += _object(address, world, other)
    return faults


def is_closed(name: str) -> bool:
    """Whether the hand-written list says that no officer comes here."""
    return name in CLOSED or name.partition(":")[0] in CLOSED_NAMESPACES


def _object(address: Address, world: World, other: User) -> Iterator[str]:
    try:
        ways = list(fillings(address, world))
    except KeyError as missing:
        yield f"{address.name}: no filler for the parameter {missing} ({address.route})"
        return
    opened = 0
    for values in ways:
        url = _url(address, values, world)
        for method in ("get", "post"):
            answer = ask(other, method, url, _FORM if method == "post" else None)
            where = f"{address.name} {method.upper()} {url} as clerk 2"
            if not answer.is_refusal:
                yield f"{where}: {answer.status} {answer.location}"
            yield from _leaks(where, answer)
        if opened and "name" in address.parameters:
            continue  # one move that opens is enough: they share one screen
        faults, shown = _own(address, url, world)
        opened += shown
        yield from faults
    if ways and not opened:
        yield f"{address.name}: clerk 1 could open none of {len(ways)} ways to fill it"


def _own(address: Address, url: str, world: World) -> tuple[list[str], bool]:
    """What is wrong for clerk 1, and whether the address was open at all.

    A move or form that a record has no use for answers 404 to its own clerk too; at least one way
    to fill each address must be open.
    """
    answer = ask(world.clerk, "get", url)
    if answer.status == 405:
        answer = ask(world.clerk, "post", url, _FORM)
        return ([], True) if answer.status not in (403, 404, 500) else ([], False)
    where = f"{address.name} GET {url} as clerk 1"
    if answer.status == 200 and not answer.shows_the_canary and address.name not in QUIET:
        return [f"{where}: 200 without a word of the object"], False
    if answer.status == 200 or answer.leads_on:
        return [], True
    if answer.status == 404 and address.kinds:
        return [], False
    return [f"{where}: {answer.status} {answer.location}"], False


def _list(address: Address, world: World, other: User) -> Iterator[str]:
    url = reverse(address.name)
    for query in ("", f"?q={SEEK}", "?export=csv", "?export=xlsx", f"?{_narrowing(world)}"):
        own = ask(world.clerk, "get", url + query)
        if own.status not in (200, 302, 405) and not query:
            yield f"{address.name} GET {url}{query} as clerk 1: {own.status}"
        theirs = ask(other, "get", url + query)
        where = f"{address.name} GET {url}{query} as clerk 2"
        if theirs.status == 500:
            yield f"{where}: 500"
        yield from _leaks(where, theirs)


def _narrowing(world: World) -> str:
    """The filters of the lists, set to what belongs to body 1."""
    home = world.image.collection_id
    return f"collection_id={home}&tag=tag-{SEEK}&user={world.clerk.pk}&label={SEEK}&p=1"


def _closed(address: Address, world: World, other: User) -> Iterator[str]:
    url = _closed_url(address, world)
    for number, who in enumerate((world.clerk, other), start=1):
        for method in ("get", "post"):
            answer = ask(who, method, url, _FORM if method == "post" else None)
            where = f"{address.name} {method.upper()} {url} as clerk {number}"
            if answer.status != 404:
                yield f"{where}: {answer.status} {answer.location}, and it should be closed"
            yield from _leaks(where, answer)


def _leaks(where: str, answer: Answer) -> Iterator[str]:
    if answer.shows_the_canary:
        yield f"{where}: shows the canary"
    if answer.wrote_to:
        yield f"{where}: wrote to {', '.join(sorted(set(answer.wrote_to)))}"


def _url(address: Address, values: dict[str, object], world: World) -> str:
    url = reverse(address.name, kwargs=values)
    if address.name != "wagtail_bulk_action":
        return url
    row = world.loose if values["model_name"] == "document" else world.image
    return f"{url}?id={row.pk}"


def _closed_url(address: Address, world: World) -> str:
    """The address with planted numbers wherever it takes one; its guards are not reached."""
    url = "/" + address.route
    for name in address.parameters:
        page = world.page.pk
        url = re.sub(rf"<(?:\w+:)?{name}>|\(\?P<{name}>.*?\)(?=/|$)", str(page), url)
    return url.replace("^", "").replace("$", "").replace(".*/", "nowhere/").replace("\\", "")


@contextmanager
def _watching() -> Iterator[list[str]]:
    """The tables that are written to meanwhile."""
    tables: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITES.match(sql)
        if found:
            tables.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def _unpacked(content: bytes) -> list[bytes]:
    """The parts of a packed sheet."""
    if not content.startswith(b"PK\x03\x04"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]
