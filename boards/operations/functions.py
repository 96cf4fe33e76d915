"""The functions that a body carries out, and the organisations that take part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import BodyFunction, BodyPartner, LegalForm, Organisation, ScrutinyBody
from boards.operations.permission import refuse_unless_keeper
from boards.operations.plain import remove_row, save_row
from boards.operations.release import release_public
from boards.rules.functions import assignment_refusals
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def assign_function(*, body: ScrutinyBody, function: str, by: User | None) -> BodyFunction:
    """Record that a body carries out a function of the law.

    Raises Refused for a special function and a sub-committee (Police Reform and Social
    Responsibility Act 2011, Schedule 6, paragraph 27), and for one that it has already.
    """
    refuse_unless_keeper(by, body)
    is_part = body.legal_form == LegalForm.SUB_COMMITTEE
    reasons = assignment_refusals(function=function, is_sub_committee=is_part)
    if reasons:
        raise Refused(*reasons)
    row = BodyFunction(body=body, function=function)
    sentence = _("%(body)s was given the function “%(function)s”.")
    save_row(row, by=by, sentence=sentence % {"body": body.name, "function": row})
    release_public(body, by=by, subject=_("Functions of a body"))
    return row


@transaction.atomic
def remove_function(row: BodyFunction, *, by: User | None, expected_version: int = 0) -> None:
    """Record that a body does not carry out a function any more. Raises Refused."""
    refuse_unless_keeper(by, row.body)
    sentence = _("%(body)s does not carry out the function “%(function)s” any more.")
    remove_row(row, by=by, sentence=sentence % {"body": row.body.name, "function": row})
    release_public(row.body, by=by, subject=_("Functions of a body"))


@transaction.atomic
def add_partner(
    *, body: ScrutinyBody, organisation: Organisation, role: str, by: User | None
) -> BodyPartner:
    """Record that an organisation takes part in a body. Raises Refused when it does already."""
    refuse_unless_keeper(by, body)
    sentence = _("%(organisation)s takes part in %(body)s.")
    words = {"organisation": organisation.name, "body": body.name}
    row = BodyPartner(body=body, organisation=organisation, role=role)
    return save_row(row, by=by, sentence=sentence % words)


@transaction.atomic
def remove_partner(row: BodyPartner, *, by: User | None, expected_version: int = 0) -> None:
    """Record that an organisation takes no part in a body any more. Raises Refused."""
    refuse_unless_keeper(by, row.body)
    sentence = _("%(organisation)s takes no part in %(body)s any more.")
    words = {"organisation": row.organisation.name, "body": row.body.name}
    remove_row(row, by=by, sentence=sentence % words)
