"""From the upload to the report: mistakes, repairs, all or nothing, and once only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boards.models import Minute, Person, ScrutinyBody
from boards.operations.roles import grant_role
from portal import audit, clock
from portal.models import PublicRecord, User
from portal.operations import Conflict, Refused
from portal.spreadsheets import rows_of
from scrutiny.models import Action, ActionImport, ImportedAction, LogOwner, LogShape, ProgressUpdate
from scrutiny.operations import action_import_writing
from scrutiny.operations.action_import import KEPT_DAYS, keep_choices, remove_abandoned
from scrutiny.operations.action_import_choices import CLOSE, Choices
from scrutiny.operations.action_import_writing import import_log
from scrutiny.operations.actions import redate_action, update_action
from tests import builders
from tests.scrutiny.action_import import making

HEAD = ["Ref", "Action", "Owner", "Due", "Status", "Update"]
ROWS = [
    ["A1", "Circulate the minutes", "JS", "12/10/2025", "Open", ""],
    ["A2", "Write to the minister", "CH/MP", "Oct meeting", "", "A draft is with the chair"],
    ["A3", "Publish the note", "All", "31 October", "Completed", "It is on the site"],
]


def address(page: str, log: ActionImport | None = None, **more: Any) -> str:
    where = {"body": "northmere-panel", **({"log_pk": log.pk} if log else {}), **more}
    return reverse(f"action_logs:{page}", kwargs=where)


def said(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def upload(desk: Client, rows: Sequence[Sequence[str]] = (HEAD, *ROWS), **more: Any) -> Any:
    name = more.pop("name", "log.docx")
    content = making.word_log(rows, **more)
    return desk.post(address("desk"), {"file": SimpleUploadedFile(name, content)})


def begun(desk: Client, rows: Sequence[Sequence[str]] = (HEAD, *ROWS), **more: Any) -> ActionImport:
    assert upload(desk, rows, **more).status_code == 302
    return ActionImport.objects.latest("pk")


def fields(answer: Any) -> dict[str, str]:
    """What the page's form would send as it stands."""
    form = next(one for one in re.findall(r"(?s)<form.*?</form>", answer.content.decode())
                if 'name="version"' in one)  # fmt: skip
    sent: dict[str, str] = {}
    for one in re.findall(r"<input[^>]*>", form):
        name, value = _part(one, "name"), _part(one, "value")
        is_choice = 'type="checkbox"' in one or 'type="radio"' in one
        if name and (not is_choice or " checked" in one):
            sent[name] = value or ("on" if is_choice else "")
    for name, options in re.findall(r'(?s)<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        sent[name] = (chosen or first)[1]  # type: ignore[index]
    return {name: unescape(value) for name, value in sent.items()}


def _part(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def go_on(desk: Client, log: ActionImport, page: str, **typed: str) -> Any:
    return desk.post(address(page, log), {**fields(desk.get(address(page, log))), **typed})


def named(desk: Client, log: ActionImport, words: str) -> str:
    """The name of the field whose label begins with these words."""
    page = unescape(desk.get(address("people", log)).content.decode())
    found = re.search(rf'<label[^>]*for="id_([^"]+)"[^>]*>\s*{re.escape(words)}', page)
    assert found, words
    return found[1]


def person(name: str) -> str:
    return str(Person.objects.get(name=name).pk)


def ready(desk: Client, log: ActionImport, **typed: str) -> ActionImport:
    """With columns, owners and dates answered."""
    go_on(desk, log, "columns")
    answers = {named(desk, log, "“All”"): "new", named(desk, log, "“Oct meeting”"): "17/10/2025"}
    assert go_on(desk, log, "people", **answers, **typed).status_code == 302
    log.refresh_from_db()
    return log


def test_a_log_comes_in_step_by_step_and_no_word_is_lost(
    desk: Client, clerk: User, panel: ScrutinyBody
) -> None:
    log = begun(desk)
    assert (log.log_name, str(log.log_date)) == ("Action log – 12 September 2025", "2025-09-12")
    columns = desk.get(address("columns", log))
    assert "1 table with these columns: 3 rows" in said(columns)
    assert [value for name, value in fields(columns).items() if "column_" in name] == [
        "reference", "text", "owner", "due", "status", "progress",
    ]  # fmt: skip
    twice = {name: "owner" for name in fields(columns) if name.endswith("column_3")}
    assert "Two columns are given as “Owner”" in said(go_on(desk, log, "columns", **twice))
    assert go_on(desk, log, "columns")["Location"] == address("people", log)

    people = desk.get(address("people", log))
    assert "“31 October” (1 row)" in said(people), "a date without its year is asked about"
    assert "“12/10/2025”" not in said(people), "a full date is not"
    sent = fields(people)
    assert sent[named(desk, log, "“JS”")] == person("Jane Smith")
    assert sent[named(desk, log, "“CH/MP”")] == person("Carys Hughes")
    assert sent[named(desk, log, "“31 October”")] == "31 October 2025"
    meeting = named(desk, log, "“Oct meeting”")
    wrong = go_on(desk, log, "people", **{meeting: "someday"})
    assert wrong.status_code == 422
    assert "“someday” is no date" in said(wrong)
    assert fields(desk.get(address("people", log)))[meeting] == "someday", "nothing typed is lost"
    go_on(desk, log, "people", **{meeting: ""})

    preview = desk.get(address("preview", log))
    assert "2 rows stop the import" in said(preview)
    assert "Row 3: “Oct meeting” is no date that can be understood" in said(preview)
    assert "Row 4: Say who is meant by “All”" in said(preview)
    assert "Import all of it" not in said(preview)
    forced = desk.post(address("preview", log), {"import": "all"})
    assert (forced.status_code, Action.objects.count()) == (422, 0)
    row = desk.post(address("row", log, number=3), {"due": "17 Octember", "version": ""})
    assert "Write it as 12 September 2012" in said(row)
    for number, typed in ((3, {"due": "17 October 2025"}), (4, {"owner": person("Jane Smith")})):
        sent = fields(desk.get(address("row", log, number=number)))
        assert desk.post(address("row", log, number=number), {**sent, **typed}).status_code == 302

    preview = desk.get(address("preview", log))
    assert "“31 October” is taken as 31 October 2025" not in said(preview), "it was confirmed"
    done = desk.post(address("preview", log), {**fields(preview), "import": "all"}, follow=True)
    assert "3 actions were entered, 0 updated. New actions are not public." in said(done)
    one, two, three = Action.objects.order_by("number")
    assert (one.owner.name, str(one.due_on), one.state) == ("Jane Smith", "2025-10-12", "open")
    assert (two.owner.name, str(two.due_on)) == ("Carys Hughes", "2025-10-17")
    told = two.updates.get()
    assert told.text == "A draft is with the chair"
    assert told.proof == "As in the action log “Action log – 12 September 2025”."
    assert three.state == "complete_claimed", "only a meeting closes"
    assert not PublicRecord.objects.exists()
    kept = ImportedAction.objects.get(number=3)
    assert (kept.reference, kept.due_words, kept.action) == ("A2", "Oct meeting", two)
    assert kept.cells == [*ROWS[1][:4], "", ROWS[1][5]]
    log.refresh_from_db()
    assert (log.tables, str(log.done_by)) == ([], str(clerk))
    report = rows_of(desk.get(address("report_csv", log)).content)
    assert [row[:3] for row in report[1:]] == [
        ["2", "New action", one.reference],
        ["3", "New action", two.reference],
        ["4", "New action", three.reference],
    ]
    assert desk.get(address("preview", log))["Location"] == address("report", log)


def test_the_same_file_makes_nothing_and_a_later_log_updates_what_it_knows(
    desk: Client, clerk: User, panel: ScrutinyBody
) -> None:
    log = ready(desk, begun(desk))
    import_log(log=log, by=clerk, expected_version=log.version)
    one, two, _three = Action.objects.order_by("number")
    assert LogOwner.objects.get(words="all").person.name == "All"  # type: ignore[union-attr]
    assert LogShape.objects.count() == 1

    again = upload(desk)
    log = ActionImport.objects.latest("pk")
    assert "This very file was imported on 12 September 2025" in said(desk.get(again["Location"]))
    sent = fields(desk.get(address("people", log)))
    assert person("All") in sent.values(), "who is meant is remembered"
    assert "There is nothing new in this log" in said(desk.get(address("preview", log)))
    plan = import_log(log=log, by=clerk, expected_version=log.version)
    assert (plan.count("unchanged"), Action.objects.count()) == (3, 3)

    redate_action(action=one, by=clerk, to_date=one.due_on + timedelta(3), reason="So agreed.",
                  expected_version=one.version)  # fmt: skip
    two.refresh_from_db()
    update_action(action=two, by=clerk, values={"text": "Write to the minister for schools"},
                  expected_version=two.version)  # fmt: skip
    later = [
        ["A1", "Circulate minutes", "JS", "12/10/2025", "Ongoing", ""],
        ["A2", "Write to the minister", "Jane Smith", "15/11/2025", "Carried forward", ""],
        ["A3", "Publish the note", "All", "31 October", "Completed", "It is on the site"],
        ["A1", "Invite the ombudsman", "JS", "12/12/2025", "New", ""],
    ]
    log = begun(desk, [HEAD, *later], title="Action log – 10 October 2025")
    assert "Say who is meant by “Jane Smith”" in said(desk.get(address("preview", log)))
    assert go_on(desk, log, "people").status_code == 302
    log.refresh_from_db()
    plan = import_log(log=log, by=clerk, expected_version=log.version)
    assert [(one.does, [step for step, _words in one.steps]) for one in plan.rows] == [
        ("updated", ["start"]),  # the words of its date are the same: its date here stays
        ("updated", ["redate", "owner", "carry"]),
        ("unchanged", []),
        ("new", ["create"]),
    ]
    two.refresh_from_db()
    assert (str(two.due_on), two.owner.name) == ("2025-11-15", "Jane Smith")
    assert two.text == "Write to the minister for schools", "words corrected here stay"
    assert two.redatings.get().reason == "As in the action log “Action log – 10 October 2025”."
    assert "is that of Action 1" in " ".join(plan.rows[3].notes)
    again_ = ActionImport.objects.latest("pk")
    assert again_.rows.count() == len(plan.rows) == 4


def test_what_is_completed_is_closed_by_one_minute_where_a_clerk_says_so(
    desk: Client, clerk: User, panel: ScrutinyBody
) -> None:
    meeting = builders.meeting(panel)
    minute = Minute.objects.create(meeting=meeting, number="4", text="The log was agreed.")
    same_name = builders.person(panel, "All")
    rows = [*ROWS, ["A4", "Hold an event", "JS", "1/11/2025", "No longer required", ""],
            ["A5", "Read the note", "All", "1/11/2025", "", ""]]  # fmt: skip
    log = ready(desk, begun(desk, [HEAD, *rows]))
    assert "which needs a minute" in said(desk.get(address("preview", log)))
    refused = go_on(desk, log, "people", done=CLOSE)
    assert "Choose the minute by which they are closed." in said(refused)
    go_on(desk, log, "people", done=CLOSE, minute=str(minute.pk))
    log.refresh_from_db()
    import_log(log=log, by=clerk, expected_version=log.version)
    closed, cancelled = Action.objects.get(number=3), Action.objects.get(number=4)
    assert (closed.state, closed.closed_minute) == ("closed", minute)
    assert "Completed" in closed.closing_evidence
    assert cancelled.state == "cancelled"
    assert closed.owner.name == "All"
    assert closed.owner != same_name, "somebody new is nobody who was there before"
    assert Action.objects.get(number=5).owner == closed.owner, "and is entered once"

    later = [HEAD, [*ROWS[2][:4], "Ongoing", ""], ROWS[0], ROWS[0]]
    log = begun(desk, later, title="Action log – 1 December 2025")
    assert "is finished here, and the log has it as open" in said(desk.get(address("preview", log)))
    desk.post(address("preview", log), {"leave_out": "bad", "version": log.version})
    log.refresh_from_db()
    plan = import_log(log=log, by=clerk, expected_version=log.version)
    assert plan.count("left_out") == 1
    left_out, known, repeated = ImportedAction.objects.filter(log=log)
    assert (known.cells, known.outcome) == (list(plan.rows[1].row.cells), "unchanged")
    assert known.cells
    for number, one in ((2, left_out), (4, repeated)):  # no action, with which they could go
        kept = (one.number, one.cells, one.text, one.owner_words, one.mark, one.fingerprint)
        assert kept == (number, [], "", "", "", "")
    assert "What the log said here is not kept." in said(desk.get(address("report", log)))


def test_one_bad_row_of_a_thousand_stops_all(
    desk: Client, clerk: User, panel: ScrutinyBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[f"A{n}", f"Write letter {n}", "Jane Smith", "12/10/2025", "", ""]
            for n in range(1, 1_001)]  # fmt: skip
    rows[700][3] = "soon"
    log = begun(desk, [HEAD, *rows])
    choices = Choices.of(log)
    choices.owners["jane smith"] = person("Jane Smith")
    log = keep_choices(log=log, by=clerk, choices=choices, expected_version=log.version)
    with pytest.raises(Refused, match="Row 702: “soon” is no date"):
        import_log(log=log, by=clerk, expected_version=log.version)
    assert not Action.objects.exists()
    assert not ImportedAction.objects.exists()

    log = ready(desk, begun(desk))
    monkeypatch.setattr(action_import_writing, "report_progress", _refusing)
    with pytest.raises(Refused, match="Row 3: Not today"):
        import_log(log=log, by=clerk, expected_version=log.version)
    assert not Action.objects.exists(), "the row before it is not kept either"
    assert not Person.objects.filter(name="All").exists()
    monkeypatch.undo()
    with pytest.raises(Conflict):
        import_log(log=log, by=clerk, expected_version=log.version - 1)
    assert not ProgressUpdate.objects.exists()


def _refusing(**_values: object) -> None:
    raise Refused("Not today.")


def test_two_clerks_at_one_import_lose_nothing(desk: Client, panel: ScrutinyBody) -> None:
    log = begun(desk)
    sent = fields(desk.get(address("columns", log)))
    assert desk.post(address("columns", log), {**sent, "log_name": "Mine"}).status_code == 302
    second = desk.post(address("columns", log), {**sent, "log_name": "Theirs"})
    assert second.status_code == 409
    assert "Another clerk changed this import" in said(second)
    again = fields(second)
    assert again["log_name"] == "Theirs"
    assert desk.post(address("columns", log), again).status_code == 302
    log.refresh_from_db()
    assert log.log_name == "Theirs"


def test_an_import_is_the_clerks_alone_and_goes_when_nobody_goes_on(
    desk: Client, client: Client, panel: ScrutinyBody
) -> None:
    log = begun(desk)
    other = builders.body(name="Board", short_name="NCB", slug="northmere-board")
    people: Mapping[str, tuple[ScrutinyBody, str]] = {
        "stranger": (other, "clerk"),
        "officer": (panel, "proper_officer"),
        "member": (panel, "member"),
    }
    for name, (body, role) in people.items():
        account = builders.user(f"{name.title()} Jones")
        grant_role(user=account, body=body, role=role, by=None, valid_from=builders.LONG_AGO)
        visitor = Client()
        visitor.force_login(account)
        for page in ("desk", "columns", "people", "preview", "report"):
            where = address(page) if page == "desk" else address(page, log)
            assert visitor.get(where).status_code in (302, 403, 404), (name, page)
            assert "Circulate" not in visitor.get(where, follow=True).content.decode()
    later = clock.now() + timedelta(days=KEPT_DAYS, minutes=1)
    assert remove_abandoned(clock.now()) == 0
    begun(desk)

    def gone_on_with(record: ActionImport, **_entry: object) -> None:
        """While the one is removed, another clerk goes on with the other."""
        ActionImport.objects.exclude(pk=record.pk).update(changed_at=clock.now())

    with time_machine.travel(later, tick=False), pytest.MonkeyPatch.context() as patched:
        patched.setattr(audit, "record", gone_on_with)
        assert remove_abandoned(later) == 1
    later += timedelta(days=KEPT_DAYS, minutes=1)
    with time_machine.travel(later, tick=False):
        assert remove_abandoned(later) == 1
        assert remove_abandoned(later) == 0
    assert not ActionImport.objects.exists()
    log = begun(desk)
    assert desk.get(address("discard", log)).status_code == 200
    assert "No action was changed" in said(desk.post(address("discard", log), follow=True))
    assert not ActionImport.objects.exists()
