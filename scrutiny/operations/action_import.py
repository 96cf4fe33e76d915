"""An import of an action log: begun with what was read, kept between the steps, thrown away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.contents.tables import FileTables
from portal.operations import Refused, save_changed, save_new
from scrutiny.models import ActionImport, LogOwner, LogShape
from scrutiny.operations.action_import_choices import ASK, Choices, GroupChoice, groups_in
from scrutiny.operations.people import require_clerk
from scrutiny.rules.action_log_columns import heading_row
from scrutiny.rules.action_log_dates import day_within

if TYPE_CHECKING:
    from datetime import date

    from boards.models import ScrutinyBody
    from portal.models import User

__all__ = ["KEPT_DAYS", "begin_import", "discard_import", "earlier_of", "keep_choices",
           "remove_abandoned"]  # fmt: skip

KEPT_DAYS: Final = 14
"""An import that nobody has touched for so many days is removed, with all that was read."""
_LONGEST_NAME: Final = 200


def begin_import(
    *, body: ScrutinyBody, by: User, file_name: str, sha256: str, found: FileTables
) -> ActionImport:
    """Keep what was read from a log, with what its columns and owners meant the last time.

    The file itself is not kept. Raises Refused for everybody but a clerk.
    """
    require_clerk(by, body)
    title = found.title or _above_headings(found)
    log = ActionImport(
        body=body,
        file_name=file_name,
        sha256=sha256,
        log_name=(title or file_name.rpartition(".")[0] or file_name)[:_LONGEST_NAME],
        log_date=day_within(title) or day_within(file_name),
        tables=[
            {"heading": one.heading, "rows": [[row.number, row.heading, row.cells]
                                              for row in one.rows]}
            for one in found.tables
        ],
    )  # fmt: skip
    log.choices = _remembered(log).as_json()
    return save_new(log, by=by, sentence=_("An action log was read, to be imported."))


def keep_choices(
    *,
    log: ActionImport,
    by: User,
    choices: Choices,
    expected_version: int,
    log_name: str | None = None,
    log_date: date | None = None,
) -> ActionImport:
    """Keep what somebody has chosen so far. Raises Refused, Conflict."""
    require_clerk(by, log.body)
    _refuse_done(log)
    values: dict[str, object] = {"choices": choices.as_json()}
    if log_name is not None:
        values |= {"log_name": log_name.strip()[:_LONGEST_NAME], "log_date": log_date}
    return save_changed(
        log,
        by=by,
        values=values,
        expected_version=expected_version,
        sentence=_("Choices for an import of an action log were kept."),
    )


def discard_import(*, log: ActionImport, by: User) -> None:
    """Throw away an import that is under way, with all that was read. Raises Refused."""
    require_clerk(by, log.body)
    with transaction.atomic():
        log = ActionImport.objects.select_for_update().get(pk=log.pk)
        _refuse_done(log)
        audit.record(
            log, act=audit.REMOVE, by=by, sentence=_("An import of an action log was thrown away.")
        )
        log.delete()


def earlier_of(log: ActionImport) -> ActionImport | None:
    """The import by which the very same file came in already, if any."""
    rows = ActionImport.objects.filter(
        body=log.body, sha256=log.sha256, state=ActionImport.State.DONE
    )
    return rows.exclude(pk=log.pk).first()


def remove_abandoned(now: datetime) -> int:
    """Remove the imports that nobody has gone on with; how many."""
    rows = ActionImport.objects.filter(
        state=ActionImport.State.UNDER_WAY, changed_at__lt=now - timedelta(days=KEPT_DAYS)
    )
    removed = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            log = rows.select_for_update().filter(pk=pk).first()
            if log is None:  # meanwhile somebody went on with it, or threw it away
                continue
            sentence = _("An import of an action log was removed: nobody went on with it.")
            audit.record(log, act=audit.REMOVE, by=None, sentence=sentence)
            log.delete()
            removed += 1
    return removed


def remember(log: ActionImport, choices: Choices) -> None:
    """Keep what the columns and the owners of this log meant, for the next one of the body."""
    for group in groups_in(log, choices):
        LogShape.objects.update_or_create(
            body=log.body,
            signature=group.signature,
            defaults={"choices": vars(choices.group(group))},
        )
    for words, meant in choices.owners.items():
        if meant == ASK or meant.isdecimal():
            person = int(meant) if meant.isdecimal() else None
            LogOwner.objects.update_or_create(
                body=log.body, words=words, defaults={"person_id": person}
            )


def _above_headings(found: FileTables) -> str:
    """What stands above the headings of the first table, where the file has no other title."""
    rows = [row.cells for row in found.tables[0].rows if any(row.cells)]
    at = heading_row(rows) or 0
    return " ".join(cell for cells in rows[:at] for cell in cells if cell)


def _remembered(log: ActionImport) -> Choices:
    choices = Choices()
    for shape in LogShape.objects.filter(body=log.body):
        choices.groups[shape.signature] = GroupChoice(**shape.choices)
    here = {group.signature for group in groups_in(log, choices)}
    choices.groups = {key: one for key, one in choices.groups.items() if key in here}
    for owner in LogOwner.objects.filter(body=log.body):
        choices.owners[owner.words] = str(owner.person_id) if owner.person_id else ASK
    return choices


def _refuse_done(log: ActionImport) -> None:
    if log.state == ActionImport.State.DONE:
        raise Refused(_("This log was imported already."))
