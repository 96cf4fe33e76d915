"""The real logs: every row is accounted for, the later one updates what the earlier one made."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from boards.models import Person, ScrutinyBody
from portal.contents.tables import FileTables, read_tables
from portal.models import User
from portal.operations import Refused
from portal.pdf.office import office_program
from scrutiny.models import Action, ActionImport, ImportedAction
from scrutiny.operations.action_import import begin_import, keep_choices
from scrutiny.operations.action_import_choices import Choices
from scrutiny.operations.action_import_plan import Plan, examine
from scrutiny.operations.action_import_writing import import_log


def begun(path: Path, body: ScrutinyBody, by: User) -> ActionImport:
    found = read_tables(path, ending=path.suffix[1:])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return begin_import(body=body, by=by, file_name=path.name, sha256=digest, found=found)


def answered(log: ActionImport, by: User, **more: str) -> ActionImport:
    """With an owner and a date for every row that has none."""
    choices = Choices.of(log)
    jane = str(Person.objects.get(body=log.body, name="Jane Smith").pk)
    choices.default_owner, choices.default_due = jane, "31 October 2025"
    for name, value in more.items():
        setattr(choices, name, value)
    for words in {row.row["owner"] for row in examine(log, choices).rows}:
        choices.owners.setdefault(" ".join(words.split()).casefold().strip(" .,;:"), "new")
    return keep_choices(log=log, by=by, choices=choices, expected_version=log.version)


def imported(path: Path, body: ScrutinyBody, by: User) -> Plan:
    log = answered(begun(path, body, by), by)
    return import_log(log=log, by=by, expected_version=log.version)


def counts(plan: Plan) -> dict[str, int]:
    found = {name: plan.count(name) for name in ("new", "updated", "unchanged", "left_out")}
    assert sum(found.values()) == len(plan.rows)
    return found


def squeezed(cells: list[str]) -> list[str]:
    """Without blanks, which the tables beside the samples do not have everywhere."""
    texts = ["".join(cell.split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


@pytest.fixture
def logs(samples: Path) -> Path:
    return samples / "actionlogs"


def rows_of(found: FileTables) -> list[list[str]]:
    return [squeezed(row.cells) for one in found.tables for row in one.rows if any(row.cells)]


def test_every_row_of_every_real_log_is_read(logs: Path) -> None:
    told = sorted(logs.glob("*.tables.json"))
    assert len(told) >= 3
    for one in told:
        tables = json.loads(one.read_text(encoding="utf-8"))
        wanted = [squeezed(row) for table in tables for row in table]
        path = one.with_name(one.name.removesuffix(".tables.json"))
        found = read_tables(path, ending="odt")
        assert rows_of(found) == [row for row in wanted if row]


def test_a_later_log_updates_what_the_earlier_one_made(
    logs: Path, panel: ScrutinyBody, clerk: User
) -> None:
    first = logs / "ODUG Action Log 12 September 2012_10.odt"
    later = logs / "ODUG Action Log 14 May 2013_0_10.odt"
    assert counts(imported(first, panel, clerk)) == {
        "new": 18, "updated": 0, "unchanged": 0, "left_out": 0
    }  # fmt: skip
    assert Action.objects.filter(body=panel).count() == 18
    assert counts(imported(first, panel, clerk))["unchanged"] == 18

    plan = imported(later, panel, clerk)
    assert counts(plan) == {"new": 34, "updated": 5, "unchanged": 0, "left_out": 0}
    updated = {
        one.row["text"]: ([step for step, _said in one.steps], one.is_sure)
        for one in plan.rows
        if one.does == "updated"
    }
    assert updated == {
        "ODUG Branding": (["carry"], True),
        "Set up facility for sentiment monitoring for ODUG and provide a baseline assessment": (
            ["carry"],
            True,
        ),
        "Draw up and share key points to make and slides on ODUG": (["carry"], False),
        "ODUG schedule of comms events and stakeholder engagement plan": (["carry"], False),
        "Review for next meeting": (["start"], True),
    }
    done = [one.row["text"] for one in plan.rows if one.row.standing == "done"]
    claimed = Action.objects.filter(body=panel, state=Action.State.COMPLETE_CLAIMED)
    assert claimed.count() == len(done) == 7
    assert not Action.objects.filter(body=panel, state=Action.State.CLOSED).exists()
    assert counts(imported(later, panel, clerk))["unchanged"] == 39
    assert counts(imported(first, panel, clerk))["unchanged"] == 18, "an older log changes nothing"
    assert Action.objects.filter(body=panel).count() == 52


def test_the_other_logs_come_in_whole_and_only_once(
    logs: Path, panel: ScrutinyBody, clerk: User
) -> None:
    report = logs / "LPDP Action Report May 2012_10.odt"
    assert counts(imported(report, panel, clerk))["new"] == 12
    assert counts(imported(report, panel, clerk))["unchanged"] == 12
    old = logs / "TB(9)1.ii Action Log.doc"
    if not office_program():
        with pytest.raises(Refused, match="save it as a Word document"):
            begun(old, panel, clerk)
        return
    plan = imported(old, panel, clerk)
    assert (len(plan.rows), plan.count("new"), plan.set_aside) == (28, 28, 3)
    dated = {one.number: one.due for one in plan.rows}
    assert dated[7] == date(2011, 11, 30), "November, in a log of September 2011"
    assert sum("claim" in dict(one.steps) for one in plan.rows) == 8
    rows = ImportedAction.objects.filter(log__file_name=old.name)
    assert rows.get(number=25).due_words == "As soon as possible"
