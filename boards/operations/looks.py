"""The look of a body: its colour and its logo, made public with the body."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from boards.look_pictures import NoPictureError, made_anew
from boards.models import Look, ScrutinyBody
from boards.operations.permission import refuse_unless_keeper
from boards.operations.release import release_public
from portal.operations import Conflict, Refused, save_changed, save_new

if TYPE_CHECKING:
    from portal.models import User

FOLDER: Final = "looks"
_NO_LOGO: Final[dict[str, Any]] = {
    "logo_name": "",
    "logo_sha256": "",
    "logo_width": 0,
    "logo_height": 0,
}


@transaction.atomic
def set_look(
    *,
    body: ScrutinyBody,
    by: User | None,
    expected_version: int | None,
    accent: str | None = None,
    logo: IO[Any] | None = None,
    without_logo: bool = False,
) -> Look:
    """Give a body its colour and its logo, and make both public with it.

    Args:
        body: whose look it is.
        by: an officer of the body or an administrator of the portal.
        expected_version: that of its look; None where it has none.
        accent: `#rrggbb`, empty for the portal's colour; None to leave it as it is.
        logo: a picture, which is made anew; None to leave the logo as it is.
        without_logo: take the logo away.

    Raises Refused when `by` may not, the colour cannot be read on our pages (the sentence names
    the nearest one that can), the file is no picture or the disclosure gate has something to ask;
    Conflict when somebody else was first.
    """
    refuse_unless_keeper(by, body)
    values: dict[str, Any] = {} if accent is None else {"accent": accent}
    if without_logo:
        values |= _NO_LOGO
    elif logo is not None:
        values |= _kept(logo, body)
    own = Look.objects.filter(body=body).first()
    before = own.logo_name if own else ""
    sentence = _("The look of %(body)s was changed.") % {"body": body.name}
    if own is None:
        saved = save_new(Look(body=body, **values), by=by, sentence=sentence)
    elif expected_version is None:
        raise Conflict(own)
    else:
        saved = save_changed(
            own, by=by, values=values, expected_version=expected_version, sentence=sentence
        )
    if before and before != saved.logo_name:
        transaction.on_commit(partial(default_storage.delete, before))
    release_public(body, by=by, subject=_("The look of a body"))
    return saved


def _kept(file: IO[Any], body: ScrutinyBody) -> dict[str, Any]:
    """Make a logo anew and keep it in private storage under its own hash."""
    try:
        made = made_anew(file)
    except NoPictureError as error:
        raise Refused(
            _("The logo cannot be read as a picture. Save it as PNG or JPEG and try again.")
        ) from error
    sha256 = hashlib.sha256(made.content).hexdigest()
    name = f"{FOLDER}/{body.key}/{sha256}.png"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(made.content))
    return {
        "logo_name": name,
        "logo_sha256": sha256,
        "logo_width": made.width,
        "logo_height": made.height,
    }
