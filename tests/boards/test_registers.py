"""The shipped registers: complete, loaded once, brought up to date, refused as a whole."""

from __future__ import annotations

import shutil
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from boards.management.commands.load_registers import SHIPPED, read_folder
from boards.models import Organisation
from boards.operations.registers import Loaded, load_registers
from boards.rules.registers import FORCES, INSPECTORATES, RegisterError, read_rows
from portal.operations import Refused
from tests import builders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be spoiled."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "registers"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_shipped() -> None:
    found = read_folder()
    kinds = Counter(one.kind for one in found)
    assert kinds == {"police_force": 43, "policing_body": 43, "council": 175, "inspectorate": 13}
    by_code = {one.code: one for one in found}
    assert by_code["force-cleveland"].name == "Cleveland Police"
    assert by_code["council-stt"].force == "force-cleveland"
    assert by_code["policing-greater-manchester"].name == "Mayor of Greater Manchester"
    assert by_code["policing-cleveland"].name.startswith("Police and Crime Commissioner")
    assert "Her Majesty's" in by_code["inspectorate-hmicfrs"].former_names


@pytest.mark.django_db
def test_loading_twice_moves_nothing_and_a_new_name_keeps_the_code(folder: Path) -> None:
    out = StringIO()
    call_command("load_registers", stdout=out)
    assert out.getvalue() == "Organisations entered: 274, changed: 0, as before: 0.\n"
    council = Organisation.objects.get(code="council-stt")
    assert council.force is not None
    assert council.force.code == "force-cleveland"
    spoil(folder / FORCES, "Cleveland Police", "Teesside Police")
    loaded = load_registers(read_folder(folder), by=None)
    assert loaded == Loaded(entered=0, changed=1, same=273)
    force = Organisation.objects.get(code="force-cleveland")
    assert (force.name, force.pk) == ("Teesside Police", council.force.pk)
    call_command("load_registers", "--from", str(folder), stdout=(again := StringIO()))
    assert again.getvalue() == "Organisations entered: 0, changed: 0, as before: 274.\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (FORCES, "force_name", "name", f"{FORCES}: the column force_name is missing"),
        (FORCES, "Cleveland Police,", "Cleveland Police,,", f"{FORCES}, line "),
        (FORCES, "Cleveland Police", "", "force-cleveland has no name"),
        ("authority_to_force.csv", ",cleveland,", ",atlantis,", "force-atlantis"),
        (INSPECTORATES, "estyn,", "ofsted,", "the code inspectorate-ofsted stands twice"),
        (INSPECTORATES, "estyn,", "Est yn,", "“inspectorate-Est yn” is no code"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole_in_one_line(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(CommandError) as error:
        call_command("load_registers", "--from", str(folder))
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_missing_and_unreadable_files(folder: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_registers", "--from", str(folder / "nowhere"))
    (folder / FORCES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="not in UTF-8"):
        call_command("load_registers", "--from", str(folder))
    (folder / FORCES).unlink()
    with pytest.raises(CommandError) as error:
        call_command("load_registers", "--from", str(folder))
    assert error.value.returncode == 1


def test_an_empty_register_is_an_error() -> None:
    header = "code,name,former_names,nation,remit,note\n"
    with pytest.raises(RegisterError, match="there are no rows"):
        read_rows(INSPECTORATES, [header])


@pytest.mark.django_db
@pytest.mark.parametrize("register", ["organisations", "themes"])
def test_shared_registers_are_corrected_by_administrators_of_the_portal_alone(
    client: Client, register: str
) -> None:
    builders.organisation("Canary council")
    client.force_login(builders.administrator())
    for page in ("", "new/"):
        assert client.get(f"/admin/{register}/{page}").status_code == 200
    client.force_login(builders.clerk_of(builders.body()))
    for page in ("", "new/"):
        answer = client.get(f"/admin/{register}/{page}")
        assert answer.status_code == 404
        assert "Canary council" not in answer.content.decode()


@pytest.mark.django_db
def test_only_administrators_of_the_portal_load_them() -> None:
    with pytest.raises(Refused):
        load_registers(read_folder(), by=builders.clerk_of(builders.body()))
    assert not Organisation.objects.exists()
