"""Setting up a body and keeping what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from boards.models import LegalForm, ScrutinyBody
from boards.operations.admin_rights import keep_in_step
from boards.operations.permission import (
    refuse_unless_keeper,
    refuse_unless_portal_administrator,
)
from boards.operations.release import release_public, release_relatives
from boards.rules.addresses import is_reserved
from boards.rules.functions import assignment_refusals
from portal.operations import Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

#: What may be changed about a body. Its permanent name in addresses never is.
BODY_VALUES: Final = frozenset(
    field.name
    for field in ScrutinyBody._meta.concrete_fields
    if field.editable and field.name not in {"id", "slug", "changed_by", "created_at"}
)
#: What only an administrator of the portal changes: law and place, not words.
LEGAL_VALUES: Final = frozenset(
    {"legal_form", "jurisdiction", "access_regime", "parent", "predecessor"}
    | {"valid_from", "valid_to"}
)


@transaction.atomic
def create_body(*, by: User | None, name: str, slug: str = "", **values: Any) -> ScrutinyBody:
    """Set up a body, with Wagtail's group and collection, and make it public.

    `slug` is its permanent name in addresses, made from the name when none is given; `values` are
    the other columns of ScrutinyBody. Raises Refused when `by` is no administrator of the portal
    or the values break a rule.
    """
    refuse_unless_portal_administrator(by)
    body = ScrutinyBody(name=name, slug=slug or slugify(name)[:80].strip("-"), **values)
    if is_reserved(body.slug):
        raise Refused(_("The portal itself uses this name in addresses. Choose another one."))
    body.short_name = body.short_name or name[:60]
    sentence = _("%(body)s was set up.") % {"body": name}
    save_new(body, by=by, sentence=sentence)
    keep_in_step(body)
    release_public(body, by=by, subject=_("A body was set up"))
    release_relatives(body, by=by)
    return body


@transaction.atomic
def update_body(
    body: ScrutinyBody, *, by: User | None, expected_version: int, **values: Any
) -> ScrutinyBody:
    """Change what is known about a body.

    Legal form, nation, regime, dates and relatives are for administrators of the portal; words and
    periods for the officers of the body too. Raises Refused, Conflict.
    """
    unknown = values.keys() - BODY_VALUES
    if unknown:
        raise TypeError(f"A body has no such values: {', '.join(sorted(unknown))}")
    refuse_unless_keeper(by, body)
    if values.keys() & LEGAL_VALUES:
        refuse_unless_portal_administrator(by)
    if values.get("legal_form") == LegalForm.SUB_COMMITTEE:
        _refuse_special_functions(body)
    sentence = _("The details of %(body)s were changed.") % {"body": body.name}
    saved = save_changed(
        body, by=by, values=values, expected_version=expected_version, sentence=sentence
    )
    if "name" in values:
        keep_in_step(saved)
    release_public(saved, by=by, subject=_("Details of a body"))
    release_relatives(saved, by=by)
    return saved


def _refuse_special_functions(body: ScrutinyBody) -> None:
    reasons = [
        reason
        for one in body.functions.all()
        for reason in assignment_refusals(function=one.function, is_sub_committee=True)
    ]
    if reasons:
        raise Refused(*reasons)
