"""Moves of lines of enquiry and of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.operations import Refused, make_move, save_new
from scrutiny.models import Evidence, KeyLineOfEnquiry
from scrutiny.operations.people import minute_refusal, require_clerk, roles_for
from scrutiny.operations.release import release_review
from scrutiny.operations.source_links import carry_origins
from scrutiny.rules import lifecycle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boards.models import Minute
    from portal.models import User


def move_line(
    *,
    line: KeyLineOfEnquiry,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
) -> KeyLineOfEnquiry:
    """Make one move of a line of enquiry; `revise` is made by `revise_line` alone."""
    unmet = minute_refusal(minute, line.review.body)
    if not line.findings.exists():
        unmet["finding"] = _("Record at least one finding on this line first.")
    unmet["new_version"] = _("Write the new version: the old one is replaced by it.")
    values: dict[str, Any] = {"agreed_minute": minute} if move == "agree" else {}
    with transaction.atomic():
        moved = make_move(
            line,
            table=lifecycle.LINE_OF_ENQUIRY,
            name=move,
            by=by,
            roles=roles_for(by, line.review),
            expected_version=expected_version,
            sentence=_line_sentence(line, move, minute),
            unmet=unmet,
            reason=reason,
            values=values,
        )
        release_review(moved.review, by=by)
        return moved


def revise_line(
    *,
    line: KeyLineOfEnquiry,
    by: User,
    expected_version: int | None,
    values: Mapping[str, Any],
    minute: Minute | None,
    reason: str,
) -> KeyLineOfEnquiry:
    """Replace an agreed line by a new version of its text, agreed by the same minute.

    Evidence and findings move over to the new version; the old text stays, marked as replaced.
    Returns the new version.
    """
    require_clerk(by, line.review.body)
    if values.get("question", line.question) == line.question:
        raise Refused(_("The new version has the same question as the old one."))
    with transaction.atomic():
        old = make_move(
            line,
            table=lifecycle.LINE_OF_ENQUIRY,
            name="revise",
            by=by,
            roles=roles_for(by, line.review),
            expected_version=expected_version,
            sentence=_line_sentence(line, "revise", minute),
            unmet=minute_refusal(minute, line.review.body),
            reason=reason,
        )
        kept = ("question_cy", "rationale", "evidence_wanted", "theme", "lead_questioner")
        new = KeyLineOfEnquiry(
            review=old.review,
            number=old.number,
            edition=old.edition + 1,
            supersedes=old,
            state=KeyLineOfEnquiry.State.AGREED,
            agreed_minute=minute,
            **{**{name: getattr(old, name) for name in kept}, **values},
        )
        save_new(
            new,
            by=by,
            sentence=_("Key line of enquiry %(number)s has a new version. (%(minute)s)")
            % {"number": new.number, "minute": minute},
        )
        old.findings.update(line=new)
        old.evidence_links.update(line=new)
        carry_origins(old, new)
        old.planned_questions.update(line=new)
        release_review(new.review, by=by)
        return new


def move_evidence(
    *,
    evidence: Evidence,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    provider_asked: bool = False,
) -> Evidence:
    """Make one move of an item of evidence.

    Accepted evidence is withdrawn only when its provider asked (`provider_asked`) or by the
    proper officer.
    """
    roles = roles_for(by, evidence.review)
    unmet = {}
    is_accepted = evidence.state == Evidence.State.ACCEPTED
    if is_accepted and not provider_asked and "proper_officer" not in roles:
        unmet["providers_request_or_proper_officer"] = _(
            "Accepted evidence is withdrawn at its provider's request or by the proper officer. "
            "Say that the provider asked, or ask the proper officer."
        )
    label = _("Evidence E%s") % evidence.number
    sentence = {
        "receive": _("%s was received."),
        "verify": _("%s was verified."),
        "accept": _("%s was accepted."),
        "withdraw": _("%s was withdrawn."),
    }.get(move, _("%s moved on.")) % label
    with transaction.atomic():
        return make_move(
            evidence,
            table=lifecycle.EVIDENCE,
            name=move,
            by=by,
            roles=roles,
            expected_version=expected_version,
            sentence=sentence,
            unmet=unmet,
            reason=reason,
        )


def _line_sentence(line: KeyLineOfEnquiry, move: str, minute: Minute | None) -> str:
    sentence = {
        "agree": _("Key line of enquiry %s was agreed; its text is frozen."),
        "open": _("Key line of enquiry %s was opened."),
        "answer": _("Key line of enquiry %s was answered."),
        "answer_in_part": _("Key line of enquiry %s was answered in part."),
        "leave_unanswered": _("Key line of enquiry %s was left unanswered."),
        "reopen": _("Key line of enquiry %s was opened again."),
        "revise": _("Key line of enquiry %s was replaced by a new version."),
        "drop": _("Key line of enquiry %s was dropped."),
    }.get(move, _("Key line of enquiry %s moved on.")) % line.number
    return f"{sentence} ({minute})" if minute else sentence
