"""Files on their way to the public: by stream, whole or not at all, and only the right ones."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from portal import public_storage
from portal.models import PublicRecord, ReleasedFile
from portal.publishing import Copy, File, PublishingError, Target, release, withdraw_all
from portal.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
MEGABYTE = 1 << 20
Callbacks = Callable[..., AbstractContextManager[list[Any]]]


def stored(content: bytes, name: str = "packs/big.pdf") -> File:
    default_storage.delete(name)
    saved = default_storage.save(name, ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    return File("pack.pdf", "application/pdf", stored=saved, sha256=digest)


def copy(*files: File, key: str = "k", kind: str = "pack", payload: str = "x") -> Copy:
    return Copy(kind, key, "body", f"packs/{key}.pdf", "Pack", {"text": payload}, files=files)


def publish(*copies: Copy) -> None:
    release(copies=copies, body="body", subject="A pack for a test", by=None)


def waiting() -> list[Path]:
    folder = Path(storages["public"].path(public_storage.INCOMING))
    return list(folder.iterdir()) if folder.is_dir() else []


def test_a_large_file_is_copied_without_being_held_in_memory() -> None:
    file = stored(b"%PDF-1.7 large" + bytes(24 * MEGABYTE))
    tracemalloc.start()
    publish(copy(file))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    kept = ReleasedFile.objects.get(record__key="k")
    assert (kept.sha256, kept.size) == (file.sha256, 24 * MEGABYTE + 14)
    assert verify().fault is None
    assert not waiting()


def test_a_file_that_is_not_the_one_that_was_meant_stops_the_release() -> None:
    right = stored(b"%PDF-1.7 right", "packs/right.pdf")
    wrong = File("pack.pdf", "application/pdf", stored=right.stored, sha256="0" * 64)
    gone = File("pack.pdf", "application/pdf", stored="packs/none.pdf")
    for file, says in ((wrong, "was changed"), (gone, "is missing")):
        with pytest.raises(PublishingError, match=says):
            publish(copy(right, key="first"), copy(file, key="second"))
    assert not PublicRecord.objects.filter(key__in=["first", "second"]).exists()


def test_a_full_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored(b"%PDF-1.7 no room for this")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(public_storage, "_move", full)
        with pytest.raises(OSError, match="No space"):
            publish(copy(file, key="full"))
    assert not PublicRecord.objects.filter(key="full").exists()
    assert not waiting()
    publish(copy(file, key="full"))


def test_half_a_file_from_a_crash_is_not_taken_for_the_whole() -> None:
    file = stored(b"%PDF-1.7 cut off in the middle")
    public = storages["public"]
    name = f"{file.sha256[:2]}/{file.sha256}"
    public.delete(name)
    public.save(name, ContentFile(b"%PDF-1.7 cut"))
    publish(copy(file))
    assert public.size(name) == 30
    assert verify().fault is None


def test_the_same_files_and_words_are_released_once() -> None:
    file = stored(b"%PDF-1.7 the same")
    for _ in range(2):
        publish(copy(file, key="same"))
    publish(copy(file, key="same", payload="other"))
    assert PublicRecord.objects.filter(key="same").count() == 2
    publish(copy(stored(b"%PDF-1.7 another"), key="same", payload="other"))
    assert PublicRecord.objects.filter(key="same").count() == 3


def test_several_records_go_in_one_act(django_capture_on_commit_callbacks: Callbacks) -> None:
    shared, own = stored(b"%PDF-1.7 shared"), stored(b"%PDF-1.7 own", "packs/own.pdf")
    publish(copy(shared, key="a"), copy(shared, key="b"), copy(own, key="c"))
    targets = [Target("pack", "a"), Target("pack", "c"), Target("pack", "unknown")]
    with django_capture_on_commit_callbacks(execute=True):
        done = withdraw_all(targets=targets, body="body", by=None, reason="Wrong.", subject="Two")
    assert len(done.contents) == 2
    kept = {one.record.key: one for one in ReleasedFile.objects.select_related("record")}
    public = storages["public"]
    assert public.exists(kept["b"].storage_name)
    assert not public.exists(kept["c"].storage_name)
    with pytest.raises(PublishingError, match="nothing can be withdrawn"):
        withdraw_all(targets=targets, body="body", by=None, reason="Wrong.", subject="Two")
    assert verify().fault is None
