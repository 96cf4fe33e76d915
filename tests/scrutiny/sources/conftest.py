"""A panel with its clerk, the police forces and inspectorates of the register, and themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from boards.models import Organisation, ScrutinyBody
from boards.operations.roles import grant_role
from portal.models import User
from scrutiny.models import Theme
from tests import builders


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _registers(db: None) -> None:
    for code, name, kind in (  # as the shipped registers have them
        ("inspectorate-ofsted", "Office for Standards in Education", "inspectorate"),
        ("force-kent", "Kent Police", "police_force"),
        ("force-cleveland", "Cleveland Police", "police_force"),
        ("council-bury", "Bury Metropolitan Borough Council", "council"),
    ):
        Organisation.objects.create(code=code, name=name, kind=kind)
    Theme.objects.create(slug="missing-children", name="Missing children")
    Theme.objects.create(slug="domestic-abuse-notices", name="Domestic abuse notices")


@pytest.fixture
def panel() -> ScrutinyBody:
    return builders.body(name="Panel", short_name="NPCP", slug="northmere-panel")


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
