"""What was changed behind the portal's back is found, and the sentence names it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction

from portal import audit, originals, publishing
from portal.models import LogEntry, PublicRecord, Release, ReleasedFile, Seal
from portal.models.audit import digest_of_entry
from portal.originals import Original
from portal.publishing import Copy, File, Target
from portal.sealing import seal_log
from portal.verifying import verify
from tests import builders
from tests.tampering import behind_the_back

pytestmark = pytest.mark.django_db

#: What is no part of the record: numbers that the database gives, which nobody reads.
#: Those of the log are under seal.
SURROGATES = {
    (Release, "id"),
    (PublicRecord, "id"),
    (ReleasedFile, "id"),
    (Seal, "id"),
}
WORDS: dict[type[models.Model], tuple[str, ...]] = {
    Release: ("Release ",),
    PublicRecord: ("The public copy of ", "The file "),
    ReleasedFile: ("The file ", "The public copy of ", "A file of "),
    LogEntry: ("Entry ", "Seal "),
    Seal: ("Seal ", "Release "),
}


class Undone(Exception):
    """Leaves a block so that what was done in it is rolled back."""


def publish(key: str, text: str, by: Any) -> None:
    file = File(f"{key}.txt", "text/plain", content=f"Bytes of {key}".encode())
    copy = Copy(
        "paper", key, "panel", f"papers/{key}/", "A", {"text": text}, date(2025, 9, 1), [file]
    )
    publishing.release(
        copies=[copy], body="panel", subject="Paper", by=by, matter="", takes_back=True
    )


@pytest.fixture
def record() -> None:
    """A chain with a newer version, a withdrawal, a disposal; a log; two seals."""
    by = builders.administrator()
    for key, text in (("a", "First"), ("a", "Second"), ("b", "One"), ("c", "One"), ("d", "One")):
        publish(key, text, by)
    with transaction.atomic():
        publishing.withdraw(kind="paper", key="b", body="panel", by=by, reason="A mistake.")
    for sentence in ("An account was changed.", "It was changed again."):
        audit.record(by, act=audit.CHANGE, by=by, sentence=sentence, data={"fields": ["email"]})
        seal_log()
    publishing.dispose_all(
        targets=[Target("paper", "c")],
        body="panel",
        by=by,
        reason="Disposed of.",
        subject="Disposal",
        certificate={"key": "k", "certificate": "0" * 64},
    )
    audit.record(by, act=audit.CHANGE, by=by, sentence="The last one.")
    seal_log()


def another(field: models.Field[Any, Any], value: Any) -> Any:
    """A value that is not the one that is there."""
    by_kind: dict[str, Any] = {
        "BooleanField": not value,
        "JSONField": [{"kind": "x"}] if isinstance(value, list) else {"another": 1},
        "DateTimeField": datetime(2001, 1, 1, tzinfo=UTC),
        "DateField": date(2001, 1, 1),
        "UUIDField": "0b1f6f5e-0000-4000-8000-000000000000",
    }
    kind = field.get_internal_type()
    if kind in by_kind:
        return by_kind[kind]
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._base_manager
        return rows.exclude(pk=value).order_by("pk").values_list("pk", flat=True).first()
    return (value or 0) + 7 if "Integer" in kind or "AutoField" in kind else f"{value}x"[-64:]


def changes() -> Iterator[tuple[models.Model, models.Field[Any, Any]]]:
    """Every column of every row of the record."""
    for model in WORDS:
        for row in model._base_manager.order_by("pk"):
            for field in model._meta.concrete_fields:
                if (model, field.name) not in SURROGATES:
                    yield row, field


@pytest.mark.once
@pytest.mark.usefixtures("record")
def test_any_column_of_any_row_changed_is_found_and_named() -> None:
    assert verify().fault is None
    builders.user()  # another account, for those columns that name one
    tried = 0
    for row, field in changes():
        value = another(field, getattr(row, field.attname))
        if value is None:
            continue
        found = ""
        try:
            with transaction.atomic(), behind_the_back():
                rows = type(row)._base_manager.filter(pk=row.pk)
                assert rows.update(**{field.attname: value}) == 1
                fault = verify().fault
                found = fault.sentence if fault else ""
                raise Undone
        except Undone:
            pass
        except IntegrityError:  # a constraint of the table was there first
            continue
        assert found.startswith(WORDS[type(row)]), f"{row!r} {field.name}: {found or 'not found'}"
        tried += 1
    assert tried > 200
    assert verify().fault is None


@pytest.mark.usefixtures("record")
def test_a_row_taken_away_or_slipped_in_is_found() -> None:
    # The last seal has no witness in the database: its hash has left with the lines of the log.
    last = Seal.objects.order_by("number").last()
    for row in [row for model in WORDS for row in model._base_manager.order_by("pk")]:
        if row == last:
            continue
        try:
            with transaction.atomic(), behind_the_back():
                _without_keys()
                type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
                assert verify().fault is not None, f"{row!r} was taken away unseen"
                raise Undone
        except Undone:
            pass
    entry = LogEntry.objects.order_by("pk")[0]
    with behind_the_back():
        LogEntry.objects.filter(pk=entry.pk)._raw_delete("default")
        entry.pk = entry.pk + 5000
        entry.save(force_insert=True)
    fault = verify().fault
    assert fault is not None
    assert "taken away or slipped in" in fault.sentence


def _without_keys() -> None:
    """Foreign keys are looked at only at the end of a transaction that never ends well."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.usefixtures("record")
