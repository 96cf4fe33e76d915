"""What the protection of the record does as the portal starts."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_delete
from django.utils.translation import gettext_lazy as _

from portal.due import register_due
from portal.protection.accounts import keep_who_acted
from portal.protection.session import answer_sqlite
from portal.protection.triggers import install
from portal.sealing import seal_log


def start_protection(portal: AppConfig) -> None:
    """Connect what has to know of connections, migrations and accounts; seal with the tick."""
    connection_created.connect(answer_sqlite, dispatch_uid="portal.protection.sqlite")
    post_migrate.connect(_put_back, sender=portal, dispatch_uid="portal.protection.migrated")
    pre_delete.connect(
        keep_who_acted, sender=settings.AUTH_USER_MODEL, dispatch_uid="portal.protection.accounts"
    )
    register_due("seal_log", label=_("entries of the log to be sealed"))(seal_log)


def _put_back(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After a migration, which on SQLite may have remade a table without its triggers."""
    connection = connections[using]
    if "portal_seal" in connection.introspection.table_names():
        install(connection)
