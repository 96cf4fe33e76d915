"""The record cannot be rewritten: not by the application, not by another program."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.test import Client, override_settings
from django.urls import reverse

from portal import audit, publishing
from portal.models import LogEntry, PublicRecord, Release, ReleasedFile, Seal
from portal.protection import NotAllowedHere, Purpose, install, missing_triggers, rewriting
from portal.publishing import Copy, File
from portal.sealing import seal_log
from tests import builders
from tests.tampering import behind_the_back

pytestmark = pytest.mark.django_db

REFUSED = "The record is protected"
Table = type[models.Model]
TABLES: tuple[Table, ...] = (Release, LogEntry, Seal, PublicRecord, ReleasedFile)


def a_copy(key: str = "a", text: str = "Open", *files: File) -> Copy:
    return Copy("paper", key, "panel", f"papers/{key}/", "A paper", {"text": text}, files=files)


@pytest.fixture
def released() -> PublicRecord:
    """Two versions of a record with a file, an entry of the log and a seal over it."""
    by = builders.administrator()
    file = File("a.txt", "text/plain", content=b"Every byte")
    for text in ("First", "Second"):
        copies = [a_copy("a", text, file)]
        publishing.release(
            copies=copies, body="panel", subject="Paper", by=by, matter="", takes_back=True
        )
    audit.record(by, act=audit.CHANGE, by=by, sentence="An account was changed.")
    seal_log()
    return PublicRecord.objects.get(is_current=True)


def refused(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        act()


def rows_of(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._base_manager.all()


def test_releases_log_and_seals_are_neither_changed_nor_deleted(released: PublicRecord) -> None:
    changes: list[tuple[Table, dict[str, Any]]] = [
        (Release, {"reason": "Another"}),
        (Release, {"released_by": None}),
        (LogEntry, {"sentence": "Another"}),
        (LogEntry, {"user": None}),
        (Seal, {"count": 0}),
    ]
    for model, change in changes:
        refused(partial(rows_of(model).update, **change))
    for model in TABLES:
        refused(partial(rows_of(model)._raw_delete, "default"))
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in TABLES:
            with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
                connection.cursor().execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_of_a_public_record_only_what_publishing_does_may_change(released: PublicRecord) -> None:
    mine = PublicRecord.objects.filter(pk=released.pk)
    now = datetime(2025, 9, 12, tzinfo=UTC)
    emptied: dict[str, Any] = {
        "payload": {},
        "title": "",
        "withdrawn_at": now,
        "withdrawn_reason": "Wrong.",
    }
    changes: list[dict[str, Any]] = [
        {"payload": {"text": "Another"}},
        {"title": ""},
        {"path": "elsewhere/"},
        {"released_at": now},
        {"withdrawn_reason": "Said afterwards"},
        {"payload": {}},
        emptied | {"payload": {"text": "Another"}},
        emptied | {"body": "another"},
    ]
    for change in changes:
        refused(partial(mine.update, **change))
    older = PublicRecord.objects.exclude(pk=released.pk)
    refused(lambda: older.update(is_current=True))
    files = ReleasedFile.objects.filter(record=released)
    changes = [{"name": "b.txt"}, {"size": 1}, {"sha256": "0" * 64}, {"record": older.get()}]
    for change in changes:
        refused(partial(files.update, **change))
    publishing.withdraw(kind="paper", key="a", body="panel", by=None, reason="A mistake.")
    changes = [{"payload": {"text": "Back"}}, {"withdrawn_at": None}, {"withdrawn_reason": ""}]
    for change in changes:
        refused(partial(mine.update, **change))
    refused(lambda: files.update(withdrawn_at=None))


def test_the_flag_ends_with_its_block_whatever_happens(released: PublicRecord) -> None:
    with behind_the_back():
        Release.objects.update(reason="Within")
    refused(lambda: Release.objects.update(reason="After"))
    with pytest.raises(ValueError, match="stop"), behind_the_back():
        raise ValueError("stop")
    refused(lambda: Release.objects.update(reason="After"))
    with behind_the_back():
        with rewriting(Purpose.DISPOSAL):
            Release.objects.update(reason="Inner")
        Release.objects.update(reason="Outer")
    refused(lambda: Release.objects.update(reason="After"))
    assert set(Release.objects.values_list("reason", flat=True)) == {"Outer"}
    with (
        override_settings(PROTECTION_MAY_BE_TESTED=False),
        pytest.raises(NotAllowedHere),
        behind_the_back(),
    ):
        raise AssertionError


@pytest.mark.django_db(transaction=True)
def test_another_program_is_refused_and_a_flush_is_not(released: PublicRecord) -> None:
    """That this test's own rows are gone for the next one is the proof of the harness's flush."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name)) as other:
            for act in ("DELETE FROM portal_release", "UPDATE portal_logentry SET sentence = ''"):
                with pytest.raises(sqlite3.OperationalError, match="portal_may_rewrite"):
                    other.execute(act)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.rewriting', 'somebody', false)")
    refused(lambda: Release.objects.update(reason="Another"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.rewriting', '', false)")


def test_triggers_are_missed_and_put_back(released: PublicRecord) -> None:
    assert missing_triggers(connection) == []
    on = " ON portal_release" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER portal_release_no_delete{on}")
    assert missing_triggers(connection) == ["portal_release_no_delete"]
    install(connection)
    assert missing_triggers(connection) == []
    refused(lambda: rows_of(Release)._raw_delete("default"))


def test_an_account_in_the_record_is_switched_off_and_not_deleted(client: Client) -> None:
    chief, acted, idle = (builders.administrator(name) for name in ("A B", "C D", "E F"))
    audit.record(acted, act=audit.CHANGE, by=acted, sentence="An account was changed.")
    with pytest.raises(ProtectedError, match="stands in the record"), transaction.atomic():
        acted.delete()
    client.force_login(chief)
    page = client.post(reverse("wagtailusers_users:delete", args=[acted.pk]), follow=True)
    assert "C D stands in the record" in page.content.decode()
    several = reverse("wagtail_bulk_action", args=["portal", "user", "delete"])
    page = client.post(f"{several}?id={acted.pk}&id={idle.pk}", follow=True)
    assert "C D stands in the record" in page.content.decode()
    assert type(acted).objects.filter(pk__in=[acted.pk, idle.pk]).count() == 2
    idle.delete()


def test_the_content_type_of_an_entry_stays() -> None:
    by = builders.administrator()
    entry = audit.record(by, act=audit.CHANGE, by=by, sentence="An account was changed.")
    assert entry.content_type is not None
    with pytest.raises(ProtectedError):
        entry.content_type.delete()
