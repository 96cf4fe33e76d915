"""The command `clock`: answers, tables of cases, refusals in one line with exit status 1."""

from __future__ import annotations

import csv
import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from portal.management.commands.clock import Command
from portal.models import ClosureDay

ROOT = Path(__file__).parents[2]
VECTORS = Path(__file__).parent / "rules" / "clock_vectors.csv"
NOTICE = ("agenda_latest_publication", "--on", "2025-09-12")


@dataclass(frozen=True)
class Ran:
    status: str | int | None
    out: str
    err: str


def run(*arguments: str) -> Ran:
    """Run the command as the command line does, without closing the test's connection."""
    out, err = StringIO(), StringIO()
    command = Command(stdout=out, stderr=err, no_color=True)
    status: str | int | None = 0
    try:
        command.run_from_argv(["manage.py", "clock", *arguments])
    except SystemExit as left:
        status = left.code
    return Ran(status, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        path = tmp_path / "cases.csv"
        path.write_bytes(text.encode("utf-8"))
        return str(path)

    return write


@pytest.mark.django_db
def test_the_answer_shows_its_working() -> None:
    ran = run("agenda_latest_publication", "--on", "2025-04-24")
    assert ran.status == 0
    assert ran.err == ""
    assert ran.out == (
        "Latest day to publish an agenda (England): 2025-04-14, Monday 14 April 2025\n"
        "\n"
        "Publish the agenda and reports by Monday 14 April 2025: that leaves 5 clear working days "
        "before the meeting on Thursday 24 April 2025, counting neither of the two days.\n"
        "\n"
        "Last lawful date: 2025-04-14, Monday 14 April 2025\n"
        "Last working day: 2025-04-14, Monday 14 April 2025\n"
        "Days counted: 5\n"
        "  2025-04-15, Tuesday 15 April 2025\n"
        "  2025-04-16, Wednesday 16 April 2025\n"
        "  2025-04-17, Thursday 17 April 2025\n"
        "  2025-04-22, Tuesday 22 April 2025\n"
        "  2025-04-23, Wednesday 23 April 2025\n"
        "Days skipped: 4\n"
        "  2025-04-18, Friday 18 April 2025: Good Friday\n"
        "  2025-04-19, Saturday 19 April 2025: Saturday\n"
        "  2025-04-20, Sunday 20 April 2025: Sunday\n"
        "  2025-04-21, Monday 21 April 2025: Easter Monday\n"
        "Authority: Local Government Act 1972, section 100B(3) and (4)(a)\n"
        "Force: required by law\n"
    )


@pytest.mark.django_db
def test_a_long_count_is_given_by_its_ends() -> None:
    ran = run("retain_minutes_agenda_reports", "--on", "2025-09-12")
    assert (
        "Days counted: 2191, from 2025-09-12, Friday 12 September 2025 to "
        "2031-09-11, Thursday 11 September 2031\n"
    ) in ran.out


@pytest.mark.django_db
def test_an_earliest_day_is_called_the_first() -> None:
    ran = run("earliest_meeting", "--on", "2026-01-30")
    assert "First lawful date: 2026-02-07, Saturday 7 February 2026\n" in ran.out
    assert "Last working day" not in ran.out


@pytest.mark.django_db
def test_json() -> None:
    ran = run(*NOTICE, "--nation", "wales", "--json")
    answer = json.loads(ran.out)
    assert answer["result"] == answer["last_working_day"] == answer["lawful_date"] == "2025-09-08"
    assert answer["counted"] == ["2025-09-09", "2025-09-10", "2025-09-11"]
    assert answer["skipped"] == []
    assert answer["authority"] == "Local Government Act 1972, section 100BA(3) and (6)"
    assert (answer["clock"], answer["nation"], answer["on"], answer["severity"]) == (
        "agenda_latest_publication",
        "wales",
        "2025-09-12",
        "statutory",
    )


@pytest.mark.django_db
def test_a_number_is_a_number_in_json() -> None:
    answer = json.loads(run("two_thirds_threshold", "--set", "members=20", "--json").out)
    assert (answer["result"], answer["lawful_date"], answer["on"]) == (14, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "settings",
    [
        ("--set", "pause=2026-01-10..2026-01-11", "pause=2026-01-20..2026-01-20"),
        ("--set", "pause=2026-01-10..2026-01-11", "--set", "pause=2026-01-20..2026-01-20"),
    ],
)
def test_settings_may_be_given_together_or_apart(settings: tuple[str, ...]) -> None:
    ran = run("confirmation_report", "--on", "2026-01-05", *settings, "--json")
    assert json.loads(ran.out)["result"] == "2026-01-28"


@pytest.mark.django_db
def test_a_rule_of_one_nation_needs_no_nation_named() -> None:
    ran = run("safeguarding_board_annual_report", "--set", "financial_year=2025/26", "--json")
    answer = json.loads(ran.out)
    assert (answer["result"], answer["nation"]) == ("2026-07-30", "wales")


@pytest.mark.django_db
def test_closure_days_of_everybody_and_of_the_body_count() -> None:
    ClosureDay.objects.create(date=datetime.date(2025, 9, 9), name="Day of Mourning")
    ClosureDay.objects.create(date=datetime.date(2025, 9, 8), name="Moving house", body="panel")
    assert "Tuesday 9 September 2025: closed: Day of Mourning\n" in run(*NOTICE).out
    assert json.loads(run(*NOTICE, "--json").out)["result"] == "2025-09-03"
    assert json.loads(run(*NOTICE, "--body", "panel", "--json").out)["result"] == "2025-09-02"
    assert json.loads(run(*NOTICE, "--body", "board", "--json").out)["result"] == "2025-09-03"


@pytest.mark.django_db
def test_the_given_cases() -> None:
    ran = run("--cases", str(VECTORS))
    with VECTORS.open(encoding="utf-8", newline="") as file:
        expected = [f"{row['id']},{row['expected']}" for row in csv.DictReader(file)]
    assert ran.out.splitlines() == ["id,result", *expected]
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.django_db
def test_a_bad_case_does_not_stop_the_next(table: Callable[[str], str]) -> None:
    path = table(
        "\ufeffid,clock,nation,on,set\r\n"
        "A,two_thirds_threshold,england,,members=20\r\n"
        "B,no_such_clock,england,,\r\n"
        'C,two_thirds_threshold,england,,"members=1\n0"\r\n'
        "D,agenda_latest_publication,france,2025-09-12,\r\n"
        "E,agenda_latest_publication,,2025-02-30,\r\n"
        "F,agenda_latest_publication,england,2025-09-12,clear_days\r\n"
        "G,agenda_latest_publication,england,2025-09-12,clear_days=5,extra\r\n"
        "H\r\n"
        ",agenda_latest_publication,wales,2025-09-12,\r\n"
    )
    ran = run("--cases", path)
    assert ran.status == 1
    assert ran.out.splitlines() == ["id,result", "A,14", "row 9,2025-09-08"]
    lines = ran.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [*"BCDEFGH", "CommandError"]
    assert 'there is no clock "no_such_clock"' in lines[0]
    assert 'members: "1 0"' in lines[1]
    assert '"france"' in lines[2]
    assert '"2025-02-30"' in lines[3]
    assert '"clear_days" is no setting' in lines[4]
    assert "more fields" in lines[5]
    assert lines[-1] == "CommandError: 7 of the cases could not be answered"


@pytest.mark.django_db
def test_cases_as_json(table: Callable[[str], str]) -> None:
    path = table("id,clock,nation,on,set\nA,two_thirds_threshold,,,members=20\nB,x,,,\n")
    ran = run("--cases", path, "--json")
    good, bad = json.loads(ran.out)
    assert (good["id"], good["result"]) == ("A", 14)
    assert bad["id"] == "B"
    assert 'there is no clock "x"' in bad["error"]
    assert ran.status == 1


@pytest.mark.django_db
def test_a_table_without_rows_answers_with_its_heading(table: Callable[[str], str]) -> None:
    assert run("--cases", table("id,clock,nation,on,set\n")) == Ran(0, "id,result\n", "")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "which clock?"),
        (("agenda_latest_publicaton", "--on", "2025-09-12"), "agenda_latest_publication"),
        (("agenda_latest_publication",), "needs a date: the day of the meeting"),
        (("agenda_latest_publication", "--on", "2025-02-30"), '"2025-02-30"'),
        (("agenda_latest_publication", "--on", "foo"), '"foo"'),
        (("agenda_latest_publication", "--on"), "--on"),
        ((*NOTICE, "--onn", "x"), "--onn"),
        ((*NOTICE, "more"), "more"),
        ((*NOTICE, "--nation", "England"), '"England"'),
        ((*NOTICE, "--set", "clear_days"), '"clear_days" is no setting'),
        ((*NOTICE, "--set", "clear_days=x"), 'clear_days: "x"'),
        ((*NOTICE, "--set", "=5"), '"=5"'),
        ((*NOTICE, "--set", "a\nb=5"), '"a b"'),
        ((*NOTICE, "--set", "clear_days=5", "clear_days=3"), '"clear_days" is given 2 times'),
        ((*NOTICE, "--cases", "x.csv"), "--cases takes its questions from the file"),
        (("--cases", "/nowhere/x.csv"), "/nowhere/x.csv cannot be read: No such file"),
        (("--cases", str(ROOT)), "cannot be read: Is a directory"),
        (("--verbosity", "9"), "--verbosity"),
    ],
)
@pytest.mark.django_db
def test_refusals_are_one_line_with_status_1(arguments: tuple[str, ...], named: str) -> None:
    ran = run(*arguments)
    assert ran.status == 1
    assert ran.out == ""
    assert named in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "lacks the columns: id, clock, nation, on, set"),
        (b"id,clock\nA,precept\n", "lacks the columns: nation, on, set"),
        (b"id,clock,nation,on,set\nA,caf\xe9,,,\n", "is not text in UTF-8"),
        (b'id,clock,nation,on,set\nA,"' + b"x" * 200_000 + b'",,,\n', "is no table"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    ran = run("--cases", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert named in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("database", "named"),
    [
        ("sqlite:///{folder}/new.sqlite3", "has not been migrated"),
        ("sqlite:///{folder}/missing/new.sqlite3", "cannot be used"),
    ],
)
def test_an_unusable_database_is_said_in_one_line(
    tmp_path: Path, database: str, named: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "clock", *NOTICE],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": database.format(folder=tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert named in ran.stderr
    assert ran.stderr.count("\n") == 1
