"""The call for evidence on the desk of its review, and the answers that wait to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.desk import DeskMixin, Section, row_of
from scrutiny.desk.calls.kinds import CALL, SUBMISSIONS
from scrutiny.desk.saying import day_words, facts_of, instant_words
from scrutiny.models import CallForEvidence, Review, Submission
from scrutiny.rules.calls import is_open

if TYPE_CHECKING:
    from datetime import date

    from portal.desk import Row


def call_sections(view: DeskMixin, review: Review, *, today: date) -> list[Section]:
    """The call, and once there is one, what came in."""
    call = CallForEvidence.objects.filter(review=review).select_related("named_person").first()
    sections = [
        Section(
            anchor=CALL.name,
            heading=_("Call for evidence"),
            rows=[_call(view, call, today=today)] if call else [],
            empty=_("The public may be asked to write to this review. Nobody is asked yet."),
            add_url="" if call else view.address("add", kind=CALL.name),
            add_label=_("Write a call for evidence"),
            note=_(
                "The form tells people that it is not for reporting harm. What reads like a "
                "report of harm goes to the named person alone and never appears here."
            ),
        )
    ]
    if call is not None:
        rows = SUBMISSIONS.rows(review).select_related("evidence")
        sections.append(
            Section(
                anchor=SUBMISSIONS.name,
                heading=_("Answers to the call"),
                rows=[_submission(view, one) for one in rows],
                empty=_("What people send appears here, to be taken as evidence or not."),
            )
        )
    return sections


def _call(view: DeskMixin, call: CallForEvidence, *, today: date) -> Row:
    running = is_open(opens_on=call.opens_on, closes_on=call.closes_on, today=today)
    return row_of(
        view,
        CALL,
        call,
        title=_("Call for evidence"),
        facts=facts_of(
            (_("What is asked for"), Truncator(call.words).words(60)),
            (_("Opens on"), day_words(call.opens_on)),
            (_("Last day"), day_words(call.closes_on)),
            (_("Takes answers today"), _("yes") if call.is_on and running else _("no")),
            (_("Named person for what tells of harm"), str(call.named_person)),
        ),
    )


def _submission(view: DeskMixin, one: Submission) -> Row:
    return row_of(
        view,
        SUBMISSIONS,
        one,
        title=_("Came in on %(when)s") % {"when": instant_words(one.received_at)},
        facts=facts_of(
            (_("From"), ", ".join(part for part in (one.name, one.organisation) if part)),
            (_("May be named"), _("yes") if one.may_be_named else _("no")),
            (_("E-mail address"), one.email),
            (_("What they write"), one.text),
            (_("Why it was not taken"), one.reason),
            (_("Taken as"), str(one.evidence or "")),
        ),
    )
