"""A panel with its clerk and a few people of its register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from boards.models import Person, ScrutinyBody
from boards.operations.roles import grant_role
from portal.models import User
from tests import builders


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def panel(db: None) -> ScrutinyBody:
    body = builders.body(name="Panel", short_name="NPCP", slug="northmere-panel")
    for name, post in (("Jane Smith", ""), ("Carys Hughes", ""), ("Cllr Amina Khan", "Chair")):
        Person.objects.create(body=body, name=name, post=post)
    return body


@pytest.fixture
def clerk(panel: ScrutinyBody) -> User:
    account = builders.user("Nadia Brooks")
    account.user_permissions.add(Permission.objects.get(codename="access_admin"))
    grant_role(user=account, body=panel, role="clerk", by=None, valid_from=builders.LONG_AGO)
    return account


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client
