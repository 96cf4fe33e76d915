"""A copy of the demonstration as the database and the files of this very process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import override_settings

from tests.demonstration.building import Site


@contextlib.contextmanager
def opened(site: Site) -> Iterator[Site]:
    """Let Django work on the copy until the block ends; the caller unblocks the database."""
    storages = {
        **settings.STORAGES,
        **{
            name: {
                **settings.STORAGES[name],
                "OPTIONS": {"location": str(site.storage / folder), "base_url": None},
            }
            for name, folder in (("default", "private"), ("public", "public"))
        },
    }
    connection.close()
    own = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(site.database)
    _forget()
    try:
        with override_settings(STORAGES=storages, STORAGE_ROOT=site.storage):
            yield site
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        _forget()


def _forget() -> None:
    """What is remembered of one database is wrong for the other."""
    cache.clear()
    ContentType.objects.clear_cache()