def test_one_byte_of_any_file_is_found(tmp_path: Path) -> None:
    public = storages["public"]
    for file in ReleasedFile.objects.filter(withdrawn_at__isnull=True):
        path = Path(public.path(file.storage_name))
        kept = path.read_bytes()
        for place in range(len(kept)):
            path.write_bytes(kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :])
            fault = verify().fault
            assert fault is not None
            assert fault.sentence.endswith("was changed in storage.")
            assert file.name in fault.sentence
        path.write_bytes(kept + b" ")
        with pytest.raises(CommandError, match="was changed in storage"):
            call_command("verify_record", stdout=StringIO())
        path.write_bytes(kept)
    assert verify().fault is None


def test_a_changed_original_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    name = default_storage.save("originals/a.txt", ContentFile(b"As it came"))
    sha = "d3f56dd1d0a4cc9ed65ec1e8b0bd1ae4b5bd4dc5ee4b66d5bd2a1d5b5ac9b1f7"
    source = [Original(name, sha, "The file of paper 7")]
    monkeypatch.setattr(originals, "_sources", {"tests": lambda: source})
    fault = verify().fault
    assert fault is not None
    assert fault.sentence == "The file of paper 7 was changed in storage."
    default_storage.delete(name)
    fault = verify().fault
    assert fault is not None
    assert fault.sentence == "The file of paper 7 is missing from storage."


@pytest.mark.usefixtures("record")
def test_what_was_disposed_of_is_counted_and_its_log_may_be_redacted() -> None:
    report = verify()
    assert (report.disposed, report.withdrawn, report.seals) == (1, 1, 3)
    entry = LogEntry.objects.order_by("pk")[0]
    kept = entry.digest
    entry.sentence, entry.label, entry.data = "", "", {}
    with behind_the_back():
        LogEntry.objects.filter(pk=entry.pk).update(sentence="", label="", data={})
    assert verify().fault is not None
    redacted = {str(entry.pk): digest_of_entry(entry)}
    publishing.dispose_all(
        targets=[],
        body="panel",
        by=None,
        reason="Disposed of.",
        subject="Disposal",
        certificate={"key": "l", "certificate": "0", "log": redacted},
    )
    assert verify().fault is None
    assert LogEntry.objects.get(pk=entry.pk).digest == kept
    with behind_the_back():
        LogEntry.objects.filter(pk=entry.pk).update(sentence="Slipped in.")
    assert verify().fault is not None


def test_sealing_finds_nothing_twice() -> None:
    by = builders.administrator()
    assert seal_log() == seal_log() == 0
    audit.record(by, act=audit.CHANGE, by=by, sentence="An account was changed.")
    assert (seal_log(), seal_log()) == (1, 0)
    first, number = Seal.objects.get(), Seal.objects.count()
    assert (first.count, first.after_id, number) == (1, 0, 1)
