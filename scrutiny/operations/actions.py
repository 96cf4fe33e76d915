"""Actions: entered with a running number, re-dated with a reason, closed by a minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import clock
from portal.access import roles_in
from portal.numbering import next_number
from portal.operations import Conflict, Refused, fresh, make_move, save_changed, save_new
from portal.rules.references import municipal_year
from scrutiny.models import Action, ActionRedating, ProgressUpdate
from scrutiny.operations import progress
from scrutiny.operations.action_release import renew_action
from scrutiny.operations.attachments import attaching
from scrutiny.operations.people import minute_refusal, require_clerk
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals

if TYPE_CHECKING:
    from django.core.files.base import File

    from boards.models import Minute, ScrutinyBody
    from portal.models import User
    from scrutiny.models import Review


def add_action(
    *, body: ScrutinyBody, by: User, values: Mapping[str, Any], review: Review | None = None
) -> Action:
    """Enter an action; it takes the next number of the body in this municipal year."""
    require_clerk(by, body)
    _refuse_foreign(body, values, review)
    year = municipal_year(clock.today())
    with transaction.atomic():
        number = next_number(body=body.slug, series="action", period=year)
        action = Action(body=body, review=review, number=number, municipal_year=year, **values)
        made = save_new(action, by=by, sentence=_("Action %s was entered.") % action.reference)
        _tell(made, by=by)
        return made


def update_action(
    *, action: Action, by: User, values: Mapping[str, Any], expected_version: int
) -> Action:
    """Change an action's words or owner. Its date is changed by `redate_action` alone."""
    action = _fresh(action, expected_version, by=by)
    _refuse_foreign(action.body, values, action.review)
    if "due_on" in values and values["due_on"] != action.due_on:
        raise Refused(_("Change the date by itself, with a reason: every change of date counts."))
    changed = frozenset(name for name, value in values.items() if getattr(action, name) != value)
    reasons = editing_refusals("action", str(action.state), changed)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        saved = save_changed(
            action,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("Action %s was changed.") % action.reference,
        )
        _tell(saved, by=by)
        return saved


def redate_action(
    *, action: Action, by: User, to_date: date, reason: str, expected_version: int
) -> Action:
    """Give an action another date. Each change is kept, counted and shown with its reason."""
    action = _fresh(action, expected_version, by=by)
    if not reason.strip():
        raise Refused(_("Give a reason. Every change of date is shown with it."))
    if to_date == action.due_on:
        raise Refused(_("That is the date it has already."))
    reasons = editing_refusals("action", str(action.state), frozenset({"due_on"}))
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        from_date = action.due_on
        saved = save_changed(
            action,
            by=by,
            values={"due_on": to_date},
            expected_version=expected_version,
            sentence=_("Action %(action)s was re-dated from %(old)s to %(new)s.")
            % {
                "action": action.reference,
                "old": date_format(from_date, "j F Y"),
                "new": date_format(to_date, "j F Y"),
            },
        )
        ActionRedating.objects.create(
            action=saved,
            from_date=from_date,
            to_date=to_date,
            reason=reason.strip(),
            made_at=clock.now(),
            made_by=by,
        )
        _tell(saved, by=by)
        return saved


def report_progress(
    *,
    action: Action,
    by: User,
    text: str,
    proof: str = "",
    rating: str = "",
    minute: Minute | None = None,
    files: Sequence[File[Any]] = (),
) -> ProgressUpdate:
    """Add an update on an action, or with a rating and its minute how the body rates it."""
    if rating:
        return progress.rate_progress(on=action, by=by, rating=rating, text=text, minute=minute)
    return progress.report_progress(on=action, by=by, text=text, proof=proof, files=files)


def move_action(
    *,
    action: Action,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
    evidence: str = "",
    text: str = "",
    files: Sequence[File[Any]] = (),
) -> Action:
    """Make one move of an action's table. Closing needs the minute and what shows it was done.

    `text` is what was done, where its owner reports it as done; `files` are kept with it.
    """
    unmet = minute_refusal(minute, action.body)
    if not evidence.strip():
        unmet["evidence"] = _("Say what shows that it was done.")
    values: dict[str, Any] = {}
    if move == "close":
        values = {"closed_minute": minute, "closing_evidence": evidence.strip()}
    if move == "reopen":
        values = {"closed_minute": None, "closing_evidence": ""}
    sentence = {
        "start": _("Work on action %s began."),
        "claim_complete": _("Action %s was reported as done."),
        "send_back": _("Action %s was sent back: more is to be done."),
        "close": _("Action %s was closed."),
        "cancel": _("Action %s was cancelled."),
        "reopen": _("Action %s was opened again."),
    }.get(move, _("Action %s moved on.")) % action.reference
    if minute:
        sentence = f"{sentence} ({minute})"
    with attaching(files, by=by) as keep, transaction.atomic():
        moved = make_move(
            action,
            table=lifecycle.ACTION,
            name=move,
            by=by,
            roles=roles_on(action, by),
            expected_version=expected_version,
            sentence=sentence,
            unmet=unmet,
            reason=reason,
            values=values,
        )
        if move == "claim_complete":
            keep(
                progress.note_claim(
                    on=moved, by=by, text=text or evidence, proof=evidence if text else ""
                )
            )
        _tell(moved, by=by)
        return moved


def claim_by_link(*, action: Action, by: User, text: str, reported_at: datetime) -> ProgressUpdate:
    """Report an action as done for its owner, who has no account and said so at an instant.

    `by` is the clerk who confirms it. Whether the owner was in time counts by the civil day of the
    report, not by that of its confirmation, so that day is logged with the move. Raises Refused.
    """
    require_clerk(by, action.body)
    with transaction.atomic():
        moved = make_move(
            action,
            table=lifecycle.ACTION,
            name="claim_complete",
            by=by,
            roles=frozenset({"owner"}),
            expected_version=None,
            sentence=_("Action %s was reported as done.") % action.reference,
            unmet={},
            data={"reported_on": reported_at.astimezone(clock.CIVIL_ZONE).date().isoformat()},
        )
        return progress.take_over(on=moved, by=by, text=text, made_at=reported_at)


def roles_on(action: Action, user: User) -> frozenset[str]:
    """Roles in the body, and `owner` for whoever the action is addressed to."""
    roles = roles_in(user, action.body.slug)
    return roles | {"owner"} if action.owner.user_id == user.pk else roles


def _fresh(action: Action, expected_version: int, *, by: User) -> Action:
    """The action as it is stored, for a clerk; Conflict where somebody changed it meanwhile."""
    current = fresh(action)
    require_clerk(by, current.body)
    if current.version != expected_version:
        raise Conflict(current)
    return current


def _tell(action: Action, *, by: User) -> None:
    renew_action(action, by=by, about=f"Action {action.reference}")


def _refuse_foreign(body: ScrutinyBody, values: Mapping[str, Any], review: Review | None) -> None:
    """Raise Refused for what is another body's, or another review's where there is one."""
    owner, minute = values.get("owner"), values.get("origin_minute")
    origins = [values.get(name) for name in ("recommendation", "origin_line", "origin_response")]
    others = [one.review for one in origins if one is not None]
    if (
        (owner is not None and owner.body_id != body.pk)
        or (minute is not None and minute.meeting.body_id not in {body.pk, body.parent_id})
        or (review is not None and review.body_id != body.pk)
        or any(one.body_id != body.pk for one in others)
        or (review is not None and any(one.pk != review.pk for one in others))
    ):
        raise Refused(_("Something chosen here belongs to another review or another body."))
