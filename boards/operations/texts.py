"""The legal sentences of a body: its own where it has one, the default of its regime otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import BodyText, Meeting, Pack, ScrutinyBody
from boards.operations.agenda_state import touched
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.rules.legal_texts import default_text
from portal import audit
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User


def text_of(body: ScrutinyBody, name: str, *, language: str = "en") -> str:
    """A text of a body; in Welsh (`cy`) where the body has written it, in English otherwise.

    Raises KeyError when there is no text of that name.
    """
    return texts_of(body, language=language)[name]


def texts_of(body: ScrutinyBody, *, language: str = "en") -> dict[str, str]:
    """All texts of a body by their names, in one query. See `text_of`."""
    found = {
        name: default_text(name=name, regime=body.access_regime) for name in BodyText.Name.values
    }
    for own in BodyText.objects.filter(body=body):
        found[own.name] = (own.text_cy if language == "cy" else "") or own.text
    return found


@transaction.atomic
def set_text(
    *,
    body: ScrutinyBody,
    name: str,
    text: str,
    by: User | None,
    text_cy: str = "",
    expected_version: int | None = None,
) -> BodyText:
    """Give a body a sentence of its own in place of the default.

    `expected_version` is that of the body's own text, None where it had none. Raises Refused for an
    empty text; Conflict when somebody wrote one meanwhile.
    """
    refuse_unless_keeper(by, body, MEETING_KEEPERS)
    if not text.strip():
        raise Refused(_("Write the text, or go back to the default."))
    found = BodyText.objects.filter(body=body, name=name).first()
    label = BodyText.Name(name).label
    if found is None:
        own = BodyText(body=body, name=name, text=text.strip(), text_cy=text_cy.strip())
        sentence = _("%(body)s has a text of its own: %(name)s.")
        saved = save_new(own, by=by, sentence=sentence % {"body": body.name, "name": label})
    else:
        if expected_version is None:
            raise Conflict(found)
        saved = save_changed(
            found,
            by=by,
            values={"text": text.strip(), "text_cy": text_cy.strip()},
            expected_version=expected_version,
            sentence=_("The text “%s” was changed.") % label,
        )
    _touch_all(body, by=by)
    return saved


@transaction.atomic
def reset_text(own: BodyText, *, by: User | None, expected_version: int) -> None:
    """Go back to the default in place of a body's own text. Raises Refused, Conflict."""
    refuse_unless_keeper(by, own.body, MEETING_KEEPERS)
    current = BodyText.objects.select_for_update(of=("self",)).get(pk=own.pk)
    if current.version != expected_version:
        raise Conflict(current)
    sentence = _("The text “%s” is the default again.") % current.get_name_display()
    audit.record(current, act=audit.REMOVE, by=by, sentence=sentence)
    current.delete()
    _touch_all(own.body, by=by)


def _touch_all(body: ScrutinyBody, *, by: User | None) -> None:
    """The texts stand in every pack of the body that is being prepared."""
    checked = Meeting.objects.filter(body=body, packs__state=Pack.State.CHECKED)
    for meeting in checked.select_related("body"):
        touched(meeting, by=by)
